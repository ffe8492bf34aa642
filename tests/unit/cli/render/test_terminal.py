"""Values in words, and text that cannot take over a terminal."""

import json

import click
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chrono.cli.render.layout import columns
from chrono.cli.render.moments import moment_in_words
from chrono.cli.render.terminal import listed, to_json
from chrono.cli.render.values import standing_in_words, value_in_words
from chrono.state.moments import Moment
from chrono.state.standing import Standing
from chrono.values.clocks import Instant


@pytest.mark.parametrize(
    ("key", "value", "words"),
    [
        ("ship/a", "plain", "plain"),
        ("office/a", None, "ended"),
        ("ship/a", 13, "13"),
        ("board/a", ["A", "B"], "2: A, B"),
        ("office/a", {"person": "A", "capacity": "permanent"}, "A"),
        ("office/a", {"person": "A", "capacity": "interim"}, "A (interim)"),
        ("office/a", {"person": "A", "capacity": "interim", "by": "B"}, "A (interim, by: B)"),
        ("office/a", {"capacity": "permanent"}, "capacity: permanent"),
        ("observer/a", {"holder": "A"}, "A"),
        ("observer/a", {"holder": "A", "person": "B"}, "B (holder: A)"),
        ("capital/a", {"amount": 13_750_000_000, "currency": "USD"}, "$13.75 billion"),
        ("ship/a", {"amount": 850_000, "currency": "EUR"}, "€850,000"),
        ("ship/a", {"amount": 1_234_567_891, "currency": "CHF"}, "CHF 1,234,567,891"),
        ("deal/a/sum", {"amount": 10**9, "currency": "USD", "qualifier": "up to"},
         "up to $1 billion"),
        ("dispute/a", {"stage": "open"}, "open"),
        ("proceeding/a", {"stage": "closed", "outcome": "no case"}, "closed (outcome: no case)"),
        ("term/a", {"until": "2032"}, "until: 2032"),
        ("ship/a", {"stage": "afloat", "person": "A"}, "stage: afloat, person: A"),
        ("ship/a", [{"name": "A", "age": 1}, {"name": "B"}], "2: (name: A, age: 1), (name: B)"),
        ("ship/a", {"mate": {"name": "A"}, "sum": {"amount": 5, "currency": "USD"}},
         "mate: (name: A), sum: $5"),
    ],
)  # fmt: skip
def test_a_value_is_said_in_a_few_words(key: str, value: object, words: str) -> None:
    """By the family of its key; money is money everywhere, and what no kind writes is spelt out."""
    assert value_in_words(value, key) == words


@pytest.mark.parametrize(
    ("standing", "words"),
    [
        (Standing.HOLDS, "Ada"),
        (Standing.POSSIBLE, "possible: Ada"),
        (Standing.DISPUTED, "disputed: Ada"),
        (Standing.PENDING, "pending: Ada"),
    ],
)
def test_a_value_that_holds_needs_no_word_for_it(standing: Standing, words: str) -> None:
    """Any other value says first how it stands."""
    assert click.unstyle(standing_in_words(standing, "Ada")) == words


def test_what_has_ended_is_said_once() -> None:
    """The word stands in the place of the value, which is none."""
    assert standing_in_words(Standing.ENDED, value_in_words(None)) == "ended"


def test_a_deal_whose_closing_is_announced_is_closing() -> None:
    """It is not closed, and nothing else of its value changes."""
    closed = {"stage": "closed", "sum": "$1"}

    assert value_in_words(closed, "deal/a", pending=True) == "closing (sum: $1)"
    assert value_in_words(closed, "deal/a") == "closed (sum: $1)"
    assert value_in_words({"stage": "agreed"}, "deal/a", pending=True) == "agreed"
    assert value_in_words("closed", "deal/a", pending=True) == "closed"


@given(st.text())
def test_what_json_escapes_for_the_terminal_reads_back_the_same(text: str) -> None:
    """Escaping changes the spelling of JSON, never its meaning."""
    assert json.loads(to_json({"text": text})) == {"text": text}


def test_columns_align_without_trailing_space() -> None:
    """Cells of a column start together; the last cell of a row may run on."""
    assert columns([("a", "bb", "c"), ("long", "x"), ("a", "a very long last cell")]) == [
        "  a     bb  c",
        "  long  x",
        "  a     a very long last cell",
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2023-11-19", "the end of Sun 19 Nov 2023 (UTC; 1969-12-31T23:59:59Z)"),
        ("2023-11", "the end of Nov 2023 (UTC; 1969-12-31T23:59:59Z)"),
        ("2023-40", "the end of the first half of 2023 (UTC; 1969-12-31T23:59:59Z)"),
        ("e5^", "e5^ (UTC; 1969-12-31T23:59:59Z)"),
        ("2023-11-19T23:53Z", "19 Nov 2023, 23:53 (UTC; 1969-12-31T23:59:59Z)"),
    ],
)
def test_a_moment_is_said_with_the_instant_it_stands_for(text: str, words: str) -> None:
    """A copied answer stays citable: the words, the zone and the last instant included."""
    assert moment_in_words(Moment(text, Instant(0)), "UTC") == words


def test_of_many_ids_the_first_are_listed_and_the_others_counted() -> None:
    """A dispute of thirty fills no page."""
    assert listed(["a", "b"]) == "a, b"
    assert listed([f"e-{n}" for n in range(30)]).endswith("e-18, e-19 and 10 more")
