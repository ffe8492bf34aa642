"""Keys, and the globs that match them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chrono.values.keys import BadKey, checked, matcher


@pytest.mark.parametrize(
    ("globs", "key", "matched"),
    [
        (["term/*"], "term/agi/status", True),
        (["*/openai"], "board/openai", True),
        (["office/*/ceo", "term/agi"], "term/agi", True),
        (["term/*"], "terms/agi", False),
        (["a[bc]/x"], "ab/x", False),
        (["a?/x"], "ab/x", False),
        ([], "any/key", True),
        ([f"{'*a' * 60}/x"], f"{'a' * 180}/y", False),
    ],
)
def test_a_star_matches_across_slashes_and_nothing_else_is_special(
    globs: list[str], key: str, *, matched: bool
) -> None:
    """Also where a pattern that tries again and again would never end."""
    assert bool(matcher(globs).fullmatch(key)) is matched


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Office/OpenAI/CEO", "office/openai/ceo"),
        ("office/The Firm/chief executive", "office/the-firm/chief-executive"),
        (" /board/firm/ ", "board/firm"),
        ("office/Zoë_Co/c.e.o.", "office/zoe-co/c-e-o"),
    ],
)
def test_a_key_of_capitals_and_spaces_is_refused_with_its_slug(typed: str, meant: str) -> None:
    """What is proposed is a key."""
    with pytest.raises(BadKey, match=rf"is no key; did you mean {meant}\? a key is two or more"):
        checked(typed)
    assert checked(meant) == meant


@given(st.text() | st.text(st.sampled_from("aB9 /-_é")))
def test_what_is_proposed_for_any_text_is_a_key(text: str) -> None:
    """Or nothing is, as of a single word."""
    try:
        assert checked(text) == text
    except BadKey as error:
        assert not error.hint or checked(error.hint) == error.hint  # noqa: PT017  what it says
