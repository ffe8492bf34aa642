"""Lines and columns as wide as the terminal, broken between words; in a pipe nothing is broken."""

import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, TextIO

import click

_WORD: Final = r" *(?:(?<=: )chrono [a-z]+.*|[^ ]+)"
"""A word; a command that ends a line is one, to be copied as it stands. Not compiled for a pipe."""

_NARROW: Final = 20
"""Characters below which a terminal is taken to be this wide."""


def width(stream: TextIO | None = None) -> int | None:
    """Return how many characters fit on a line of stdout, or another stream; None in a pipe."""
    if not (stream or sys.stdout).isatty():
        return None
    import shutil  # noqa: PLC0415  dear to import, and only in a terminal

    return max(shutil.get_terminal_size().columns, _NARROW)


def wrapped(text: str, room: int | None, hanging: str = "") -> list[str]:
    """Return a line broken between words to fit; what goes on below starts with `hanging`.

    A word that is too long stays whole, and so does a command at the end; styles take no room.
    """
    if room is None or _length(text) <= room:
        return [text]
    lines, filled = [""], 0
    for word in re.findall(_WORD, text):
        length = _length(word)
        if filled + length > room and lines[-1].strip():
            word = hanging + word.lstrip(" ")  # noqa: PLW2901  its spaces went with the line
            length = _length(word)
            lines.append("")
            filled = 0
        lines[-1] += word
        filled += length
    return lines


def wrapped_lines(lines: Iterable[str], room: int | None) -> Iterator[str]:
    """Yield lines broken to fit, each going on below a little to the right of its start."""
    for line in lines:
        indent = len(line) - len(line.lstrip(" "))
        yield from wrapped(line, room, " " * (indent + 2))


def columns(rows: Iterable[Sequence[str]], indent: str = "  ") -> list[str]:
    """Return rows of text aligned by column, without trailing space; styles take no width.

    The last cell of a row may run on, so it widens no column. In a terminal, a row that does not
    fit goes on below its first cell, cell by cell; where the first cells themselves are long, all
    rows do, further left.
    """
    table = [list(row) for row in rows]
    room = width()
    if room is None:
        return _aligned(table, indent, _widths(table))
    room -= len(indent)
    fitting = _fitting(table, room)
    if len(fitting) == len(table):
        return _aligned(table, indent, _widths(table))
    label = max((_length(row[0]) for row in table if row), default=0)
    if label > room * 2 // 5:
        return [line for row in table for line in _below(row, indent, room)]
    widths = {**_widths(fitting), 0: label}
    return [
        line
        for row in table
        for line in (
            _aligned([row], indent, widths)
            if _row_width(row, widths) <= room
            else _beside(row, indent, label, room)
        )
    ]


def labelled(rows: Iterable[Sequence[str]], label: int, indent: str = "") -> list[str]:
    """Return rows of which the first cell is a label of about this width, and the rest flows.

    A longer label has a line of its own in a terminal, where none takes more than a quarter of the
    width. In a pipe each row is one line.
    """
    room = width()
    label = label if room is None else min(label, room // 4)
    lines: list[str] = []
    for first, *rest in rows:
        if room is None:
            lines.append("  ".join([indent + _padded(first, label), *filter(None, rest)]).rstrip())
            continue
        beside = first if _length(first) <= label else ""
        if not beside:
            lines.extend(wrapped(indent + first, room))
        lines.extend(_beside([beside, *rest], indent, label, room - len(indent)))
    return lines


def _fitting(table: Sequence[Sequence[str]], room: int) -> Sequence[Sequence[str]]:
    """Return the most rows, the shortest first, that fit when aligned; all in their order."""
    if not any(_row_width(row, _widths(table)) > room for row in table):
        return table
    ordered = sorted(table, key=lambda row: sum(map(_length, row)))
    few, many = 0, len(ordered)
    while few < many:
        middle = (few + many + 1) // 2
        widths = _widths(ordered[:middle])
        if all(_row_width(row, widths) <= room for row in ordered[:middle]):
            few = middle
        else:
            many = middle - 1
    return ordered[:few]


def _below(row: Sequence[str], indent: str, room: int) -> Iterator[str]:
    """Yield the first cell, and the others below it."""
    if row and row[0]:
        yield indent + row[0]
    for line in _flowing(row[1:], room - 4):
        yield f"{indent}    {line}"


def _beside(row: Sequence[str], indent: str, label: int, room: int) -> Iterator[str]:
    """Yield the first cell, and beside it the others below one another."""
    first = row[0] if row else ""
    for line in _flowing(row[1:], room - label - 2) or [""]:
        yield f"{indent}{_padded(first, label)}  {line}".rstrip()
        first = ""


def _flowing(cells: Sequence[str], room: int) -> list[str]:
    """Return cells one after the other on lines, each whole where it fits on one.

    What goes on below the first cell, or stands there without one, is a little further right. No
    cell follows on the last line of a broken one, where it would read as a part of it.
    """
    lines: list[str] = [] if cells and cells[0] else [""]
    broken = False
    for cell in filter(None, cells):
        fits = bool(lines) and _length(lines[-1]) + 2 + _length(cell) <= room
        if fits and lines[-1].strip() and not broken:
            lines[-1] += f"  {cell}"
            continue
        parts = [f"  {part}" for part in wrapped(cell, room - 2)] if lines else []
        parts = parts or wrapped(cell, room, "  ")
        broken = len(parts) > 1
        lines.extend(parts)
    return lines if cells and cells[0] else lines[1:]


def _widths(table: Sequence[Sequence[str]]) -> dict[int, int]:
    widths: dict[int, int] = {}
    for row in table:
        for number, cell in enumerate(row[:-1]):
            widths[number] = max(widths.get(number, 0), _length(cell))
    return widths


def _row_width(row: Sequence[str], widths: dict[int, int]) -> int:
    last = len(row) - 1
    while last > 0 and not row[last]:
        last -= 1
    before = (max(widths.get(n, 0), _length(cell)) + 2 for n, cell in enumerate(row[:last]))
    return sum(before) + (_length(row[last]) if row else 0)


def _aligned(table: Sequence[Sequence[str]], indent: str, widths: dict[int, int]) -> list[str]:
    return [
        (indent + "  ".join(_padded(cell, widths.get(n, 0)) for n, cell in enumerate(row))).rstrip()
        for row in table
    ]


def _padded(cell: str, wide: int) -> str:
    return cell + " " * (wide - _length(cell))


def _length(text: str) -> int:
    return len(click.unstyle(text)) if "\x1b" in text else len(text)
