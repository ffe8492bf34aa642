"""From answers to the flags that say the same, and whether these do so far.

Answers are checked as the draft will be: they are made into flags, these into a draft, and that is
tried on a copy of the log. What is not answered yet is stood in for in several ways: what is wrong,
or new, whatever stands in is so because of the answers.
"""

import io
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import redirect_stderr
from typing import Any, Final

import attrs
import click

from chrono.cli.input.event_flags import LINKS
from chrono.cli.input.faults_by_flag import by_flag
from chrono.cli.input.near_names import names_settled
from chrono.cli.input.new_keys import declared_with, unknown_keys, unknown_reason
from chrono.cli.input.open_chronology import OpenChronology
from chrono.cli.questions.interview import Answers, Doubt, Question
from chrono.events.claims import OPS
from chrono.events.drafts import Draft
from chrono.faults import Fault, Refused
from chrono.ingest.drafting import Drafted, faults_on

Flags = Mapping[str, Any]

Make = Callable[[OpenChronology, Flags], Drafted]
"""Returns the draft that flags describe; raises Refused or UsageError for unreadable flags."""

Questions = Callable[[OpenChronology, Flags, Answers], Iterator[Question]]
"""Yields the questions to which flags give no answer."""

NO_FLAGS: Final[Flags] = {
    **dict.fromkeys(("headline", "occurred", "kind", "note", "reason", "given", "source_of")),
    **dict.fromkeys(("data", "unlink", *OPS, *LINKS), ()),
    "sources": [],
}
"""The flags that say something of an event or act, all of them left out."""

_OURS: Final = ("more", "changes")
"""The questions whose answers only decide which others there are."""

_UNTIL: Final[Flags] = {"note": "unanswered"}

_NEW: Final = "new key "
_NEAR: Final = "near name "
"""Begin the names under which it is kept that a new key, or a name near another, is meant."""


def answered_flags(given: Flags, answers: Answers) -> dict[str, Any]:
    """Return flags with those that answers stand for; empty answers stand for none."""
    flags = {**given, "sources": [dict(source) for source in given["sources"]]}
    sources = flags["sources"]
    for name, answer in answers.items():
        part, _, rest = name.partition(".")
        if not answer or part in _OURS or name.startswith((_NEW, _NEAR)):
            continue
        if part == "data":
            field = re.sub(r"\.\d+$", "", rest)
            flags["data"] = (*flags["data"], f"{field}={answer}")
        elif part == "claim":
            op, _, claimed = answer.partition(" ")
            flags[op] = (*flags[op], claimed)
        elif part == "sources":
            number, _, field = rest.partition(".")
            sources.extend({} for _ in range(int(number) + 1 - len(sources)))
            sources[int(number)][field] = answer
        elif part in (*LINKS, "unlink"):
            flags[part] = tuple(answer.split())
        else:
            flags[part] = answer
    return flags


def completions(plan: Sequence[Question], answers: Answers) -> Iterator[Answers]:
    """Yield answers with what stands in for those that are not given yet.

    What is optional is left out, then all given, then one at a time; where nothing is open, the
    answers come once, as they are.
    """
    given = {q.name: answers[q.name] for q in plan if q.name in answers}
    left = [question for question in plan if question.name not in answers]
    optional = [question.name for question in left if question.optional and question.stand_ins[1]]
    needed = {q.name: "" if q.optional else q.stand_ins[0] for q in left}
    yield {**given, **needed}
    if left:
        yield {**given, **{question.name: question.stand_ins[1] for question in left}}
    for name in optional:
        (word,) = (question.stand_ins[0] for question in left if question.name == name)
        yield {**given, **needed, name: word}


