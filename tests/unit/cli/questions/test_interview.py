"""Questions one after the other: checked when answered, with a way back, and gone on with later."""

from collections.abc import Callable, Mapping
from typing import Any

import attrs
import click

from chrono.cli.questions.interview import Answers, Doubt, Interview, Question
from chrono.errors import ChronoError


def in_letters(word: str) -> str:
    """Read a name."""
    if not word.isalpha():
        raise click.UsageError("write letters alone")
    return word


NAME = Question(name="name", words="Who", read=in_letters)
SORT = Question(name="sort", words="What sort", default="cat", listing=[("cat", "it purrs")])
NOTE = Question(name="note", words="Anything else", optional=True)


def cats(answers: Answers) -> list[Question]:
    """Return the questions; dogs have one more."""
    more = [Question(name="bark", words="How loud")] if answers.get("sort") == "dog" else []
    return [NAME, SORT, *more, NOTE]


@attrs.define
class Typist:
    """Somebody whose answers are known before."""

    words: list[str]
    meant: bool = True
    shown: list[str] = attrs.field(factory=list)
    offered: list[str] = attrs.field(factory=list)

    def answer(self, question: Question, default: str) -> str:
        """Return the next answer."""
        self.offered.append(f"{question.name} [{default}]")
        return self.words.pop(0)

    def explain(self, question: Question) -> None:
        """Keep what is explained."""
        self.shown.append(f"explained {question.name}")

    def recall(self, question: Question, answer: str) -> None:
        """Keep what is recalled."""
        self.shown.append(f"{question.name}={answer}")

    def say(self, text: str) -> None:
        """Keep what is said."""
        self.shown.append(text)

    def sure(self, doubt: Doubt) -> bool:
        """Return whether everything doubtful is meant."""
        self.shown.append(str(doubt))
        return self.meant


def held(
    *words: str,
    answers: Mapping[str, str] | None = None,
    check: Callable[[Answers], Mapping[str, Doubt]] = lambda _: {},
    keep: Callable[[Answers], Any] = lambda _: None,
    **more: Any,
) -> tuple[dict[str, str], Typist]:
    """Hold an interview that needs exactly these answers; return all answers, and who gave them."""
    typist, there = Typist(list(words), **more), dict(answers or {})
    Interview(plan=cats, check=check, asker=typist, answers=there, keep=keep).hold()
    assert not typist.words
    return there, typist


def test_an_empty_answer_is_the_default_and_leaves_out_what_is_optional() -> None:
    """What is needed is asked again."""
    answers, typist = held("", "Tom", "", "")

    assert answers == {"name": "Tom", "sort": "cat", "note": ""}
    assert typist.shown[0] == "this one is needed"


def test_a_wrong_answer_is_asked_again_with_the_reason() -> None:
    """Nothing else is asked in between."""
    answers, typist = held("T0m", "Tom", "", "")

    assert answers["name"] == "Tom"
    assert typist.shown[0] == "write letters alone"
    assert typist.offered[:2] == ["name []", "name []"]


def test_back_returns_to_the_question_before_with_its_answer_as_the_default() -> None:
    """What was answered after it comes again, as defaults."""
    for back in ("back", "<"):
        answers, typist = held("Tom", "cat", back, back, "Tim", "", "fat")
        assert answers == {"name": "Tim", "sort": "cat", "note": "fat"}
        assert typist.offered[3:] == ["sort [cat]", "name [Tom]", "sort [cat]", "note []"]


def test_there_is_nothing_before_the_first_question() -> None:
    """It is said, and the question comes again."""
    _, typist = held("<", "Tom", "", "")

    assert typist.shown[0] == "this is the first question"


def test_a_dash_takes_a_default_away() -> None:
    """Of what is optional, an answer that was given before."""
    answers, _ = held("Tom", "", "fat", answers={})
    emptied, _ = held("-", answers=answers)

    assert (answers["note"], emptied["note"]) == ("fat", "")


def test_what_may_be_answered_is_listed_once_and_again_at_a_question_mark() -> None:
    """The list comes before the question."""
    _, typist = held("Tom", "?", "", "")

    assert typist.shown == ["explained sort", "explained sort"]


def test_a_long_list_waits_for_a_question_mark() -> None:
    """It would scroll the question before it out of sight."""
    many = Question(name="kind", words="What kind", listing=[(f"k{n}", "") for n in range(40)])
    typist = Typist(["?", "k1"])
    check: Callable[[Answers], Mapping[str, Doubt]] = lambda _: {}  # noqa: E731
    Interview(
        plan=lambda _: [many], check=check, asker=typist, answers={}, keep=lambda _: None
    ).hold()

    assert (typist.shown, typist.offered) == (["explained kind"], ["kind []", "kind []"])


def test_an_answer_decides_which_questions_follow() -> None:
    """Another answer after the way back takes them away again."""
    answers, typist = held("Rex", "dog", "very", "back", "back", "cat", "")

    assert answers["sort"] == "cat"
    assert typist.offered[-1] == "note []"


def test_everything_is_kept_after_each_answer() -> None:
    """So that nothing is lost, whenever it ends."""
    kept: list[dict[str, str]] = []
    held("Tom", "", "", keep=lambda answers: kept.append(dict(answers)))

    assert kept == [
        {"name": "Tom"},
        {"name": "Tom", "sort": "cat"},
        {"name": "Tom", "sort": "cat", "note": ""},
    ]


def test_it_goes_on_at_the_first_question_without_an_answer() -> None:
    """What was answered before is shown, and not asked."""
    answers, typist = held("", "", answers={"name": "Tom"})

    assert answers == {"name": "Tom", "sort": "cat", "note": ""}
    assert typist.shown[0] == "name=Tom"


def test_with_every_answer_there_the_last_is_asked_again() -> None:
    """So there is a way back from it."""
    _, typist = held("", answers={"name": "Tom", "sort": "cat", "note": "fat"})

    assert typist.offered == ["note [fat]"]


def test_it_goes_on_at_an_answer_that_does_not_do_any_more() -> None:
    """Something else may have been written since."""

    def nobody_twice(answers: Answers) -> dict[str, Doubt]:
        if answers.get("name") == "Tom":
            raise ChronoError("Tom is here already")
        return {}

    answers, typist = held(
        "Tim", "", "", answers={"name": "Tom", "sort": "cat", "note": ""}, check=nobody_twice
    )

    assert answers["name"] == "Tim"
    assert typist.offered[0] == "name [Tom]"


def test_a_doubtful_answer_is_asked_about_once() -> None:
    """Yes is kept; no asks the question again."""

    def strange(answers: Answers) -> dict[str, Doubt]:
        doubt = Doubt("a strange name", "Is it meant?", "write another")
        return {"strange": doubt} if answers.get("name") == "Xyz" else {}

    answers, typist = held("Xyz", "back", "", "", "", check=strange)
    refused, _ = held("Xyz", "Tom", "", "", check=strange, meant=False)

    assert typist.shown.count("a strange name. Is it meant?") == 1
    assert (answers["name"], refused["name"]) == ("Xyz", "Tom")
