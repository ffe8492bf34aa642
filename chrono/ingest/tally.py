"""What came in, counted as it is appended, so that it need not be held."""

from collections import Counter
from collections.abc import Iterable

import attrs

from chrono.events.entries import Correction, Declaration, Entry


@attrs.frozen
class Corrected:
    """A correction that an import made of changed text, or that the text itself numbers so."""

    id: str
    target: str
    reason: str


@attrs.define
class Tally:
    """How many entries of each sort came.

    Attributes:
        events: The developments.
        acts: The corrections, retractions and citations.
        declarations: The declarations.
        telling: The developments and corrections, of which `claiming` claim on a key.
        claiming: Those of them that do.
        chronologies: How many came of each chronology, by name, in the order in which they came.
        corrected: The corrections with the ids that an import gives.
    """

    events: int = 0
    acts: int = 0
    declarations: int = 0
    telling: int = 0
    claiming: int = 0
    chronologies: Counter[str] = attrs.field(factory=Counter)
    corrected: list[Corrected] = attrs.field(factory=list)

    @classmethod
    def of(cls, entries: Iterable[Entry]) -> "Tally":
        """Return the tally of entries; of none all is 0."""
        tally = cls()
        tally.take(entries)
        return tally

    def take(self, entries: Iterable[Entry]) -> None:
        """Count entries, too."""
        for entry in entries:
            self.chronologies[entry.chronology] += 1
            outline = entry.outline
            if outline is not None:
                self.events += 1
                self.telling += 1
                self.claiming += bool(outline.claims)
                continue
            record = entry.record
            if isinstance(record, Declaration):
                self.declarations += 1
                continue
            self.acts += 1
            if isinstance(record, Correction):
                if "~" in record.id:
                    self.corrected.append(Corrected(record.id, record.target, record.reason))
                self.telling += 1
                self.claiming += bool(record.event.claims)
