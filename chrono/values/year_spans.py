"""Spans of years as people write them: `1825-1860`, `1950-53`, `1999-00`, `'50-53`."""

import re
from typing import Final

_SPAN: Final = re.compile(
    r"(?P<start>'\d\d|\d{4})(?: ?[-\u2010-\u2015] ?|/(?!\d{4}))'?(?P<end>\d{4}|\d\d)", re.ASCII
)
_ACROSS_A_CENTURY: Final = 20
"""How many years after its start, at most, an end of two digits is in the next century."""


def year_span(text: str) -> tuple[str, str] | None:
    """Return the first and the last year, of four digits, that a text may mean; else None.

    Some such texts are a month, a quarter or a half in EDTF: `1911-12`, `1831-35`, `1940-41`. A
    start of two digits is in the twentieth century.
    """
    match = _SPAN.fullmatch(text)
    if match is None:
        return None
    start, end = match["start"].replace("'", "19"), match["end"]
    if len(end) == 2:
        until = int(start[:2] + end)
        crossing = until <= int(start) and until + 100 - int(start) <= _ACROSS_A_CENTURY
        end = f"{until + 100 * crossing:04}"
    return (start, end) if start < end <= "9999" else None
