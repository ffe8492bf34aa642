"""Terms: the clause in force, versioned and scoped. A memorandum changes no term."""

from typing import Final

from chrono.events.claims import Claim
from chrono.events.kinds import kind


def _clause(says: str, scope: str | None, version: str | None, until: str | None) -> dict[str, str]:
    fields = {"says": says, "scope": scope, "version": version, "until": until}
    return {name: text for name, text in fields.items() if text}


@kind("term.agreed")
class TermAgreed:
    """A clause is in force: what it says, for which scope, in which version, and until when."""

    term: str
    says: str
    scope: str | None = None
    version: str | None = None
    until: str | None = None

    def claims(self) -> list[Claim]:
        """Return a claim that sets the clause."""
        clause = _clause(self.says, self.scope, self.version, self.until)
        return [Claim("set", f"term/{self.term}", clause)]


@kind("term.ended")
class TermEnded:
    """A clause is in force no more, and no other version replaces it."""

    term: str

    def claims(self) -> list[Claim]:
        """Return a claim that ends the clause."""
        return [Claim("end", f"term/{self.term}")]


@kind("term.announced")
class TermAnnounced:
    """A clause is agreed or projected to come, and not yet in force."""

    term: str
    says: str
    scope: str | None = None
    version: str | None = None
    until: str | None = None

    def claims(self) -> list[Claim]:
        """Return a claim that announces the clause."""
        clause = _clause(self.says, self.scope, self.version, self.until)
        return [Claim("announce", f"term/{self.term}", clause)]


@kind("term.lapsed")
class TermLapsed:
    """A clause that was to come will not."""

    term: str

    def claims(self) -> list[Claim]:
        """Return a claim that clears what is pending."""
        return [Claim("lapse", f"term/{self.term}")]


KINDS: Final = (TermAgreed, TermEnded, TermAnnounced, TermLapsed)
