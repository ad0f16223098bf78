"""A page's form as a browser would send it back unchanged."""

from html.parser import HTMLParser


def filled(page: str) -> dict[str, str]:
    """Return the names and values of every field on the page."""
    reader = Reader()
    reader.feed(page)
    return reader.values


class Reader(HTMLParser):
    """Collects fields; a select's first option counts where none is selected."""

    def __init__(self) -> None:
        super().__init__()
        self.values: dict[str, str] = {}
        self.select = self.area = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take an input, or remember which select or textarea is open."""
        known = dict(attrs)
        name, value = known.get("name") or "", known.get("value") or ""
        if tag == "input" and name:
            is_tick = known.get("type") in {"radio", "checkbox"}
            if not is_tick or "checked" in known:
                self.values[name] = value or ("on" if is_tick else "")
        elif tag == "select":
            self.select = name
        elif tag == "option" and self.select:
            if "selected" in known or self.select not in self.values:
                self.values[self.select] = value
        elif tag == "textarea":
            self.area = name
            self.values[name] = ""

    def handle_data(self, data: str) -> None:
        """Take a textarea's words."""
        if self.area:
            self.values[self.area] += data

    def handle_endtag(self, tag: str) -> None:
        """Close a select or textarea."""
        if tag == "select":
            self.select = ""
        if tag == "textarea":
            self.area = ""
