"""Graphs of events by their indices: groups joined by links, cycles, and what is reached."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

Link = tuple[int, int]
"""The indices of two events: the first surely came earlier."""


def linked_groups(links: Iterable[Link]) -> list[set[Link]]:
    """Return links in groups: those of events linked with each other, through any number of links.

    Each event leads, by ``towards``, to one that stands for its group.
    """
    towards: dict[int, int] = {}

    def group_of(index: int) -> int:
        while towards.setdefault(index, index) != index:
            towards[index] = index = towards[towards[index]]
        return index

    for earlier, later in links:
        towards[group_of(earlier)] = group_of(later)
    groups: dict[int, set[Link]] = defaultdict(set)
    for link in links:
        groups[group_of(link[0])].add(link)
    return list(groups.values())


def strongly_connected(roots: Iterable[int], steps: Mapping[int, Sequence[int]]) -> list[list[int]]:
    """Return the strongly connected components of a graph, the latest first.

    This is the algorithm of Tarjan (1972), a depth-first search with a stack of its own instead of
    recursion, which Python limits. ``visited`` numbers the nodes in the order of the search;
    ``lowest`` is the smallest number known to be reachable from a node within its component. A node
    that reaches none visited before it is the first of its component, which is then complete: all
    that is on ``stack`` above it.
    """
    visited: dict[int, int] = {}
    lowest: dict[int, int] = {}
    stack: list[int] = []
    on_stack: set[int] = set()
    groups: list[list[int]] = []
    for root in roots:
        if root in visited:
            continue
        work = [(root, 0)]
        while work:
            node, taken = work.pop()
            if taken == 0:
                visited[node] = lowest[node] = len(visited)
                stack.append(node)
                on_stack.add(node)
            onward = steps.get(node, ())
            for number in range(taken, len(onward)):
                following = onward[number]
                if following not in visited:
                    work.extend(((node, number + 1), (following, 0)))
                    break
                if following in on_stack:
                    lowest[node] = min(lowest[node], visited[following])
            else:
                if work:
                    parent = work[-1][0]
                    lowest[parent] = min(lowest[parent], lowest[node])
                if lowest[node] == visited[node]:
                    groups.append(_popped(stack, node))
                    on_stack.difference_update(groups[-1])
    return groups


def _popped(stack: list[int], last: int) -> list[int]:
    """Remove nodes from a stack, down to `last`, and return them."""
    group = [stack.pop()]
    while group[-1] != last:
        group.append(stack.pop())
    return group


class Reach:
    """What is reached from each node of a graph without cycles, through any number of steps.

    Sets of nodes are the bits of whole numbers, by the places of the nodes in a row. So n nodes of
    one group take up to n²/16 bytes in all, 1 MB for 4,000 in a chain; of those asked for alone.
    """

    def __init__(
        self, row: Sequence[int], steps: Mapping[int, Sequence[int]], keys: Sequence[int]
    ) -> None:
        """Start with the nodes in a row, each before those that it leads to, and their steps.

        The keys of all nodes, by index, never fall within a group of the row.
        """
        self._row, self._steps = row, steps
        self._places = {node: place for place, node in enumerate(row)}
        self._keys = [keys[node] for node in row]
        # Counted from the place of the node, so that groups apart in the row stay small.
        self._reached: dict[int, int] = {}

    def bits(self, nodes: Iterable[int]) -> int:
        """Return a set of nodes; those without any step, in either direction, are left out."""
        text = bytearray(len(self._row) // 8 + 1)
        for node in nodes:
            place = self._places.get(node)
            if place is not None:
                text[place >> 3] |= 1 << (place & 7)
        return int.from_bytes(text, "little")

    def nodes(self, bits: int) -> Iterator[int]:
        """Yield the nodes of a set, in the order of the row."""
        while bits:
            lowest = bits & -bits
            yield self._row[lowest.bit_length() - 1]
            bits ^= lowest

    def first(self, bits: int) -> Iterator[int]:
        """Yield the nodes of a set that are reached from no other of it, by the row."""
        while bits:
            node = self._row[(bits & -bits).bit_length() - 1]
            yield node
            bits &= ~(self._from(node) << self._places[node])

    def reaches(self, node: int, other: int) -> bool:
        """Return whether a node is reached from another; none is from itself."""
        place, further = self._places.get(node), self._places.get(other)
        if place is None or further is None or further <= place:
            return False
        return bool(self._from(node) >> (further - place) & 1)

    def of(self, node: int, below: int | None = None) -> int:
        """Return what is reached from a node; only nodes with keys below this one, if given."""
        place = self._places.get(node)
        if place is None:
            return 0
        reached = self._from(node)
        if below is not None:
            end = bisect_left(self._keys, below, place, place + reached.bit_length())
            reached &= (1 << (end - place)) - 1
        return (reached & ~1) << place

    def _from(self, node: int) -> int:
        """Return what is reached from a node, itself included, counted from its own place."""
        waiting = [] if node in self._reached else [node]
        while waiting:
            one = waiting[-1]
            onward = self._steps.get(one, ())
            missing = [other for other in onward if other not in self._reached]
            if missing:
                waiting += missing
                continue
            waiting.pop()
            bits, place = 1, self._places[one]
            for other in onward:
                bits |= self._reached[other] << (self._places[other] - place)
            self._reached[one] = bits
        return self._reached[node]
