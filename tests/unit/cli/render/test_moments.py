"""The moment of an answer, as text."""

from chrono.cli.render.moments import heading
from chrono.state.as_of import AsOf
from chrono.state.moments import moment
from tests.building import NOW, event, history_of

HISTORY = history_of(event("one", "2023-11-17"))


def test_one_moment_on_two_clocks_is_written_once() -> None:
    """What held on a day, by what was public on that day, is the question asked most."""
    day = moment("2023-11-19", HISTORY, NOW)
    later = moment("2023-11-20", HISTORY, NOW)
    written = "at the end of Sun 19 Nov 2023 (UTC; 2023-11-19T23:59:59Z)"

    assert heading(AsOf(at=day, known=moment("19 Nov 2023", HISTORY, NOW)), "UTC") == (
        f"{written}, from what was public by then"
    )
    assert heading(AsOf(at=day, known=later), "UTC") == (
        f"{written}, from what was public by the end of Mon 20 Nov 2023 (UTC; 2023-11-20T23:59:59Z)"
    )
