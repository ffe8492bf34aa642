"""What holds for a key, in rows: its standing, its value, since when, and who says so."""

from collections.abc import Iterator
from itertools import groupby
from typing import Final

import click

from chrono.cli.render.layout import columns
from chrono.cli.render.terminal import heading, line
from chrono.cli.render.values import standing_in_words, value_in_words
from chrono.queries.state import State
from chrono.state.slot import Candidate, Slot
from chrono.state.standing import Standing
from chrono.values.keys import family

_LONG: Final = 44
"""Characters of a value after which the rest of its row goes on below it."""


def state_lines(state: State) -> Iterator[str]:
    """Yield what held, grouped by facet."""
    yield f"{state.chronology} {heading(state.asof, state.zone)}"
    for facet, slots in groupby(state.slots, key=lambda slot: family(slot.key)):
        yield ""
        yield facet
        yield from columns(row for slot in slots for row in slot_rows(slot))


def slot_rows(slot: Slot) -> Iterator[list[str]]:
    """Yield one slot in rows: key, value with standing, since, basis, events, origins.

    What follows a long value stands in a row of its own.
    """
    first = slot.key
    for value, *rest in _rows(slot):
        if len(click.unstyle(value)) > _LONG and rest:
            yield [first, value]
            yield ["", "", *rest]
        else:
            yield [first, value, *rest]
        first = ""


def _rows(slot: Slot) -> Iterator[list[str]]:
    """Yield what holds, then each value that is disputed, possible or pending."""
    if slot.because and slot.standing != Standing.POSSIBLE:
        yield [_main_value(slot), *_rest(slot)]
    for candidate in slot.alternatives:
        value = standing_in_words(Standing.DISPUTED, named_value(candidate, slot.key))
        yield [value, *_rest(candidate), _by(candidate)]
    if slot.alternatives:
        yield [preference(slot)]
    for candidate in slot.possible:
        value = standing_in_words(Standing.POSSIBLE, named_value(candidate, slot.key))
        yield [value, *_rest(candidate), _by(candidate)]
    if slot.standing == Standing.POSSIBLE and slot.because:
        yield [f"else: {_main_value(slot)}", *_rest(slot)]
    for candidate in slot.pending:
        value = value_in_words(candidate.value, slot.key, pending=True)
        yield [standing_in_words(Standing.PENDING, value), *_rest(candidate)]


def _main_value(slot: Slot) -> str:
    """Return what holds unless a possible value does.

    Of a set, a member who is possibly out is otherwise in.
    """
    if slot.standing == Standing.ENDED:
        return Standing.ENDED
    if not isinstance(slot.value, list):
        return value_in_words(slot.value, slot.key)
    still_in = [candidate.value for candidate in slot.possible if candidate.holds is False]
    members = [*slot.value, *still_in]
    return value_in_words(members, slot.key) if members else "none"


def named_value(candidate: Candidate, key: str) -> str:
    """Return a value of a key in words; of a set, a member and whether it is in."""
    value = value_in_words(candidate.value, key)
    return value if candidate.holds is None else f"{value} {'in' if candidate.holds else 'out'}"


def _rest(item: Slot | Candidate) -> list[str]:
    since = f"since {item.since.date}" if item.since else ""
    return [since, item.basis or "", " ".join(line(event) for event in item.because)]


def _by(candidate: Candidate) -> str:
    return f"({', '.join(line(origin) for origin in candidate.origins)})"


def preference(slot: Slot) -> str:
    """Return which version is better sourced and why, or that none is."""
    if slot.preferred is None:
        return "a tie: neither has the better basis, nor more independent origins"
    why = {"basis": "better basis", "origins": "more independent origins"}[slot.preferred.reason]
    return f"preferred: {value_in_words(slot.preferred.value, slot.key)} ({why})"
