"""How each claim on a key stands: what beats it, disputes it, or clears what it announces.

docs/state-rule.md, rules 4 (live claims), 5 (the pending side) and 11 (own end).
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import permutations

from chrono.events.claims import LIVE_OPS, Claim
from chrono.state.questions import Statement, clears, questions_of
from chrono.state.rule import World
from chrono.state.standing import Standing
from chrono.values.clocks import Instant

_Name = tuple[int, Claim]
"""A claim on the key, and the index of its event."""


class ClaimStandings:
    """How the claims on one key stand at a moment, and against which events."""

    def __init__(self, world: World, key: str, claims: Sequence[tuple[int, Claim]]) -> None:
        self._world = world
        self._claims = claims
        self._pending = {(statement.index, statement.claim) for statement in world.pending(claims)}
        # Of a set of which no member was ever named, an end or an empty list speaks all the same.
        emptied = tuple(Statement.of(at, each, None) for at, each in claims if each.op in LIVE_OPS)
        questions = questions_of(claims, of_set=world.holds_set(key)) or [emptied]
        resolutions = [world.resolve(question) for question in questions]
        self._live: set[_Name] = set()
        self._sides: dict[_Name, set[int]] = defaultdict(set)
        self._certain: dict[_Name, list[dict[int, None]]] = defaultdict(list)
        self._over: set[_Name] = set()
        self._maybe_over: set[_Name] = set()
        for resolution in resolutions:
            live = {(statement.index, statement.claim) for statement in resolution.live}
            self._live |= live
            ordered = sorted((each.index for each in resolution.certain), key=self._by_date)
            certain = dict.fromkeys(ordered)
            for one in resolution.certain:
                self._certain[one.index, one.claim].append(certain)
            for one, other in permutations(resolution.live, 2):
                if one.json != other.json:
                    self._sides[one.index, one.claim].add(other.index)
            for ended, statements in (
                (self._over, resolution.certain),
                (self._maybe_over, resolution.possible),
            ):
                ended |= {(one.index, one.claim) for one in statements if one.ended}

    def of(self, index: int, claim: Claim) -> tuple[Standing, tuple[str, ...], str | None]:
        """Return how a claim stands, by which events, and why if by its own date.

        These are ids: of the first event that beats the claim or clears what it announces, else of
        those on the other sides of a dispute, or that contest what holds or has ended.
        """
        name = (index, claim)
        standing, by = self._of(name)
        if name in self._over:
            return standing, by, "over by its own date"
        return standing, by, "may be over by its own date" if name in self._maybe_over else None

    def _of(self, name: _Name) -> tuple[Standing, tuple[str, ...]]:
        index, claim = name
        if not self._world.certain(index):
            return Standing.POSSIBLE, ()
        if name in self._pending:
            return Standing.PENDING, ()
        if claim.op == "announce":
            return Standing.SUPERSEDED, self._clearer(*name)
        if name in self._sides:
            return Standing.DISPUTED, self._ids(self._sides[name])
        if claim.op == "lapse" or name in self._live | self._over:
            over = name in self._over or claim.value == []
            ends = over or claim.op in ("end", "drop", "lapse")
            return (Standing.ENDED if ends else Standing.HOLDS), self._denied_by(index)
        return Standing.SUPERSEDED, self._beaten_by(name)

    def _denied_by(self, index: int) -> tuple[str, ...]:
        """Return the ids of the events on this key that contest an event."""
        return self._ids(self._world.contests(index) & {other for other, _ in self._claims})

    def _beaten_by(self, name: _Name) -> tuple[str, ...]:
        """Return the id of the first event whose claim beats a claim."""
        index, beats = name[0], self._world.beats
        firsts = (
            next((each for each in certain if beats(each, index, certain.keys())), None)
            for certain in self._certain[name]
        )
        return self._ids(first for first in firsts if first is not None)[:1]

    def _clearer(self, index: int, announced: Claim) -> tuple[str, ...]:
        """Return the id of the first event that clears an announcement."""
        return self._ids(
            other
            for other, claim in self._claims
            if self._world.certain(other)
            and clears(claim, announced)
            and self._world.order.surely_later(other, index)
            and other not in self._world.contests(index)
        )[:1]

    def _ids(self, indexes: Iterable[int]) -> tuple[str, ...]:
        """Return the ids of events in the order of their dates, each once."""
        ordered = sorted(indexes, key=self._by_date)
        return tuple(dict.fromkeys(self._world.events[index].id for index in ordered))

    def _by_date(self, index: int) -> tuple[Instant, Instant, str]:
        return self._world.events[index].by_date
