"""Dates in the forms that nearly all have, told by their text: no date is made of them."""

import re
from typing import Final

from chrono.values.dates import Date

is_usual: Final = re.compile(
    r"(?!0000)\d{4}-(?:(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])"
    r"|(?:0[13-9]|1[0-2])-(?:29|30)|(?:0[13578]|1[02])-31)"
    r"(?:T(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d)?Z)?",
    re.ASCII,
).fullmatch
"""Matches a day that its month has in every year, or a time on it in UTC: canonical as it is."""


def canonical_date(text: str) -> str:
    """Return a date, given as text, as canonical text; BadDate if it is none."""
    return text if is_usual(text) else str(Date.parse(text))
