"""The verb that asks what held: state; and how a slot is said."""

from collections.abc import Collection, Iterator
from itertools import groupby
from typing import Any, Final

import click

from chrono.cli import completing, options
from chrono.cli.reading import Reading, missing_keys, reading
from chrono.cli.rows import answer_rows
from chrono.cli.text import (
    answer,
    columns,
    heading,
    line,
    moment_in_words,
    note,
)
from chrono.cli.words import pending_in_words, standing_in_words, value_in_words
from chrono.log.clock import system_clock
from chrono.projections.slot import Candidate, Slot
from chrono.projections.standing import Standing
from chrono.queries import state as queries
from chrono.queries.state import State, slot_body
from chrono.values.keys import family

_LONG: Final = 44
"""Characters of a value after which the rest of its row goes on below it."""


@options.verb(
    "state",
    ("chrono state 2023-11-19", "everything, at the end of that day"),
    ("chrono state 2023-11-19 office/openai/ceo", "one key"),
    ("chrono state 2025-06-17 'dispute/*'", "a glob; a star crosses slashes"),
    ("chrono state 2021-06-30 'capital/*' --known 2021-12-31", "from what was public by then"),
)
@click.argument("words", nargs=-1, metavar="[WHEN] [KEY]...", shell_complete=completing.keys)
@options.which_log
@options.as_of
@options.projection
@options.rows
@options.output
def state(
    words: tuple[str, ...],
    *,
    projection: str | None,
    form: str | None,
    as_json: bool,
    color: str,
    **where: Any,
) -> int:
    """Say what held at a moment, who says so, and how sure it is.

    WHEN is a date (to its end), an instant, now, today, yesterday, e17 (just after it) or e17^
    (just before). Exit 1 when nothing held.
    """
    with reading(words, **where) as asked:
        if projection is not None:
            from chrono.cli.projecting import answer_state  # noqa: PLC0415  only for one's own

            return answer_state(asked, projection, form=form, as_json=as_json, color=color)
        found = queries.state(asked.history, asked.asof, asked.keys)
        if as_json:
            answer(found.body(asked.head.entries, asked.head.hash), color, as_json=True)
        elif found.slots and form:
            answer_rows([slot_body(slot) for slot in found.slots], form)
        elif found.slots:
            answer(state_lines(found), color, as_json=False)
        hint_at(asked, [slot.key for slot in found.slots])
        if not found.slots:
            nothing(asked, "nothing")
        elif asked.asof.at.instant > system_clock() + 1:
            note("that is still to come: this is what is known to hold or to be due, no forecast")
        return 0 if found.slots else 1


def hint_at(asked: Reading, found: Collection[str]) -> None:
    """Say on stderr what may have been meant by keys that have no slot."""
    if {key for key in asked.keys if "*" not in key} - set(found):
        for hint in missing_keys(asked.keys, queries.keys_of(asked.history, asked.asof)):
            note(hint)


def nothing(asked: Reading, what: str) -> None:
    """Say on stderr that the answer is empty."""
    when = moment_in_words(asked.asof.at, asked.history.zone.key)
    note(f"{asked.history.chronology}: {what} at {when}")


def state_lines(state: State) -> Iterator[str]:
    """Say what held, grouped by facet."""
    yield f"{state.chronology} {heading(state.asof, state.zone)}"
    for facet, slots in groupby(state.slots, key=lambda slot: family(slot.key)):
        yield ""
        yield facet
        yield from columns(row for slot in slots for row in slot_rows(slot))


def slot_rows(slot: Slot) -> Iterator[list[str]]:
    """Say one slot in rows: key, value with its standing, since, basis, events, who says so.

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
    """Say a slot: what holds, then each value in dispute, in doubt or announced."""
    if slot.because and slot.standing != Standing.POSSIBLE:
        yield [_held(slot), *_rest(slot)]
    for one in slot.alternatives:
        value = standing_in_words(Standing.DISPUTED, named_value(one))
        yield [value, *_rest(one), _by(one)]
    if slot.alternatives:
        yield [preference(slot)]
    for one in slot.possible:
        value = standing_in_words(Standing.POSSIBLE, named_value(one))
        yield [value, *_rest(one), _by(one)]
    if slot.standing == Standing.POSSIBLE and slot.because:
        yield [f"else: {_held(slot)}", *_rest(slot)]
    for one in slot.pending:
        yield [standing_in_words(Standing.PENDING, pending_in_words(one.value)), *_rest(one)]


def _held(slot: Slot) -> str:
    """Say what holds, unless something possible does.

    Of a set, a member who is possibly out is otherwise in.
    """
    if slot.standing == Standing.ENDED:
        return Standing.ENDED
    if not isinstance(slot.value, list):
        return value_in_words(slot.value)
    still_in = [one.value for one in slot.possible if one.holds is False]
    return value_in_words([*slot.value, *still_in]) if slot.value or still_in else "none"


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


VERBS: Final = {"state": state}
