"""Earlier: which events on a key surely came before each, as sets of events at once.

A set is kept as the bits of one number. So to compare an event with n others takes one step on a
number of n bits, and the history of a key with n events about n of them.
"""

from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator
from itertools import chain

from chrono.events.graph import Reach
from chrono.events.order import Order


class Earlier:
    """The events on a key in a row, those first that are over last; sets of them are bits."""

    def __init__(self, order: Order, indices: Collection[int]) -> None:
        """Start with the events on the key; what links them counts too."""
        wanted = frozenset(indices)
        linked = [group[::-1] for group in order.groups if not wanted.isdisjoint(group)]
        unlinked = wanted.difference(*linked)
        keys = [-before for before in order.before]
        self._order = order
        self._row = sorted([*sorted(unlinked), *chain.from_iterable(linked)], key=keys.__getitem__)
        self._places = {index: place for place, index in enumerate(self._row)}
        self._keys = [keys[index] for index in self._row]
        self._everybody = (1 << len(self._row)) - 1
        self._linked = Reach(self._row, order.backwards, keys)

    def bit(self, index: int) -> int:
        """Return the set of one event; empty if it is not in the row."""
        place = self._places.get(index)
        return 0 if place is None else 1 << place

    def bits(self, indices: Iterable[int]) -> int:
        """Return a set of events, without those that are not in the row."""
        return self._linked.bits(indices)

    def events(self, bits: int) -> Iterator[int]:
        """Yield the events of a set, those first that are over last."""
        return self._linked.nodes(bits)

    def than(self, index: int) -> int:
        """Return all that surely came before an event, by dates or links (rule 3)."""
        place = bisect_left(self._keys, -self._order.earliest[index])
        return (self._everybody >> place << place) | self._linked.of(index)


class Union:
    """The union of some sets, of which one is replaced at a time; a tree of unions of two."""

    def __init__(self, size: int) -> None:
        """Start with this many empty sets."""
        self._size = size
        self._tree = [0] * max(2 * size, 2)

    @property
    def bits(self) -> int:
        """The union."""
        return self._tree[1]

    def put(self, number: int, bits: int) -> None:
        """Replace the set of a number, from 0."""
        at = number + self._size
        self._tree[at] = bits
        while at > 1:
            at //= 2
            self._tree[at] = self._tree[2 * at] | self._tree[2 * at + 1]
