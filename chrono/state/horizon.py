"""Horizons: how far back a key is to be read for its slot at a moment.

docs/state-rule.md, rules 4 (live claims), 5 (the pending side) and 8 (since and because). Take a
part of a history that has, with each development, all that are linked with it or contest it,
through any number of steps. Whatever else answers a question, and by its date as written was over
by the horizon of the question in that part, changes nothing.
"""

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Final

from chrono.events.claims import ANNOUNCED, LISTS, Claim
from chrono.state.questions import Clearing, Statement, statements_by_member, statements_on_key
from chrono.state.rule import World
from chrono.values.clocks import BEGINNING, END

NOWHERE: Final = BEGINNING
"""The horizon of a question of which everything is to be read."""


def horizons(world: World, key: str) -> Mapping[str, int]:
    """Return the horizons of the questions on a key, by name; one that is left out has none.

    A key that holds a set only by claims that were not read is a single one here: so of that, what
    speaks of sets has no horizon. Nor has what speaks of no set, on a key that holds one.
    """
    claims = world.on(key)
    announced, cleared = _pending(world, claims)
    if not world.holds_set(key):
        whole = min(cleared, horizon(world, statements_on_key(claims)))
        return {ANNOUNCED: announced, "": whole}
    members = {
        member: horizon(world, statements)
        for member, (_, statements) in statements_by_member(claims).items()
    }
    lists = members.values() or [horizon(world, statements_on_key(claims))]
    return {ANNOUNCED: announced, LISTS: min(cleared, *lists), **members}


def horizon(world: World, statements: Sequence[Statement]) -> int:
    """Return the horizon of the statements on one question.

    What was over when some certain claim and all its rivals had begun is beaten by that claim, and
    all that it beats is beaten without it (rule 4). And the run of a live value goes back no
    further than a claim of another value that was over when every live claim began (rule 8): what
    was over when that one began has it in between, and so has whatever is over by its own end, or
    is not, because of what was over then (rule 11).
    """
    certain = [each for each in statements if world.certain(each.index)]
    began = _began(world, {each.index for each in certain})
    return min(max(began.values(), default=NOWHERE), _run_horizon(world, statements, certain))


def _run_horizon(
    world: World, statements: Sequence[Statement], certain: Sequence[Statement]
) -> int:
    """Return where the runs of all live values have ended, by claims of other values."""
    live = [each for each in world.resolve(statements).live if not each.ended]
    earliest, before = world.order.earliest, world.order.before
    first = min((earliest[each.index] for each in live), default=NOWHERE)
    last: dict[str, int] = {}
    for each in certain:
        if before[each.index] <= first:
            last[each.json] = max(last.get(each.json, NOWHERE), earliest[each.index])
    latest = sorted(last.items(), key=lambda said: said[1])[-2:]  # of two values one is another
    others = (
        max((began for json, began in latest if json != value), default=NOWHERE)
        for value in {each.json for each in live}
    )
    return min(others, default=END)


def _pending(world: World, claims: Iterable[tuple[int, Claim]]) -> tuple[int, int]:
    """Return the horizons of what is announced or lapses, and of what is set, on the pending side.

    What was announced, and over when an announcement or a lapse of all, and all its rivals, had
    begun, is cleared by that one, and all that it clears is cleared without it (rule 5). What is
    pending can only be cleared by what was not over when that was.
    """
    certain = [(index, claim) for index, claim in claims if world.certain(index)]
    began = _began(world, {index for index, _ in certain})
    announced = max((began[each] for each in Clearing.of(certain).whatever), default=NOWHERE)
    before = world.order.before
    return announced, min((before[each.index] for each in world.pending(certain)), default=END)


def _began(world: World, events: AbstractSet[int]) -> dict[int, int]:
    """Return by when each event, and all of these that contest it, had begun."""
    earliest = world.order.earliest
    return {
        one: min(earliest[each] for each in (one, *(world.contests(one) & events)))
        for one in events
    }
