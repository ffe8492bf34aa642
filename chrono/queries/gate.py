"""Which entries of a log no append of today would take: forged claims, unknown kinds, old text.

And what does not go with the entries before it, as a member of a key that holds a single value. See
docs/log-format.md, One gate and Appending.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import groupby

import attrs

from chrono.codec.codec import Codec
from chrono.codec.new_text import folded
from chrono.events.drafts import Draft, redrafted
from chrono.events.entries import Correction, Development, Entry
from chrono.events.exported import exported
from chrono.events.history import History
from chrono.events.kinds import Register
from chrono.log.validation import Admission
from chrono.queries.check import Finding


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
            unknown[record.event.kind].append(entry.id)
        if entry.by is None:
            yield from _old_text(entry)
    for kind, ids in unknown.items():
        yield Finding(
            "unknown-kind",
            ids[0],
            f"no kind {kind} is known here, so what its events claim is taken as it is stored; "
            "name the kinds that declare it",
            problem=False,
            others=tuple(ids[1:21]),
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
    drafts = zip(history.records, map(_redrafted, entries), strict=True)
    for _, together in groupby(drafts, key=lambda each: each[0].recorded):  # of one append
        appended = [*together]
        batch = {draft.id: draft for _, draft in appended}
        for record, draft in appended:
            for field, reason, *_ in admission.reasons(draft, batch):
                yield Finding(
                    "against-log",
                    record.id,
                    f"{field}: {reason}; the log that stood before it refuses it, so it came in "
                    "another way, or while rows of the index were missing",
                )
            admission.take(record)


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
