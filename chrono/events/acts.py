"""Acts: which versions of developments stand after retractions, corrections and citations.

docs/state-rule.md, rule 1 (visible events). The rule is evaluated over those records that are
*present*: all of them at an append; for an answer as of the past those that were recorded, public
and not filtered out.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

import attrs

from chrono.events.entries import Citation, Correction, Development, Record, Retraction
from chrono.values.sources import Source


@attrs.frozen(eq=False, repr=False)
class Version:
    """One version of a development that stands.

    Attributes:
        development: The development, whose id and position the event has.
        record: The record of this version: the development itself, or a correction.
        support: The sources of the version: its own as written, then those of citations, by the
            text of their dates of publication.
    """

    development: Development
    record: Development | Correction
    support: tuple[Source, ...]


def withdrawals(present: Iterable[Record]) -> dict[str, Retraction]:
    """Return the ids of withdrawn records, each with the retraction that withdraws it.

    A retraction that is withdrawn itself withdraws nothing. An act has a higher position than its
    target, so one pass from the highest position down decides every retraction before its target.
    """
    withdrawn: dict[str, Retraction] = {}
    retractions = [record for record in present if isinstance(record, Retraction)]
    for record in sorted(retractions, key=lambda record: record.position, reverse=True):
        if record.id not in withdrawn:
            withdrawn.setdefault(record.target, record)
    return withdrawn


@attrs.frozen(eq=False, repr=False)
class Amendments:
    """The effect of acts on the records that are present.

    Attributes:
        versions: The versions that stand, by the id of the development; two only after a merge.
        withdrawn: The ids of withdrawn records, each with the retraction that withdraws it.
        replaced: The ids of replaced versions, each with the correction that replaced it.
    """

    versions: Mapping[str, tuple[Version, ...]]
    withdrawn: Mapping[str, Retraction]
    replaced: Mapping[str, Correction]

    @classmethod
    def of(cls, present: Collection[Record]) -> "Amendments":
        """Return what stands among records that are given in the order of the log."""
        withdrawn = withdrawals(present)
        live = [record for record in present if record.id not in withdrawn]
        corrections: dict[str, list[Correction]] = defaultdict(list)
        citations: dict[str, list[Citation]] = defaultdict(list)
        for record in live:
            if isinstance(record, Correction):
                corrections[record.target].append(record)
            elif isinstance(record, Citation):
                citations[record.target].append(record)
        by_id = {record.id: record for record in present}
        versions: dict[str, tuple[Version, ...]] = {}
        replaced: dict[str, Correction] = {}
        for record in live:
            if not isinstance(record, Development):
                continue
            if record.id not in corrections and record.id not in citations:
                versions[record.id] = (Version(record, record, record.sources),)
                continue
            replaced.update(_replaced(corrections[record.id], by_id))
            candidates: list[Development | Correction] = [record, *corrections[record.id]]
            cited = _cited(citations[record.id])
            versions[record.id] = tuple(
                Version(record, candidate, _own_sources(candidate, by_id) + cited)
                for candidate in candidates
                if candidate.id not in replaced
            )
        return cls(versions, withdrawn, replaced)


def _cited(citations: Iterable[Citation]) -> tuple[Source, ...]:
    """Return the sources of citations by date of publication, as the order of recording varies."""
    sources = [source for citation in citations for source in citation.sources]
    if len(sources) > 1:
        sources.sort(key=lambda source: (str(source.published or ""), source.text))
    return tuple(sources)


def _replaced(
    corrections: Sequence[Correction], by_id: Mapping[str, Record]
) -> dict[str, Correction]:
    """Return the ids of versions that live corrections replaced, directly or through others.

    A correction is a whole new version, so it stands even if the version that it replaced does not.
    """
    replaced: dict[str, Correction] = {}
    for correction in reversed(corrections):
        older: Record | None = by_id.get(correction.replaces)
        while older is not None and older.id not in replaced:  # else a later one was here already
            replaced[older.id] = correction
            older = by_id.get(older.replaces) if isinstance(older, Correction) else None
    return replaced


def _own_sources(version: Record, by_id: Mapping[str, Record]) -> tuple[Source, ...]:
    """Return the sources of a version without citations: of its event, then of its correction.

    A correction whose event names no sources keeps those of the version that it replaced.
    """
    own: list[tuple[Source, ...]] = []
    while isinstance(version, Correction):
        own.append(version.event.sources + version.sources)
        if version.event.sources:
            break
        version = by_id[version.replaces]
    else:
        own.append(version.sources)
    return tuple(source for sources in reversed(own) for source in sources)
