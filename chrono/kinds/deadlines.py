"""Deadlines and conditions: what is due when, with which consequence, and what became of it."""

from collections.abc import Mapping
from typing import Any, Final, Literal

import attrs

from chrono.errors import ChronoError
from chrono.events.claims import Claim
from chrono.events.kinds import kind
from chrono.values.dates import Date

Outcome = Literal["met", "missed", "waived", "met or waived", "stayed", "superseded"]


class NotOneDue(ChronoError):
    """A deadline with neither a date nor a condition, or with both."""

    def __init__(self) -> None:
        super().__init__(
            "write either due, a date as 2025-12-31, or condition, what is waited for in words"
        )


def _due_or_condition(data: Mapping[str, Any]) -> dict[str, Any]:
    """Return data of version 2: in version 1 ``due`` was a date or a condition in words."""
    fields = dict(data)
    due = fields.pop("due", None)
    if due is None:
        return fields
    try:
        Date.parse(due)
    except ChronoError:
        return {**fields, "condition": due}
    return {**fields, "due": due}


def _due_xor_condition(deadline: "DeadlineSet", _: Any, condition: str | None) -> None:
    if (deadline.due is None) == (not (condition or "").strip()):
        raise NotOneDue


@kind("deadline.set", version=2, upcasts={1: _due_or_condition})
class DeadlineSet:
    """A condition is agreed: until which date, or for what, and what follows if it is not met."""

    deadline: str
    due: Date | None = None
    condition: str | None = attrs.field(default=None, validator=_due_xor_condition)
    consequence: str | None = None

    def claims(self) -> list[Claim]:
        """Return a claim that sets the condition, whose stage is pending until it is decided."""
        value = {"stage": "pending", "due": str(self.due or self.condition)}
        if self.consequence:
            value["consequence"] = self.consequence
        return [Claim("set", f"deadline/{self.deadline}", value)]


@kind("deadline.decided")
class DeadlineDecided:
    """A condition is met, missed, waived, stayed by a court, or superseded by another.

    It is ``met or waived`` where nobody says which, as where what it was for was done.
    """

    deadline: str
    outcome: Outcome
    due: Date | None = None

    def claims(self) -> list[Claim]:
        """Return a claim that sets the outcome as the stage, with when it was due where given."""
        value = {"stage": str(self.outcome)}
        if self.due:
            value["due"] = str(self.due)
        return [Claim("set", f"deadline/{self.deadline}", value)]


KINDS: Final = (DeadlineSet, DeadlineDecided)
