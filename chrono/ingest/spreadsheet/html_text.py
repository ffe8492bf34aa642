"""What HTML says, as text: without tags, with the addresses of its links in brackets."""

import re
from html.parser import HTMLParser
from typing import Final

_BREAKS: Final = frozenset(("br", "p", "li", "div", "tr", "h1", "h2", "h3", "h4"))
_LINES: Final = re.compile(r"\s*\n\s*")
_ADDRESS: Final = re.compile(r"""(?:src|href)=["']?(https?://[^"'\s>]+)""", re.IGNORECASE)


class _Reader(HTMLParser):
    """Collects the text of HTML."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._link = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a line, or keep where a link leads."""
        if tag in _BREAKS:
            self.parts.append("\n")
        elif tag == "a":
            self._link = dict(attrs).get("href") or ""

    def handle_endtag(self, tag: str) -> None:
        """Write where a link leads behind its words, unless they are that address."""
        if tag == "a" and self._link and self.parts[-1:] != [self._link]:
            self.parts.append(f" ({self._link})")
        if tag == "a":
            self._link = ""

    def handle_data(self, data: str) -> None:
        """Keep text."""
        self.parts.append(data)


def address_in(html: str) -> str:
    """Return the address that HTML shows or links to, if it is one alone; else nothing."""
    found = dict.fromkeys(_ADDRESS.findall(html))
    return next(iter(found)) if len(found) == 1 else ""


def text_of(html: str) -> str:
    """Return the text of HTML, a line a paragraph; what is no HTML comes out as it is."""
    if "<" not in html and "&" not in html:
        return html
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return _LINES.sub("\n", "".join(reader.parts)).strip()
