"""Which entries of a log no append of today would take: forged claims, unknown kinds, old text.

And what does not go with the entries before it, as a member of a key that holds a single value. See
docs/log-format.md, One gate and Appending.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from operator import attrgetter

import attrs

from chrono.codec.codec import Codec
from chrono.codec.new_text import folded
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
from chrono.events.history import History
from chrono.events.kinds import Register
from chrono.log.validation import Admission
from chrono.queries.check import Finding
from chrono.queries.named import MOST_NAMED


def not_admitted(entries: Iterable[Entry], register: Register) -> Iterator[Finding]:
    """Yield what no append of today would have written, in the order of the log.

    Args:
        entries: Those of one chronology.
        register: The kinds; an entry of another kind, or of another version of one, is believed.
    """
    codec = Codec("", register)
    unknown: dict[str, list[str]] = defaultdict(list)
    for entry in entries:
        for fault in codec.draft(exported(entry), entry.id)[1]:
            field = f"{fault.field}: " if fault.field else ""
            yield Finding("not-admitted", entry.id, f"{field}{fault.reason}")
        record = entry.record
        if isinstance(record, Development | Correction) and register.get(record.event.kind) is None:
            ids = unknown[record.event.kind]
            ids += [entry.id] if len(ids) <= MOST_NAMED else []
        if entry.by is None:
            yield from _old_text(entry)
    for kind, ids in unknown.items():
        yield Finding(
            "unknown-kind",
            ids[0],
            f"no kind {kind} is known here, so what its events claim is taken as it is stored; "
            "name the kinds that declare it",
            problem=False,
            others=tuple(ids[1:]),
        )


def against_log(history: History, entries: Iterable[Entry]) -> Iterator[Finding]:
    """Yield what no append takes after the entries before it, in the order of the log.

    A writer can have been misled by an index that lacked rows, which nobody sees once it is made
    anew. Links on a cycle are told of as void.

    Args:
        history: A chronology.
        entries: The entries of its records.
    """
    admission = Admission(history.chronology)
    drafts = map(_redrafted, entries)  # one after the other: of an import they would be many
    for _, together in groupby(history.records, key=attrgetter("recorded")):  # of one append
        appended = [*together]
        batch = _Batch(history.chronology, appended)
        for record, draft in zip(appended, drafts, strict=False):
            for field, reason, *_ in admission.reasons(draft, batch):
                yield Finding(
                    "against-log",
                    record.id,
                    f"{field}: {reason}; the log that stood before it refuses it, so it came in "
                    "another way, or while rows of the index were missing",
                )
            admission.take(record)


class _Batch(Mapping[str, Draft]):
    """The records of one append as drafts, which tell of what kind each is, and no more."""

    def __init__(self, chronology: str, records: Iterable[Record]) -> None:
        self._chronology = chronology
        self._records = {record.id: record for record in records}

    def __getitem__(self, name: str) -> Draft:
        kind = _kind(self._records[name])
        return Draft(chronology=self._chronology, id=name, kind=kind, body={}, where="")

    def __iter__(self) -> Iterator[str]:
        return iter(self._records)

    def __len__(self) -> int:
        return len(self._records)


def _kind(record: Record) -> str:
    if isinstance(record, Development):
        return record.event.kind
    acts = {Correction: CORRECTION, Retraction: RETRACTION, Citation: CITATION}
    return acts.get(type(record), DECLARATION)


def _redrafted(entry: Entry) -> Draft:
    """Return an entry as the draft of which it was made, old text included."""
    draft = redrafted(entry)
    return attrs.evolve(draft, old=entry.by is None or "old" in draft.derived)


def _old_text(entry: Entry) -> Iterator[Finding]:
    """Yield the first text that an earlier release took, and none takes today."""
    written = {name: value for name, value in entry.content.items() if name != "derived"}
    for path, reason in folded(written)[1][:1]:
        field = ".".join(map(str, path))
        yield Finding("old-text", entry.id, f"{field}: {reason}", problem=False)
