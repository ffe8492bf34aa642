"""Deadlines and conditions: what is due when, with which consequence, and what became of it."""

from typing import Final, Literal

from chrono.events.claims import Claim
from chrono.events.kinds import kind

Outcome = Literal["met", "missed", "waived", "superseded"]


@kind("deadline.set")
class DeadlineSet:
    """A condition is agreed: when it is due, and what follows if it is not met."""

    deadline: str
    due: str
    consequence: str | None = None

    def claims(self) -> list[Claim]:
        """Set the condition, which is pending until something becomes of it."""
        value = {"stage": "pending", "due": self.due}
        if self.consequence:
            value["consequence"] = self.consequence
        return [Claim("set", f"deadline/{self.deadline}", value)]


@kind("deadline.decided")
class DeadlineDecided:
    """A condition is met, missed, waived, or superseded by another."""

    deadline: str
    outcome: Outcome

    def claims(self) -> list[Claim]:
        """Set what became of it."""
        return [Claim("set", f"deadline/{self.deadline}", {"stage": self.outcome})]


KINDS: Final = (DeadlineSet, DeadlineDecided)