@attrs.frozen(kw_only=True, eq=False)
class Asked:
    """What is asked about one event or act, and what its answers come to.

    Attributes:
        opened: The chronology.
        given: What was given by flag.
        make: Returns the draft of flags.
        questions: Yields the questions.
        until: Flags that stand in for those left out, until every question has an answer; so a
            correction says something before it is known what.
    """

    opened: OpenChronology
    given: Flags
    make: Make
    questions: Questions
    until: Flags = _UNTIL

    def plan(self, answers: Answers) -> Sequence[Question]:
        """Return the questions, as far as the answers decide which they are."""
        return list(self.questions(self.opened, self.given, answers))

    def flags(self, answers: Answers) -> dict[str, Any]:
        """Return the flags that say what was given and answered; earlier questions' are gone."""
        asked = {q.name: answers[q.name] for q in self.plan(answers) if q.name in answers}
        meant = any(name.startswith(_NEW) for name in answers)
        return {**answered_flags(self.given, asked), "new_key": self.given["new_key"] or meant}

    def check(self, answers: Answers) -> Mapping[str, Doubt]:
        """Return what is doubtful in answers: keys never used, and names near one in use.

        Raises:
            Refused: With what is wrong, whatever is answered to the questions to come.
        """
        plan = self.plan(answers)
        until = {} if all(question.name in answers for question in plan) else self.until
        wrong: Sequence[Fault] | None = None
        doubts: Mapping[str, Doubt] | None = None
        for words in completions(plan, answers):
            tried = self._tried(words, until)
            wrong = [f for f in tried.faults if wrong is None or f in wrong]
            if not tried.faults:
                there = dict(self._doubts(tried.drafts))
                doubts = {n: d for n, d in there.items() if doubts is None or n in doubts}
            if not wrong and doubts is not None and not doubts:
                break
        if wrong:
            last = next(reversed(list(answers)), "")
            raise Refused(_of_answer(fault, last) for fault in wrong)
        return doubts or {}

    def _doubts(self, drafts: Sequence[Draft]) -> Iterator[tuple[str, Doubt]]:
        if not self.given["new_key"]:
            for key in unknown_keys(self.opened, drafts):
                reason = unknown_reason(self.opened, key)
                yield (
                    f"{_NEW}{key}",
                    Doubt(reason, "Is a new key meant?", "a new key needs --new-key"),
                )
        for name, used in self.opened.near_names(drafts).items():
            reason = f"{name!r} is near {used!r}, which is in use"
            yield (
                f"{_NEAR}{name}",
                Doubt(reason, "Is another one meant?", f"if that is meant, type {used!r}"),
            )

    def _tried(self, words: Answers, until: Flags) -> Drafted:
        """Return the draft of answers and what stands in for others, with all its faults."""
        try:
            with (
                names_settled(),
                redirect_stderr(io.StringIO()),
            ):  # notes are for the draft that is shown
                read = self.make(self.opened, answered_flags({**self.given, **until}, words))
        except Refused as refused:
            return Drafted((), refused.faults)
        except click.UsageError as error:
            return Drafted((), (Fault("", "", error.message),))
        unknown = unknown_keys(self.opened, read.drafts)
        drafts = [*declared_with(self.opened, unknown, read.drafts), *read.drafts]
        return attrs.evolve(read, faults=faults_on(self.opened.log, drafts, read.faults))


def _of_answer(fault: Fault, name: str) -> Fault:
    """Return a fault without the field, or the flag, that an answer was just given to."""
    fault = by_flag(fault)
    part, *rest = name.split(".")
    field = {"data": f"data.{rest[0]}" if rest else "", "occurred": "--at"}.get(part, f"--{part}")
    if part == "sources":
        field = {"url": "--source", "pinpoint": "--pin"}.get(rest[1], f"--{rest[1]}")
    if part == "headline":
        field = "HEADLINE"
    of_it = re.fullmatch(re.escape(field) + r"(\[\d+\])?( of source \d+)?", fault.field)
    reason = fault.reason
    if part == "claim":
        reason = re.sub(rf"--({'|'.join(OPS)})\b", r"\1", reason)
    return attrs.evolve(fault, field="" if of_it else fault.field, reason=reason)
