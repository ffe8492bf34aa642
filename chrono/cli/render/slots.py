"""What holds for a key, in rows: its standing, its value, since when, and who says so."""

from collections.abc import Iterator
from itertools import groupby
from typing import Final

from chrono.cli.render.terminal import coloured, columns, heading, line
from chrono.cli.render.values import value_in_words
from chrono.queries.state import State
from chrono.state.slot import Candidate, Slot
from chrono.values.keys import family

_LONG: Final = 44
"""Characters of a value after which the rest of its row goes on below it."""


def state_lines(state: State) -> Iterator[str]:
    """Say what held, grouped by facet."""
    yield f"{state.chronology} {heading(state.asof, state.zone)}"
    for facet, slots in groupby(state.slots, key=lambda slot: family(slot.key)):
        yield ""
        yield facet
        yield from columns(row for slot in slots for row in slot_rows(slot))


def slot_rows(slot: Slot) -> Iterator[list[str]]:
    """Say one slot in rows: key, standing, value, since, basis, events, who says so.

    What follows a long value stands in a row of its own.
    """
    first = slot.key
    for standing, value, *rest in _rows(slot):
        if len(value) > _LONG and rest:
            yield [first, standing, value]
            yield ["", "", "", *rest]
        else:
            yield [first, standing, value, *rest]
        first = ""


def _rows(slot: Slot) -> Iterator[list[str]]:
    """Say a slot, its standing in the first row only."""
    standing = coloured(slot.standing)
    if slot.because and slot.standing != "possibly":
        yield [standing, _held(slot), *_rest(slot)]
        standing = ""
    for one in slot.alternatives:
        yield [standing, named_value(one), *_rest(one), _by(one)]
        standing = ""
    if slot.alternatives:
        yield ["", preference(slot)]
    for one in slot.possible:
        yield [standing or coloured("possibly"), named_value(one), *_rest(one), _by(one)]
        standing = ""
    if slot.standing == "possibly" and slot.because:
        yield ["else", _held(slot), *_rest(slot)]
    for one in slot.pending:
        yield [coloured("pending"), value_in_words(one.value), *_rest(one)]


def _held(slot: Slot) -> str:
    """Say what holds unless something possible does; the standing may say by itself: nothing.

    Of a set, a member who is possibly out is otherwise in.
    """
    if slot.standing == "vacant":
        return ""
    if not isinstance(slot.value, list):
        return value_in_words(slot.value)
    still_in = [one.value for one in slot.possible if one.holds is False]
    return value_in_words([*slot.value, *still_in]) if slot.value or still_in else "vacant"


def named_value(one: Candidate) -> str:
    """Say a value; of a set, a member and whether it is in."""
    value = value_in_words(one.value)
    return value if one.holds is None else f"{value} {'in' if one.holds else 'out'}"


def _rest(one: Slot | Candidate) -> list[str]:
    since = f"since {one.since.date}" if one.since else ""
    return [since, one.basis or "", " ".join(line(event) for event in one.because)]


def _by(one: Candidate) -> str:
    return f"({', '.join(line(origin) for origin in one.origins)})"


def preference(slot: Slot) -> str:
    """Say which version is better sourced and why, or that none is."""
    if slot.preferred is None:
        return "a tie: neither has the better basis, nor more independent origins"
    why = {"basis": "better basis", "origins": "more independent origins"}[slot.preferred.reason]
    return f"preferred: {value_in_words(slot.preferred.value)} ({why})"
