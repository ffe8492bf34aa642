"""Names that are near one in use."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chrono.queries.near_names import near_names, near_names_of
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
