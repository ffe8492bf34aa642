"""Slots: the value of each key at a moment, with its standing, sources and alternatives.

docs/state-rule.md, rules 4 (live claims) to 9 (preference).
"""

from collections.abc import Iterable, Sequence
from typing import Any

import attrs

from chrono.events.claims import Claim
from chrono.state.preference import preferred, preferred_members
from chrono.state.questions import (
    Resolution,
    Statement,
    by_value,
    statements_by_member,
    statements_on_key,
)
from chrono.state.rule import World
from chrono.state.slot import Candidate, Since, Slot, Unpreferred
from chrono.state.standing import Standing
from chrono.state.visibility import Visible
from chrono.values.bases import best


def slots(world: World, keys: Iterable[str] | None = None) -> tuple[Slot, ...]:
    """Return the slots of some keys in their order, or of all keys in alphabetical order.

    A key on which nothing holds, has ended, may hold or is announced has no slot.
    """
    each = (slot_of(world, key) for key in (world.view.claims if keys is None else keys))
    return tuple(slot for slot in each if slot is not None)


def slot_of(world: World, key: str) -> Slot | None:
    """Return the slot of one key; None if nothing holds, has ended, may hold or is announced."""
    claims = world.on(key)
    pending = pending_of(world, claims)
    of_set = world.holds_set(key)
    found = answers(world, claims, of_set=of_set)
    if of_set:
        slot = _set_valued(world, key, found) or _without_members(world, key, claims)
    else:
        slot = _single_valued(world, key, found[0])
    if slot is None:
        return Slot(key=key, standing=Standing.PENDING, pending=pending) if pending else None
    return attrs.evolve(slot, pending=pending) if pending else slot


def pending_of(world: World, claims: Iterable[tuple[int, Claim]]) -> tuple[Candidate, ...]:
    """Return the pending values of a key, each once, by canonical JSON."""
    return tuple(
        _candidate(world, sorted(group, key=world.by_date))
        for group in by_value(world.pending(claims)).values()
    )


@attrs.frozen(eq=False, repr=False)
class Answer:
    """The values that answer one question: on a key, or on one member of its set.

    Attributes:
        resolution: The statements on the question, sorted by the rule.
        live: The distinct live values, by date; more than one are a dispute.
        possible: The values that may hold, but not certainly.
    """

    resolution: Resolution
    live: tuple[Candidate, ...]
    possible: tuple[Candidate, ...]


def answers(
    world: World, claims: Sequence[tuple[int, Claim]], *, of_set: bool
) -> tuple[Answer, ...]:
    """Return the answer to the question of a key; of a set-valued key, one for each member."""
    if not of_set:
        return (answer(world, statements_on_key(claims)),)
    return tuple(
        answer(world, statements, value=member)
        for member, statements in statements_by_member(claims).values()
    )


def answer(world: World, statements: Sequence[Statement], **of_member: Any) -> Answer:
    """Return the answer that statements of what may have happened give to one question.

    `of_member` names the member that it is about; of a single value it is empty.
    """
    resolution = world.resolve(statements)
    return Answer(
        resolution,
        tuple(_live_candidates(world, resolution, **of_member)),
        tuple(_possible_candidates(world, resolution, **of_member)),
    )


def _candidate(world: World, run: Sequence[Statement], **of_member: Any) -> Candidate:
    events = [world.events[statement.index] for statement in run]
    return Candidate(
        since=_since(run[0], events[0]),
        because=tuple(dict.fromkeys(event.id for event in events)),
        basis=best(event.basis for event in events),
        origins=tuple(
            dict.fromkeys(source.rests_on for event in events for source in event.sources)
        ),
        **{"value": run[0].value, **of_member},
    )


def _since(statement: Statement, event: Visible) -> Since:
    """Return the date of a statement: that of its event, or of its own end if it has ended."""
    if statement.ended and event.own_end:
        end = event.event.occurred.own_end
        return Since(end or event.event.occurred, event.own_end)
    return Since(event.event.occurred.own_start, event.bounds)


