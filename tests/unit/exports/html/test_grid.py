"""The grid: rectangles as few as can be, that show an element where it is the answer."""

from chrono.exports.html.grid import Grid, merged
from chrono.queries.rectangles import Rectangle
from chrono.values.clocks import Instant


def rectangle(*sides: int) -> Rectangle:
    """Make a rectangle of its sides: at from and to, known from and to."""
    return Rectangle(*map(Instant, sides))


def test_rectangles_that_touch_in_turn_become_one() -> None:
    """One that has come of two is joined with a third, whose whole side it touches."""
    parts = [rectangle(0, 1, 0, 4), rectangle(1, 4, 0, 2), rectangle(1, 4, 2, 4)]

    assert merged(parts) == [rectangle(0, 4, 0, 4)]
    assert merged(parts[:2]) == sorted(parts[:2])


def test_a_part_is_said_to_be_wherever_nothing_else_of_the_whole_is() -> None:
    """What lies between its rectangles is given away, unless the whole is there without it."""
    whole = [rectangle(0, 1, 0, 1), rectangle(2, 3, 2, 3), rectangle(0, 1, 2, 3)]
    grid = Grid.of(whole, Instant(9))

    alone = grid.within(whole[:2], whole[:2])
    corners = grid.within(whole[:2], whole)
    row = grid.within(whole[1:], whole)

    assert alone == {}
    assert corners["data_r"] == "1 2 1 2 3 4 3 4"
    assert row["data_r"] == "1 4 3 4"
