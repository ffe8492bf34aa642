"""Names of columns: which field of an event, of one of its sources or claims, a name means.

A row may have several sources and claims: ``source 2``, ``second publisher``, ``key 3``. In lists
that Wikidata made, ``publisherLabel`` has the words of the ``publisher`` beside it.
"""

import re
from typing import Final

from chrono.ingest.spreadsheet.sheet import same

IGNORE: Final = "ignore"
_NOTHING: Final = {"na", "n/a", "nan", "nat", "null", "none"}
"""What programs write into a cell that says nothing."""

FAULT: Final = "fault"
"""The last column of a list of rows that were left out, with a checksum behind it."""

SOURCE: Final = ("publisher", "published", "basis", "url", "title", "pinpoint", "origin", "via")
CLAIM: Final = ("claim", "key", "value")
LINKS: Final = ("after", "before", "contests")
DATE_PARTS: Final = ("year", "month", "day", "end year", "end month", "end day")
DATING: Final = ("occurred", "modifier", "end", "time", "zone", "end time")
PRECISIONS: Final = ("precision", "end precision")

FIRST_FIELDS: Final = frozenset(
    {"id", "kind", "headline", "note", *DATING[:5], *LINKS, *SOURCE, *CLAIM}
)
"""The fields of the first release, in which ids of rows were made of these alone."""

FIELDS: Final = (
    *("id", "kind", "occurred", "modifier", "end", "time", "zone", "headline", "note", *LINKS),
    *("source", *SOURCE, *CLAIM, *DATE_PARTS, "end time", *PRECISIONS, "slide", "data"),
)
"""What a column may hold, besides ``data.FIELD``; ``date`` is another word for ``occurred``.

``source`` is an address, or else a publisher. ``slide`` says of a row that it is no event: a
title or an era of TimelineJS, or what was withdrawn when it was exported. ``data`` is all data of a
kind as JSON.
"""

USUAL: Final = FIELDS[: FIELDS.index("year")]
"""Fields that a misspelt name may have meant."""

_WORDS: Final = {
    **dict.fromkeys(("date", "start", "start date", "event date", "start_date"), "occurred"),
    **dict.fromkeys(("event_date", "startdate", "eventdate"), "occurred"),
    **dict.fromkeys(("end date", "end_date", "enddate"), "end"),
}
_SEVERAL: Final = ("source", *SOURCE, *CLAIM)
_ORDINALS: Final = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5}
_BEHIND: Final = re.compile(rf"({'|'.join(_SEVERAL)})[ _#.-]*([1-9]\d?)", re.ASCII)
_BEFORE: Final = re.compile(
    rf"(?:({'|'.join(_ORDINALS)})|([1-9]\d?)(?:st|nd|rd|th))[ _-]({'|'.join(_SEVERAL)})", re.ASCII
)
_CHECKED_FAULT: Final = re.compile(rf"{FAULT}(?: [0-9a-f]{{8}})?", re.ASCII)


def field_named(name: str) -> str | None:
    """Return the field that a name means, in whatever case; None if there is none.

    The second and later sources and claims have a number: ``publisher 2``.
    """
    field = same(name)
    field = _WORDS.get(field, field)
    if match := _BEHIND.fullmatch(field):
        return _numbered(match[1], int(match[2]))
    if match := _BEFORE.fullmatch(field):
        return _numbered(match[3], int(match[2] or _ORDINALS[match[1]]))
    return field if field in (*FIELDS, IGNORE) or _is_data(field) else None


def is_empty(cell: str, field: str) -> bool:
    """Return whether a cell of a date or an address says nothing: ``NA``, or the month ``0``.

    Any other field may be called so.
    """
    if field.endswith(("month", "day")) and cell in ("0", "00"):
        return True
    name, _ = numbered(field)
    blank = (*DATING, *DATE_PARTS, *PRECISIONS, "published", "url")
    return name in blank and cell.casefold() in _NOTHING


def labelled(name: str) -> str:
    """Return the name that a column of words of Wikidata belongs to; empty for other columns."""
    return name.removesuffix("Label") if name.endswith("Label") else ""


def numbered(field: str) -> tuple[str, int]:
    """Return a field without its number, and the number; 1 where it has none."""
    name, _, number = field.rpartition(" ")
    return (name, int(number)) if number.isdecimal() else (field, 1)


def is_fault(name: str) -> bool:
    """Return whether a column says why rows were left out."""
    return bool(_CHECKED_FAULT.fullmatch(same(name)))


def was_first(name: str) -> bool:
    """Return whether a name meant a field in the first release, too."""
    field = same(name)
    return field == "date" or field in FIRST_FIELDS or _is_data(field)


def _numbered(field: str, number: int) -> str:
    return field if number == 1 else f"{field} {number}"


def _is_data(field: str) -> bool:
    steps = field.split(".")
    return len(steps) > 1 and steps[0] == "data" and all(steps)
