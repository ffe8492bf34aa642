"""Names that are near one in use."""

from bisect import bisect_left
from collections.abc import Callable, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chrono.queries.findings.near_names import near_names, near_names_of, new_names
from chrono.values.names import filed_under
from tests.building import drafts, event, history_of, source

USED = ("Elon Musk", "Zoë Hart", "The Wall Street Journal", "Ada", "Series A", "Phase 12", "USD")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Elon musk", "Elon Musk"),
        ("ELON  MUSK", "Elon Musk"),
        ("Elonmusk", "Elon Musk"),
        ("Zoe Hart", "Zoë Hart"),
        ("Elom Musk", "Elon Musk"),
        ("Elon Muskk", "Elon Musk"),
        ("Elon Msk", "Elon Musk"),
        ("Elno Musk", "Elon Musk"),
        ("The Wall Stret Journal", "The Wall Street Journal"),
        ("Wall Street Journal", "The Wall Street Journal"),
        ("the Ada", "Ada"),
        ("ada", "Ada"),
    ],
)
def test_a_slip_in_a_name_in_use_is_near_it(typed: str, meant: str) -> None:
    """Case, spaces, accents, The, or one letter: another, one more, one less, or two swapped."""
    assert near_names([typed], USED) == {typed: meant}


@pytest.mark.parametrize(
    "typed",
    ["Elon Musk", "Ana", "Phase 13", "Series B", "Elom Mush", "EUR", "Elon", "The Wall Street", ""],
)
def test_another_name_is_not(typed: str) -> None:
    """Nor one in use, nor a short one with another letter, nor another number."""
    assert near_names([typed], USED) == {}


def test_what_comes_first_is_in_use_for_what_follows() -> None:
    """Of two ways to write one name in a file, the second is asked about."""
    assert near_names(["Elon Musk", "Elon musk"], []) == {"Elon musk": "Elon Musk"}


NAMES = st.lists(st.text("aAbB é1", max_size=9), max_size=6)


@given(NAMES, NAMES)
def test_only_a_name_that_is_not_in_use_is_near_another(typed: list[str], used: list[str]) -> None:
    """It was typed, and the other is in use, or was typed before it."""
    for name, other in near_names(typed, used).items():
        assert name not in used
        assert other in used or typed.index(other) < typed.index(name)


def test_names_of_drafts_are_publishers_and_texts_within_values() -> None:
    """Each held against both, as they stand in the chronology."""
    history = history_of(
        event("one", "2023", {"set": "office/firm/ceo", "value": {"person": "Elon Musk"}},
              sources=[source(publisher="OpenAI")]),
    )  # fmt: skip
    later = event("two", "2024", {"set": "board/firm", "value": ["Elon musk", "openai"]},
                  sources=[source(publisher="Open AI")])  # fmt: skip

    assert near_names_of(history, drafts(later)) == {
        "Open AI": "OpenAI", "Elon musk": "Elon Musk", "openai": "OpenAI",
    }  # fmt: skip


def test_what_a_correction_replaces_is_not_what_is_meant() -> None:
    """A slip is in use by the event that has it, and no longer once that is corrected."""
    wrong = event("one", "2023", {"set": "office/firm/ceo", "value": "Elon musk"})
    right = event("x", "2023", {"set": "office/firm/ceo", "value": "Elon Musk"}, sources=[])
    act = {"id": "act", "kind": "correction", "corrects": "one", "reason": "slip"}
    fields = ("kind", "occurred", "headline", "data")

    for said in (right, wrong):
        corrected = {**act, "event": {name: said[name] for name in fields}}
        assert near_names_of(history_of(wrong), drafts(corrected)) == {}


class Filed:
    """Names in use, in order."""

    def __init__(self, used: Sequence[str]) -> None:
        self._rows = sorted(
            {(filed, name) for name in used if (filed := filed_under(name)) is not None}
        )
        self.asked = 0

    def filed_from(self, text: str) -> str | None:
        """Count how often it is asked."""
        self.asked += 1
        place = bisect_left(self._rows, (text, ""))
        return self._rows[place][0] if place < len(self._rows) else None

    def filed_under(self, text: str) -> list[str]:
        """Return the names of a row."""
        return [name for filed, name in self._rows if filed == text]


def new(typed: str, filed: Filed) -> list[str] | None:
    """Type the value of a claim."""
    said = event("one", "2024", {"set": "office/firm/ceo", "value": typed}, sources=[source()])
    return new_names(drafts(said), filed)


LETTERS = st.text("abé 7Ω\U0001f642\ud55c", min_size=1, max_size=12)
LIKE = st.sampled_from(
    ["Elon Musk", "\ud55c\ud55c\ud55c" * 9, "\U0001f642 Elon Musk", "ab7 ab ab", "x" * 61]
)


@st.composite
def like(draw: st.DrawFn) -> str:
    """Draw a name with a slip, or any."""
    name = draw(LIKE | LETTERS)
    place, letter = (
        draw(st.integers(0, len(name))),
        draw(st.sampled_from(["", "a", "7", "ab", "\ud55c"])),
    )
    return name[:place] + letter + name[place + draw(st.integers(0, 2)) :] or "a"


@given(like(), st.lists(like(), max_size=8))
def test_a_name_that_is_near_one_in_use_is_never_taken_for_a_new_one(
    typed: str, used: list[str]
) -> None:
    """Whatever letters it has; and one that is near none is new, if it is not in use."""
    found = new(typed, Filed(used))

    assert found is None or near_names([typed], used) == {}
    if all(name == typed or near_names([typed], [name]) == {} for name in used):
        assert found is None or (typed in found) == (typed not in used)


@pytest.mark.parametrize("make", [str, "Member {:06}".format, "{:b}".format])
def test_a_name_is_looked_for_among_many_as_among_few(make: Callable[[int], str]) -> None:
    """Also where very many are numbers, or begin alike."""
    asked = []
    for many in (1_000, 20_000):
        filed = Filed([*map(make, range(many)), "Elon Musk"])
        assert new("Paul Smith", filed) == ["Paper", "Paul Smith"]
        assert new("Member 0000001", filed) == ["Paper", "Member 0000001"]
        assert new("Elon Mask", filed) is None
        asked.append(filed.asked)
    assert asked[1] < 1.3 * asked[0]
