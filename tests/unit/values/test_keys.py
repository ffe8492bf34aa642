"""Keys, and the globs that match them."""

import pytest

from chrono.values.keys import matcher


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
