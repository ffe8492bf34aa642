"""Proceedings of courts and authorities: how far they have come, and against whom."""

from typing import Final, Literal

from chrono.events.claims import Claim
from chrono.events.kinds import kind
from chrono.values.sources import Name

ProceedingStage = Literal["preliminary", "open", "trial", "decided", "closed", "appeal announced"]


@kind("proceeding.reached")
class ProceedingReached:
    """A proceeding reaches a stage, with an outcome where there is one."""

    proceeding: str
    stage: ProceedingStage
    outcome: str | None = None

    def claims(self) -> list[Claim]:
        """Return a claim that sets the stage."""
        value: dict[str, str] = {"stage": self.stage}
        if self.outcome:
            value["outcome"] = self.outcome
        return [Claim("set", f"proceeding/{self.proceeding}", value)]


@kind("proceeding.joined")
class ProceedingJoined:
    """Defendants are brought into a proceeding."""

    proceeding: str
    defendants: tuple[Name, ...]

    def claims(self) -> list[Claim]:
        """Return, for each of them, a claim that adds the name."""
        key = f"proceeding/{self.proceeding}/defendants"
        return [Claim("add", key, name) for name in self.defendants]


@kind("proceeding.dismissed")
class ProceedingDismissed:
    """Defendants leave a proceeding."""

    proceeding: str
    defendants: tuple[Name, ...]

    def claims(self) -> list[Claim]:
        """Return, for each of them, a claim that drops the name."""
        key = f"proceeding/{self.proceeding}/defendants"
        return [Claim("drop", key, name) for name in self.defendants]


KINDS: Final = (ProceedingReached, ProceedingJoined, ProceedingDismissed)
