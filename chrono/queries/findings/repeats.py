"""Repeats: events that may be one development, told twice, so that a citation would do."""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict, deque
from collections.abc import Collection, Container, Hashable, Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from itertools import islice
from operator import attrgetter, itemgetter
from typing import Final

import attrs

from chrono.events.claims import LIVE_OPS, Claim
from chrono.queries.findings.parts import by_date
from chrono.state.visibility import View, Visible

_NEAR: Final = 3 * 24 * 3_600_000_000
"""Microseconds within which two events may be one development, reported twice."""

_ALIKE: Final = 0.75
"""How alike two headlines are, from 0 to 1, if both may report one development."""

NEIGHBOURS: Final = 100
"""How many events that begin next an event is compared with, so that a busy day ends."""


@attrs.frozen
class Repeat:
    """An event that may be in the log already: ``event`` is later in the log than ``told``."""

    event: str
    told: str
    reason: str


def repeats(view: View, about: Container[str] | None = None) -> tuple[Repeat, ...]:
    """Return the events that may repeat an earlier one of the log, each with the first such one.

    Two may be one development if their dates are at most three days apart, neither names the other
    in a link or contest, and they make the same claim, or have nearly the same headline: not each a
    name that the other lacks, and the very same words where both make claims. Each event is
    compared with the next hundred in the order of dates.

    Args:
        view: The events.
        about: Ids, of which each repeat must have one; None for any.

    Returns:
        The repeats, in the order of the log; none for none.
    """
    each = sorted(repeats_by_date(by_date(view), about), key=itemgetter(0))
    return tuple(repeat for _, _, repeat in each if repeat is not None)


def repeats_by_date(
    events: Iterable[tuple[int, Visible]], about: Container[str] | None = None
) -> Iterator[tuple[int, Visible, Repeat | None]]:
    """Yield events, given in the order of dates, each with whether it repeats an earlier one.

    Few of the events are held at once.
    """
    first: dict[int, tuple[int, str, str]] = {}
    near = _Near(events)
    while one := near.next():
        for other in near.alike(one):
            told, event = (one, other) if one.number < other.number else (other, one)
            found = first.get(event.number)
            if found is not None and found[0] < told.number:
                continue
            if about is None or one.visible.id in about or other.visible.id in about:
                reason = one.repeats(other)
                if reason:
                    first[event.number] = told.number, reason, told.visible.id
        _, reason, earlier = first.pop(one.number, (0, "", ""))
        yield one.number, one.visible, Repeat(one.visible.id, earlier, reason) if reason else None


class _Near:
    """Events by date, of which only those are prepared that the next comparisons need."""

    def __init__(self, by_date: Iterable[tuple[int, Visible]]) -> None:
        self._by_date = iter(by_date)
        self._first = -1
        self._told = deque["_Told"]()
        self._marked = defaultdict[Hashable, deque[int]](deque)

    def next(self) -> "_Told | None":
        """Return the next event, and forget those before it; None after the last."""
        if self._told:
            for mark in self._told.popleft().marks():
                places = self._marked[mark]
                places.popleft()
                if not places:
                    del self._marked[mark]
        self._first += 1
        return self._told[0] if self._told or self._prepare() else None

    def alike(self, one: "_Told") -> list["_Told"]:
        """Return all after the first that may be the same event, and perhaps others."""
        limit = one.visible.bounds.before + _NEAR
        while len(self._told) <= NEIGHBOURS and self._told[-1].began <= limit and self._prepare():
            pass
        most = min(len(self._told), NEIGHBOURS + 1)
        last = bisect_right(self._told, limit, 1, most, key=attrgetter("began"))
        window = range(self._first + 1, self._first + last)
        told, first = self._told, self._first
        return [told[place - first] for place in one.alike_among(window, self._marked)]

    def _prepare(self) -> bool:
        """Prepare one more event; return whether there is one."""
        following = next(self._by_date, None)
        if following is None:
            return False
        place = self._first + len(self._told)
        self._told.append(_Told.of(*following))
        for mark in self._told[-1].marks():
            self._marked[mark].append(place)
        return True


def _within(places: Sequence[int], window: range) -> Iterable[int]:
    """Return which of some places, in their order, are in a window."""
    first, last = bisect_left(places, window.start), bisect_left(places, window.stop)
    return islice(places, first, last)


@attrs.frozen
class _Told:
    """An event, prepared for comparisons.

    Those are mentioned to which the event itself says how it stands, and its other versions.
    """

    number: int
    id: str
    visible: Visible
    claims: frozenset[Claim]
    words: tuple[str, ...]
    names: frozenset[str]
    mentioned: frozenset[str]

    @classmethod
    def of(cls, number: int, visible: Visible) -> "_Told":
        event, given = visible.event, visible.id
        claims = frozenset(claim for claim in event.claims if claim.op in LIVE_OPS)
        words: list[str] = re.findall(r"\w+", event.headline)
        names = frozenset(word.casefold() for word in words if word[0].isupper())
        mentioned = frozenset((given, *event.after, *event.before, *event.contests))
        folded = tuple(map(str.casefold, words))
        return cls(number, given, visible, claims, folded, names, mentioned)

    @property
    def began(self) -> int:
        """When it began, at the earliest."""
        return self.visible.bounds.earliest

    def marks(self) -> Iterator[Hashable]:
        """Yield what it has in common with any event that makes claims too and may be the same."""
        yield from self.claims or (None,)
        yield self.words

    def alike_among(
        self, window: range, marked: Mapping[Hashable, Sequence[int]]
    ) -> Collection[int]:
        """Return the places in a window of all that may be the same event, and perhaps others.

        What makes no claims may be the same as anything, by a headline that is nearly its own.
        """
        if not self.claims:
            return window
        found = set[int]()
        for mark in (*self.marks(), None):
            found.update(_within(marked.get(mark, ()), window))
        return found

    def repeats(self, other: "_Told") -> str:
        """Return why two events may be one; empty if they are not."""
        if other.id in self.mentioned or self.id in other.mentioned:
            return ""
        if not self.claims.isdisjoint(other.claims):
            return f"claims the same of {min(claim.key for claim in self.claims & other.claims)}"
        return "has nearly the same headline" if self._alike(other) else ""

    def _alike(self, other: "_Told") -> bool:
        if self.words == other.words or (self.claims and other.claims):
            return self.words == other.words
        if not (self.names <= {*other.words} or other.names <= {*self.words}):
            return False
        matcher = SequenceMatcher(None, self.words, other.words, autojunk=False)
        return matcher.real_quick_ratio() >= _ALIKE and matcher.ratio() >= _ALIKE
