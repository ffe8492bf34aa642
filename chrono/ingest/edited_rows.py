"""Rows without ids that somebody edited: told from new ones by what is gone from the table.

Such a row has an id made of its content, so an edited one looks new. It is an edit if a row of an
earlier import is gone that is near to it. That row came from this table if it was imported from a
file of its name, or together with rows that the table has: an import has one moment of recording.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Any, Final

import attrs

from chrono.events.by import By
from chrono.events.drafts import Draft
from chrono.events.entries import Entry
from chrono.ingest.stored import StoredChronology, without
from chrono.values.canonical import canonical

_MADE: Final = "row-"
_NEAR: Final = 0.6
"""How much of two rows is alike, at least, that have neither date, headline nor key in common."""

_MOST: Final = 20_000
"""Pairs of rows that are all compared, at most."""

_CROWD: Final = 50
"""Rows that have one date, headline or key, of which an event is none by that alone."""


@attrs.frozen
class Earlier:
    """A row of an earlier import that is gone.

    Attributes:
        id: Its id.
        event: Its event as it stands.
        recorded: When it was imported.
        of_this_table: Whether it came from the table that is imported.
    """

    id: str
    event: Mapping[str, Any]
    recorded: str
    of_this_table: bool

    @property
    def text(self) -> str:
        """Return what tells it from others."""
        return _text(self.event)


class EarlierRows:
    """What a log has of tables without ids, and what of it a table lacks now.

    Attributes:
        gone: The rows that stand in the log and are not in the table.
    """

    def __init__(self, stored: StoredChronology | None, file: str, here: Iterable[str]) -> None:
        ids = set(here)
        self.gone = list(_gone(stored, file, ids)) if stored else []

    def saying(self, drafts: Iterable[Draft]) -> dict[str, str]:
        """Return which drafts say what a gone row was corrected to say, by id, with its id."""
        standing = {canonical(row.event): row.id for row in self.gone}
        said = {draft.id: canonical(event_of(draft)) for draft in drafts}
        return {given: standing[event] for given, event in said.items() if event in standing}

    def edited(self, drafts: Iterable[Draft]) -> dict[str, Earlier]:
        """Return which drafts are near to a gone row, by id, with the nearest; each once.

        What came with a row that was edited came from this table, too.
        """
        new = [(draft.id, event_of(draft)) for draft in drafts]
        while True:
            found = self._pairs(new)
            of_table = {row.recorded for row in found.values() if not row.of_this_table}
            if not of_table:
                return found
            self.gone = [
                attrs.evolve(row, of_this_table=row.of_this_table or row.recorded in of_table)
                for row in self.gone
            ]

    def _pairs(self, new: Sequence[tuple[str, Mapping[str, Any]]]) -> dict[str, Earlier]:
        """Return the nearest pairs of new events and rows that are gone."""
        near = self._candidates(len(new))
        pairs = sorted(
            (-nearness, number, place)
            for number, (_, event) in enumerate(new)
            for place in near(event)
            if (nearness := _nearness(event, self.gone[place]))
        )
        found, taken = dict[str, Earlier](), set[str]()
        for _, number, place in pairs:
            given, row = new[number][0], self.gone[place]
            if given not in found and row.id not in taken:
                found[given] = row
                taken.add(row.id)
        return found

    def _candidates(self, new: int) -> Callable[[Mapping[str, Any]], Iterable[int]]:
        """Return what gives the places of the rows that an event is compared with.

        Of very many pairs it is only those that have a date, headline or key in common with it,
        unless a crowd of rows has it.
        """
        if new * len(self.gone) <= _MOST:
            return lambda _: range(len(self.gone))
        having = defaultdict[tuple[str, str], list[int]](list)
        for place, row in enumerate(self.gone):
            for mark in _marks(row.event):
                having[mark].append(place)
        few = {mark: places for mark, places in having.items() if len(places) <= _CROWD}
        return lambda event: {place for mark in _marks(event) for place in few.get(mark, ())}


def _marks(event: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield what makes an event near to others: its date, its headline and its keys."""
    yield "occurred", event["occurred"]
    yield "headline", event["headline"]
    yield from (("key", key) for key in _keys(event))


def _gone(stored: StoredChronology, file: str, here: Collection[str]) -> Iterator[Earlier]:
    entries = stored.entries
    of_table = {entries[given].recorded for given in here if given in entries}
    for given, versions in stored.amendments.versions.items():
        if given.startswith(_MADE) and given not in here and len(versions) == 1:
            event = stored.event(versions[0].record.id)
            recorded = entries[given].recorded
            named = _file_of(entries[given]) == file
            yield Earlier(given, event, recorded, named or recorded in of_table)


def _file_of(entry: Entry) -> str:
    """Return the name of the file from which an entry was imported; empty if it is not known."""
    by = By.stored(entry.by) if entry.by else None
    return (by.original or by).correlation if by else ""


def event_of(draft: Draft) -> dict[str, Any]:
    """Return the event of a draft, without its names."""
    return without(draft.body, "id", "chronology", "derived")


def _nearness(event: Mapping[str, Any], row: Earlier) -> float:
    """Return how near an event is to an earlier row, 0 to 2; 0 if it is none of its edits.

    A row that came with other tables is near only to one of its day and publisher that reads alike.
    """
    alike = set(_marks(event)) & set(_marks(row.event))
    same_day = event["occurred"] == row.event["occurred"]
    if not row.of_this_table and not (same_day and _publishers(event) & _publishers(row.event)):
        return 0
    ratio = SequenceMatcher(None, _text(event), row.text, autojunk=False).ratio()
    if ratio < _NEAR and not (row.of_this_table and alike):
        return 0
    return float(ratio + min(len(alike), 3) / 3)


def _text(event: Mapping[str, Any]) -> str:
    return f"{event['occurred']} {event['headline']}"


def _keys(event: Mapping[str, Any]) -> set[str]:
    claims: Sequence[Mapping[str, Any]] = event.get("data", {}).get("claims", ())
    return {str(key) for claim in claims for op, key in claim.items() if op != "value"}


def _publishers(event: Mapping[str, Any]) -> set[str]:
    return {source["publisher"] for source in event.get("sources", ())}


def rows_left(rows: Iterable[Earlier], taken: Iterable[Earlier]) -> Iterator[str]:
    """Yield the ids of the rows of this table that are gone, but for those that were edited."""
    edited = {row.id for row in taken}
    yield from (row.id for row in rows if row.of_this_table and row.id not in edited)
