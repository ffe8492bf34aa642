"""The log as rows, and one entry in full."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import attrs

from chrono.events.by import By
from chrono.events.entries import (
    Act,
    Correction,
    Declaration,
    Development,
    Record,
    Retraction,
)
from chrono.queries.filters import Filter, lasting
from chrono.state.standing import Standing
from chrono.state.visibility import View
from chrono.values.bases import best
from chrono.values.clocks import iso, stamp
from chrono.values.sources import Source, first_published


@attrs.frozen(kw_only=True)
class LogRow:
    """One line of the log.

    Attributes:
        position: Its position in the log, from 1.
        id: Its id.
        kind: Its kind.
        occurred: The date as it stands now; None for acts and declarations.
        headline: What it says, or what it does to another entry.
        basis: The best of its sources; None without any.
        published: The date of its first publication; None without any.
        recorded: When it was appended.
        standing: Stands, corrected or withdrawn.
        acts: The acts upon it, by id, in the order of the log.
    """

    position: int
    id: str
    kind: str
    occurred: str | None
    headline: str
    basis: str | None
    published: str | None
    recorded: str
    standing: Standing
    acts: tuple[str, ...]

    def body(self) -> dict[str, Any]:
        """Return the row as JSON."""
        return {**attrs.asdict(self), "acts": list(self.acts)}


def _sources_by_root(view: View) -> dict[str, list[Source]]:
    """Return what is cited for each development: by any version of it, or by a citation."""
    cited: dict[str, list[Source]] = defaultdict(list)
    for record in view.present:
        if isinstance(record, Development | Correction):
            cited[view.roots[record.id]].extend(record.event.sources)
        if not isinstance(record, Retraction):
            cited[view.roots[record.id]].extend(record.sources)
    return cited


def log_rows(view: View, only: Filter | None = None) -> tuple[LogRow, ...]:
    """Return a row for each record that is present, in the order of the log.

    With a filter, for the developments of which it admits some version, by the date as written; an
    act is listed with the development that it is about.
    """
    rows = _Rows(view)
    if only is None or only == Filter():
        return tuple(rows.row(record) for record in view.present)
    chosen = {view.roots[record.id] for record in _admitted(view, only)}
    return tuple(rows.row(record) for record in view.present if view.roots[record.id] in chosen)


def _admitted(view: View, only: Filter) -> Iterator[Record]:
    """Yield the developments and corrections whose version the filter admits."""
    sources = _sources_by_root(view)
    for record in view.present:
        if isinstance(record, Development | Correction):
            date = record.event.occurred
            span = lasting(date, view.history.bounds(date), view.history.zone)
            if only.admits(record.id, record.event, span, sources[view.roots[record.id]]):
                yield record


def entry_in_full(
    view: View, record: Record, body: dict[str, Any], by: By | None = None
) -> dict[str, Any]:
    """Return one entry as JSON: what was written, the bounds that count, and the acts on it."""
    rows = _Rows(view)
    shown = {name: value for name, value in body.items() if name != "derived"}
    versions = [v for v in view.events if record.id in (v.id, v.version)]
    return {
        "position": record.position,
        "recorded": stamp(record.recorded),
        "by": by.body() if by else None,
        "standing": rows.row(record).standing,
        **shown,
        "claims": body.get("derived", {}).get("claims", []),
        "bounds": [
            {
                "version": v.version,
                "edtf": str(v.event.occurred),
                "earliest": iso(v.bounds.earliest),
                "before": iso(v.bounds.before),
            }
            for v in versions
        ],
        "acts": [
            {
                "id": act.id,
                "kind": type(act).__name__.lower(),
                "reason": act.reason or None,
                "standing": rows.row(act).standing,
            }
            for act in rows.acts.get(record.id, ())
        ],
    }


class _Rows:
    def __init__(self, view: View) -> None:
        self._view = view
        self._amendments = view.amendments
        self.acts: dict[str, list[Act]] = {}
        for record in view.present:
            if isinstance(record, Act):
                self.acts.setdefault(record.target, []).append(record)

    def row(self, record: Record) -> LogRow:
        """Return the row of a record."""
        sources = self._sources(record)
        first = first_published(sources, self._view.history.zone)
        return LogRow(
            position=record.position,
            id=record.id,
            kind=_kind(record),
            occurred=self._occurred(record),
            headline=self._headline(record),
            basis=best(source.basis for source in sources) if sources else None,
            published=str(first) if first else None,
            recorded=stamp(record.recorded),
            standing=self._standing_of(record),
            acts=tuple(act.id for act in self.acts.get(record.id, ())),
        )

    def _standing_of(self, record: Record) -> Standing:
        if record.id in self._amendments.withdrawn:
            return Standing.WITHDRAWN
        replaced = record.id in self._amendments.replaced
        return Standing.CORRECTED if replaced else Standing.STANDS

    def _current(self, record: Record) -> Record:
        versions = self._amendments.versions.get(record.id, ())
        return versions[-1].record if versions else record

    def _sources(self, record: Record) -> tuple[Source, ...]:
        versions = self._amendments.versions.get(record.id, ())
        return versions[-1].support if versions else record.sources

    def _occurred(self, record: Record) -> str | None:
        latest = self._current(record)
        if isinstance(latest, Development | Correction):
            return str(latest.event.occurred)
        return None

    def _headline(self, record: Record) -> str:
        if isinstance(record, Declaration):
            return f"declares {record.title}"
        if isinstance(record, Act):
            verb = {"Correction": "corrects", "Retraction": "retracts", "Citation": "cites"}
            did = f"{verb[type(record).__name__]} {record.target}"
            return f"{did}: {record.reason}" if record.reason else did
        latest = self._current(record)
        return latest.event.headline if isinstance(latest, Development | Correction) else ""


def _kind(record: Record) -> str:
    if isinstance(record, Development):
        return record.event.kind
    return "chronology" if isinstance(record, Declaration) else type(record).__name__.lower()
