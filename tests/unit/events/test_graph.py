"""What is reached in a graph without cycles: as step by step, however it is asked."""

from collections.abc import Mapping, Sequence

from hypothesis import given
from hypothesis import strategies as st

from chrono.events.graph import Reach
from tests.profiles import examples

NODES = range(8)
STEPS = st.dictionaries(
    st.sampled_from(NODES[:-1]), st.lists(st.sampled_from(NODES[1:]), max_size=3, unique=True)
)


def reached(steps: Mapping[int, Sequence[int]], node: int) -> set[int]:
    """Follow every step, one after the other."""
    found: set[int] = set()
    for other in steps.get(node, ()):
        found |= {other} | reached(steps, other)
    return found


@examples(100)
@given(STEPS, st.permutations(NODES), st.sets(st.sampled_from(NODES)), st.sampled_from(NODES))
def test_bits_say_what_is_reached_step_by_step(
    drawn: Mapping[int, list[int]], names: list[int], some: set[int], below: int
) -> None:
    """All nodes reached, those below a key, those of a set, and the first of a set."""
    steps = {
        names[node]: [names[other] for other in others if other > node]
        for node, others in drawn.items()
    }
    keys = [names.index(node) // 2 for node in NODES]
    reach = Reach(names, steps, keys)

    assert set(reach.nodes(reach.bits(some))) == some
    for node in NODES:
        later = reached(steps, node)
        assert set(reach.nodes(reach.of(node))) == later
        assert set(reach.nodes(reach.of(node, below))) == {
            one for one in later if keys[one] < below
        }
        assert {other for other in NODES if reach.reaches(node, other)} == later
    behind = set().union(*(reached(steps, node) for node in some))
    assert set(reach.first(reach.bits(some))) == some - behind


def test_what_has_no_steps_is_in_no_set() -> None:
    """A node that is not in the row is reached from none, and reaches none."""
    reach = Reach([0, 1], {0: [1]}, [0, 0, 0])
    assert (reach.bits([2]), reach.of(2)) == (0, 0)
    assert not reach.reaches(2, 1)
    assert not reach.reaches(0, 2)