def _live_candidates(world: World, resolution: Resolution, **of_member: Any) -> list[Candidate]:
    runs = [world.run(resolution, live) for live in resolution.live_values.values()]
    if len(runs) > 1:
        runs.sort(key=lambda run: world.by_date(run[0]))
    return [_candidate(world, run, **_as_member(run[0], of_member)) for run in runs]


def _possible_candidates(world: World, resolution: Resolution, **of_member: Any) -> list[Candidate]:
    """Return candidates for the values that may hold, and do not hold already."""
    live = set(resolution.live_values) or ({_OUT} if of_member else set())
    return [
        _candidate(world, sorted(group, key=world.by_date), **_as_member(group[0], of_member))
        for json, group in by_value(resolution.possible).items()
        if json not in live
    ]


_OUT = "false"
"""The canonical JSON of the statement that a member is out, which holds without any claim."""


def _as_member(statement: Statement, of_member: dict[str, Any]) -> dict[str, Any]:
    return {**of_member, "holds": statement.value} if of_member else {}


def _single_valued(world: World, key: str, answer: Answer) -> Slot | None:
    live, possible = answer.live, answer.possible
    if len(live) > 1:
        unpreferred = _unpreferred(world, key, [answer])
        return Slot(
            key=key,
            standing=Standing.DISPUTED,
            alternatives=live,
            possible=possible,
            preferred=None if unpreferred else preferred(live),
            unpreferred=unpreferred,
        )
    if not live:
        return Slot(key=key, standing=Standing.POSSIBLE, possible=possible) if possible else None
    (only,) = live
    standing = Standing.HOLDS if only.value is not None else Standing.ENDED
    return Slot(
        key=key,
        standing=Standing.POSSIBLE if possible else standing,
        value=only.value,
        since=only.since,
        because=only.because,
        basis=only.basis,
        possible=possible,
    )


def _set_valued(world: World, key: str, members: Sequence[Answer]) -> Slot | None:
    """Return the slot of a set-valued key: each member is live, disputed or possible by itself.

    Rule 6 (sets). The whole list holds since a member last came in or went out, and rests on the
    live claims on all members. None where nothing is said of any member.
    """
    disputed = [member for member in members if len(member.live) > 1]
    possible = tuple(candidate for member in members for candidate in member.possible)
    sure = [member for member in members if len(member.live) == 1]
    if not sure and not disputed and not possible:
        return None
    value = [member.live[0].value for member in sure if member.live[0].holds]
    standing = Standing.HOLDS if value else Standing.ENDED
    if disputed or possible:
        standing = Standing.DISPUTED if disputed else Standing.POSSIBLE
    unpreferred = _unpreferred(world, key, disputed)
    return Slot(
        key=key,
        standing=standing,
        value=value,
        **_rest(world, sure),
        alternatives=tuple(candidate for member in disputed for candidate in member.live),
        possible=possible,
        preferred=(
            None if unpreferred else preferred_members(value, [member.live for member in disputed])
        ),
        unpreferred=unpreferred,
    )


def _unpreferred(world: World, key: str, disputed: Iterable[Answer]) -> Unpreferred | None:
    """Return why nobody is preferred in disputes, whatever their sources (rule 9)."""
    if world.view.prefers_nobody(key):
        return "declared"
    return "later" if any(world.in_sequence(each.resolution) for each in disputed) else None


def _rest(world: World, sure: Sequence[Answer]) -> dict[str, Any]:
    """Return since when a whole list holds, and on what it rests; empty if no member is sure."""
    rest = [statement for member in sure for statement in member.resolution.live]
    if not rest:
        return {}
    whole = _candidate(world, sorted(rest, key=world.by_date))
    starts = [member.live[0].since for member in sure]
    latest = max(starts, key=lambda since: since.bounds.by_date)
    return {"since": latest, "because": whole.because, "basis": whole.basis}


def _without_members(world: World, key: str, claims: Sequence[tuple[int, Claim]]) -> Slot | None:
    """Return the slot of a set without members: ended if an ``end`` claim is live, else None."""
    live = world.resolve(statements_on_key(claims)).live
    if not live:
        return None
    whole = _candidate(world, sorted(live, key=world.by_date))
    return Slot(
        key=key,
        standing=Standing.ENDED,
        value=[],
        since=whole.since,
        because=whole.because,
        basis=whole.basis,
    )
