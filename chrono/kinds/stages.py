"""Which stages are final, and which fields are dates until which something is meant to hold.

Like the wording, this stands beside the kinds and not on them, for an answer imports no kind; a
test compares both.
"""

from collections.abc import Mapping
from typing import Any, Final

from chrono.values.keys import family

_END: Final = None
"""Among final stages: that what held has ended."""

FINAL: Final[Mapping[str, frozenset[str | None]]] = {
    "approval": frozenset({"given", "refused"}),
    "compute": frozenset({"lapsed"}),
    "deadline": frozenset(
        {"met", "missed", "waived", "met or waived", "stayed", "superseded", _END}
    ),
    "deal": frozenset({"closed", "lapsed"}),
    "dispute": frozenset({"settled", "mooted"}),
    "listing": frozenset({"removed"}),
    "offering": frozenset({"listed", "withdrawn"}),
    "position": frozenset({_END}),
    "proceeding": frozenset({"closed", "settled"}),
    "step": frozenset({"filed", "declined", "withdrawn"}),
    "term": frozenset({_END}),
}
"""Of each family of keys the stages after which nothing more is expected."""

LASTING: Final[Mapping[str, frozenset[str]]] = {
    "compute": frozenset({"running"}),
    "listing": frozenset({"traded"}),
}
"""Of each family the stages that may last for years, though another can follow."""

GIVEN_UP: Final[Mapping[str, frozenset[str]]] = {
    "compute": frozenset({"lapsed"}),
    "deal": frozenset({"lapsed"}),
    "offering": frozenset({"withdrawn"}),
    "step": frozenset({"withdrawn"}),
}
"""Of each family the final stages after which nothing below is left, as the sum of a deal."""

UNTIL: Final[Mapping[str, str]] = {"deadline": "due", "term": "until"}
"""Of a family of keys the field that may hold a date: when it is due, or until when it holds."""


def final_stage(key: str, value: Any) -> str | None:
    """Return the stage in which the value of a key is finished; None if it is not.

    None too where no kind says so: of a key of one's own nobody knows whether it is finished.
    """
    stage = value.get("stage") if isinstance(value, Mapping) else None
    final = FINAL.get(family(key), frozenset())
    if value is None:
        return "ended" if _END in final else None
    return stage if stage in final else None


def awaits_more(key: str, value: Any) -> bool:
    """Return whether the value of a key is a stage after which a kind expects another one soon."""
    stage = value.get("stage") if isinstance(value, Mapping) else None
    known = stage is not None and family(key) in FINAL
    lasting = LASTING.get(family(key), frozenset())
    return known and final_stage(key, value) is None and stage not in lasting


def given_up(key: str, value: Any, *, ended: bool) -> bool:
    """Return whether what stood on a key is given up, or has `ended`, and what is below with it."""
    stage = final_stage(key, value)
    return (ended and family(key) in FINAL) or stage in GIVEN_UP.get(family(key), ())


def until(key: str, value: Any) -> tuple[str, str] | None:
    """Return the field of a value that may hold a date until which it is meant, and its text."""
    name = UNTIL.get(family(key), "")
    text = value.get(name) if isinstance(value, Mapping) else None
    return (name, text) if isinstance(text, str) and final_stage(key, value) is None else None
