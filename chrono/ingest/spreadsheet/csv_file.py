"""CSV: the rows of a text file, read but not yet interpreted.

UTF-8, else Windows-1252, which old programs write; UTF-16 where a mark says so. Commas, semicolons
or tabs, whichever the first line has most of, or a line ``sep=;`` names. A cell may hold line ends
in quotes. The apostrophe that guards a cell against being run as a formula is taken off.
"""

import codecs
import csv
import io
import re
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Final

from chrono.faults import Fault
from chrono.ingest.bounded import LONGEST_LINE, Bound, TooLarge
from chrono.ingest.items import unreadable
from chrono.ingest.spreadsheet.sheet import Line, Rows
from chrono.values.formula_guard import unguarded

DELIMITERS: Final = (",", ";", "\t")
_MOST: Final = 20
"""Broken rows after which no more are read: the file is something else."""

_LOOKED_AT: Final = 10
"""Lines among which a delimiter is looked for; a title above the headings has none."""

_QUOTED: Final = re.compile(r'"[^"]*"?')
_NO_WORD: Final = re.compile(
    r"\w*[A-Za-z][\u00df-\u00ff]*[\u00c0-\u00d6\u00d8-\u00de\u0160\u017d\u0152\u201e\u2020\u2021\u2030"
    r"\u02c6][^\x00-\x7f]*[a-z]\w*"
)
"""A capital or a mark within a word, which is what Windows-1252 makes of the letters of a Mac."""

_NAMED: Final = re.compile(r"\s*sep=([,;\t])[ \t]*\r?\n?", re.IGNORECASE)

_HINTS: Final = {
    "unexpected end": "a quote opens in this row and is never closed; close it, or double it",
    "expected after": "text goes on after a closing quote; double the quotes within a cell",
    "field larger": f"a cell is longer than {csv.field_size_limit() >> 10} KiB; shorten it",
}
"""What would be right, by words that the reader of CSV says."""


def read(path: Path) -> Rows:
    """Return the rows of a CSV file, with every fault of its form.

    Blank rows are passed over. After twenty broken rows it stops: then the file is not CSV.
    """
    raw, faults = read_bytes(path)
    text, notes, faults = ("", (), faults) if faults else _text(raw, path)
    if "\0" in text:
        where = f"{path.name}:{text.count(chr(10), 0, text.index(chr(0))) + 1}"
        faults = (Fault(where, "", "holds a NUL byte; save the file as CSV in UTF-8"),)
    if faults:
        return Rows((), faults)
    named = _NAMED.match(text)
    delimiter = named[1] if named else _delimiter(text)
    broken: list[Fault] = []
    lines = tuple(_rows(text, delimiter, path.name, broken, skipped=named.end() if named else 0))
    return Rows(lines, tuple(broken), delimiter, notes)


def read_bytes(path: Path) -> tuple[bytes, tuple[Fault, ...]]:
    """Return the bytes of a file, or none and the fault."""
    try:
        return Bound().whole(path), ()
    except (OSError, TooLarge) as error:
        return b"", (unreadable(path, error),)


def _text(raw: bytes, path: Path) -> tuple[str, tuple[str, ...], tuple[Fault, ...]]:
    """Return the text of a file, what is to be said of its encoding, and its faults."""
    marked = raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        return raw.decode("utf-16" if marked else "utf-8-sig"), (), ()
    except UnicodeDecodeError as error:
        number = raw.count(b"\n", 0, error.start) + 1
    if not marked and b"\0" not in raw:
        try:
            text = raw.decode("cp1252")
        except UnicodeDecodeError:
            pass
        else:
            note = f"read as Windows-1252, for line {number} is no UTF-8"
            doubt = _of_a_mac(text, path.name)
            return ("", (), (doubt,)) if doubt else (text, (note,), ())
    fault = Fault(f"{path.name}:{number}", "", "not UTF-8; save the file as UTF-8")
    return "", (), (fault,)


def _of_a_mac(text: str, file: str) -> Fault | None:
    """Return the fault of a text that Windows-1252 makes no words of, as of what a Mac saved."""
    match = _NO_WORD.search(text)
    if match is None:
        return None
    word = match[0].encode("cp1252").decode("mac_roman")
    where = f"{file}:{text.count(chr(10), 0, match.start()) + 1}"
    reason = f"not UTF-8: {match[0]!r} in Windows-1252, or {word!r} in Mac Roman; save it as UTF-8"
    return Fault(where, "", reason)


def _delimiter(text: str) -> str:
    """Return what the first line that has any has most of, outside quotes."""
    for line in islice(io.StringIO(text), _LOOKED_AT):
        bare = _QUOTED.sub("", line)
        if any(delimiter in bare for delimiter in DELIMITERS):
            return max(DELIMITERS, key=bare.count)
    return DELIMITERS[0]


class _TooLong(Exception):
    """A row goes on and on."""


class _Lines:
    """The lines of a text, which notices when one row takes too many of them."""

    def __init__(self, text: str, skipped: int) -> None:
        self.number = text.count("\n", 0, skipped)
        self.size = 0
        self._lines = io.StringIO(text[skipped:], newline="")

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        line = next(self._lines)
        self.number += 1
        self.size += len(line.encode("utf-8"))
        if self.size > LONGEST_LINE:
            raise _TooLong
        return line


def _rows(
    text: str, delimiter: str, file: str, faults: list[Fault], skipped: int
) -> Iterator[Line]:
    """Yield the rows that hold anything; what cannot be split into cells is a fault.

    So many characters at the start are `skipped`, which are no row.
    """
    lines = _Lines(text, skipped)
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
