"""The scale of time: where it is drawn wider."""

from chrono.exports.html.scale import scale_of
from chrono.values.clocks import Instant
from tests.building import history_of
from tests.unit.exports.html.pictures import WIDTH


def test_the_most_crowded_stretch_is_drawn_wider() -> None:
    """Ten events in a week among twenty in ten years; without a crowd nothing is."""
    day, zone = 86_400_000_000, history_of().zone
    spread = [Instant(number * 180 * day) for number in range(20)]
    crowd = [Instant((1800 + number) * day + 1) for number in range(7)] * 2

    scale = scale_of([*spread, *crowd], spread[-1], zone, WIDTH)

    begin, end = scale.stretched or (0, 0)
    assert begin <= crowd[0] <= crowd[-1] < end
    assert (end - begin) / day < 12
    assert WIDTH / 4 < scale.place(end) - scale.place(begin) < WIDTH / 2
    assert scale_of(spread, spread[-1], zone, WIDTH).stretched is None
