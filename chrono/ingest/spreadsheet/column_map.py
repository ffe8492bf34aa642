"""Column maps: which column of a spreadsheet holds which field of an event and of its source.

A map is written as `chrono.ingest.spreadsheet.map_files` reads it. Columns that it does not name
are fields by their own names.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Final

import attrs

from chrono.codec.structuring import FieldPath
from chrono.errors import did_you_mean
from chrono.faults import Fault
from chrono.ingest.spreadsheet.built_in_maps import EXPORT, with_column
from chrono.ingest.spreadsheet.cell_dates import CellReader
from chrono.ingest.spreadsheet.column_names import (
    CLAIM,
    IGNORE,
    SOURCE,
    field_named,
    is_fault,
    labelled,
    numbered,
    was_first,
)
from chrono.ingest.spreadsheet.sheet import Spreadsheet, same
from chrono.ingest.spreadsheet.unknown_columns import to_be_mapped, unknown

CLAIMS: Final = ("set", "add", "drop", "announce")
"""The claims that a column of values can make about a fixed key."""

_NEEDED: Final[Mapping[str, tuple[str, ...]]] = {
    "occurred": ("occurred", "year"),
    "headline": ("headline",),
    "publisher": ("publisher", "source"),
    "basis": ("basis",),
}
"""What every event has, and the fields of a column or a default that say it."""

_TRACED: Final = ("published", "url")
"""What every source has one of; an address may stand in a column of sources, too."""


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
        like: The map of ours that it builds on, if there is one.
    """

    columns: Mapping[str, Column]
    defaults: Mapping[str, str]
    claims: tuple[FixedKey, ...]
    dates: CellReader
    others: bool
    like: str = ""

    @property
    def exported(self) -> bool:
        """Return whether a file is an export of ours, whose cells are what they were in a log."""
        return self.like == EXPORT

    def knows(self, name: str) -> bool:
        """Return whether a name is one of a column that can be read, by this map or another."""
        named = same(name) in self.columns or bool(field_named(name) or with_column(name))
        return named or any(same(claim.column.name) == same(name) for claim in self.claims)


@attrs.frozen
class Layout:
    """A map laid over the header of one file.

    Attributes:
        fields: For each field, the numbers of its columns; only ``note`` may have several.
        claims: What a column claims: the op, the key, and its number.
        used: The numbers of the columns of which ids of rows are made.
        faults: What does not fit, each with the line of the header, or of the map.
        unclear: The numbers of the columns of which it is not known what they hold.
    """

    fields: Mapping[str, tuple[int, ...]]
    claims: tuple[tuple[str, str, int], ...]
    used: tuple[int, ...]
    faults: tuple[Fault, ...]
    unclear: frozenset[int] = frozenset()

    def by_path(self, header: Sequence[str]) -> Iterator[tuple[FieldPath, str]]:
        """Yield which column each field of an item stands in, by the path of the field.

        Of sources only the first one is known: how many a cell holds, only its row says.
        """
        for field, numbers in self.fields.items():
            name = header[numbers[0]][:60]
            if field in (*SOURCE, "source"):
                yield ("sources", 0, field), name
                if field in ("publisher", "source"):
                    yield ("sources",), name
            elif field.startswith("data."):
                yield ("data", *field.split(".")[1:]), name
            elif field != IGNORE:
                yield (field,), name

    def numbers(self, fields: Sequence[str]) -> tuple[int, ...]:
        """Return the numbers that these fields have behind them, 1 included, in their order."""
        found = (numbered(field) for field in self.fields)
        return tuple(sorted({1, *(number for name, number in found if name in fields)}))

    def asserts(self, fields: Mapping[str, str], cells: Sequence[str]) -> bool:
        """Return whether a row says what holds from its date on: by `set`, `add` or data."""
        ops = {op for op, _, number in self.claims if cells[number]}
        for behind in ("", *(f" {number}" for number in self.numbers(CLAIM)[1:])):
            if f"key{behind}" in fields:
                ops.add(fields.get(f"claim{behind}", "set").casefold())
        return bool({"set", "add"} & ops) or any(field.startswith("data") for field in fields)


