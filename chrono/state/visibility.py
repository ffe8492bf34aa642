"""Visibility: which events of a history count, in which version, with which sources.

docs/state-rule.md, rules 1 (visible events) and 10 (chosen sources). The history contains what was
recorded; here events are left out that were not public, or whose sources are excluded.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property

import attrs

from chrono.events.acts import Amendments, Version, withdrawals
from chrono.events.claims import Claim
from chrono.events.entries import Act, Citation, Correction, Development, Event, Record
from chrono.events.history import History
from chrono.events.order import Order, capped, contests_among, links_among
from chrono.values.bases import Basis, best, rank
from chrono.values.clocks import Bounds, Instant
from chrono.values.keys import matcher
from chrono.values.sources import Source

Wanted = Callable[[Source], bool]


def every_source(_: Source) -> bool:
    """Return True, whatever the source."""
    return True


def wanted_sources(basis: Basis | None = None, without: Iterable[str] = ()) -> Wanted:
    """Return a filter for sources of a basis or better, and not of some publishers or origins.

    Without arguments it keeps every source.
    """
    if basis is None and not without:
        return every_source
    unwanted = frozenset(without)
    worst = rank(basis) if basis is not None else rank("rumoured")
    return lambda source: (
        rank(source.basis) <= worst and unwanted.isdisjoint((source.publisher, source.rests_on))
    )


@attrs.frozen(eq=False, repr=False)
class Visible:
    """A visible event: a version that stands, is public, and has a source that counts.

    Attributes:
        id: The id of the development.
        position: The position of the development.
        version: The id of the entry that has this version.
        event: The event of this version.
        bounds: When it happened, capped by its first publication unless it was scheduled.
        own_end: When what it claims is over by itself (rule 11); None where the date has no end.
        sources: Its sources that are public and count.
        basis: The best basis of these.
    """

    id: str
    position: int
    version: str
    event: Event
    bounds: Bounds
    own_end: Bounds | None
    sources: tuple[Source, ...]
    basis: Basis

    @property
    def by_date(self) -> tuple[Instant, Instant, str]:
        """The sort key of events: by date, then by id."""
        return *self.bounds.by_date, self.id


@attrs.frozen(slots=False, eq=False, repr=False)
class View:
    """A history as known at one moment, through some of its sources.

    Attributes:
        history: The records.
        known: The instant before which sources must be published; None counts all.
        wanted: Which sources count.
    """

    history: History
    known: Instant | None = None
    wanted: Wanted = every_source

    @cached_property
    def events(self) -> tuple[Visible, ...]:
        """The visible events, in the order of the log."""
        return tuple(
            self._visible(version, sources)
            for versions in self.amendments.versions.values()
            for version in versions
            if (sources := self._counting(version.support))
        )

    @cached_property
    def events_by_id(self) -> Mapping[str, Sequence[Visible]]:
        """The visible events by id: of one development all versions that stand."""
        by_id: dict[str, list[Visible]] = defaultdict(list)
        for visible in self.events:
            by_id[visible.id].append(visible)
        return by_id

    @cached_property
    def amendments(self) -> Amendments:
        """The versions that stand among the records that are present."""
        return Amendments.of(self.present)

    @cached_property
    def present(self) -> tuple[Record, ...]:
        """The records that were public, in the order of the log, also withdrawn ones."""
        return self.history.records if self._everything else tuple(self._present())

    @cached_property
    def order(self) -> Order:
        """The order of the visible events, each given by its index in `events`."""
        links = links_among([(visible.id, visible.event) for visible in self.events])
        return Order.of([visible.bounds for visible in self.events], links)

    @cached_property
    def contests(self) -> Mapping[int, frozenset[int]]:
        """The events that contest an event or that it contests, for each that has any."""
        return contests_among([(visible.id, visible.event) for visible in self.events])

    @cached_property
    def roots(self) -> Mapping[str, str]:
        """The id of the record that each record present is finally about; of no act, itself."""
        roots: dict[str, str] = {}
        for record in self.present:  # targets come before their acts
            target = record.target if isinstance(record, Act) else record.id
            roots[record.id] = roots.get(target, target)
        return roots

    @cached_property
    def claims(self) -> Mapping[str, tuple[tuple[int, Claim], ...]]:
        """The claims of visible events by key, each with the index of its event; keys in order."""
        by_key: dict[str, list[tuple[int, Claim]]] = defaultdict(list)
        for index, visible in enumerate(self.events):
            for claim in visible.event.claims:
                by_key[claim.key].append((index, claim))
        return {key: tuple(by_key[key]) for key in sorted(by_key)}

    def prefers_nobody(self, key: str) -> bool:
        """Return whether the chronology declares that no version is preferred on a key (rule 9)."""
        return self._without_preference.fullmatch(key) is not None

    @cached_property
    def _without_preference(self) -> re.Pattern[str]:
        declared = self.history.declaration
        keys = declared.keys if declared else {}
        globs = [glob for glob, about in keys.items() if about.get("prefer") == "none"]
        return matcher(globs) if globs else re.compile("")

    @property
    def _everything(self) -> bool:
        return self.known is None and self.wanted is every_source

    def _present(self) -> Iterable[Record]:
        cited, present = self._cited(), set[str]()
        for record in self.history.records:
            if isinstance(record, Development):
                own = self._wanted_of(record.sources)
                counts = self._public(own + cited.get(record.id, ()), record, undated=own)
            elif isinstance(record, Citation):
                counts = self._sourced_act_counts(record)
            elif isinstance(record, Act):
                target = record.replaces if isinstance(record, Correction) else record.target
                counts = target in present and self._sourced_act_counts(record)
            else:
                counts = True
            if counts:
                present.add(record.id)
                yield record

    def _cited(self) -> dict[str, tuple[Source, ...]]:
        """Return the sources of citations that stand, by target; they can make a target public."""
        acts: list[Record] = []
        on_citations: set[str] = set()
        for record in self.history.records:
            if not isinstance(record, Act) or not self._sourced_act_counts(record):
                continue
            if isinstance(record, Citation) or record.target in on_citations:
                acts.append(record)
                on_citations.add(record.id)
        withdrawn = withdrawals(acts)
        cited: dict[str, tuple[Source, ...]] = {}
        for record in acts:
            if isinstance(record, Citation) and record.id not in withdrawn:
                more = self._wanted_of(record.sources)
                cited[record.target] = cited.get(record.target, ()) + more
        return cited

    def _sourced_act_counts(self, act: Act) -> bool:
        """Return whether an act counts: with sources once they are public, without any always."""
        if not act.sources:
            return True
        left = self._wanted_of(act.sources)
        return self._public(left, act, undated=left)

    def _public(
        self, sources: Sequence[Source], record: Record, *, undated: Sequence[Source]
    ) -> bool:
        """Return whether sources make a record public; without any date they do from `recorded`."""
        if not sources or self.known is None:
            return bool(sources)
        if any(self._before_known(source) for source in sources if source.published):
            return True
        dated = any(source.published for source in undated)
        return bool(undated) and not dated and record.recorded < self.known

    def _before_known(self, source: Source) -> bool:
        if source.published is None or self.known is None:
            return True
        return self.history.bounds(source.published).before <= self.known

    def _wanted_of(self, sources: tuple[Source, ...]) -> tuple[Source, ...]:
        return tuple(source for source in sources if self.wanted(source))

    def _counting(self, support: tuple[Source, ...]) -> tuple[Source, ...]:
        """Return the sources that are public, or all if none is.

        None can be where a correction without sources, which counts at once, names new ones.
        """
        if self._everything:
            return support
        left = self._wanted_of(support)
        return tuple(source for source in left if self._before_known(source)) or left

    def _own_end(self, event: Event, bounds: Bounds) -> Bounds | None:
        """Return when an event is over by its own date: no earlier than it began, and uncapped."""
        end = (own_end := event.occurred.own_end) and self.history.bounds(own_end)
        return Bounds(max(bounds.earliest, end.earliest), end.before) if end else None

    def _visible(self, version: Version, sources: tuple[Source, ...]) -> Visible:
        event = version.record.event
        bounds = capped(self.history.bounds(event.occurred), sources, self.history.zone)
        return Visible(
            id=version.development.id,
            position=version.development.position,
            version=version.record.id,
            event=event,
            bounds=bounds,
            own_end=self._own_end(event, bounds),
            sources=sources,
            basis=best(source.basis for source in sources),
        )
