"""Statements: rivalry, contested causes, and tone."""

from typing import Final

from chrono.events.claims import Claim
from chrono.events.kinds import kind


@kind("rivalry.stated")
class RivalryStated:
    """A sign of competition, or of its absence, is stated."""

    rivalry: str
    says: str

    def claims(self) -> list[Claim]:
        """Return a claim that sets the statement."""
        return [Claim("set", f"rivalry/{self.rivalry}", self.says)]


@kind("cause.given")
class CauseGiven:
    """Somebody gives a cause; it is dated by what it explains, and published when it was given."""

    of: str
    cause: str

    def claims(self) -> list[Claim]:
        """Return a claim that sets the cause."""
        return [Claim("set", f"cause/{self.of}", self.cause)]


@kind("tone.struck")
class ToneStruck:
    """The parties, or reports on them, describe how they stand with each other."""

    of: str
    tone: str

    def claims(self) -> list[Claim]:
        """Return a claim that sets the tone."""
        return [Claim("set", f"tone/{self.of}", self.tone)]


KINDS: Final = (RivalryStated, CauseGiven, ToneStruck)
