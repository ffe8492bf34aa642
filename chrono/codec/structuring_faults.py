"""What is wrong with a written value, as an exception of cattrs has it, field by field."""

from itertools import chain
from typing import Any, Literal, get_args, get_origin

from cattrs import ClassValidationError, ForbiddenExtraKeysError, IterableValidationError

from chrono.codec.structuring import Faulty, FieldPath, written_names
from chrono.errors import did_you_mean
from chrono.values.dates import Date
from chrono.values.money import Currency
from chrono.values.sources import Name


def explain(error: BaseException, path: FieldPath, cls: Any) -> Faulty:
    """Return the faults in an exception of cattrs: one for each field, with its path."""
    if isinstance(error, ClassValidationError):
        written = written_names(error.cl)
        noted, rest = error.group_exceptions()
        faults = [explain(each, (*path, written[note.name]), note.type) for each, note in noted]
        return list(chain(*faults, *(explain(each, path, error.cl) for each in rest)))
    if isinstance(error, IterableValidationError):
        listed, others = error.group_exceptions()
        faults = [explain(each, (*path, note.index), note.type) for each, note in listed]
        return list(chain(*faults, *(explain(each, path, cls) for each in others)))
    if isinstance(error, ForbiddenExtraKeysError):
        known = list(written_names(error.cl).values())
        return [((*path, name), _unknown_field(name, known)) for name in sorted(error.extra_fields)]
    if isinstance(error, KeyError):
        return [(path, f"missing; write {_example(cls)}")]
    return [(path, str(error))]


def _unknown_field(name: str, known: list[str]) -> str:
    return "unknown field; " + did_you_mean(name, known, f"fields: {', '.join(known)}")


def _example(type_: Any) -> str:
    """Return an example of the values of a type."""
    if get_origin(type_) is Literal:
        return "one of " + ", ".join(get_args(type_))
    if get_origin(type_) is tuple:
        return "a list, as [a, b]"
    examples = {
        Date: "a date, as 2023-11-17",
        Name: "a name, as OpenAI",
        Currency: "three capital letters, as USD",
        str: "text",
        int: "a whole number, as 13000000000",
        bool: "true or false",
    }
    return examples.get(type_, "a map of fields")
