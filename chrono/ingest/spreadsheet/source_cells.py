"""Which cells of a row are of one source: by numbered columns, and by addresses in one cell."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Final

import attrs

from chrono.ingest.spreadsheet.column_names import SOURCE
from chrono.values.addresses import is_address

_BEFORE_ADDRESS: Final = re.compile(r"[\s;,|]+(?=https?://)", re.IGNORECASE)
_BETWEEN: Final = re.compile(r"\s*[;|\n]\s*")
_LISTED: Final = re.compile(r"\s*;\s*")
_COMMA: Final = re.compile(r"\s*,\s*")
SHARED: Final = ("publisher", "published", "basis")
"""What the first source says for the later ones, too, unless they have their own."""

_BEGINNING: Final = tuple(field for field in SOURCE if field not in ("published", "basis"))
"""What makes columns with a number a source: what was only filled down makes none."""


@attrs.frozen
class SourceCells:
    """What the cells of a row say of one source.

    Attributes:
        fields: By the fields of a source.
        columns: The field with its number in whose column each of them stands; of a default none.
    """

    fields: Mapping[str, str]
    columns: Mapping[str, str]


def sources_of(
    cells: Mapping[str, str],
    defaults: Mapping[str, str],
    numbers: Sequence[int],
    publishers: Collection[str] = (),
) -> Iterator[SourceCells]:
    """Yield the sources of a row, each once; nothing if neither row nor map has one.

    Where a cell holds several addresses, each is a source: publishers, dates and the like that are
    as many pair up with them, and one alone serves all. Without addresses, so is each publisher of
    several parted by semicolons.

    Args:
        cells: What is filled, by fields with their numbers.
        defaults: What the map says where no cell does.
        numbers: The numbers that sources have in this file, 1 first.
        publishers: Publishers that stand alone in a cell of the file: a list of these, parted by
            commas, is several.
    """
    first = _numbered(cells, 1)
    shared = {**_defaults(defaults), **first}
    seen = list[Mapping[str, str]]()
    for number in numbers:
        own = first if number == 1 else _numbered(cells, number)
        if number == 1:
            begins = bool(own) or "publisher" in shared
            filled = shared
        else:
            begins = any(field in own for field in _BEGINNING)
            filled = {**{field: shared[field] for field in SHARED if field in shared}, **own}
        for source in _each(filled, publishers) if begins else ():
            fields: dict[str, str] = {f: source[f][0] for f in SOURCE if f in source}
            if fields not in seen:
                seen.append(fields)
                yield SourceCells(fields, {f: column for f, (_, column) in source.items()})


_Cells = Mapping[str, tuple[str, str]]
"""Cells by field, each with the field of its column, which is empty for a default."""


def _defaults(defaults: Mapping[str, str]) -> _Cells:
    return {field: (defaults[field], "") for field in SOURCE if field in defaults}


def _numbered(cells: Mapping[str, str], number: int) -> _Cells:
    """Return what the columns of one number say; ``source`` is an address, or else a publisher."""
    behind = "" if number == 1 else f" {number}"
    own = {
        field: (cells[field + behind], field + behind)
        for field in SOURCE
        if cells.get(field + behind)
    }
    for field, said in _in_source(cells.get(f"source{behind}", ""), own):
        before, column = own.get(field, ("", f"source{behind}"))
        own[field] = (f"{before}; {said}" if before and before != said else said, column)
    return own


def _in_source(cell: str, own: _Cells) -> Iterator[tuple[str, str]]:
    """Yield what a cell ``source`` says: of a text before an address, that it is the publisher."""
    parts = addresses_in(cell)
    first = next((n for n, part in enumerate(parts) if is_address(part)), len(parts))
    text, rest = " ".join(parts[:first]), parts[first:]
    if text:
        yield ("title" if "publisher" in own else "publisher"), text
    if rest:
        yield "url", "; ".join(rest)


def _each(filled: _Cells, publishers: Collection[str]) -> Iterator[_Cells]:
    """Yield a source for each address; where there is none, for each publisher before a `;`."""
    begins = "url" if "url" in filled else "publisher"
    cell = filled.get(begins, ("", ""))[0]
    each = addresses_in(cell) if begins == "url" else list(filter(None, _LISTED.split(cell)))
    if len(each) < 2:
        yield filled
        return
    parted = {
        field: _parts(cell, field, len(each), publishers)
        for field, (cell, _) in filled.items()
        if field != begins
    }
    for place, part in enumerate(each):
        yield {
            field: (part if field == begins else parted[field][place], column)
            for field, (_, column) in filled.items()
        }


def addresses_in(cell: str) -> list[str]:
    """Return the parts of a cell that start as addresses do; the whole cell where it has one."""
    parts = _BEFORE_ADDRESS.split(cell.strip())
    return [part.rstrip(" ;,|") for part in parts] if len(parts) > 1 else [cell]


def _parts(cell: str, field: str, wanted: int, publishers: Collection[str]) -> list[str]:
    """Return as many parts of a cell as are wanted, or that many times the whole."""
    parts = _BETWEEN.split(cell)
    if len(parts) == wanted and all(parts):
        return parts
    listed = _COMMA.split(cell)
    if field == "publisher" and len(listed) == wanted and set(listed) <= set(publishers):
        return listed
    return [cell] * wanted
