"""Proceedings of courts and authorities: how far they have come, and against whom."""

from typing import Final, Literal

from chrono.events.claims import Claim
from chrono.events.kinds import kind
from chrono.values.sources import Name

ProceedingStage = Literal[
    "preliminary",
    "open",
    "stayed",
    "trial",
    "decided",
    "appeal announced",
    "settled",
    "closed",
]


def _stage(stage: ProceedingStage, outcome: str | None) -> dict[str, str]:
    return {"stage": stage, "outcome": outcome} if outcome else {"stage": stage}


@kind("proceeding.reached")
class ProceedingReached:
    """A proceeding reaches a stage, with an outcome where there is one."""

    proceeding: str
    stage: ProceedingStage
    outcome: str | None = None

    def claims(self) -> list[Claim]:
        """Return a claim that sets the stage."""
        return [Claim("set", f"proceeding/{self.proceeding}", _stage(self.stage, self.outcome))]


@kind("proceeding.announced")
class ProceedingAnnounced:
    """A stage is announced or proposed, as a settlement that a court has to approve."""

    proceeding: str
    stage: ProceedingStage
    outcome: str | None = None

    def claims(self) -> list[Claim]:
        """Return a claim that announces the stage, with its outcome."""
        key = f"proceeding/{self.proceeding}"
        return [Claim("announce", key, _stage(self.stage, self.outcome))]


@kind("proceeding.lapsed")
class ProceedingLapsed:
    """Whatever stage was announced will not be reached."""

    proceeding: str

    def claims(self) -> list[Claim]:
        """Return a claim that clears what is pending."""
        return [Claim("lapse", f"proceeding/{self.proceeding}")]


@kind("proceeding.joined")
class ProceedingJoined:
    """Defendants are brought into a proceeding."""

    proceeding: str
    defendants: tuple[Name, ...]

    def claims(self) -> list[Claim]:
        """Return a claim that adds the name, for each of them."""
        key = f"proceeding/{self.proceeding}/defendants"
        return [Claim("add", key, name) for name in self.defendants]


@kind("proceeding.dismissed")
class ProceedingDismissed:
    """Defendants leave a proceeding."""

    proceeding: str
    defendants: tuple[Name, ...]

    def claims(self) -> list[Claim]:
        """Return a claim that drops the name, for each of them."""
        key = f"proceeding/{self.proceeding}/defendants"
        return [Claim("drop", key, name) for name in self.defendants]


KINDS: Final = (
    ProceedingReached,
    ProceedingAnnounced,
    ProceedingLapsed,
    ProceedingJoined,
    ProceedingDismissed,
)
