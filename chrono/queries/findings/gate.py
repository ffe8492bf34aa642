"""Which entries of a log no append of today would take: forged claims, unknown kinds, old text.

And what does not go with the entries before it, as a member of a key that holds a single value. See
docs/log-format.md, One gate and Appending.
"""

from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Mapping

import attrs

from chrono.codec.codec import Codec
from chrono.codec.new_text import folded
from chrono.codec.plain import Plain
from chrono.codec.structuring import strict_converter
from chrono.events.drafts import Draft, redrafted
from chrono.events.entries import (
    CITATION,
    CORRECTION,
    DECLARATION,
    RETRACTION,
    Citation,
    Correction,
    Development,
    Entry,
    Record,
    Retraction,
)
from chrono.events.exported import exported
from chrono.events.key_use import KeyUse
from chrono.events.kinds import Register
from chrono.log.appending.records_by_id import RecordsById
from chrono.log.appending.validation import Admission
from chrono.queries.findings.finding import Finding, Placed, Sort
from chrono.queries.named import MOST_NAMED

Named = Callable[[str], Entry | None]
"""Returns the entry of a chronology with an id; None for none."""


class Admitted:
    """What no append of today would have written, each by itself, of entries in order.

    Args:
        register: The kinds; an entry of another kind, or of another version of one, is believed.
    """

    def __init__(self, register: Register) -> None:
        self._codec = Codec("", register)
        converter = strict_converter(frozenset(), text=False, explained=False)
        self._plain = Plain("", register, converter)
        self._by: str | None = None  # that of the last entry of which nothing was wrong
        self._register = register
        self._unknown: dict[str, list[str]] = defaultdict(list)

    def take(self, entry: Entry) -> Iterator[Placed]:
        """Yield what is wrong with the next entry."""
        if self._surely(entry):
            return
        record, faults = entry.record, self._codec.draft(exported(entry), entry.id)[1]
        self._by = self._by if faults else entry.by
        for fault in faults:
            field = f"{fault.field}: " if fault.field else ""
            finding = Finding("not-admitted", entry.id, f"{field}{fault.reason}")
            yield Placed(Sort.NOT_ADMITTED, finding)
        if isinstance(record, Development | Correction):
            kind = record.event.kind
            if self._register.get(kind) is None and len(self._unknown[kind]) <= MOST_NAMED:
                self._unknown[kind].append(entry.id)
        if entry.by is None:
            yield from _old_text(entry)

    def _surely(self, entry: Entry) -> bool:
        """Return whether an entry is plainly what is written today; of others the codec is asked.

        It is of a known kind, and by whom another one is of which nothing was wrong. Its outline,
        which its record is not needed for, says that it can be read.
        """
        if entry.by is None or entry.by != self._by or entry.outline is None:
            return False
        return self._plain.stores(dict(entry.content), entry.body)

    def unknown(self) -> Iterator[Placed]:
        """Yield the kinds that are not known, once all entries were taken."""
        for kind, ids in self._unknown.items():
            finding = Finding(
                "unknown-kind",
                ids[0],
                f"no kind {kind} is known here, so what its events claim is taken as it is stored; "
                "name the kinds that declare it",
                problem=False,
                others=tuple(ids[1:]),
            )
            yield Placed(Sort.UNKNOWN_KIND, finding)


class AgainstLog:
    """What no append takes after the entries before it, of entries in order.

    A writer can have been misled by an index that lacked rows, which nobody sees once it is made
    anew. Links on a cycle are told of as void.

    Args:
        chronology: The name of the chronology.
        records: Its records; few of them are held.
        keys: The keys on which not all claims go together.
    """

    def __init__(self, chronology: str, records: "Recorded", keys: Container[str]) -> None:
        self._admission = Admission(chronology, records)
        self._admission.keys = KeyUse(keys)
        self._records = records

    def take(self, entry: Entry) -> Iterator[Placed]:
        """Yield why the next entry is refused."""
        outline = entry.outline
        if outline is not None and self._admission.surely(outline):
            self._admission.take_new(entry, outline)
            return
        batch = self._records.appended_with(entry)
        for field, reason, *_ in self._admission.reasons(_redrafted(entry), batch):
            finding = Finding(
                "against-log",
                entry.id,
                f"{field}: {reason}; the log that stood before it refuses it, so it came in "
                "another way, or while rows of the index were missing",
            )
            yield Placed(Sort.AGAINST_LOG, finding)
        self._admission.take(entry.record)


class Recorded(RecordsById):
    """The records of a chronology before some entry, which are asked for by their ids.

    Args:
        entries: All entries of the chronology, which can be gone through again.
        named: Returns the entry of an id, or None.
    """

    def __init__(self, entries: Iterable[Entry], named: Named) -> None:
        super().__init__()
        self._entries = entries
        self._named = named
        self._last: Record | Entry | None = None

    def __getitem__(self, name: str) -> Record:
        last = self._last
        if last is None or last.id != name:
            entry = self._named(name)
            if entry is None or last is None or entry.position > last.position:
                raise KeyError(name)
            return entry.record
        return last.record if isinstance(last, Entry) else last

    def __iter__(self) -> Iterator[str]:
        last = self._last.position if self._last else 0
        return (entry.id for entry in self._entries if entry.position <= last)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def take(self, found: Record | Entry) -> None:
        """Take the next record, or its entry."""
        self._last = found

    def appended_with(self, entry: Entry) -> "_Batch":
        """Return what was recorded with an entry, as drafts."""
        return _Batch(entry, self._entries, self._named)


class _Batch(Mapping[str, Draft]):
    """The records of one append as drafts, which tell of what kind each is, and no more."""

    def __init__(self, entry: Entry, entries: Iterable[Entry], named: Named) -> None:
        self._entry = entry
        self._entries = entries
        self._named = named

    def __getitem__(self, name: str) -> Draft:
        found = self._named(name)
        if found is None or found.recorded != self._entry.recorded:
            raise KeyError(name)
        kind = _kind(found.record)
        return Draft(chronology=found.chronology, id=name, kind=kind, body={}, where="")

    def __iter__(self) -> Iterator[str]:
        same = (each for each in self._entries if each.recorded == self._entry.recorded)
        return (each.id for each in same)

    def __len__(self) -> int:
        return sum(1 for _ in self)


def _kind(record: Record) -> str:
    if isinstance(record, Development):
        return record.event.kind
    acts = {Correction: CORRECTION, Retraction: RETRACTION, Citation: CITATION}
    return acts.get(type(record), DECLARATION)


def _redrafted(entry: Entry) -> Draft:
    """Return an entry as the draft of which it was made, old text included."""
    draft = redrafted(entry)
    return attrs.evolve(draft, old=entry.by is None or "old" in draft.derived)


def _old_text(entry: Entry) -> Iterator[Placed]:
    """Yield the first text that an earlier release took, and none takes today."""
    written = {name: value for name, value in entry.content.items() if name != "derived"}
    for path, reason in folded(written)[1][:1]:
        field = ".".join(map(str, path))
        finding = Finding("old-text", entry.id, f"{field}: {reason}", problem=False)
        yield Placed(Sort.NOT_ADMITTED, finding)
