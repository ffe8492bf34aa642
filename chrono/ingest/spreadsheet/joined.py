"""Rows that are one event together, with all their sources and claims.

Rows with one id, date and headline are one event. So are rows without ids that have one date and
headline, unless they say different things of one key, or a log has them as several already.
"""

from collections import defaultdict
from collections.abc import Collection, Container, Iterable, Iterator, Mapping, Sequence
from typing import Any

import attrs

from chrono.ingest.spreadsheet.column_names import LINKS
from chrono.ingest.spreadsheet.table import SheetRow
from chrono.values.canonical import canonical


@attrs.frozen
class Joined:
    """The events that rows make.

    Attributes:
        rows: One for each event, in the order of the file.
        again: For each row that says what an earlier one says, the line of that one.
    """

    rows: tuple[SheetRow, ...]
    again: Mapping[int, int]


def joined(rows: Iterable[SheetRow], known: Container[str] = ()) -> Joined:
    """Return rows as events; a joined one keeps the id of its first row.

    `known` are the ids in a log: rows of which it has several stay apart, and a joined one keeps
    the id that is known.
    """
    groups = defaultdict[Any, list[SheetRow]](list)
    again = dict[int, int]()
    first = dict[str, int]()
    for row in rows:
        said = canonical(row.written)
        if first.setdefault(said, row.line) != row.line:
            again[row.line] = first[said]
        else:
            _take(groups[_group(row)], row, known)
    events = sorted((row for group in groups.values() for row in group), key=lambda row: row.line)
    return Joined(tuple(events), again)


def one_headline(rows: Sequence[SheetRow], fields: Collection[str]) -> Iterator[str]:
    """Yield what becomes of rows that have one headline, that of the map; nothing otherwise.

    `fields` are those that columns hold.
    """
    dates = {row.written["occurred"] for row in rows if "occurred" in (row.written or ())}
    if not {"headline", "id"}.intersection(fields) and len(dates) < len(rows):
        yield (
            "no column holds headlines, so rows of one date are one event, unless they say "
            "different things of one key; a column of headlines or of ids keeps them apart"
        )


def _group(row: SheetRow) -> tuple[Any, ...]:
    """Return what rows of one event have alike."""
    given = "" if row.made else row.written.get("id")
    return (given, *(row.written.get(field) for field in ("kind", "occurred", "headline")))


def _take(group: list[SheetRow], row: SheetRow, known: Container[str]) -> None:
    """Add a row to the event of a group that it belongs to, or as an event of its own."""
    for place, event in enumerate(group):
        apart = event.written["id"] in known and row.written["id"] in known
        if not row.made or not (apart or _at_odds(event.written, row.written)):
            group[place] = _both(event, row, known)
            return
    group.append(row)


def _at_odds(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Return whether two rows say different things of one key, or in one field of their kind."""
    data = [written.get("data", {}) for written in (one, other)]
    if any(
        data[0][field] != data[1][field] for field in (data[0].keys() & data[1].keys()) - {"claims"}
    ):
        return True
    spoken = [{_key(claim): claim for claim in each.get("claims", ())} for each in data]
    return any(spoken[0][key] != spoken[1][key] for key in spoken[0].keys() & spoken[1])


def _key(claim: Mapping[str, Any]) -> tuple[Any, ...]:
    """Return what a claim speaks of: a key on one side, or a member of a set."""
    op, key = next((op, key) for op, key in claim.items() if op != "value")
    return (key, op in ("announce", "lapse"), claim.get("value") if op in ("add", "drop") else None)


def _both(event: SheetRow, row: SheetRow, known: Container[str]) -> SheetRow:
    """Return an event with what another row says of it, which stands on the lines of that row."""
    written = dict(event.written)
    lines, columns = dict(event.lines), dict(event.columns)
    if row.written["id"] in known and written["id"] not in known:
        written["id"] = row.written["id"]
    for path in (("sources",), ("data", "claims")):
        here, more = _listed(written, path), _listed(row.written, path)
        new = [number for number, item in enumerate(more) if item not in here]
        for place, number in enumerate(new, len(here)):
            lines[*path, place] = row.line
            for inner, column in row.columns.items():
                if inner[: len(path) + 1] == (*path, number):
                    columns[*path, place, *inner[len(path) + 1 :]] = column
        _put(written, path, [*here, *(more[number] for number in new)])
    for field in LINKS:
        links = dict.fromkeys([*written.get(field, ()), *row.written.get(field, ())])
        _put(written, (field,), list(links))
    _put(written, ("note",), _both_notes(written.get("note", ""), row.written.get("note", "")))
    other = {name: value for name, value in row.written.get("data", {}).items() if name != "claims"}
    if other:
        written["data"] = {**other, **written.get("data", {})}
    parts = (*event.every_line, row.line)
    return attrs.evolve(event, written=written, lines=lines, columns=columns, parts=parts)


def _both_notes(note: str, other: str) -> str:
    """Return a note as it is, then the lines of another that it lacks."""
    lines = note.split("\n")
    more = [line for line in dict.fromkeys(other.split("\n")) if line and line not in lines]
    return "\n".join([note, *more]) if note else other


def _listed(written: Mapping[str, Any], path: Sequence[str]) -> list[Any]:
    value: Any = written
    for step in path:
        value = value.get(step, {})
    return list(value)


def _put(written: dict[str, Any], path: Sequence[str], value: Any) -> None:
    """Set a field, within data too, unless the value is empty."""
    if value and len(path) == 1:
        written[path[0]] = value
    elif value:
        written[path[0]] = {**written.get(path[0], {}), path[1]: value}
