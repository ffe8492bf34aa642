"""A sheet: rows of cells under headings, whatever the format of its file.

The headings stand in the first row, or below a title. Columns without a heading and without any
cell, as a comma at the end of each line makes one, are none.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Final

import attrs

from chrono.faults import Fault
from chrono.values.addresses import is_address
from chrono.values.clocks import shown
from chrono.values.typed_days import is_date

_ABOVE: Final = 10
"""Among how many rows the headings are looked for."""

_ENOUGH: Final = 2
"""How many headings that are known make a row the one of the headings."""


@attrs.frozen
class Line:
    """One row of cells.

    Attributes:
        number: The line on which it starts, from 1.
        cells: As written, without what guards a formula.
    """

    number: int
    cells: tuple[str, ...]

    @property
    def filled(self) -> int:
        """Return how many cells say something."""
        return sum(bool(cell.strip()) for cell in self.cells)


@attrs.frozen
class Rows:
    """What a file holds, before its headings are found.

    Attributes:
        lines: The rows that hold anything.
        faults: What is wrong with the form of the file.
        delimiter: What stands between cells; a comma where nothing does.
        notes: What a person should know of how the file was read.
        whole: Whether a row may leave out empty cells at its end, as programs do.
    """

    lines: tuple[Line, ...]
    faults: tuple[Fault, ...] = ()
    delimiter: str = ","
    notes: tuple[str, ...] = ()
    whole: bool = True


@attrs.frozen
class Spreadsheet:
    """What a file holds.

    Attributes:
        file: The name of the file, for faults.
        header: The names of the columns, each once; empty where there are none to go by.
        start: The line on which the header stands.
        rows: The rows below it that hold anything.
        delimiter: What stands between cells.
        faults: What is wrong with the file; not whether rows are as long as the header.
        notes: What a person should know of how the file was read.
    """

    file: str
    header: tuple[str, ...]
    start: int
    rows: tuple[Line, ...]
    delimiter: str
    faults: tuple[Fault, ...]
    notes: tuple[str, ...] = ()

    def column(self, number: int) -> Iterator[str]:
        """Yield the cells of a column, by its number from 0; none of rows that end before it."""
        return (line.cells[number] for line in self.rows if len(line.cells) > number)


def same(name: str) -> str:
    """Return the form in which names of columns are compared: without case or extra spaces."""
    return " ".join(name.split()).casefold()


def headed(file: str, rows: Rows, known: Callable[[str], bool] = lambda _: False) -> Spreadsheet:
    """Return rows under their headings.

    Args:
        file: The name of the file.
        rows: What it holds.
        known: Whether a name is one of a column that can be read.
    """
    if not rows.lines:
        empty = Fault(f"{file}:1", "", "empty; the first line names the columns")
        return Spreadsheet(file, (), 1, (), rows.delimiter, rows.faults or (empty,))
    place = _place_of_headings(rows.lines, known)
    head, *below = rows.lines[place:]
    notes = rows.notes
    if place:
        title = next(cell for cell in rows.lines[0].cells if cell.strip())
        notes = (*notes, f"the headings are in line {head.number}, below {shown(title.strip())}")
    header = [" ".join(cell.split()) for cell in head.cells]
    kept = _kept(header, below)
    if counting := [number for number in kept if not header[number] and _counts(below, number)]:
        kept = [number for number in kept if number not in counting]
        named = ", ".join(str(number + 1) for number in counting)
        notes = (*notes, f"column {named} has no name and numbers the rows, so it is passed over")
    where = f"{file}:{head.number}"
    wrong = tuple(_no_headings(header, where, known) or _faults_of_header(header, kept, where))
    if wrong:
        faults = (*wrong, *rows.faults)
        return Spreadsheet(file, (), head.number, (), rows.delimiter, faults, notes)
    lines = tuple(attrs.evolve(line, cells=_cut(line.cells, kept, rows)) for line in below)
    names = tuple(header[number] for number in kept)
    return Spreadsheet(file, names, head.number, lines, rows.delimiter, rows.faults, notes)


def _place_of_headings(lines: Sequence[Line], known: Callable[[str], bool]) -> int:
    """Return which row has the headings: the first one in which at least two are known.

    Without any such row, a title of one cell above rows of several is none.
    """
    first = lines[:_ABOVE]
    for place, line in enumerate(first):
        if sum(known(cell) for cell in line.cells) >= _ENOUGH:
            return place
    return next((place for place, line in enumerate(first) if line.filled > 1), 0)


def _kept(header: Sequence[str], below: Sequence[Line]) -> Sequence[int]:
    """Return the numbers of the columns that have a name or any cell."""
    used = {number for number, name in enumerate(header) if name}
    for line in below:
        if len(used) == len(header):
            break
        used.update(n for n, cell in enumerate(line.cells[: len(header)]) if cell.strip())
    return sorted(used)


def _counts(below: Sequence[Line], number: int) -> bool:
    """Return whether the cells of a column count the rows, from 0 or 1, as programs do."""
    cells = [line.cells[number] if number < len(line.cells) else "" for line in below]
    return any(cells == [str(n) for n in range(at, at + len(cells))] for at in (0, 1))


def _cut(cells: tuple[str, ...], kept: Sequence[int], rows: Rows) -> tuple[str, ...]:
    """Return the cells of the columns that are kept, and whatever is filled beyond them."""
    width = kept[-1] + 1 if kept else 0
    more = list(cells[width:])
    while more and not more[-1].strip():
        more.pop()
    if not rows.whole:
        cells = (*cells, *[""] * (width - len(cells)))
    return (*(cells[number] for number in kept if number < len(cells)), *more)


def _no_headings(header: Sequence[str], where: str, known: Callable[[str], bool]) -> list[Fault]:
    """Return the fault of a first row that is an event already, as its cells show; else nothing."""
    cells = [cell for cell in header if cell]
    if any(map(known, cells)):
        return []
    said = next((cell for cell in cells if is_address(cell)), "")
    if not said and cells and (cells[0].isdecimal() or is_date(cells[0])):
        said = cells[0]
    if not said:
        return []
    reason = f"{shown(said)} is no name of a column; put a row of names above it, as date,headline"
    return [Fault(where, "", reason)]


def _faults_of_header(header: Sequence[str], kept: Sequence[int], where: str) -> Iterator[Fault]:
    first: dict[str, int] = {}
    for number in kept:
        name = header[number]
        if not name:
            reason = f"column {number + 1} has no name; name it, or delete the column"
            yield Fault(where, "", reason)
        elif first.setdefault(same(name), number) != number:
            reason = f"names column {first[same(name)] + 1} already; rename column {number + 1}"
            yield Fault(where, name[:60], reason)
