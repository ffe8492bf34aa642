"""Acts: which developments, versions and acts stand, once events about events are counted.

DESIGN section 4, rule 1. The rule is evaluated over those records that are *present*: at the append
all of them; for an old answer those that were recorded, public and not filtered out.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

import attrs

from chrono.events.entries import Citation, Correction, Development, Record, Retraction
from chrono.values.canonical import canonical
from chrono.values.sources import Source


@attrs.frozen(eq=False, repr=False)
class Version:
    """One version of a development that stands.

    Attributes:
        development: What it is a version of; its id and position are the event's.
        told: The record whose event is told: the development itself, or a correction.
        support: The sources on which it rests: its own as written, then those of citations in the
            order of publication.
    """

    development: Development
    told: Development | Correction
    support: tuple[Source, ...]


def withdrawals(present: Iterable[Record]) -> dict[str, Retraction]:
    """Find what is withdrawn, each id with the retraction that does it.

    A retraction that is withdrawn itself withdraws nothing. Targets lie below their acts, so one
    pass from the newest down decides each before it is needed.
    """
    withdrawn: dict[str, Retraction] = {}
    for record in sorted(present, key=lambda record: record.position, reverse=True):
        if isinstance(record, Retraction) and record.id not in withdrawn:
            withdrawn.setdefault(record.target, record)
    return withdrawn


@attrs.frozen(eq=False, repr=False)
class Amendments:
    """What acts leave standing among the records that are present.

    Attributes:
        versions: The versions that stand, by the id of the development; two only after a merge.
        withdrawn: Withdrawn ids, each with the retraction that withdraws it.
        replaced: Ids of versions that do not stand, each with the correction that replaced it.
    """

    versions: Mapping[str, tuple[Version, ...]]
    withdrawn: Mapping[str, Retraction]
    replaced: Mapping[str, Correction]

    @classmethod
    def of(cls, present: Collection[Record]) -> "Amendments":
        """Decide what stands among records given in the order of the log."""
        withdrawn = withdrawals(present)
        live = [record for record in present if record.id not in withdrawn]
        corrections: dict[str, list[Correction]] = defaultdict(list)
        citations: dict[str, list[Citation]] = defaultdict(list)
        for record in live:
            if isinstance(record, Correction):
                corrections[record.target].append(record)
            elif isinstance(record, Citation):
                citations[record.target].append(record)
        everything = {record.id: record for record in present}
        versions: dict[str, tuple[Version, ...]] = {}
        replaced: dict[str, Correction] = {}
        for record in live:
            if not isinstance(record, Development):
                continue
            replaced.update(_replaced(corrections[record.id], everything))
            told: list[Development | Correction] = [record, *corrections[record.id]]
            cited = _cited(citations[record.id])
            versions[record.id] = tuple(
                Version(record, one, _told_by(one, everything) + cited)
                for one in told
                if one.id not in replaced
            )
        return cls(versions, withdrawn, replaced)


def _cited(citations: Iterable[Citation]) -> tuple[Source, ...]:
    """List what citations add, by publication; who was cited first depends on who recorded it."""
    sources = [source for citation in citations for source in citation.sources]
    if len(sources) > 1:
        sources.sort(key=lambda source: (str(source.published or ""), canonical(source.body())))
    return tuple(sources)


def _replaced(
    corrections: Iterable[Correction], everything: Mapping[str, Record]
) -> dict[str, Correction]:
    """Name each version that a live correction replaced, directly or through others.

    A correction is a whole new version, so it stands although what it replaced be withdrawn.
    """
    replaced: dict[str, Correction] = {}
    for correction in corrections:
        below: Record | None = everything.get(correction.replaces)
        while below is not None:
            replaced[below.id] = correction
            below = everything.get(below.replaces) if isinstance(below, Correction) else None
    return replaced


def _told_by(told: Record, everything: Mapping[str, Record]) -> tuple[Source, ...]:
    """Collect what a version rests on by itself: its event's sources and those of its correction.

    A correction whose event names no sources keeps those of the version that it replaced.
    """
    if not isinstance(told, Correction):
        return told.sources
    if told.event.sources:
        return told.event.sources + told.sources
    return _told_by(everything[told.replaces], everything) + told.sources
