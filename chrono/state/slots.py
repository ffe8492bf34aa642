"""Slots: what holds for each key at a moment, with its standing and what it rests on.

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
    is_set_valued,
    statements_by_member,
    statements_on_key,
)
from chrono.state.rule import World
from chrono.state.slot import Candidate, Since, Slot
from chrono.state.standing import Standing
from chrono.values.sources import best


def slots(world: World, keys: Iterable[str] | None = None) -> tuple[Slot, ...]:
    """Work out the slots of some keys, or of all, in the order of the keys.

    A key of which nothing is said, or only what has no bearing, has no slot.
    """
    found = (slot_of(world, key) for key in (world.view.claims if keys is None else keys))
    return tuple(slot for slot in found if slot is not None)


def slot_of(world: World, key: str) -> Slot | None:
    """Work out the slot of one key; None where nothing holds, may hold or is announced."""
    claims = world.on(key)
    pending = pending_of(world, claims)
    if is_set_valued(claims):
        slot = _of_set(world, key, claims)
    else:
        slot = _single(key, answers(world, claims)[0])
    if slot is None:
        return Slot(key=key, standing=Standing.PENDING, pending=pending) if pending else None
    return attrs.evolve(slot, pending=pending)


def pending_of(world: World, claims: Iterable[tuple[int, Claim]]) -> tuple[Candidate, ...]:
    """Return what is announced on a key and stands there still, each value once."""
    return tuple(
        _candidate(world, sorted(group, key=world.by_date))
        for group in by_value(world.pending(claims)).values()
    )


@attrs.frozen(eq=False, repr=False)
class Answer:
    """What holds for one question: for a key, or for one member of a set.

    Attributes:
        resolution: What the rule makes of what is said on it.
        live: The distinct live values; more than one are a dispute.
        possible: The values that may hold, and do not surely.
    """

    resolution: Resolution
    live: tuple[Candidate, ...]
    possible: tuple[Candidate, ...]


def answers(world: World, claims: Sequence[tuple[int, Claim]]) -> tuple[Answer, ...]:
    """Return an answer to each question that claims on one key speak of; of a set, one a member."""
    if not is_set_valued(claims):
        return (_answer(world, statements_on_key(claims)),)
    return tuple(
        _answer(world, said, value=member) for member, said in statements_by_member(claims).values()
    )


def _answer(world: World, statements: Sequence[Statement], **of_member: Any) -> Answer:
    resolution = world.resolve(statements)
    return Answer(
        resolution,
        tuple(_live_candidates(world, resolution, **of_member)),
        tuple(_possible_candidates(world, resolution, **of_member)),
    )


def _candidate(world: World, run: Sequence[Statement], **of_member: Any) -> Candidate:
    events = [world.events[said.place] for said in run]
    return Candidate(
        since=Since(events[0].event.occurred, events[0].bounds),
        because=tuple(dict.fromkeys(event.id for event in events)),
        basis=best(event.basis for event in events),
        origins=tuple(
            dict.fromkeys(source.rests_on for event in events for source in event.sources)
        ),
        **{"value": run[0].value, **of_member},
    )


def _live_candidates(world: World, resolution: Resolution, **of_member: Any) -> list[Candidate]:
    runs = [world.run(resolution, live) for live in resolution.live_values.values()]
    runs.sort(key=lambda run: world.by_date(run[0]))
    return [_candidate(world, run, **_as_member(run[0], of_member)) for run in runs]


def _possible_candidates(world: World, resolution: Resolution, **of_member: Any) -> list[Candidate]:
    """Make candidates of the values that may hold, and do not hold already."""
    held = set(resolution.live_values) or ({_OUT} if of_member else set())
    return [
        _candidate(world, sorted(group, key=world.by_date), **_as_member(group[0], of_member))
        for json, group in by_value(resolution.possible).items()
        if json not in held
    ]


_OUT = "false"


def _as_member(said: Statement, of_member: dict[str, Any]) -> dict[str, Any]:
    return {**of_member, "holds": said.value} if of_member else {}


def _single(key: str, answer: Answer) -> Slot | None:
    live, possible = answer.live, answer.possible
    if len(live) > 1:
        return Slot(
            key=key,
            standing=Standing.DISPUTED,
            alternatives=live,
            possible=possible,
            preferred=preferred(live),
        )
    if not live:
        return Slot(key=key, standing=Standing.POSSIBLE, possible=possible) if possible else None
    (held,) = live
    standing = Standing.HOLDS if held.value is not None else Standing.ENDED
    return Slot(
        key=key,
        standing=Standing.POSSIBLE if possible else standing,
        value=held.value,
        since=held.since,
        because=held.because,
        basis=held.basis,
        possible=possible,
    )


def _of_set(world: World, key: str, claims: Sequence[tuple[int, Claim]]) -> Slot | None:
    """Work out a set-valued key: each member is live, disputed or possible by itself.

    Rule 6 (sets). The whole list holds since the latest change of any member in or out, and rests
    on the live claims of them all.
    """
    members = answers(world, claims)
    alternatives = [one.live for one in members if len(one.live) > 1]
    possible = tuple(maybe for one in members for maybe in one.possible)
    sure = [one for one in members if len(one.live) == 1]
    if not sure and not alternatives and not possible:
        return _emptied(world, key, claims)
    rest = [said for one in sure for said in one.resolution.live]
    held = [candidate for one in sure if not one.possible for candidate in one.live]
    value = [one.value for one in held if one.holds]
    standing = Standing.HOLDS if value else Standing.ENDED
    if alternatives or possible:
        standing = Standing.DISPUTED if alternatives else Standing.POSSIBLE
    return Slot(
        key=key,
        standing=standing,
        value=value,
        **_rest(world, rest, held),
        alternatives=tuple(one for pair in alternatives for one in pair),
        possible=possible,
        preferred=preferred_members(value, alternatives),
    )


def _rest(world: World, rest: Sequence[Statement], held: Sequence[Candidate]) -> dict[str, Any]:
    """Say on what a whole list rests and since when; nothing, if no member is sure."""
    if not rest:
        return {}
    whole = _candidate(world, sorted(rest, key=world.by_date))
    starts = [one.since for one in held] or [whole.since]
    latest = max(starts, key=lambda since: since.bounds.by_date)
    return {"since": latest, "because": whole.because, "basis": whole.basis}


def _emptied(world: World, key: str, claims: Sequence[tuple[int, Claim]]) -> Slot | None:
    """Return a set without members: it has ended if an ``end`` claim on it is live."""
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
