"""The questions of sources."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

import attrs
import click

from chrono.cli.input.open_chronology import OpenChronology
from chrono.cli.questions.dates import STAND_INS, date_question
from chrono.cli.questions.interview import Answers, Question
from chrono.queries import in_use
from chrono.values.bases import BASES

_BASES: Final = {
    "filed": "in a court, with an authority, or in a register",
    "announced": "by a party itself",
    "reported": "by somebody who says how they know",
    "alleged": "by one side",
    "rumoured": "by nobody who answers for it",
}


def source_questions(
    opened: OpenChronology,
    given: Mapping[str, Any],
    answers: Answers,
    *,
    another: str = "Another source",
    dated: bool = False,
) -> Iterator[Question]:
    """Yield the questions of sources, one after the other until there is no other.

    Args:
        opened: The chronology.
        given: What was given by flag; each of its sources is completed.
        answers: What was answered.
        another: What asks for the first source where there need be none, and for more of them.
        dated: Whether a source needs a date also if it has an address.
    """
    if given["source_of"]:
        return
    typed, number = list(given["sources"]), 0
    for number, source in enumerate(typed or [{}]):
        name = source.get("url") or source.get("publisher")
        of = f" ({name})" if len(typed) > 1 and name else ""
        for question in _source(opened, number, source, answers, dated=dated):
            yield attrs.evolve(question, words=f"{question.words}{of}")
    while not typed:
        number += 1
        yield _yes_or_no(f"more.{number}", another)
        if answers.get(f"more.{number}") != "yes":
            return
        yield from _source(opened, number, {}, answers, dated=dated)


def optional_source_questions(
    opened: OpenChronology, given: Mapping[str, Any], answers: Answers
) -> Iterator[Question]:
    """Yield the questions of sources of an act that may have none: without it is a slip of ours."""
    if given["source_of"] or given["sources"]:
        return
    yield _yes_or_no("more.0", "Is it news, with a source")
    if answers.get("more.0") == "yes":
        yield from source_questions(opened, given, answers)


def _yes_or_no(name: str, words: str) -> Question:
    def read(word: str) -> str:
        for said in ("yes", "no"):
            if said.startswith(word.lower()):
                return said
        raise click.UsageError("say y or n")

    return Question(name=name, words=f"{words}? y/n", read=read, default="no")


def _source(
    opened: OpenChronology, number: int, typed: Mapping[str, str], answers: Answers, *, dated: bool
) -> Iterator[Question]:
    """Yield the questions of one source; what the log holds of its page is the default."""
    history, name = opened.history, f"sources.{number}"
    url = typed.get("url", answers.get(f"{name}.url", ""))
    cited = in_use.source_at(history, url)
    if "url" not in typed:
        words = "Source: its address"
        choices = in_use.addresses(history)
        yield Question(name=f"{name}.url", words=words, optional=True, choices=choices)
    if "publisher" not in typed:
        yield Question(
            name=f"{name}.publisher",
            words="Published by",
            default=cited.get("publisher", ""),
            choices=in_use.publishers(history),
            stand_ins=STAND_INS,
        )
    if "basis" not in typed:
        yield Question(
            name=f"{name}.basis",
            words=f"How it knows ({', '.join(BASES)})",
            choices=BASES,
            listing=[*_BASES.items()] if number == 0 else (),
            stand_ins=(BASES[-1], BASES[-1]),
        )
    if "published" not in typed:
        yield date_question(
            opened,
            f"{name}.published",
            "Published when",
            default=cited.get("published", ""),
            optional=bool(url) and not dated,
            stand_ins=("9999", "9999"),
        )
