"""Column maps: which column of a spreadsheet holds which field of an event and of its source.

A map is written as `chrono.ingest.spreadsheet.map_files` reads it. Columns that it does not name
are fields by their own names.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

import attrs

from chrono.codec.structuring import FieldPath
from chrono.errors import Fault, did_you_mean
from chrono.ingest.spreadsheet.cell_dates import CellReader
from chrono.ingest.spreadsheet.csv_file import Spreadsheet, same

IGNORE: Final = "ignore"
FAULT: Final = "fault"
"""The last column of a list of rows that were left out."""

SOURCE: Final = ("publisher", "published", "basis", "url", "title", "pinpoint", "origin", "via")
LINKS: Final = ("after", "before", "contests")
FIELDS: Final = (
    *("id", "kind", "occurred", "modifier", "end", "time", "zone", "headline", "note", *LINKS),
    *(*SOURCE, "claim", "key", "value"),
)
"""What a column may hold, besides ``data.FIELD``; ``date`` is another word for ``occurred``."""

NEEDED: Final = ("occurred", "headline", "publisher", "basis")
"""What every event has, and so a column or a default."""

CLAIMS: Final = ("set", "add", "drop", "announce")
"""The claims that a column of values can make about a fixed key."""


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
}
"""Maps that need no file. The columns that they name may be missing."""


@attrs.frozen
class Column:
    """What a map says of one column: its name, the field it holds, and where the map says so.

    `optional` says whether a file may lack it.
    """

    name: str
    field: str
    where: str
    optional: bool = False


@attrs.frozen
class FixedKey:
    """A claim that the cells of a column make about one key."""

    op: str
    key: str
    column: Column


@attrs.frozen
class ColumnMap:
    """What stands in which column.

    Attributes:
        columns: By name, as `same` compares them.
        defaults: What fields hold where no cell says it.
        claims: Claims about fixed keys.
        dates: How dates are read.
        others: Whether columns that nobody named are ignored.
    """

    columns: Mapping[str, Column]
    defaults: Mapping[str, str]
    claims: tuple[FixedKey, ...]
    dates: CellReader
    others: bool


@attrs.frozen
class Layout:
    """A map laid over the header of one file.

    Attributes:
        fields: For each field, the numbers of its columns; only ``note`` may have several.
        claims: What a column claims: the op, the key, and its number.
        used: The numbers of all columns that say anything.
        faults: What does not fit, each with the line of the header, or of the map.
    """

    fields: Mapping[str, tuple[int, ...]]
    claims: tuple[tuple[str, str, int], ...]
    used: tuple[int, ...]
    faults: tuple[Fault, ...]

    def by_path(self, header: Sequence[str]) -> Iterator[tuple[FieldPath, str]]:
        """Yield which column each field of an item stands in, by the path of the field."""
        for field, numbers in self.fields.items():
            name = header[numbers[0]][:60]
            if field in SOURCE:
                yield ("sources", 0, field), name
                if field == "publisher":
                    yield ("sources",), name
            elif field.startswith("data."):
                yield ("data", *field.split(".")[1:]), name
            elif field != IGNORE:
                yield (field,), name

    def asserts(self, fields: Mapping[str, str], cells: Sequence[str]) -> bool:
        """Return whether a row says what holds from its date on: by `set`, `add` or data."""
        ops = {op for op, _, number in self.claims if cells[number]}
        ops |= {fields.get("claim", "set").casefold()} if "key" in fields else set()
        return bool({"set", "add"} & ops) or any(field.startswith("data.") for field in fields)


def laid_over(columns: ColumnMap, sheet: Spreadsheet) -> Layout:
    """Return which column of a file holds which field, with every fault at once.

    A column is a fault if it is neither named nor a field, or if another has its field already;
    so is a column that a user's map names and the file lacks. A column ``fault``, as a
    list of rows that were left out has it, is passed over.
    """
    numbers = {same(name): number for number, name in enumerate(sheet.header)}
    faults = list(_missing(columns, sheet.header, numbers))
    claimed = {same(claim.column.name) for claim in columns.claims}
    fields: dict[str, list[int]] = {}
    for name, number in numbers.items():
        written = sheet.header[number]
        where = f"{sheet.file}:{sheet.start}"
        column = columns.columns.get(name)
        field = column.field if column else field_named(name)
        if field is None and (name in claimed or name == FAULT or columns.others):
            continue
        if field is None:
            faults.append(_unknown(where, written))
        elif field not in (IGNORE, "note") and field in fields:
            first = sheet.header[fields[field][0]][:40]
            reason = f"{field} is in column {first} already"
            faults.append(_to_be_mapped(where, written, reason, f"'{written[:40]}=ignore'"))
        elif field != IGNORE:
            fields.setdefault(field, []).append(number)
    lacking = [field for field in NEEDED if field not in {*fields, *columns.defaults}]
    if lacking and not faults:
        reason = f"no column holds {', '.join(lacking)}"
        where = f"{sheet.file}:{sheet.start}"
        faults.append(_to_be_mapped(where, "", reason, f"'COLUMN={lacking[0]}'"))
    claims = tuple(
        (claim.op, claim.key, numbers[same(claim.column.name)])
        for claim in columns.claims
        if same(claim.column.name) in numbers
    )
    used = {number for _, _, number in claims}.union(*fields.values())
    laid = {field: tuple(indexes) for field, indexes in fields.items()}
    return Layout(laid, claims, tuple(sorted(used)), tuple(faults))


def _to_be_mapped(where: str, column: str, reason: str, words: str) -> Fault:
    """Return the fault of a header that words of a column map would mend."""
    return Fault(where, column[:60], reason, code="column map", remedy=words)


def _unknown(where: str, column: str) -> Fault:
    """Return the fault of a column that is no field."""
    name = column[:40]
    for built_in, known_map in BUILT_IN.items():
        if same(column) in map(same, known_map["columns"]):
            reason = f"no field of that name, but one of the map {built_in}"
            return _to_be_mapped(where, column, reason, built_in)
    hint = did_you_mean(same(column), FIELDS)
    field = hint.removeprefix("did you mean ").removesuffix("?") or "FIELD"
    words = f"'{name}={field}', or '{name}=ignore'"
    return _to_be_mapped(where, column, "no field of that name", words)


def _missing(
    columns: ColumnMap, header: tuple[str, ...], numbers: Mapping[str, int]
) -> Iterator[Fault]:
    """Yield a fault for each column that a user's map names and the file lacks."""
    named = (*columns.columns.values(), *(claim.column for claim in columns.claims))
    for column in named:
        if not column.optional and same(column.name) not in numbers:
            hint = did_you_mean(column.name, header, f"columns: {', '.join(header)[:200]}")
            yield Fault(column.where, column.name[:60], f"the file has no such column; {hint}")


def field_named(name: str) -> str | None:
    """Return the field that a name means, in whatever case; None if there is none."""
    field = same(name)
    if field == "date":
        return "occurred"
    return field if field in (*FIELDS, IGNORE) or _is_data(field) else None


def _is_data(field: str) -> bool:
    steps = field.split(".")
    return len(steps) > 1 and steps[0] == "data" and all(steps)
