"""Disputes: what the parties disagree about, where each stands, and what they may do about it."""

from typing import Final, Literal

from chrono.events.claims import Claim
from chrono.events.kinds import kind

DisputeStage = Literal["open", "escalated", "settled", "mooted"]
StepStage = Literal["considered", "threatened", "tendered", "filed", "declined", "withdrawn"]


@kind("dispute.reached")
class DisputeReached:
    """A dispute between the parties opens, escalates, is settled, or has lost its object."""

    dispute: str
    stage: DisputeStage

    def claims(self) -> list[Claim]:
        """Return a claim that sets the stage."""
        return [Claim("set", f"dispute/{self.dispute}", {"stage": self.stage})]


@kind("dispute.position")
class DisputePosition:
    """A party takes a position in a dispute."""

    dispute: str
    party: str
    position: str

    def claims(self) -> list[Claim]:
        """Return a claim that sets the party's position."""
        return [Claim("set", f"position/{self.dispute}/{self.party}", self.position)]


@kind("step.reached")
class StepReached:
    """A step is considered, threatened, tendered, filed, declined or withdrawn; each is a stage."""

    step: str
    stage: StepStage

    def claims(self) -> list[Claim]:
        """Return a claim that sets the stage."""
        return [Claim("set", f"step/{self.step}", {"stage": self.stage})]


KINDS: Final = (DisputeReached, DisputePosition, StepReached)
