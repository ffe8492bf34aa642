"""Repeats: events that may be one development, told twice, so that a citation would do."""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Collection, Container, Hashable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Final

import attrs

from chrono.events.claims import LIVE_OPS, Claim
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
    first: dict[int, tuple[int, str]] = {}
    for one, other, reason in _pairs(view, about):
        told, event = sorted((one, other))
        first[event] = min(first.get(event, (told, reason)), (told, reason))
    ids = [visible.id for visible in view.events]
    return tuple(Repeat(ids[each], ids[told], why) for each, (told, why) in sorted(first.items()))


def _pairs(view: View, about: Container[str] | None) -> Iterator[tuple[int, int, str]]:
    """Yield each two events that may be one, by their indices, with the reason."""
    told = sorted(map(_Told.of, range(len(view.events)), view.events), key=_Told.began)
    starts = [one.visible.bounds.earliest for one in told]
    marked = defaultdict[Hashable, list[int]](list)
    for place, one in enumerate(told):
        for mark in one.marks():
            marked[mark].append(place)
    for place, one in enumerate(told):
        near = bisect_right(starts, one.visible.bounds.before + _NEAR)
        following = range(place + 1, min(near, place + 1 + NEIGHBOURS))
        for other in map(told.__getitem__, one.alike_among(following, marked)):
            if about is None or one.visible.id in about or other.visible.id in about:
                reason = one.repeats(other)
                if reason:
                    yield one.index, other.index, reason


def _within(places: Sequence[int], window: range) -> Sequence[int]:
    """Return which of some places, in their order, are in a window."""
    return places[bisect_left(places, window.start) : bisect_left(places, window.stop)]


@attrs.frozen
class _Told:
    """An event, prepared for comparisons."""

    index: int
    visible: Visible
    claims: frozenset[Claim]
    words: tuple[str, ...]
    names: frozenset[str]

    @classmethod
    def of(cls, index: int, visible: Visible) -> "_Told":
        claims = frozenset(claim for claim in visible.event.claims if claim.op in LIVE_OPS)
        words: list[str] = re.findall(r"\w+", visible.event.headline)
        names = frozenset(word.casefold() for word in words if word[0].isupper())
        return cls(index, visible, claims, tuple(map(str.casefold, words)), names)

    def began(self) -> tuple[int, int]:
        return self.visible.bounds.earliest, self.index

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
        marks = (*self.marks(), None)
        return {at for mark in marks for at in _within(marked.get(mark, ()), window)}

    def repeats(self, other: "_Told") -> str:
        """Return why two events may be one; empty if they are not."""
        if self.mentions(other) or other.mentions(self):
            return ""
        same = self.claims & other.claims
        if same:
            return f"claims the same of {min(claim.key for claim in same)}"
        return "has nearly the same headline" if self._alike(other) else ""

    def mentions(self, other: "_Told") -> bool:
        """Return whether the event itself says how it stands to another, or is a version of it."""
        event, given = self.visible.event, other.visible.id
        return given in (self.visible.id, *event.after, *event.before, *event.contests)

    def _alike(self, other: "_Told") -> bool:
        if self.words == other.words or (self.claims and other.claims):
            return self.words == other.words
        if not (self.names <= {*other.words} or other.names <= {*self.words}):
            return False
        matcher = SequenceMatcher(None, self.words, other.words, autojunk=False)
        return matcher.real_quick_ratio() >= _ALIKE and matcher.ratio() >= _ALIKE
