"""Turns: the moments and known moments from which on the answers on a key may be others."""

from collections.abc import Sequence

from chrono.events.entries import Correction, Development, Record
from chrono.events.history import History
from chrono.state.visibility import View
from chrono.values.clocks import BEGINNING, END, Instant
from chrono.values.sources import Source


def slot_turns(view: View, key: str) -> list[Instant]:
    """Return the moments from which on the slot of a key may be another, in order.

    An event is possible just after it may have begun, and certain once it surely has.
    """
    order, turns = view.order, {BEGINNING}
    for index, _ in view.claims.get(key, ()):
        turns |= {Instant(order.earliest[index] + 1), Instant(order.before[index])}
        end = view.events[index].own_end
        turns |= {Instant(end.earliest + 1), end.before} if end else set()
    return sorted(turn for turn in turns if turn < END)


def at_turns(view: View, key: str) -> list[Instant]:
    """Return the moments from which on the answers on a key may be others, in order.

    Beside its slot they count what was withdrawn or corrected.
    """
    turns = set(slot_turns(view, key))
    for record in view.present:
        if isinstance(record, Development | Correction) and _claims_on(record, key):
            turns.add(Instant(view.history.bounds(record.event.occurred).earliest + 1))
    return sorted(turn for turn in turns if turn < END)


def known_turns(history: History) -> list[Instant]:
    """Return the known moments from which on more is public, in order; none without sources."""
    turns = set()
    for record in history.records:
        listed = _sources_of(record)
        dates = [source.published for source in listed if source.published]
        turns |= {history.bounds(date).before for date in dates}
        turns |= {Instant(record.recorded + 1)} if listed else set()
    return sorted(turn for turn in turns if turn < END)


def _sources_of(record: Record) -> Sequence[Source]:
    """Return the sources that a record names, those of the version that it brings included."""
    return (*record.sources, *(record.event.sources if isinstance(record, Correction) else ()))


def _claims_on(record: Development | Correction, key: str) -> bool:
    return any(claim.key == key for claim in record.event.claims)
