"""Links to web pages: http and https only, so that no link runs anything in a browser."""

import re
from typing import Final
from urllib.parse import quote

from chrono.values.hidden_characters import hidden

_PAGE: Final = re.compile(r"https?://[^\s/?#]", re.IGNORECASE)
_UNSAFE: Final = re.compile(r"""[\x00-\x20\x7f-\xa0<>\\|"'`^{}()]""")


def link(url: str | None) -> str | None:
    """Return an http or https address, quoted where a character could end it; None for others."""
    if url is None or not _PAGE.match(url):
        return None
    for unsafe in (_UNSAFE, hidden()):
        url = unsafe.sub(lambda match: quote(match[0], safe=""), url)
    return url
