"""Spreadsheets: the rows of a CSV file, read but not yet interpreted.

UTF-8, with commas, semicolons or tabs, whichever the first line has most of. A cell may hold line
ends in quotes. The apostrophe that guards a cell against being run as a formula is taken off.
"""

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import attrs

from chrono.errors import Fault
from chrono.ingest.bounded import LONGEST_LINE
from chrono.ingest.items import read_text
from chrono.values.formula_guard import unguarded

DELIMITERS: Final = (",", ";", "\t")
_MOST: Final = 20
"""Broken rows after which no more are read: the file is something else."""

_QUOTED: Final = re.compile(r'"[^"]*"?')

_HINTS: Final = {
    "unexpected end": "a quote opens in this row and is never closed; close it, or double it",
    "expected after": "text goes on after a closing quote; double the quotes within a cell",
    "field larger": f"a cell is longer than {csv.field_size_limit() >> 10} KiB; shorten it",
}
"""What would be right, by words that the reader of CSV says."""


@attrs.frozen
class Line:
    """One row of cells.

    Attributes:
        number: The line on which it starts, from 1.
        cells: As written, without what guards a formula.
    """

    number: int
    cells: tuple[str, ...]


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
    """

    file: str
    header: tuple[str, ...]
    start: int
    rows: tuple[Line, ...]
    delimiter: str
    faults: tuple[Fault, ...]


def read(path: Path) -> Spreadsheet:
    """Return the rows of a CSV file, with every fault of its form.

    Blank rows are passed over. After twenty broken rows it stops: then the file is not CSV.
    """
    text, faults = read_text(path)
    if "\0" in text:
        where = f"{path.name}:{text.count(chr(10), 0, text.index(chr(0))) + 1}"
        faults = (Fault(where, "", "holds a NUL byte; save the file as CSV in UTF-8"),)
    if faults:
        return Spreadsheet(path.name, (), 1, (), ",", faults)
    delimiter = _delimiter(text)
    broken: list[Fault] = []
    rows = list(_rows(text, delimiter, path.name, broken))
    if not rows:
        if not broken:
            broken.append(Fault(f"{path.name}:1", "", "empty; the first line names the columns"))
        return Spreadsheet(path.name, (), 1, (), delimiter, tuple(broken))
    head = rows.pop(0)
    header = tuple(" ".join(cell.split()) for cell in head.cells)
    wrong = list(_faults_of_header(header, f"{path.name}:{head.number}"))
    if wrong:
        return Spreadsheet(path.name, (), head.number, (), delimiter, (*wrong, *broken))
    return Spreadsheet(path.name, header, head.number, tuple(rows), delimiter, tuple(broken))


def same(name: str) -> str:
    """Return the form in which names of columns are compared: without case or extra spaces."""
    return " ".join(name.split()).casefold()


def _delimiter(text: str) -> str:
    """Return what the first line that is not blank has most of, outside quotes."""
    first = _QUOTED.sub("", text.lstrip("\r\n").partition("\n")[0])
    return max(DELIMITERS, key=first.count)


class _TooLong(Exception):
    """A row goes on and on."""


class _Lines:
    """The lines of a text, which notices when one row takes too many of them."""

    def __init__(self, text: str) -> None:
        self.number = 0
        self.size = 0
        self._lines = io.StringIO(text, newline="")

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        line = next(self._lines)
        self.number += 1
        self.size += len(line.encode("utf-8"))
        if self.size > LONGEST_LINE:
            raise _TooLong
        return line


def _rows(text: str, delimiter: str, file: str, faults: list[Fault]) -> Iterator[Line]:
    """Yield the rows that hold anything; what cannot be split into cells is a fault."""
    lines = _Lines(text)
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    headed = False
    while len(faults) < _MOST:
        lines.size, start = 0, lines.number + 1
        try:
            cells = tuple(map(unguarded, next(reader)))
        except StopIteration:
            return
        except csv.Error as error:
            faults.append(Fault(f"{file}:{start}", "", _broken(str(error))))
            if not headed:
                return
        except _TooLong:
            reason = f"a row longer than {LONGEST_LINE >> 20} MiB; is a quote in it never closed?"
            faults.append(Fault(f"{file}:{start}", "", f"{reason} read no further"))
            return
        else:
            if any(cell.strip() for cell in cells):
                headed = True
                yield Line(start, cells)
    faults.append(Fault(f"{file}:{start}", "", f"stopped here, after {_MOST} broken rows"))


def _broken(problem: str) -> str:
    hints = (hint for words, hint in _HINTS.items() if words in problem)
    return f"not CSV: {next(hints, problem)}"


def _faults_of_header(header: tuple[str, ...], where: str) -> Iterator[Fault]:
    first: dict[str, int] = {}
    for number, name in enumerate(header, 1):
        if not name:
            reason = f"column {number} has no name; name it, or delete the column"
            yield Fault(where, "", reason)
        elif first.setdefault(same(name), number) != number:
            reason = f"names column {first[same(name)]} already; rename column {number}"
            yield Fault(where, name[:60], reason)
