"""Dates in text are words, with one preposition."""

import click
import pytest

from chrono.cli.render.dates import date_in_words, since_in_words
from chrono.cli.render.terminal import EDTF


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("2023-11-17", "since 17 Nov 2023"),
        ("2019-07~", "since about Jul 2019"),
        ("202X", "since the 2020s"),
        ("2023-33", "since the first quarter of 2023"),
        ("[2023-11-19..2023-11-20]", "since 19 or 20 Nov 2023"),
        ("[2025-06..2025-09]", "since some time between Jun and Sep 2025"),
        ("[..2023-11-16]", "since some time on or before 16 Nov 2023"),
        ("[..2023-11]", "since some time in or before Nov 2023"),
        ("../2024-07-29", "by 29 Jul 2024"),
        ("2019-07-22/..", "since 22 Jul 2019"),
        ("2023-11/2024-10", "from Nov 2023 to Oct 2024"),
    ],
)
def test_since_when_has_one_preposition(written: str, words: str) -> None:
    """A date that has its own gets no second one; a span is not how long something held."""
    assert since_in_words(written, "UTC") == words


def test_dates_are_edtf_where_somebody_wants_that() -> None:
    """--edtf is for copying them into a text."""
    with click.Context(click.Command("state")) as ctx:
        ctx.meta[EDTF] = True

        assert date_in_words("../2024-07-29", "UTC") == "../2024-07-29"
        assert since_in_words("2019-07~", "UTC") == "since 2019-07~"
