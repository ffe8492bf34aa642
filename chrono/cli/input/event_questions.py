"""The questions of an event and of its sources, in the order in which they are asked.

What was given by flag is not asked. The name of a question says where its answer goes, as
``occurred``, ``data.members.0``, ``claim.1`` or ``sources.0.publisher`` (see `answered_flags`).
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Any, Final, Literal, cast, get_args, get_origin

import attrs
import click

from chrono.cli.input.drafting import event_of
from chrono.cli.input.event_flags import LINKS
from chrono.cli.input.interview import Answers, Question
from chrono.cli.input.known_kinds import known_kinds
from chrono.cli.input.open_chronology import OpenChronology
from chrono.cli.input.typed_fields import date_of, date_shown
from chrono.errors import did_you_mean
from chrono.events.claims import OPS
from chrono.events.kinds import Kind, kind_of
from chrono.kinds.generic import GenericDevelopment
from chrono.queries import known
from chrono.state.visibility import View
from chrono.values.dates import Date
from chrono.values.money import Currency
from chrono.values.sources import BASES

GENERIC: Final = kind_of(GenericDevelopment).name

_STAND_INS: Final = ("unanswered", "not-answered-yet")
_ANY_DATE: Final = "[..9999]"  # neither before nor after anything

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
_BASES: Final = {
    "filed": "in a court, with an authority, or in a register",
    "announced": "by a party itself",
    "reported": "by somebody who says how they know",
    "alleged": "by one side",
    "rumoured": "by nobody who answers for it",
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
        yield Question(name="headline", words=words, stand_ins=_STAND_INS)
    if given["occurred"] is None:
        words = "When, as 17 Nov 2023, yesterday, about March 2023"
        yield _date(opened, "occurred", words, stand_ins=(_ANY_DATE, _ANY_DATE))
    claimed = any(given[op] for op in OPS)
    if not given["kind"] and not claimed:
        yield _kind()
    kind = given["kind"] or (GENERIC if claimed else answers.get("kind")) or GENERIC
    if kind != GENERIC:
        yield from _fields(opened, known_kinds()[kind], given, answers)
    elif not claimed:
        yield from _claims(opened, answers)


def _date(opened: OpenChronology, name: str, words: str, **more: Any) -> Question:
    return Question(
        name=name,
        words=words,
        read=partial(date_of, opened, ""),
        shown=partial(date_shown, opened),
        **more,
    )


def _kind() -> Question:
    kinds = known_kinds()
    generic = (GENERIC, "any development: you say what it claims")
    return Question(
        name="kind",
        words="What sort of development (Tab completes)",
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


def _fields(
    opened: OpenChronology, kind: Kind, given: Mapping[str, Any], answers: Answers
) -> Iterator[Question]:
    """Yield a question for each field of a kind; of a list, one for each item and one more."""
    typed = {word.partition("=")[0] for word in given["data"]}
    for field in attrs.fields(cast("type[attrs.AttrsInstance]", kind.cls)):
        name = field.alias or field.name
        if name in typed:
            continue
        question = _field(opened, kind, name, field)
        if get_origin(field.type) is not tuple:
            yield question
            continue
        number, item = 0, f"data.{name}"
        while number == 0 or answers.get(f"{item}.{number - 1}") or f"{item}.{number}" in answers:
            yield attrs.evolve(
                question,
                name=f"{item}.{number}",
                words=question.words if number == 0 else f"{name}, one more",
                optional=question.optional or number > 0,
                stand_ins=("", "") if number else question.stand_ins,
            )
            number += 1


def _field(
    opened: OpenChronology, kind: Kind, name: str, field: "attrs.Attribute[Any]"
) -> Question:
    """Return the question of a field, with what its type takes and how it was written before."""
    choices, optional = _choices(field.type), field.default is not attrs.NOTHING
    used = _used(opened, kind, name)
    stand_ins = (choices[0], choices[-1]) if choices else _stand_ins(field.type)
    more: dict[str, Any] = {"optional": optional, "stand_ins": stand_ins}
    example = ", ".join(choices) or _taken(field.type) or (f"as {used[0]}" if used else "")
    words = f"{name} ({example})" if example else name
    if name in kind.dates:
        return _date(opened, f"data.{name}", words, **more)
    offered = choices or list(dict.fromkeys((*used, *known.texts(opened.history))))
    return Question(name=f"data.{name}", words=words, choices=offered, **more)


def _choices(type_: Any) -> list[str]:
    """Return the words that a field may be, of an optional one too; empty for any text."""
    if get_origin(type_) is Literal:
        return [str(choice) for choice in get_args(type_)]
    return [choice for part in get_args(type_) for choice in _choices(part)]


def _taken(type_: Any) -> str:
    """Return what a type takes, with an example; empty for text."""
    parts = (type_, *get_args(type_))
    taken = {Date: "a date, as 10 Nov 2023", int: "a whole number, as 7", Currency: "as USD"}
    return next((words for part, words in taken.items() if part in parts), "")


def _stand_ins(type_: Any) -> tuple[str, str]:
    stand_ins = {Date: (_ANY_DATE, "2000"), int: ("1", "2"), Currency: ("USD", "EUR")}
    return stand_ins.get(type_, _STAND_INS)


def _used(opened: OpenChronology, kind: Kind, name: str) -> Sequence[str]:
    """Return what stands in the log under this name: of this kind first, the latest first."""
    events = [event for event in map(_event, reversed(opened.history.records)) if event]
    events.sort(key=lambda event: event.kind != kind.name)
    values = (event.data.get(name) for event in events)
    return list(dict.fromkeys(value for value in values if isinstance(value, str)))


def _event(record: Any) -> Any:
    return getattr(record, "event", None)


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
        given: What was given by flag; its last source is completed.
        answers: What was answered.
        another: What asks for the first source where there need be none, and for more of them.
        dated: Whether a source needs a date also if it has an address.
    """
    if given["source_of"]:
        return
    typed = list(given["sources"])
    number = max(len(typed) - 1, 0)
    yield from _source(opened, number, typed[-1] if typed else {}, answers, dated=dated)
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
    cited = known.source_at(history, url)
    if "url" not in typed:
        words = "Source: its address"
        choices = known.addresses(history)
        yield Question(name=f"{name}.url", words=words, optional=True, choices=choices)
    if "publisher" not in typed:
        yield Question(
            name=f"{name}.publisher",
            words="Published by",
            default=cited.get("publisher", ""),
            choices=known.publishers(history),
            stand_ins=_STAND_INS,
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
        yield _date(
            opened,
            f"{name}.published",
            "Published when",
            default=cited.get("published", ""),
            optional=bool(url) and not dated,
            stand_ins=("9999", "9999"),
        )


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
