"""The questions of an event and of its sources, in the order in which they are asked.

What was given by flag is not asked. The name of a question says where its answer goes, as
``occurred``, ``data.members.0``, ``claim.1`` or ``sources.0.publisher`` (see `answered_flags`).
"""

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any, Final

import click

from chrono.cli.input.drafting import event_of
from chrono.cli.input.event_flags import LINKS
from chrono.cli.input.known_kinds import known_kinds
from chrono.cli.input.open_chronology import OpenChronology
from chrono.cli.questions.dates import ANY_DATE, STAND_INS, date_question
from chrono.cli.questions.fields import field_questions
from chrono.cli.questions.interview import Answers, Question
from chrono.errors import did_you_mean
from chrono.events.claims import OPS
from chrono.events.kinds import Kind, kind_of
from chrono.kinds.generic import GenericDevelopment
from chrono.state.visibility import View

GENERIC: Final = kind_of(GenericDevelopment).name

_OPERATIONS: Final = {
    "set KEY=VALUE": "from now on, this holds",
    "end KEY": "from now on, nothing holds there",
    "add KEY=MEMBER": "a member comes in",
    "drop KEY=MEMBER": "a member goes out",
    "announce KEY=VALUE": "it is to hold",
    "lapse KEY": "it is not to hold",
}
_LINKED: Final = {
    "after": "It came after which events",
    "before": "It came before which events",
    "contests": "It denies which events",
}


def event_questions(
    opened: OpenChronology, given: Mapping[str, Any], answers: Answers
) -> Iterator[Question]:
    """Yield the questions of a development, up to its sources.

    Args:
        opened: The chronology.
        given: What was given by flag.
        answers: What was answered, which decides on questions that follow.
    """
    if not given["headline"]:
        words = "What happened, in one line"
        yield Question(name="headline", words=words, stand_ins=STAND_INS)
    if given["occurred"] is None:
        words = "When, as 17 Nov 2023, yesterday, about March 2023"
        yield date_question(opened, "occurred", words, stand_ins=(ANY_DATE, ANY_DATE))
    claimed = any(given[op] for op in OPS)
    if not given["kind"] and not claimed:
        yield _kind()
    kind = given["kind"] or (GENERIC if claimed else answers.get("kind")) or GENERIC
    if kind != GENERIC:
        yield from field_questions(opened, known_kinds()[kind], given, answers)
    elif not claimed:
        yield from _claims(opened, answers)


def _kind() -> Question:
    kinds = known_kinds()
    generic = (GENERIC, "any development: you say what it claims")
    return Question(
        name="kind",
        words="What sort of development (? lists them, Tab completes)",
        read=lambda word: kinds[word].name,
        default=GENERIC,
        choices=[kind.name for kind in kinds],
        listing=[
            *((kind.name, _summary(kind)) for kind in kinds if kind.name != GENERIC),
            generic,
        ],
        stand_ins=(GENERIC, GENERIC),
    )


def _summary(kind: Kind) -> str:
    """Return the first line of what a kind says of itself."""
    return next(iter((kind.cls.__doc__ or "").strip().splitlines()), "").replace("``", "")


def _claims(opened: OpenChronology, answers: Answers) -> Iterator[Question]:
    """Yield a question for each claim, and one more, which ends them if it is left out."""
    keys = list(View(opened.history).claims)
    number = 0
    while number == 0 or answers.get(f"claim.{number - 1}") or f"claim.{number}" in answers:
        yield Question(
            name=f"claim.{number}",
            words="What else holds from then on" if number else "What holds from then on",
            read=_operation,
            optional=True,
            choices=[f"{op} {key}" for op in OPS for key in keys],
            listing=() if number else [*_OPERATIONS.items()],
        )
        number += 1


def _operation(word: str) -> str:
    op, _, rest = word.partition(" ")
    if op not in OPS:
        example = "set office/firm/ceo=Ada (interim)"
        hint = did_you_mean(op, OPS, f"start with one of {', '.join(OPS)}, as {example}")
        raise click.UsageError(f"{op!r} is no claim; {hint}")
    return f"{op} {rest.strip()}"


def link_questions(
    opened: OpenChronology, given: Mapping[str, Any], _: Answers
) -> Iterator[Question]:
    """Yield a question for each sort of link."""
    for name in LINKS:
        if not given[name]:
            yield Question(
                name=name,
                words=_LINKED[name],
                read=partial(linked, opened),
                optional=True,
                choices=list(opened.history.by_id),
            )


def linked(opened: OpenChronology, words: str) -> str:
    """Return events as they were typed, if they are all there."""
    for word in words.split():
        event_of(opened, "", word)
    return " ".join(words.split())
