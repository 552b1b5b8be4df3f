"""Dragging by mouse and by touch."""

from playwright.sync_api import Page

Step = tuple[float, float]


def drag(page: Page, steps: list[Step], *, touch: bool) -> None:
    """Press at the first place of the window, move over the others, let go at the last."""
    (_by_touch if touch else _by_mouse)(page, steps)


def _by_mouse(page: Page, steps: list[Step]) -> None:
    page.mouse.move(*steps[0])
    page.mouse.down()
    for step in steps[1:]:
        page.mouse.move(*step)
    page.mouse.up()


def _by_touch(page: Page, steps: list[Step]) -> None:
    session = page.context.new_cdp_session(page)
    for index, (x, y) in enumerate(steps):
        kind = "touchMove" if index else "touchStart"
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": x, "y": y}]})
    session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
