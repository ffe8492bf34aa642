"""The one list of words for how things stand."""

import json

import chrono
from chrono.state.standing import Standing

OF_VALUES = ["holds", "ended", "possible", "disputed", "pending"]
OF_CLAIMS = [*OF_VALUES, "superseded", "corrected", "withdrawn", "void"]


def test_the_words_are_a_promise() -> None:
    """Programs compare with them: of values, of claims besides, of events besides."""
    assert list(Standing) == [*OF_CLAIMS, "stands", "ahead"]


def test_a_standing_is_its_word() -> None:
    """In text, in JSON and in comparisons."""
    assert chrono.Standing.HOLDS == "holds"
    assert f"{Standing.HOLDS}" == "holds"
    assert json.dumps(Standing.HOLDS) == '"holds"'
