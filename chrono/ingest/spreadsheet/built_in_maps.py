"""Maps that need no file: the columns of what other programs export.

A map that a user names applies whole. Of one that nobody named, the columns alone are taken, where
a file would have no date or no headline without it; how a source knows is then still asked for.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any, Final

from chrono.ingest.spreadsheet.column_names import field_named, labelled
from chrono.ingest.spreadsheet.sheet import same

_CASE: Final = {
    "Date": "occurred",
    "Date & Time": "occurred",
    "Date/Time": "occurred",
    "Start Date": "occurred",
    "End Date": "end",
    "Time": "time",
    "Source": "source",
    "Sources": "source",
    "Source(s)": "source",
    "Source Date": "published",
    "Pinpoint": "pinpoint",
    "Page": "pinpoint",
    "Link": "url",
    "Comment": "note",
    "Comments": "note",
    "Notes": "note",
    "Issue": "note",
    "Issues": "note",
    "Linked Issues": "note",
    "Labels": "note",
    "Tags": "note",
    "People": "note",
    "Status": "note",
    "Created By": "ignore",
    "Created": "ignore",
    "Last Edited By": "ignore",
    "Last Edited": "ignore",
}
"""What programs for lawyers call alike."""

SLIDES: Final = "timelinejs"
"""The map of what TimelineJS shows, as HTML."""

ITEMS: Final = "wikidata"
"""The map of what Wikidata finds, whose items have addresses."""

EXPORT: Final = "chrono"
"""The map of what `chrono.exports.csv_table` writes: columns for people beside those of fields."""

_EXPORTED: Final = {"event", "id", "occurred", "kind", "data"}
"""Names of columns that tell such a table from others."""

BUILT_IN: Final[Mapping[str, Mapping[str, Any]]] = {
    "opus2": {
        "columns": {
            "Date Modifier": "modifier",
            "Modifier": "modifier",
            "Date": "occurred",
            "Start Date": "occurred",
            "End Date": "end",
            "Second Date": "end",
            "Time": "time",
            "Time Zone": "zone",
            "Timezone": "zone",
            "Description": "headline",
            "Source": "publisher",
            "Source Date": "published",
            "Document Date": "published",
            "Documents": "title",
            "Document": "title",
            "Link": "url",
            "Hyperlink": "url",
            "Pinpoint": "pinpoint",
            "Type": "note",
            "Status": "note",
            "Characters": "note",
            "Notes": "note",
        },
        "defaults": {"basis": "reported"},
    },
    "casefleet": {
        "columns": {
            **_CASE,
            "Fact": "headline",
            "Fact Text": "headline",
            "Description": "note",
            "Citation": "pinpoint",
            "Citations": "pinpoint",
            "Evaluation": "note",
            "Contacts": "note",
            "Material": "note",
        },
        "defaults": {"basis": "reported"},
    },
    "everlaw": {
        "columns": {
            **_CASE,
            "Event": "headline",
            "Event Date": "occurred",
            "Description": "note",
            "Relevance": "note",
            "Evidence": "title",
            "Document": "title",
            "Documents": "title",
            "Bates": "pinpoint",
            "Bates Number": "pinpoint",
        },
        "defaults": {"basis": "reported"},
    },
    SLIDES: {
        "columns": {
            **{name.title(): name for name in ("year", "month", "day", "time")},
            **{f"End {name.title()}": f"end {name}" for name in ("year", "month", "day", "time")},
            "Display Date": "note",
            "Headline": "headline",
            "Text": "note",
            "Media": "url",
            "Media Credit": "note",
            "Media Caption": "title",
            "Media Thumbnail": "ignore",
            "Alt Text": "ignore",
            "Type": "slide",
            "Group": "note",
            "Tag": "note",
            "Background": "ignore",
        },
        "range": "lasts",
    },
    EXPORT: {
        "columns": {
            "Date": "ignore",
            "Event": "headline",
            "Says": "ignore",
            "Source": "ignore",
            "Standing": "slide",
            "By": "ignore",
            "Changes": "ignore",
        },
        "dates": "edtf",
    },
    ITEMS: {
        "columns": {
            "item": "url",
            "itemLabel": "headline",
            "event": "url",
            "eventLabel": "headline",
            "itemDescription": "note",
            "eventDescription": "note",
            "itemAltLabel": "ignore",
            "pointInTime": "occurred",
            "point_in_time": "occurred",
            "date": "occurred",
            "start": "occurred",
            "startTime": "occurred",
            "start_time": "occurred",
            "end": "end",
            "endTime": "end",
            "end_time": "end",
            "datePrecision": "precision",
            "date_precision": "precision",
            "timePrecision": "precision",
            "startPrecision": "precision",
            "endPrecision": "end precision",
        },
        "range": "lasts",
    },
}
"""Maps by name. The columns that they name may be missing."""


_DATED: Final = {"occurred", "headline"}
_DATE_TOO: Final[Mapping[str | None, str]] = {"year": "occurred"}


def fitting(header: Iterable[str], mapped: Iterable[str]) -> str | None:
    """Return the map that gives a file the date or the headline that it lacks without one.

    Of several it is the one with the most columns that are no fields and that the user has not
    `mapped`, and of these the first; None where there is none, or none is needed. What chrono
    exported has a map of its own.
    """
    header = list(header)
    if set(map(same, header)) >= _EXPORTED:
        return EXPORT
    taken = set(map(same, mapped))
    unknown = {same(name): name for name in header if same(name) not in taken}
    words = {same(labelled(name)) for name in unknown.values()}
    fields = {plain: _read(name) for plain, name in unknown.items()}
    strange = {plain for plain, field in fields.items() if not field} - words
    if not strange or set(fields.values()) >= _DATED:
        return None
    fit: dict[str, int] = {}
    for built_in, parts in BUILT_IN.items():
        columns = {same(column): field for column, field in parts["columns"].items()}
        read = {columns.get(plain) or field for plain, field in fields.items()}
        if {_DATE_TOO.get(field, field) for field in read} >= _DATED:
            fit[built_in] = len(strange & set(columns))
    return max(fit, key=fit.__getitem__, default=None)


def _read(name: str) -> str | None:
    return field_named(name) or field_named(labelled(name))


def with_column(name: str) -> str | None:
    """Return the map of another program that knows a column; None where none does."""
    return _first_with().get(same(name))


def knowing(names: Sequence[str]) -> str | None:
    """Return the map of another program that knows more than half of some columns, if any."""
    known = Counter(found for name in names if (found := with_column(name)))
    return next((found for found, number in known.items() if 2 * number > len(names)), None)


@cache
def _first_with() -> Mapping[str, str]:
    """Return the first map that knows each column, by the form in which names are compared."""
    maps = ((name, parts) for name, parts in reversed(list(BUILT_IN.items())) if name != EXPORT)
    return {same(column): name for name, parts in maps for column in parts["columns"]}
