"""How each claim on a key stands: what beats it, disputes it, or clears what it announces.

docs/state-rule.md, rules 4 (live claims), 5 (the pending side) and 11 (own end).
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import cached_property, reduce
from itertools import accumulate
from operator import and_

from chrono.events.claims import LIVE_OPS, Claim, unordered
from chrono.queries.earlier import Earlier
from chrono.queries.named import MOST_NAMED, Rivals
from chrono.state.questions import Clearing, Statement, questions_of
from chrono.state.rule import World
from chrono.state.standing import Standing
from chrono.values.clocks import Instant

_Name = tuple[int, Claim]
"""A claim on the key, and the index of its event."""


class ClaimStandings:
    """How the claims on one key stand at a moment, and against which events."""

    def __init__(self, world: World, key: str, claims: Sequence[tuple[int, Claim]]) -> None:
        self._world = world
        self._claiming = {index for index, _ in claims}
        self._pending = {(statement.index, statement.claim) for statement in world.pending(claims)}
        # Of a set of which no member was ever named, an end or an empty list speaks all the same.
        emptied = tuple(Statement.of(at, each, None) for at, each in claims if each.op in LIVE_OPS)
        questions = questions_of(claims, of_set=world.holds_set(key)) or [emptied]
        resolutions = [world.resolve(question) for question in questions]
        self._live: set[_Name] = set()
        by_date = sorted({index for index, _ in claims}, key=self._by_date)
        self._rivals = Rivals[_Name](world.events, by_date)
        self._certain: dict[_Name, list[_Firsts]] = defaultdict(list)
        self._over: set[_Name] = set()
        self._maybe_over: set[_Name] = set()
        earlier = Earlier(world.order, [each for each in self._claiming if _entangled(world, each)])
        announced: dict[str, list[int]] = defaultdict(list)
        for index, claim in claims:
            if claim.op == "announce":
                announced[unordered(claim.value)].append(index)
        clearing = Clearing.of((at, each) for at, each in claims if world.certain(at))
        self._whatever = _clearing(world, earlier, clearing.whatever, clearing.whatever)
        self._value = {
            json: _clearing(world, earlier, clearing.of_value(json), those)
            for json, those in announced.items()
        }
        for resolution in resolutions:
            live = {(statement.index, statement.claim) for statement in resolution.live}
            self._live |= live
            certain = _beating(world, earlier, frozenset(each.index for each in resolution.certain))
            for one in resolution.certain:
                self._certain[one.index, one.claim].append(certain)
            self._rivals.add(((each.index, each.claim), each) for each in resolution.live)
            for ended, statements in (
                (self._over, resolution.certain),
                (self._maybe_over, resolution.possible),
            ):
                ended |= {(one.index, one.claim) for one in statements if one.ended}

    def of(self, index: int, claim: Claim) -> tuple[Standing, tuple[str, ...], int]:
        """Return how a claim stands, by which events, and by how many.

        These are ids: of the first event that beats the claim or clears what it announces, else of
        the first of those on the other sides of a dispute, or that contest what holds or has ended.
        """
        name = (index, claim)
        if name in self._rivals:
            return Standing.DISPUTED, *self._rivals.of(name)
        standing, by = self._of(name)
        return standing, by[:MOST_NAMED], len(by)

    def reason(self, index: int, claim: Claim) -> str | None:
        """Return why a claim stands as it does, if by its own date; else None."""
        name = (index, claim)
        if name in self._over:
            return "over by its own date"
        return "may be over by its own date" if name in self._maybe_over else None

    def _of(self, name: _Name) -> tuple[Standing, tuple[str, ...]]:
        index, claim = name
        if not self._world.certain(index):
            return Standing.POSSIBLE, ()
        if name in self._pending:
            return Standing.PENDING, ()
        if claim.op == "announce":
            return Standing.SUPERSEDED, self._clearer(*name)
        if claim.op == "lapse" or name in self._live | self._over:
            over = name in self._over or claim.value == []
            ends = over or claim.op in ("end", "drop", "lapse")
            return (Standing.ENDED if ends else Standing.HOLDS), self._denied_by(index)
        return Standing.SUPERSEDED, self._beaten_by(name)

    def _denied_by(self, index: int) -> tuple[str, ...]:
        """Return the ids of the events on this key that contest an event."""
        return self._ids(self._world.contests(index) & self._claiming)

    def _beaten_by(self, name: _Name) -> tuple[str, ...]:
        """Return the id of the first event whose claim beats a claim."""
        index, _ = name
        firsts = (certain.of(index) for certain in self._certain[name])
        return self._ids(first for first in firsts if first is not None)[:1]

    def _clearer(self, index: int, announced: Claim) -> tuple[str, ...]:
        """Return the id of the first event that clears an announcement."""
        clearing = (self._whatever, self._value[unordered(announced.value)])
        firsts = (events.of(index) for events in clearing)
        return self._ids(first for first in firsts if first is not None)[:1]

    def _ids(self, indexes: Iterable[int]) -> tuple[str, ...]:
        """Return the ids of events in the order of their dates, each once."""
        ordered = sorted(indexes, key=self._by_date)
        return tuple(dict.fromkeys(self._world.events[index].id for index in ordered))

    def _by_date(self, index: int) -> tuple[Instant, Instant, str]:
        return self._world.events[index].by_date


def _entangled(world: World, index: int) -> bool:
    """Return whether dates alone do not tell what beats an event: it has links or rivals."""
    return bool(world.order.links.get(index) or world.contests(index))


def _beating(world: World, earlier: Earlier, certain: AbstractSet[int]) -> "_Firsts":
    """Return which of the certain events on one question beat others of them (rule 4)."""
    order = world.order
    rivals = {each: world.contests(each) & certain for each in certain}
    starts = {
        each: min(order.earliest[one] for one in (each, *those)) for each, those in rivals.items()
    }

    def beaten(index: int) -> int:
        those = rivals[index]
        directly = earlier.bits(set(order.backwards.get(index, ())) - those)
        return reduce(and_, map(earlier.than, (index, *those))) | directly

    return _Firsts(world, starts, earlier, certain, beaten)


def _clearing(
    world: World, earlier: Earlier, events: Iterable[int], announced: Iterable[int]
) -> "_Firsts":
    """Return which of some events clear announcements (rule 5)."""
    starts = {each: world.order.earliest[each] for each in events}

    def cleared(index: int) -> int:
        return earlier.than(index) & ~earlier.bits(world.contests(index))

    return _Firsts(world, starts, earlier, announced, cleared)


class _Firsts:
    """Some events, of which the first by date is found that beats another one, or clears it.

    Dates alone say so of most. For the others asked for, which have links or rivals, it is found at
    once, by the set of those that each event beats.
    """

    def __init__(
        self,
        world: World,
        starts: Mapping[int, int],
        earlier: Earlier,
        asked: Iterable[int],
        beaten: Callable[[int], int],
    ) -> None:
        """Start with the events: each beats by its date what is over by the instant given."""
        self._before = world.order.before
        self._sorted = sorted(starts, key=lambda index: world.events[index].by_date)
        self._latest = list(accumulate((starts[each] for each in self._sorted), max))
        self._earlier, self._beaten = earlier, beaten
        self._entangled = frozenset(each for each in asked if _entangled(world, each))

    def of(self, index: int) -> int | None:
        """Return the first that beats an event; None for none."""
        if index in self._entangled:
            return self._found.get(index)
        place = bisect_left(self._latest, self._before[index])
        return self._sorted[place] if place < len(self._sorted) else None

    @cached_property
    def _found(self) -> Mapping[int, int]:
        """The first that beats each of those with links or rivals that anything beats."""
        waiting, found = self._earlier.bits(self._entangled), dict[int, int]()
        for index in self._sorted:
            here = waiting & self._beaten(index)
            found.update(dict.fromkeys(self._earlier.events(here), index))
            waiting ^= here
        return found
