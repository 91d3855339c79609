"""What every HTML page must keep to: no inline script or style, and a CSRF token in every form that posts."""

from html.parser import HTMLParser

DATA_SCRIPTS = {"application/json", "application/ld+json"}


class PageReader(HTMLParser):
    """Collects what a page does wrong, as sentences with line numbers."""

    def __init__(self) -> None:
        super().__init__()
        self.problems: list[str] = []
        self.open_form: int | None = None  # line of a post form whose token has not been seen yet

    def say(self, problem: str) -> None:
        self.problems.append(f"line {self.getpos()[0]}: {problem}")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        if tag == "style" or "style" in found:
            self.say(f"inline style on <{tag}>")
        if tag == "script" and "src" not in found and found.get("type") not in DATA_SCRIPTS:
            self.say("inline script")
        for name, value in found.items():
            if name.startswith("on") or value.strip().lower().startswith("javascript:"):
                self.say(f"inline script in {name} of <{tag}>")
        self.follow_form(tag, found)

    def follow_form(self, tag: str, found: dict[str, str]) -> None:
        if tag == "form" and found.get("method", "").lower() == "post":
            self.open_form = self.getpos()[0]
        elif tag == "input" and found.get("name") == "csrfmiddlewaretoken":
            self.open_form = None

    def handle_endtag(self, tag: str) -> None:
        if tag == "form" and self.open_form is not None:
            self.problems.append(f"line {self.open_form}: a form that posts has no CSRF token")
            self.open_form = None


def problems_of(html: str) -> list[str]:
    """Everything wrong with a page; empty when it is clean."""
    reader = PageReader()
    reader.feed(html)
    reader.close()
    return reader.problems
