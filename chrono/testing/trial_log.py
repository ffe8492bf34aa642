"""A drawn log, and copies of it with entries left out, added, moved or rewritten.

The laws compare their states. A copy is made without the checks of a log, which would refuse some.
"""

import json
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import Any

import attrs

from chrono.codec.codec import Codec
from chrono.errors import ChronoError
from chrono.events.entries import ACTS, CORRECTION, DECLARATION, Declaration, Entry
from chrono.events.history import History
from chrono.state.rule import World
from chrono.state.visibility import View
from chrono.testing.drawn_claims import Written
from chrono.testing.growing import CHRONOLOGY, Growing
from chrono.values.clocks import END, Instant
from chrono.values.dates import Date


@attrs.frozen
class Asked:
    """The moments as of which a state is asked for; None leaves a clock out.

    Attributes:
        at: A day, to its end; None is after everything.
        known: What was public at the end of a day; None is everything.
    """

    at: str | None = None
    known: str | None = None


@attrs.frozen(eq=False, repr=False, slots=False)
class TrialLog:
    """The entries of one chronology.

    Attributes:
        entries: In the order of the log; the first declares the chronology.
        codec: Reads what is appended.
    """

    entries: tuple[Entry, ...]
    codec: Codec

    @cached_property
    def history(self) -> History:
        """Return the history of the entries."""
        return History.of(CHRONOLOGY, self.entries)

    @property
    def ids(self) -> list[str]:
        """Return the ids of the entries, in order."""
        return [entry.id for entry in self.entries]

    def world(self, asked: Asked) -> World:
        """Return its world as of the moments that are asked for."""
        known = None if asked.known is None else self._end(asked.known)
        at = END if asked.at is None else self._end(asked.at)
        return World(View(self.history, known), at)

    def developments(self) -> list[str]:
        """Return the ids of the events that stand."""
        return list(self.world(Asked()).view.amendments.versions)

    def bodies(self) -> list[Written]:
        """Return the stored bodies, without the declaration."""
        return [dict(e.content) for e in self.entries if e.content["kind"] != DECLARATION]

    def next_id(self) -> str:
        """Return the id of the next entry."""
        return f"e{len(self.entries)}"

    def then(self, written: Written) -> "TrialLog | None":
        """Return the log with one more entry; None if it refuses that."""
        log = Growing(self.codec, self.entries)
        try:
            log.take(written)
        except ChronoError:
            return None
        return attrs.evolve(self, entries=log.entries)

    def without(self, gone: Iterable[str]) -> "TrialLog":
        """Return the log without some entries and the acts upon them; positions stay."""
        out = set(gone)
        kept: list[Entry] = []
        for entry in self.entries:
            if entry.id in out or targets(entry) & out:
                out.add(entry.id)
            else:
                kept.append(entry)
        return attrs.evolve(self, entries=tuple(kept))

    def rewritten(self, name: str, event: Written) -> "TrialLog":
        """Return the log with an event rewritten, under its id and with its sources."""
        entries = []
        for entry in self.entries:
            kept = {field: entry.content.get(field) for field in ("id", "chronology", "sources")}
            body = json.dumps({**kept, **event})
            entries.append(attrs.evolve(entry, body=body) if entry.id == name else entry)
        return attrs.evolve(self, entries=tuple(entries))

    def in_order_of(self, ranks: Sequence[int]) -> "TrialLog":
        """Return the log with its entries in another order, each after those that it names."""
        waiting = {entry.id: entry for entry in self.entries}
        ordered: list[Entry] = []
        while waiting:
            ready = [entry for entry in waiting.values() if not names(entry) & waiting.keys()]
            first = min(ready, key=lambda entry: ranks[entry.position % len(ranks)])
            del waiting[first.id]
            stood = self.entries[len(ordered)]
            ordered.append(attrs.evolve(first, position=stood.position, recorded=stood.recorded))
        return attrs.evolve(self, entries=tuple(ordered))

    def not_public(self, asked: Asked) -> list[str]:
        """Return the ids of the entries that were not public by the moment asked for."""
        view = self.world(asked).view
        present = {record.id for record in view.present}
        return [
            record.id
            for record in view.history.records
            if record.id not in present and not isinstance(record, Declaration)
        ]

    def yet_to_come(self, asked: Asked, *, surely: bool) -> list[str]:
        """Return the ids of the events that come after the moment: surely, or possibly."""
        world = self.world(asked)
        wanted = {
            visible.id
            for index, visible in enumerate(world.events)
            if not world.certain(index) and world.possible(index) is not surely
        }
        return sorted(wanted)

    def has_void_links(self, asked: Asked) -> bool:
        """Return whether some link lies on a cycle, so that the dates win over it."""
        return bool(self.world(asked).order.void)

    def original(self, name: str) -> Written:
        """Return an event as it was first written."""
        return next(dict(entry.content) for entry in self.entries if entry.id == name)

    def corrected(self) -> set[str]:
        """Return the ids of the events that some correction is about, whether it stands or not."""
        contents = (entry.content for entry in self.entries)
        return {content["corrects"] for content in contents if content["kind"] == CORRECTION}

    def _end(self, day: str) -> Instant:
        return self.history.bounds(Date.parse(day)).before


def targets(entry: Entry) -> set[str]:
    """Return what an act is about: its target, and the version that a correction replaces."""
    content = entry.content
    named = {content[field] for field in ACTS.values() if field in content}
    replaced = content.get("derived", {}).get("replaces")
    return named | ({replaced} if replaced else set())


def names(entry: Entry) -> set[str]:
    """Return the ids of what must stand before an entry."""
    content = entry.content
    event: dict[str, Any] = content.get("event", content)
    links = {name for field in ("after", "before", "contests") for name in event.get(field, ())}
    declared = set() if content["kind"] == DECLARATION else {"chronology"}
    return targets(entry) | links | declared
