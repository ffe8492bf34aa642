"""The state strip: bars with their values."""

import re

from chrono.exports.html.strip import Strip
from chrono.queries.key_history.periods import periods
from tests.building import history_of
from tests.unit.exports.html.pictures import framed, told


def test_a_bar_of_the_state_strip_has_its_value_in_it_or_beside_it() -> None:
    """A short one at the end has it on its left; a title says since when it holds."""
    claims = [("2020-01-01", "Adelheid"), ("2024-12-01", "Bartholomew")]
    history = history_of(
        *(
            {
                **told(f"on-{date}", date),
                "data": {"claims": [{"set": "office/club/chair", "value": name}]},
            }
            for date, name in claims
        ),
        told("end", "2025-01-01"),
    )
    frame, answers = framed(history)

    lanes = [("office/club/chair", periods(answers.view))]
    figure = Strip(frame, frame.wording).figure("office", lanes)

    assert re.search(r"<text class=on x=[\d.]+ y=\d+>Adelheid</text>", figure)
    assert re.search(r"text-anchor=end [^>]*>Bartholomew</text>", figure)
    assert "<title>Bartholomew, since 1 Dec 2024</title>" in figure
