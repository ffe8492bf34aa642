"""Questions one after the other, with a way back: the pure part, which knows of no terminal."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final, Protocol

import attrs
import click

from chrono.errors import ChronoError

BACK: Final = ("back", "<")
"""The words that return to the question before."""

EMPTY: Final = "-"
"""The word that leaves out what has a default."""

HELP: Final = "?"
"""The word that explains a question."""

_SHORT: Final = 12
"""So many lines explain a question before it is asked; more do when somebody asks for them."""

Answers = Mapping[str, str]
"""What was answered, by the name of the question; an empty text where it was left out."""


def as_typed(word: str) -> str:
    """Return any answer as it is."""
    return word


@attrs.frozen(kw_only=True)
class Question:
    """What is asked, and how an answer is read.

    Attributes:
        name: The name under which the answer is kept.
        words: What is asked.
        read: Returns what is kept of an answer; raises an error with the reason for a wrong one.
        shown: Returns what a kept answer was read as, where that is worth a line; else empty.
        optional: Whether it may be left out.
        default: What an empty answer is, where nothing was answered before.
        choices: The words that Tab completes.
        listing: What may be answered, each with what it means; shown before the question if it is
            short, else for a ``?``.
        stand_ins: Two right answers, which stand in for one that is not given yet.
    """

    name: str
    words: str
    read: Callable[[str], str] = as_typed
    shown: Callable[[str], str] = attrs.field(default=lambda _: "")
    optional: bool = False
    default: str = ""
    choices: Sequence[str] = ()
    listing: Sequence[tuple[str, str]] = ()
    stand_ins: tuple[str, str] = ("", "")

    @property
    def needed(self) -> bool:
        """Return whether nothing but an answer will do."""
        return not (self.optional or self.default)


@attrs.frozen
class Doubt:
    """Why an answer may not be meant.

    Attributes:
        reason: What is strange about it.
        question: What is asked then; yes means that it is meant.
        remedy: What else to do, where it is not meant.
    """

    reason: str
    question: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.reason}{'' if self.reason.endswith('?') else '.'} {self.question}"


class Asker(Protocol):
    """Who is asked."""

    def answer(self, question: Question, default: str) -> str:
        """Return what was typed, without spaces around it."""
        ...

    def explain(self, question: Question) -> None:
        """Show what is known about a question."""
        ...

    def recall(self, question: Question, answer: str) -> None:
        """Show what was answered to a question before."""
        ...

    def say(self, text: str) -> None:
        """Show a line about the last answer."""
        ...

    def sure(self, doubt: Doubt) -> bool:
        """Return whether a doubtful answer is meant."""
        ...


Plan = Callable[[Answers], Sequence[Question]]
"""Returns the questions in their order; those after an answer may depend on it."""


Check = Callable[[Answers], Mapping[str, Doubt]]
"""Raises an error for answers that do not do; returns what is doubtful, by a name for each doubt.

Under that name it is kept that a doubtful answer is meant.
"""


@attrs.frozen(kw_only=True, eq=False)
class Interview:
    """Questions that are asked one after the other.

    Attributes:
        plan: Returns the questions.
        check: Checks the answers to the questions so far.
        asker: Who is asked.
        answers: What was answered; what was answered to a question to come is its default.
        keep: Called with all answers after each.
    """

    plan: Plan
    check: Check
    asker: Asker
    answers: dict[str, str]
    keep: Callable[[Answers], Any]

    def hold(self) -> None:
        """Ask until every question of the plan has an answer.

        It begins at the first question without an answer, or with one that does not do any more;
        if all have one, at the last.
        """
        number = min(self._settled(), max(len(self.plan(self.answers)) - 1, 0))
        for question in self.plan(self.answers)[:number]:
            self.asker.recall(question, self.answers[question.name])
        explained: set[str] = set()
        while number < len(questions := self.plan(self.answers)):
            question = questions[number]
            if 0 < len(question.listing) <= _SHORT and question.name not in explained:
                self.asker.explain(question)
                explained.add(question.name)
            word = self.asker.answer(question, self._default(question))
            if word in BACK and not number:
                self.asker.say("this is the first question")
            elif word in BACK:
                number -= 1
            elif word == HELP:
                self.asker.explain(question)
            elif self._takes(question, word, questions[:number]):
                self.keep(self.answers)
                number += 1

    def _settled(self) -> int:
        """Return how many questions have an answer that still does, from the first on."""
        answered: list[Question] = []
        while len(questions := self.plan(self.answers)) > len(answered):
            question = questions[len(answered)]
            if question.name not in self.answers or (
                question.needed and not self.answers[question.name]
            ):
                break
            answered.append(question)
        if self._do(answered):
            return len(answered)
        return next(n for n in range(len(answered)) if not self._do(answered[: n + 1]))

    def _do(self, questions: Sequence[Question]) -> bool:
        """Return whether the answers to some questions do."""
        try:
            return self.check(self._to(questions)).keys() <= self.answers.keys()
        except (ChronoError, click.UsageError):
            return False

    def _default(self, question: Question) -> str:
        return self.answers.get(question.name, question.default)

    def _to(self, questions: Sequence[Question]) -> dict[str, str]:
        """Return the answers to some questions."""
        return {question.name: self.answers[question.name] for question in questions}

    def _takes(self, question: Question, word: str, before: Sequence[Question]) -> bool:
        """Return whether an answer does; if so it is among the answers."""
        left_out = word == EMPTY and not question.needed
        given = "" if left_out else word or self._default(question)
        if not given and question.needed:
            self.asker.say("this one is needed")
            return False
        try:
            kept = question.read(given) if given else ""
            doubts = self.check({**self._to(before), question.name: kept})
        except (ChronoError, click.UsageError) as error:
            self.asker.say(error.message if isinstance(error, click.UsageError) else str(error))
            return False
        for name, doubt in doubts.items():
            if name not in self.answers and not self.asker.sure(doubt):
                return False
            self.answers[name] = "yes"
        self.answers[question.name] = kept
        if kept and (shown := question.shown(kept)) not in ("", word):
            self.asker.say(shown)
        return True
