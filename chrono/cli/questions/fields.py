"""The questions of the fields of a kind, by their types, with examples out of the log."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final, Literal, cast, get_args, get_origin

import attrs

from chrono.cli.input.open_chronology import OpenChronology
from chrono.cli.questions.dates import ANY_DATE, STAND_INS, date_question
from chrono.cli.questions.interview import Answers, Question
from chrono.errors import ChronoError
from chrono.events.kinds import Kind
from chrono.queries import in_use
from chrono.values.dates import Date
from chrono.values.money import Currency
from chrono.values.typed_money import read_money


def field_questions(
    opened: OpenChronology, kind: Kind, given: Mapping[str, Any], answers: Answers
) -> Iterator[Question]:
    """Yield a question for each field of a kind; of a list, one for each item and one more."""
    typed = {word.partition("=")[0] for word in given["data"]}
    for field in attrs.fields(cast("type[attrs.AttrsInstance]", kind.cls)):
        name = field.alias or field.name
        if name in typed or (field.type is Currency and _says_currency(given, answers)):
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
    taken, stand_ins = _of_type(field.type)
    if choices:
        taken, stand_ins = ", ".join(choices), (choices[0], choices[-1])
    elif name == "amount" and _in_money(kind):
        taken = "as $46.5 billion"
    more: dict[str, Any] = {"optional": optional, "stand_ins": stand_ins}
    example = taken or (f"as {used[0]}" if used else "")
    words = f"{name} ({example})" if example else name
    if name in kind.dates:
        return date_question(opened, f"data.{name}", words, **more)
    offered = choices or list(dict.fromkeys((*used, *in_use.texts(opened.history))))
    return Question(name=f"data.{name}", words=words, choices=offered, **more)


def _choices(type_: Any) -> list[str]:
    """Return the words that a field may be, of an optional one too; empty for any text."""
    if get_origin(type_) is Literal:
        return [str(choice) for choice in get_args(type_)]
    return [choice for part in get_args(type_) for choice in _choices(part)]


_TYPES: Final[Mapping[Any, tuple[str, tuple[str, str]]]] = {
    Date: ("a date, as 10 Nov 2023", (ANY_DATE, "2000")),
    int: ("a whole number, as 7", ("1", "2")),
    Currency: ("as USD", ("USD", "EUR")),
}
"""What a type takes, with an example, and what stands in for it."""


def _of_type(type_: Any) -> tuple[str, tuple[str, str]]:
    """Return what a type takes, empty for text, and what stands in for it."""
    parts = (type_, *get_args(type_))
    return next((_TYPES[part] for part in parts if part in _TYPES), ("", STAND_INS))


def _in_money(kind: Kind) -> bool:
    """Return whether a kind has an amount of money, which may be typed with its currency."""
    fields = attrs.fields(cast("type[attrs.AttrsInstance]", kind.cls))
    return any(field.type is Currency for field in fields)


def _says_currency(given: Mapping[str, Any], answers: Answers) -> bool:
    """Return whether the amount that was typed says its currency."""
    typed = (word.removeprefix("amount=") for word in given["data"] if word.startswith("amount="))
    try:
        return bool(read_money(next(typed, answers.get("data.amount", ""))).currency)
    except ChronoError:
        return False


def _used(opened: OpenChronology, kind: Kind, name: str) -> Sequence[str]:
    """Return what stands in the log under this name: of this kind first, the latest first."""
    events = [event for event in map(_event, reversed(opened.history.records)) if event]
    events.sort(key=lambda event: event.kind != kind.name)
    values = (event.data.get(name) for event in events)
    return list(dict.fromkeys(value for value in values if isinstance(value, str)))


def _event(record: Any) -> Any:
    return getattr(record, "event", None)
