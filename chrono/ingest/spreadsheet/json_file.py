"""JSON: a timeline of TimelineJS, or a list of flat objects, as the rows of a sheet.

TimelineJS has the same fields in JSON and in its spreadsheet, so its JSON is read as that sheet. A
list of objects without lists or objects in them is a sheet whose headings are their names.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from chrono.faults import Fault
from chrono.ingest.spreadsheet.csv_file import read_bytes
from chrono.ingest.spreadsheet.sheet import Line, Rows

_FIELDS: Final[Mapping[str, tuple[str, ...]]] = {
    "id": ("unique_id",),
    "Year": ("start_date", "year"),
    "Month": ("start_date", "month"),
    "Day": ("start_date", "day"),
    "Time": ("start_date",),
    "End Year": ("end_date", "year"),
    "End Month": ("end_date", "month"),
    "End Day": ("end_date", "day"),
    "End Time": ("end_date",),
    "Display Date": ("display_date",),
    "Headline": ("text", "headline"),
    "Text": ("text", "text"),
    "Media": ("media", "url"),
    "Media Credit": ("media", "credit"),
    "Media Caption": ("media", "caption"),
    "Type": ("type",),
    "Group": ("group",),
}
"""Where TimelineJS keeps in JSON what its spreadsheet has in a column."""

_SPACE: Final = re.compile(r"[ \t\r\n]*")
_DECODER: Final = json.JSONDecoder(parse_int=str, parse_float=str, parse_constant=str)
"""Numbers stay as they are written, as in any cell."""

_Placed = Iterator[tuple[int, Any]]
"""Values, each with the place at which it starts."""

_WHAT: Final = (
    "no list of events; a .json holds a timeline of TimelineJS, results of Wikidata, or a list of "
    "flat objects; "
    "events of ours stand in a .jsonl, one a line"
)


def read(path: Path) -> Rows:
    """Return the rows of a file of at most 32 MiB: its headings, then an event a row.

    A file that is something else is a fault.
    """
    raw, faults = read_bytes(path)
    if faults:
        return Rows((), faults)
    try:
        text = raw.decode("utf-8-sig")
        placed = list(_objects(text))
    except UnicodeDecodeError:
        return _refused(path, 1, "not UTF-8; save the file as UTF-8")
    except json.JSONDecodeError as error:
        return _refused(path, error.lineno, f"not JSON at column {error.colno}: {error.msg}")
    except RecursionError:
        return _refused(path, 1, "nested too deep; write it flatter")
    header = _header(value for _, value in placed)
    if not header:
        return _refused(path, 1, _WHAT)
    lines = _lines(text, placed, header)
    return Rows((Line(1, header), *(line for line in lines if line.filled)))


def _header(values: Iterable[Any]) -> tuple[str, ...]:
    """Return the headings of events of TimelineJS, or of flat objects; none for anything else."""
    names = dict[str, None]()
    timeline, flat = False, True
    for value in values:
        if not isinstance(value, dict):
            return ()
        names.update(dict.fromkeys(value))
        timeline = timeline or "start_date" in value
        flat = flat and not any(isinstance(inner, dict | list) for inner in value.values())
    return tuple(_FIELDS) if timeline else tuple(names) if flat else ()


def _lines(text: str, placed: Iterable[tuple[int, Any]], header: tuple[str, ...]) -> Iterator[Line]:
    """Yield the cells of each event, with the line of the file on which it starts."""
    cell = _cell if header == tuple(_FIELDS) else lambda event, name: _plain(event.get(name))
    number, last = 1, 0
    for place, event in placed:
        number, last = number + text.count("\n", last, place), place
        yield Line(number, tuple(cell(event, name) for name in header))


def _refused(path: Path, number: int, reason: str) -> Rows:
    return Rows((), (Fault(f"{path.name}:{number}", "", reason),))


def _objects(text: str) -> _Placed:
    """Yield the events: what a list holds, or of an object its title, its events and its eras."""
    start = _space(text, 0)
    if text[start : start + 1] != "{":
        yield from _listed(text, start)
        return
    _DECODER.decode(text)
    for name, place in _members(text, start):
        if name == "title":
            title = _DECODER.raw_decode(text, place)[0]
            if isinstance(title, dict):
                yield place, {**title, "type": "title"}
        elif name == "results" and text[place : place + 1] == "{":
            yield from _bindings(text, place)
        elif name in ("events", "eras"):
            for at, value in _listed(text, place):
                era = name == "eras" and isinstance(value, dict)
                yield at, {**value, "type": "era"} if era else value


def _bindings(text: str, start: int) -> _Placed:
    """Yield the rows of what a query of Wikidata found: the value of each of its variables."""
    for name, place in _members(text, start):
        for at, row in _listed(text, place) if name == "bindings" else ():
            if isinstance(row, dict):
                yield (
                    at,
                    {
                        variable: cell.get("value") if isinstance(cell, dict) else cell
                        for variable, cell in row.items()
                    },
                )


def _members(text: str, start: int) -> Iterator[tuple[str, int]]:
    """Yield the names in an object that is sound, each with the place of its value."""
    place = _space(text, start + 1)
    while text[place] != "}":
        name, place = _DECODER.raw_decode(text, place)
        place = _space(text, _space(text, place) + 1)
        yield name, place
        place = _space(text, _DECODER.raw_decode(text, place)[1])
        place = _space(text, place + 1) if text[place] == "," else place


def _listed(text: str, start: int) -> _Placed:
    """Yield the values of a list; nothing where there is another value."""
    if text[start : start + 1] != "[":
        _DECODER.raw_decode(text, start)
        return
    place = _space(text, start + 1)
    while text[place : place + 1] != "]":
        value, end = _DECODER.raw_decode(text, place)
        yield place, value
        place = _space(text, end)
        if text[place : place + 1] == ",":
            place = _space(text, place + 1)
        elif text[place : place + 1] != "]":
            raise json.JSONDecodeError("Expecting ',' delimiter", text, place)


def _space(text: str, place: int) -> int:
    """Return the first place from here on that is not white space."""
    found = _SPACE.match(text, place)
    return found.end() if found else place


def _cell(event: Mapping[str, Any], name: str) -> str:
    """Return what an event of TimelineJS says in a column of its spreadsheet."""
    value: Any = event
    for step in _FIELDS[name]:
        value = value.get(step) if isinstance(value, dict) else None
    if not isinstance(value, dict):
        return _plain(value)
    parts = [_plain(value.get(part)) for part in ("hour", "minute", "second")]
    if not any(parts):
        return ""
    hour, minute, second = (part.zfill(2) for part in parts)
    return f"{hour}:{minute}:{second}" if parts[2] else f"{hour}:{minute}"


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return "" if value is None or isinstance(value, dict | list) else str(value)
