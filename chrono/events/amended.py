"""What stands of one development, told anew after each act upon it.

It is what `Amendments` says of all records together, for whoever takes them one by one.
"""

from collections import Counter
from collections.abc import Iterable

from chrono.events.acts import Amendments, Version
from chrono.events.entries import Act, Citation, Correction, Development, Record, Retraction
from chrono.events.withdrawn import Withdrawn
from chrono.values.sources import Source


class Amended:
    """A development and the acts upon it, taken in the order of the log.

    An act costs as many steps as there are between it and what it is about in the end, however
    many acts came before it. One that is about nothing here is left out: no append has written it.
    """

    def __init__(self, development: Development) -> None:
        self._development = development
        self._records: dict[str, Record] = {development.id: development}
        self._withdrawn = Withdrawn()
        # By id: how many later versions, which stand or are replaced themselves, replace a version.
        self._later: Counter[str] = Counter()
        self._unreplaced = {development.id}
        self._cited: Counter[str] = Counter()
        self._own = {development.id: _texts(development.sources)}
        self._supported: tuple[Version, ...] | None = None

    def versions(self) -> list[Development | Correction]:
        """Return the versions that stand, by position; none of a development that is withdrawn."""
        if not self._stands(self._development.id):
            return []
        found = [self._records[name] for name in self._unreplaced]
        found.sort(key=lambda record: record.position)
        return [each for each in found if isinstance(each, Development | Correction)]

    def supported(self) -> tuple[Version, ...]:
        """Return the same versions with their sources, which are worked out anew after an act."""
        if self._supported is None:
            self._supported = self._all_at_once().versions.get(self._development.id, ())
        return self._supported

    def withdrawn(self, name: str) -> Retraction | None:
        """Return the latest retraction that withdraws a record; None for one that stands."""
        return self._withdrawn.by(name)

    def replaced(self, name: str) -> Correction | None:
        """Return the latest correction that replaced a version; None where none has."""
        if not self._later[name]:
            return None
        return self._all_at_once().replaced.get(name)

    def rests_on(self, source: str) -> bool:
        """Return whether a version that stands has a source, given as its canonical JSON."""
        cited = self._cited[source] > 0
        return any(cited or source in self._own[version.id] for version in self.versions())

    def without(self, act: Act) -> list[Development | Correction]:
        """Return the versions that would stand without an act that stands."""
        if act.id not in self._records:
            return self.versions()
        self._turn(self._withdrawn.turned(act.id, 1))
        versions = self.versions()
        self._turn(self._withdrawn.turned(act.id, -1))
        return versions

    def take(self, act: Act) -> None:
        """Add the next act."""
        target = self._records.get(act.target)
        if target is None or not (isinstance(act, Retraction) or target is self._development):
            return
        if isinstance(act, Correction):
            kept = frozenset() if act.event.sources else self._own.get(act.replaces, frozenset())
            self._own[act.id] = kept.union(_texts(act.event.sources + act.sources))
        self._records[act.id] = act
        self._turn(self._withdrawn.take(act) if isinstance(act, Retraction) else act.id)
        self._supported = None

    def _all_at_once(self) -> Amendments:
        return Amendments.of(self._records.values())

    def _stands(self, name: str) -> bool:
        return self._withdrawn.stands(name)

    def _turn(self, name: str | None) -> None:
        """Take in that a record, which is no retraction, stands now, or stands no longer."""
        if name is None:
            return
        record, step = self._records[name], 1 if self._stands(name) else -1
        if isinstance(record, Citation):
            for text in _texts(record.sources):
                self._cited[text] += step
            return
        self._place(record.id)
        if isinstance(record, Correction) and not self._later[record.id]:
            self._replace(record, step)

    def _replace(self, correction: Correction, step: int) -> None:
        """Count one version more or less that replaces what a correction replaced."""
        older: Record = correction
        while isinstance(older, Correction) and older.replaces in self._own:
            older = self._records[older.replaces]
            self._later[older.id] += step
            self._place(older.id)
            if self._stands(older.id) or self._later[older.id] != max(step, 0):
                return  # what it replaced is replaced still, by itself or by others

    def _place(self, version: str) -> None:
        if self._stands(version) and not self._later[version]:
            self._unreplaced.add(version)
        else:
            self._unreplaced.discard(version)


def _texts(sources: Iterable[Source]) -> frozenset[str]:
    return frozenset(source.text for source in sources)
