"""The state as of a moment: the answer that people and programs get from one structure."""

from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

import attrs

from chrono.errors import ChronoError, did_you_mean
from chrono.events.history import History
from chrono.state.as_of import AsOf
from chrono.state.rule import World
from chrono.state.slot import Candidate, Since, Slot
from chrono.state.slots import slots
from chrono.values.clocks import iso
from chrono.values.dates import Date
from chrono.values.keys import matcher
from chrono.values.sources import first_published


class Unset(ChronoError, KeyError):
    """A key that has no slot in a state."""

    def __init__(self, key: str, state: "State") -> None:
        self.key = key
        self.state = state
        super().__init__(key)

    def __str__(self) -> str:
        """Return the message; its hint is looked for only here, so that a lookup stays cheap."""
        hint = did_you_mean(self.key, self.state)
        when = self.state.asof.at.text
        return f"{self.key}: nothing held there at {when}{'; ' if hint else ''}{hint}"


@attrs.frozen(kw_only=True, eq=False, repr=False)
class State(Mapping[str, Slot]):
    """What held, for the keys that were asked: a map from keys to slots, in the order of the keys.

    Attributes:
        chronology: Its name.
        zone: Its home zone.
        asof: What was asked.
        slots: In the order of the keys.
        world: The events that it was worked out from.
    """

    chronology: str
    zone: str
    asof: AsOf
    slots: tuple[Slot, ...]
    world: World

    def __getitem__(self, key: str) -> Slot:
        """Return the slot of a key.

        Raises:
            Unset: Nothing held there, or the key was not asked about.
        """
        index = bisect_left(self.slots, key, key=lambda slot: slot.key)
        if index == len(self.slots) or self.slots[index].key != key:
            raise Unset(key, self)
        return self.slots[index]

    def __iter__(self) -> Iterator[str]:
        return (slot.key for slot in self.slots)

    def __len__(self) -> int:
        return len(self.slots)

    def __repr__(self) -> str:
        return f"<State of {self.chronology} at {self.asof.at.text}: {len(self)} keys>"

    def body(self, entries: int, head: str) -> dict[str, Any]:
        """Return the answer as JSON, with the log that gave it (docs/json.md)."""
        return {
            "chronology": self.chronology,
            **self.asof.body(self.zone),
            "log": {"entries": entries, "head": head},
            "state": [slot_body(slot) for slot in self.slots],
        }


def state(history: History, asof: AsOf, globs: Sequence[str] = ()) -> State:
    """Return the state of the keys that match any glob; of all keys without one."""
    world = asof.world(history)
    wanted = matcher(globs)
    keys = [key for key in world.view.claims if wanted.fullmatch(key)]
    return State(
        chronology=history.chronology,
        zone=history.zone.key,
        asof=asof,
        slots=slots(world, keys),
        world=world,
    )


def newest_source(world: World) -> Date | None:
    """Return the date of the last publication that counts; None where no source has a date.

    Dates are compared by their starts in the home zone, so that a mere year is not the newest for
    its last months. What happened later is not on record.
    """
    dates = {
        source.published
        for visible in world.events
        for source in visible.sources
        if source.published
    }
    return max(dates, key=recency_in(world.view.history), default=None)


def recency_in(history: History) -> Callable[[Date], tuple[int, int]]:
    """Return a function by which dates are compared: one that is greater is newer."""
    bounds = history.bounds
    return lambda date: (bounds(date).earliest, -bounds(date).before)


def public_since(world: World, version: Candidate) -> Date | None:
    """Return when a version was first public: when the first of its events was."""
    events = world.view.events_by_id
    sources = (
        source for name in version.because for each in events[name] for source in each.sources
    )
    return first_published(sources, world.view.history.zone)


def keys_of(history: History, asof: AsOf) -> Collection[str]:
    """Return the keys with claims by then, pending ones too."""
    return asof.world(history).claims.keys()


def missing_keys(keys: Iterable[str], known: Iterable[str]) -> Iterator[str]:
    """Yield for each key that is not known, and no glob, a sentence with the nearest known key."""
    listed = list(known)
    for key in keys:
        if "*" not in key and key not in listed:
            hint = did_you_mean(key, listed)
            yield f"{key}: nothing is said of it by then{'; ' if hint else ''}{hint}"


def slot_body(slot: Slot) -> dict[str, Any]:
    """Return one slot as JSON."""
    return {
        "key": slot.key,
        "standing": slot.standing,
        "value": slot.value,
        "since": _since(slot.since),
        "because": list(slot.because),
        "basis": slot.basis,
        "alternatives": _candidates(slot.alternatives),
        "preferred": attrs.asdict(slot.preferred) if slot.preferred else None,
        "possible": _candidates(slot.possible),
        "pending": _candidates(slot.pending),
    }


def _candidates(candidates: Iterable[Candidate]) -> list[dict[str, Any]]:
    return [
        {
            **(
                {"value": candidate.value}
                if candidate.holds is None
                else {"member": candidate.value, "holds": candidate.holds}
            ),
            "since": _since(candidate.since),
            "because": list(candidate.because),
            "basis": candidate.basis,
        }
        for candidate in candidates
    ]


def _since(since: Since | None) -> dict[str, str | None] | None:
    if since is None:
        return None
    return {
        "edtf": str(since.date),
        "earliest": iso(since.bounds.earliest),
        "before": iso(since.bounds.before),
    }
