"""The questions of acts: a source for a citation, a reason, and what a correction changes."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Final

import attrs
import click

from chrono.cli.input.acts import CHANGES
from chrono.cli.input.drafting import claims_of, event_of
from chrono.cli.input.event_flags import LINKS
from chrono.cli.input.open_chronology import OpenChronology
from chrono.cli.input.typed_fields import as_text, date_shown
from chrono.cli.questions.answered_flags import Flags
from chrono.cli.questions.events import (
    event_questions,
    link_questions,
    linked,
)
from chrono.cli.questions.interview import Answers, Question
from chrono.cli.questions.sources import optional_source_questions, source_questions
from chrono.errors import ChronoError, did_you_mean
from chrono.events.claims import OPS
from chrono.kinds.wording import wording_of
from chrono.values.value_words import in_words

_PARTS: Final = {
    "headline": "headline",
    "occurred": "date",
    "kind": "kind",
    "data": "data",
    "claim": "data",
    "note": "note",
}
"""Which part of an event a question is about, by how the name of the question begins."""


def citation_questions(
    opened: OpenChronology, given: Flags, answers: Answers
) -> Iterator[Question]:
    """Yield the questions of a citation: its sources, of which one has a date."""
    if not given["sources"]:
        yield from source_questions(opened, given, answers, dated=True)


def retraction_questions(
    opened: OpenChronology, given: Flags, answers: Answers
) -> Iterator[Question]:
    """Yield the questions of a retraction."""
    yield from _reason(given)
    yield from optional_source_questions(opened, given, answers)


def correction_questions(
    word: str,
) -> Callable[[OpenChronology, Flags, Answers], Iterator[Question]]:
    """Return what yields the questions of a correction of the event that a word names.

    What changes is asked first, and then only that, with what stands as the default.
    """

    def questions(opened: OpenChronology, given: Flags, answers: Answers) -> Iterator[Question]:
        if not any(given[name] for name in CHANGES):
            old = opened.standing(event_of(opened, "", word))
            stands = _answers_of(old)
            parts = _parts(opened, old, stands)
            yield _changes(parts)
            chosen = answers.get("changes", "").split()
            yield from _changed(opened, given, {**stands, **answers}, chosen, stands)
            if "links" in chosen:
                yield from link_questions(opened, given, answers)
                yield _unlinked(opened)
        yield from _reason(given)
        yield from optional_source_questions(opened, given, answers)

    return questions


def _reason(given: Flags) -> Iterator[Question]:
    if not (given["reason"] or "").strip():
        words = "Why; it is shown wherever the event is, or was"
        yield Question(name="reason", words=words, stand_ins=("unanswered", "unanswered"))


def _parts(opened: OpenChronology, old: Mapping[str, Any], stands: Answers) -> Mapping[str, str]:
    """Return the parts of an event that can be asked about, each as it stands."""
    data = ", ".join(
        answer if name.startswith("claim.") else f"{name.split('.')[1]}={answer}"
        for name, answer in stands.items()
        if _PARTS.get(name.partition(".")[0]) == "data"
    )
    links = ", ".join(f"{name} {' '.join(old[name])}" for name in LINKS if old.get(name))
    parts = {
        "headline": old.get("headline", ""),
        "date": date_shown(opened, old["occurred"]) if old.get("occurred") else "",
        "kind": old.get("kind", ""),
        "data": data or "nothing",
        "links": links or "none",
        "note": old.get("note") or "none",
    }
    if _unwritable(opened, old, stands):
        del parts["data"]
    return parts


def _changes(parts: Mapping[str, str]) -> Question:
    def read(words: str) -> str:
        chosen = words.replace(",", " ").lower().split()
        for word in chosen:
            if word not in parts:
                otherwise = f"say one or more of {', '.join(parts)}"
                raise click.UsageError(f"{word!r}: {did_you_mean(word, parts, otherwise)}")
        return " ".join(chosen)

    return Question(
        name="changes",
        words="What changes, one or more of these",
        read=read,
        choices=list(parts),
        listing=list(parts.items()),
    )


def _changed(
    opened: OpenChronology,
    given: Flags,
    answers: Answers,
    chosen: Sequence[str],
    stands: Answers,
) -> Iterator[Question]:
    """Yield the questions of the chosen parts; those of the data also where the kind changes."""
    fresh = answers.get("kind") != stands.get("kind")
    for question in (*event_questions(opened, given, answers), _note()):
        part = _PARTS[question.name.partition(".")[0]]
        if part in chosen or (part == "data" and fresh):
            yield attrs.evolve(question, default=stands.get(question.name, question.default))


def _note() -> Question:
    return Question(name="note", words="Limits and conflicts, in your own words", optional=True)


def _unlinked(opened: OpenChronology) -> Question:
    return Question(
        name="unlink",
        words="No link any more to which events",
        read=lambda words: linked(opened, words),
        optional=True,
        choices=list(opened.history.by_id),
    )


def _answers_of(old: Mapping[str, Any]) -> dict[str, str]:
    """Return an event as it stands, as answers to its questions."""
    answers = {name: old.get(name, "") for name in ("headline", "occurred", "kind", "note")}
    data = dict(old.get("data", {}))
    for number, claim in enumerate(data.pop("claims", ())):
        answers[f"claim.{number}"] = _claim(claim)
    for name, value in as_text({n: v for n, v in data.items() if v is not None}).items():
        items = value if isinstance(value, list) else [value]
        for number, item in enumerate(items):
            ending = f".{number}" if isinstance(value, list) else ""
            answers[f"data.{name}{ending}"] = item if isinstance(item, str) else json.dumps(item)
    return answers


def _claim(claim: Mapping[str, Any]) -> str:
    """Return a claim of the generic kind as it is typed."""
    op = next(op for op in OPS if op in claim)
    key = claim[op]
    if claim.get("value") is None:
        return f"{op} {key}"
    return f"{op} {key}={in_words(claim['value'], wording_of(key, pending=op in _PENDING))}"


_PENDING: Final = ("announce", "lapse")


def _unwritable(opened: OpenChronology, old: Mapping[str, Any], stands: Answers) -> bool:
    """Return whether claims stand that read otherwise once they are typed."""
    claims = old.get("data", {}).get("claims", [])
    typed: dict[str, tuple[str, ...]] = dict.fromkeys(OPS, ())
    for name, answer in stands.items():
        if name.startswith("claim."):
            op, _, rest = answer.partition(" ")
            typed[op] = (*typed[op], rest)
    try:
        read = claims_of(opened, typed)
    except ChronoError:
        return True
    return [claim for op in OPS for claim in claims if op in claim] != read
