"""How the page names keys, and words dates, values and what is preferred."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

import attrs

from chrono.events.history import History
from chrono.exports.html.markup import Markup, element, joined
from chrono.kinds.wording import wording_of
from chrono.state.slot import Candidate, Slot
from chrono.values import date_words, value_words
from chrono.values.dates import Date

_UNPREFERRED: Final = {
    "later": "nobody is preferred: one is later than another, and may be a change",
    "declared": "nobody is preferred: the chronology prefers none on this key",
}
_PREFERRED: Final = {"basis": "better basis", "origins": "more independent origins"}


@attrs.frozen(eq=False, repr=False)
class Wording:
    """The names and words of one chronology.

    Attributes:
        history: What was recorded.
    """

    history: History

    @property
    def declared(self) -> Mapping[str, Mapping[str, str]]:
        """What the chronology declares of its keys."""
        return self.history.declaration.keys if self.history.declaration else {}

    @property
    def name(self) -> str:
        """The title of the chronology, else its name."""
        declared = self.history.declaration
        return declared.title if declared else self.history.chronology

    def title(self, key: str) -> str:
        """Return what a key is called: its declared title, else the key."""
        return self.declared.get(key, {}).get("title", key)

    def date(self, date: Date | str) -> str:
        """Return a date, which may be given in EDTF, in words of the home zone."""
        date = Date.parse(date) if isinstance(date, str) else date
        return date_words.in_words(date, self.history.zone)

    def since(self, date: Date) -> str:
        """Return since when something holds."""
        return date_words.since(self.date(date))

    def value(self, value: Any, key: str, *, pending: bool = False, member: bool = False) -> str:
        """Return a value of a key; an empty list is ``none``."""
        if value == []:
            return "none"
        words = value_words.member_in_words if member else value_words.in_words
        return words(value, wording_of(key, pending=pending))

    def candidate(self, candidate: Candidate, key: str, *, pending: bool = False) -> str:
        """Return one version; of a set, a member and whether it is in."""
        member = candidate.holds is not None
        value = self.value(candidate.value, key, pending=pending, member=member)
        return f"{value} {'in' if candidate.holds else 'out'}" if member else value

    def preference(self, slot: Slot) -> str:
        """Return which version of a dispute is better sourced, and why; or that none is."""
        if slot.unpreferred:
            return _UNPREFERRED[slot.unpreferred]
        if slot.preferred is None:
            return "a tie: neither has the better basis, nor more independent origins"
        value = self.value(slot.preferred.value, slot.key)
        return f"preferred: {value} ({_PREFERRED[slot.preferred.reason]})"

    def events(self, ids: Iterable[str]) -> Markup:
        """Return links to events of the timeline by their positions."""
        return joined((self.event(given) for given in ids), " ")

    def event(self, given: str) -> Markup:
        """Return the link to one event of the timeline; of an act, to what it is about."""
        record = self.history.by_id[given]
        number = f"e{record.position}"
        target = getattr(record, "target", None)
        while target is not None:
            record = self.history.by_id[target]
            target = getattr(record, "target", None)
        return element("a", number, href=f"#e{record.position}")
