"""Graphs of events by their indices: groups joined by links, and cycles."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

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
