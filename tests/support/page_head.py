"""What is in the head of a page."""

from html.parser import HTMLParser


class Head(HTMLParser):
    """The tags of a preview, as a crawler reads them."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: dict[str, str] = {}
        self.elements: list[str] = []
        self._in_title = False
        self.feed(page)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attributes}
        self.elements.append(tag)
        self._in_title = tag == "title"
        if tag == "meta" and "content" in given:
            self.found[given.get("property") or given["name"]] = given["content"]
        if tag in ("link", "html"):
            self.found[given.get("rel", tag)] = given.get("href", given.get("lang", ""))

    def handle_data(self, data: str) -> None:
        if self._in_title:
            self.found["title"] = data
            self._in_title = False
