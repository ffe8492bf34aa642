"""How each claim on a key stands: what beats it, disputes it, or clears what it announces.

docs/state-rule.md, rules 4 (live claims), 5 (the pending side) and 11 (own end).
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import cached_property
from itertools import accumulate, islice

from chrono.events.claims import LIVE_OPS, Claim, unordered
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
        self._certain: dict[_Name, list[_Beating]] = defaultdict(list)
        self._over: set[_Name] = set()
        self._maybe_over: set[_Name] = set()
        clearing = Clearing.of((at, each) for at, each in claims if world.certain(at))
        announced = clearing.whatever
        self._whatever = _ByDate(world, clearing.whatever, announced)
        self._value = {
            json: _ByDate(world, those, announced) for json, those in clearing.value.items()
        }
        for resolution in resolutions:
            live = {(statement.index, statement.claim) for statement in resolution.live}
            self._live |= live
            certain = _Beating(world, (each.index for each in resolution.certain))
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
        firsts = (certain.first(index) for certain in self._certain[name])
        return self._ids(first for first in firsts if first is not None)[:1]

    def _clearer(self, index: int, announced: Claim) -> tuple[str, ...]:
        """Return the id of the first event that clears an announcement."""
        rivals = self._world.contests(index)
        firsts = (
            events.first(index, without=rivals)
            for events in (self._whatever, self._value.get(unordered(announced.value)))
            if events
        )
        return self._ids(first for first in firsts if first is not None)[:1]

    def _ids(self, indexes: Iterable[int]) -> tuple[str, ...]:
        """Return the ids of events in the order of their dates, each once."""
        ordered = sorted(indexes, key=self._by_date)
        return tuple(dict.fromkeys(self._world.events[index].id for index in ordered))

    def _by_date(self, index: int) -> tuple[Instant, Instant, str]:
        return self._world.events[index].by_date


class _ByDate:
    """Some events in the order of their dates, of which the first later than another is found."""

    def __init__(self, world: World, indices: Iterable[int], asked: Iterable[int]) -> None:
        """Start with the events, and with those that will be asked for."""
        self._order = world.order
        self._sorted = sorted(set(indices), key=lambda index: world.events[index].by_date)
        self._ends = [world.events[index].bounds.before for index in self._sorted]
        self._latest = list(accumulate((self._order.earliest[each] for each in self._sorted), max))
        self._asked = asked

    @cached_property
    def _linked(self) -> Mapping[int, int]:
        """The place of the first that is linked after each event, of those that have one."""
        ahead = self._order.ahead
        asked, found = ahead.bits(self._asked), dict[int, int]()
        for place, index in enumerate(self._sorted if asked else ()):
            here = asked & ahead.of(index)
            found.update(dict.fromkeys(ahead.nodes(here), place))
            asked ^= here
        return found

    def first(self, index: int, without: AbstractSet[int] = frozenset()) -> int | None:
        """Return the first that is surely later than an event; None for none."""
        if without:
            later = (each for each in self.later(index) if each not in without)
            return next((each for each in later if self._order.surely_later(each, index)), None)
        place = bisect_left(self._latest, self._order.before[index])
        place = min(place, self._linked.get(index, place))
        return self._sorted[place] if place < len(self._sorted) else None

    def later(self, index: int) -> Iterator[int]:
        """Yield those that may be later than an event.

        What was over before that one was, or together with it and not linked, cannot be later.
        """
        over = bisect_left if self._order.links.get(index) else bisect_right
        return islice(self._sorted, over(self._ends, self._order.before[index]), None)


class _Beating:
    """The certain events on one question, of which the first that beats another is found."""

    def __init__(self, world: World, indices: Iterable[int]) -> None:
        self._world, self._certain = world, frozenset(indices)
        contested = {index for index in self._certain if world.contests(index) & self._certain}
        self._contested = _ByDate(world, contested, ())
        self._others = _ByDate(world, self._certain - contested, self._certain)

    def first(self, index: int) -> int | None:
        """Return the first by date that beats an event; None for none."""
        other = self._others.first(index)
        for denier in self._contested.later(index):
            if other is not None and self._by_date(other) < self._by_date(denier):
                break
            if self._world.beats(denier, index, self._certain):
                return denier
        return other

    def _by_date(self, index: int) -> tuple[Instant, Instant, str]:
        return self._world.events[index].by_date