@attrs.frozen
class MappedSheet:
    """A sheet of which it is known what its columns hold.

    Attributes:
        sheet: Its cells.
        columns: The map.
        layout: The same laid over its header.
        first: Whether it is read as the first release did, to tell what is read better now.
    """

    sheet: Spreadsheet
    columns: ColumnMap
    layout: Layout
    first: bool = False


def laid_over(columns: ColumnMap, sheet: Spreadsheet) -> Layout:
    """Return which column of a file holds which field, with every fault at once.

    A column is a fault if it is neither named nor a field, or if another has its field already;
    so is a column that a user's map names and the file lacks. A column ``fault``, as a
    list of rows that were left out has it, is passed over, and so is one beside its words.
    """
    numbers = {same(name): number for number, name in enumerate(sheet.header)}
    faults = list(_missing(columns, sheet.header, numbers))
    claimed = {same(claim.column.name) for claim in columns.claims}
    in_words = {same(labelled(name)) for name in sheet.header}
    fields: dict[str, list[int]] = {}
    newer, unclear = set[int](), list[int]()
    where = f"{sheet.file}:{sheet.start}"
    for name, number in numbers.items():
        written = sheet.header[number]
        column = columns.columns.get(name)
        field = column.field if column else _field(written, in_words)
        if field is None and (name in claimed or is_fault(name) or columns.others):
            continue
        if field is None:
            unclear.append(number)
        elif field not in (IGNORE, "note") and field in fields:
            first = sheet.header[fields[field][0]][:40]
            reason = f"{field} is in column {first} already"
            faults.append(to_be_mapped(where, written, reason, f"'{written[:40]}=ignore'"))
        elif field != IGNORE:
            fields.setdefault(field, []).append(number)
            if columns.others and not column and not was_first(written):
                newer.add(number)
    lacking = list(_lacking({*fields, *columns.defaults}, sheet, fields))
    older = {field for field, indexes in fields.items() if not newer.issuperset(indexes)}
    if not _NEEDED.keys() <= older | columns.defaults.keys():
        newer.clear()  # the first release could not read this file, so no log has its ids
    named = [sheet.header[number] for number in unclear]
    faults.extend(unknown(where, named, lacking, columns.like))
    if lacking and not faults:
        reason = f"no column holds {', '.join(lacking)}"
        needed = lacking[0].split()[0]
        words = f"'COLUMN={needed}', or for all rows '{needed}:=VALUE'"
        faults.append(to_be_mapped(where, "", reason, words))
    claims = tuple(
        (claim.op, claim.key, numbers[same(claim.column.name)])
        for claim in columns.claims
        if same(claim.column.name) in numbers
    )
    used = {number for _, _, number in claims}.union(*fields.values()) - newer
    laid = {field: tuple(indexes) for field, indexes in fields.items()}
    return Layout(laid, claims, tuple(sorted(used)), tuple(faults), frozenset(unclear))


def _lacking(
    read: Collection[str], sheet: Spreadsheet, fields: Mapping[str, Sequence[int]]
) -> Iterator[str]:
    """Yield what every event has and neither a column nor a default says."""
    yield from (name for name, either in _NEEDED.items() if not set(either).intersection(read))
    if sheet.rows and not any(numbered(field)[0] in _TRACED for field in read):
        numbers = [fields[field][0] for field in fields if numbered(field)[0] == "source"]
        cells = (line.cells[n] for line in sheet.rows for n in numbers if n < len(line.cells))
        if not any("://" in cell for cell in cells):
            yield " or ".join(_TRACED)


def _field(name: str, in_words: Collection[str]) -> str | None:
    """Return the field of a column that no map names; a column beside its words is ignored."""
    field = field_named(name) or field_named(labelled(name))
    return IGNORE if same(name) in in_words and not labelled(name) else field


def _missing(
    columns: ColumnMap, header: tuple[str, ...], numbers: Mapping[str, int]
) -> Iterator[Fault]:
    """Yield a fault for each column that a user's map names and the file lacks."""
    named = (*columns.columns.values(), *(claim.column for claim in columns.claims))
    for column in named:
        if not column.optional and same(column.name) not in numbers:
            hint = did_you_mean(column.name, header, f"columns: {', '.join(header)[:200]}")
            yield Fault(column.where, column.name[:60], f"the file has no such column; {hint}")
