"""Ids of entries and chronologies."""

import re

import pytest

from chrono.values.ids import NEW_ID, is_id, is_new_id


@pytest.mark.parametrize("text", ["a", "A-b_c.9", "a" * 80])
def test_an_id_that_somebody_writes_has_the_pattern_of_new_ids(text: str) -> None:
    """It may name what is new and what stands in a log."""
    assert is_new_id(text)
    assert is_id(text)
    assert re.fullmatch(NEW_ID, text)


@pytest.mark.parametrize("text", ["a~2", "a" * 80 + "~123456"])
def test_a_number_behind_a_tilde_names_only_what_stands_in_a_log(text: str) -> None:
    """New text has none."""
    assert is_id(text)
    assert not is_new_id(text)


@pytest.mark.parametrize("text", ["", "a b", "é", "a\n", "a" * 81, "a~1234567", "a~", "~2"])
def test_another_text_is_no_id(text: str) -> None:
    """It names neither what is new nor what stands in a log."""
    assert not is_id(text)
    assert not is_new_id(text)
