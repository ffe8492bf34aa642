"""Answers of a projection in words."""

from typing import Any

import pytest

from chrono.cli.commands.rebuild import rebuild
from chrono.cli.commands.state import state
from chrono.cli.render.projections import field_rows, plain_in_words
from chrono.cli.workflows.projections import aside
from chrono.projections.diff import WHOLE, FieldChange


def rows(before: Any, after: Any, field: str = "held", causes: tuple[str, ...] = ("e",)) -> Any:
    """Say a change in rows."""
    change = FieldChange(key=field, before=before, after=after, causes=causes)
    return list(field_rows(change))


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (None, "none"),
        ([], "none"),
        ({}, "none"),
        ("", "none"),
        (0, "0"),
        (False, "false"),
        (["a", "b"], "2: a, b"),
        ({"a": 1, "b": "x"}, "a: 1, b: x"),
        ({"a": None, "b": [], "c": ["x"]}, "a: none, b: none, c: 1: x"),
        ("two\nlines\x1b[31m", "two\\nlines\\u001b[31m"),
    ],
)
def test_a_value_is_said_on_one_line(value: Any, words: str) -> None:
    """Nothing of it takes over a terminal; what is empty says so."""
    assert plain_in_words(value) == words


def test_a_change_of_a_list_names_who_came_and_who_went() -> None:
    """Of the same members in another order both lists are said."""
    assert rows(["a", "b"], ["b", "c"]) == [["~ held", "2 → 2: a out; c in", "e"]]
    assert rows(["a"], []) == [["~ held", "1 → 0: a out", "e"]]
    assert rows(["a", "b"], ["b", "a"]) == [["~ held", "2: a, b → 2: b, a", "e"]]


def test_a_change_of_a_whole_state_has_no_name() -> None:
    """There is nothing to name."""
    assert rows(1, 2, WHOLE) == [["~", "1 → 2", "e"]]


def test_a_long_change_goes_on_below() -> None:
    """What was, what is, and the causes stand below each other."""
    long = "x" * 90

    assert rows(long, "y", causes=("e", "f")) == [["~ held", long], ["", "→ y"], ["", "e f"]]
    assert rows([long], []) == [["~ held", f"1 → 0: {long} out"], ["", "e"]]


def test_what_a_users_code_prints_goes_to_stderr(capsys: pytest.CaptureFixture[str]) -> None:
    """The answer alone stands on stdout."""
    with aside():
        print("hello")  # noqa: T201

    said = capsys.readouterr()
    assert (said.out, said.err) == ("", "hello\n")


@pytest.mark.parametrize("verb", [state, rebuild])
def test_verbs_that_fold_take_a_projection(verb: Any) -> None:
    """One option of one form everywhere."""
    (option,) = [one for one in verb.params if one.name == "projection"]

    assert option.metavar == "FILE.py:NAME"
