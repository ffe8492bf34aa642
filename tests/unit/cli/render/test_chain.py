"""The chain behind a key, in words."""

import re

import click

from chrono.cli.render.chain import why_lines
from chrono.queries.why import why
from chrono.state.as_of import AsOf
from chrono.state.moments import moment
from tests.building import NOW, event, history_of

KEY = "office/firm/ceo"


def lines_of(*events: dict[str, object]) -> list[str]:
    """Say the claims on the key in the middle of 2024, each on its first line."""
    history = history_of(*events)
    asof = AsOf(at=moment("2024-06-01", history, NOW))
    lines = why_lines(why(history, asof, KEY), asof, history.zone.key)
    return [click.unstyle(line).strip() for line in lines if re.match(r"  (1 \w+ )?2024", line)]


def test_a_claim_that_holds_is_told_without_a_word_for_it() -> None:
    """What came before says how it was superseded."""
    assert lines_of(
        event("one", "2024-01-01", {"set": KEY, "value": "Ada"}),
        event("two", "2024-02-01", {"set": KEY, "value": "Bob"}),
    ) == ["1 Jan 2024  set Ada  superseded by two", "1 Feb 2024  set Bob"]


def test_a_claim_that_holds_names_what_contests_it() -> None:
    """Also where the other one may not have happened yet."""
    assert lines_of(
        event("one", "2024-01-01", {"set": KEY, "value": "Ada"}),
        event("two", "2024", {"set": KEY, "value": "Bob"}, contests=["one"]),
    ) == ["1 Jan 2024  set Ada  two contests it", "2024  set Bob  possible"]
