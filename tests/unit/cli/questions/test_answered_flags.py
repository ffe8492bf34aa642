"""Answers as the flags that say the same, and what stands in for those that are not given yet."""

from chrono.cli.questions.answered_flags import NO_FLAGS, answered_flags, completions
from chrono.cli.questions.interview import Question


def test_answers_become_the_flags_that_say_the_same() -> None:
    """In the order of the questions; an empty answer is no flag."""
    flags = answered_flags(
        {**NO_FLAGS, "sources": [{"publisher": "Axios"}], "set": ("club/chair=Ada",)},
        {
            "headline": "Ada leads",
            "note": "",
            "data.members.0": "Ada",
            "data.members.1": "Bob",
            "data.members.2": "",
            "claim.0": "set club/dean=Cy",
            "claim.1": "end club/clerk",
            "sources.0.basis": "filed",
            "more.1": "yes",
            "sources.1.url": "https://example.org/a",
            "after": "e1 bob",
            "new key club/dean": "yes",
        },
    )

    assert {name: value for name, value in flags.items() if value} == {
        "headline": "Ada leads",
        "data": ("members=Ada", "members=Bob"),
        "set": ("club/chair=Ada", "club/dean=Cy"),
        "end": ("club/clerk",),
        "sources": [{"publisher": "Axios", "basis": "filed"}, {"url": "https://example.org/a"}],
        "after": ("e1", "bob"),
    }


def test_the_flags_that_were_given_stay_as_they_are() -> None:
    """Answers are tried many times over."""
    given = {**NO_FLAGS, "sources": [{"publisher": "Axios"}]}
    answered_flags(given, {"sources.0.basis": "filed", "sources.1.basis": "reported"})

    assert given["sources"] == [{"publisher": "Axios"}]


def test_what_is_open_is_stood_in_for_in_every_way_that_may_matter() -> None:
    """What is optional is left out, then all given, then one at a time."""
    plan = [
        Question(name="who", words=""),
        Question(name="what", words="", stand_ins=("a", "b")),
        Question(name="due", words="", optional=True, stand_ins=("c", "d")),
        Question(name="met", words="", optional=True, stand_ins=("e", "f")),
    ]

    assert [tuple(words.values()) for words in completions(plan, {"who": "Ada"})] == [
        ("Ada", "a", "", ""),
        ("Ada", "b", "d", "f"),
        ("Ada", "a", "c", ""),
        ("Ada", "a", "", "e"),
    ]


def test_with_every_answer_given_nothing_stands_in() -> None:
    """The answers are tried once, as they are."""
    plan = [Question(name="who", words="", stand_ins=("a", "b"))]

    assert list(completions(plan, {"who": "Ada", "gone": "x"})) == [{"who": "Ada"}]
