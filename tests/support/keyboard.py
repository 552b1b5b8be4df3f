"""A page used by keys alone: what has the focus is seen after each, and nothing traps it."""

from collections.abc import Iterator

from playwright.sync_api import Page, expect

MOST_STOPS = 250
PATIENCE = 15_000  # ms; a page may have to be loaded first
# Where the ring is drawn: on the element, or for what is unseen itself, on what stands for it.
FOCUS = """() => {
    const node = document.activeElement
    if (!node || node === document.body || node === document.documentElement) return 'lost'
    const name = `${node.tagName} ${node.ariaLabel || (node.labels?.[0] ?? node).innerText}`
    const rings = one => {
        const { outlineStyle, outlineWidth } = getComputedStyle(one)
        return outlineStyle !== 'none' && parseFloat(outlineWidth) > 0
    }
    const around = [node.nextElementSibling, node.parentElement, node.closest('article')]
    const shown = [node, ...around, ...(node.labels ?? [])]
    const isHeading = /^(H[1-3]|MAIN)$/.test(node.tagName) // read, not pressed
    if (!isHeading && !shown.some(one => one && rings(one))) return `no ring: ${name}`
    const small = node.getBoundingClientRect().width <= 1
    const stands = small ? node.labels?.[0] ?? node.parentElement : node
    const box = stands.getBoundingClientRect()
    const [left, top] = [Math.max(0, box.left), Math.max(0, box.top)]
    const [right, bottom] = [Math.min(innerWidth, box.right), Math.min(innerHeight, box.bottom)]
    if (right <= left || bottom <= top) return isHeading ? '' : `out of sight: ${name}`
    const points = [0.1, 0.5, 0.9].flatMap(x => [0.1, 0.5, 0.9].map(y => [x, y]))
    const seen = points.some(([x, y]) => {
        const hit = document.elementFromPoint(left + x * (right - left), top + y * (bottom - top))
        return hit && (stands.contains(hit) || hit.contains(stands))
    })
    return seen || isHeading ? '' : `covered: ${name}`
}"""
NAME = """() => {
    const { ariaLabel, labels, innerText } = document.activeElement
    return (ariaLabel || labels?.[0]?.innerText || innerText || '').trim()
}"""
STOP = f"""() => {{
    const node = document.activeElement
    if (node === document.body || passed.has(node)) return null
    passed.add(node)
    return [({FOCUS})(), ({NAME})()]
}}"""
"""What is wrong with where the focus is, and its name; null at the browser's own controls, and at a
stop that was passed."""


class Keyboard:
    def __init__(self, page: Page) -> None:
        self.page = page

    def focus_is_seen(self) -> None:
        """Raises AssertionError if nothing, or something that is not seen, has the focus."""
        found = ""
        for _ in range(PATIENCE // 50):
            found = str(self.page.evaluate(FOCUS))
            if not found:
                return
            self.page.wait_for_timeout(50)
        raise AssertionError(found)

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)
            self.focus_is_seen()

    def type(self, text: str) -> None:
        self.page.keyboard.type(text)
        self.focus_is_seen()

    def to(self, name: str, key: str = "Tab") -> None:
        """Press Tab, or Shift+Tab, until something whose name begins so has the focus."""
        for stop in self._stops(key):
            if stop.startswith(name):
                return
        raise AssertionError(f"{key} never comes to {name!r}")

    def stops(self) -> list[str]:
        """The names of all that Tab stops at, from where the focus is, to the end of the page.

        In a dialog, once around. Raises AssertionError where the focus is trapped or not seen.
        """
        return [*self._stops("Tab")]

    def _stops(self, key: str) -> Iterator[str]:
        self.page.evaluate("window.passed = new Set([document.activeElement])")
        for _ in range(MOST_STOPS):
            self.page.keyboard.press(key)
            stop = self.page.evaluate(STOP)
            if not stop:
                return
            fault, name = stop
            if fault:
                self.focus_is_seen()
                name = self.page.evaluate(NAME)
            yield str(name)
        raise AssertionError(f"{MOST_STOPS} stops, and no end")

    def on(self, name: str) -> None:
        """Raises AssertionError unless something whose name begins so gets the focus."""
        expect(self.page.locator(":focus")).to_have_count(1)
        for _ in range(PATIENCE // 50):
            if str(self.page.evaluate(NAME)).startswith(name):
                return self.focus_is_seen()
            self.page.wait_for_timeout(50)
        raise AssertionError(f"{self.page.evaluate(NAME)!r} has the focus, not {name!r}")
