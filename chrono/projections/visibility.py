"""Visibility: which events of a history count, in which version, resting on which sources.

DESIGN section 4, rules 1 and 10. What is recorded is decided by the history handed in; here it is
decided what was public, and what is left when some sources are put aside.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property

import attrs

from chrono.events.acts import Amendments, Version, withdrawals
from chrono.events.claims import Claim
from chrono.events.entries import Act, Citation, Correction, Development, Event, Record
from chrono.events.history import History
from chrono.events.order import Order, capped, links_among
from chrono.values.clocks import Bounds, Instant
from chrono.values.sources import Basis, Source, best, rank

Wanted = Callable[[Source], bool]


def every_source(_: Source) -> bool:
    """Keep every source."""
    return True


def wanted_sources(basis: Basis | None = None, without: Iterable[str] = ()) -> Wanted:
    """Keep sources of a basis or better, and none of some publishers or origins.

    Without arguments every source is kept.
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
    """One event as it counts: a version that stands, is public, and rests on some source.

    Attributes:
        id: The development's.
        position: The development's.
        version: The id of the entry that tells this version.
        event: What it says.
        bounds: When it happened, capped by its first publication unless it was scheduled.
        sources: What it rests on, as far as public.
        basis: The best of these.
    """

    id: str
    position: int
    version: str
    event: Event
    bounds: Bounds
    sources: tuple[Source, ...]
    basis: Basis


@attrs.frozen(slots=False, eq=False, repr=False)
class View:
    """A history as seen at one moment of the known clock, through some of its sources.

    Attributes:
        history: What was recorded.
        known: Until when sources count, exclusive; None for all.
        wanted: Which sources count.
    """

    history: History
    known: Instant | None = None
    wanted: Wanted = every_source

    @cached_property
    def events(self) -> tuple[Visible, ...]:
        """List the visible events in the order of the log."""
        return tuple(
            self._visible(version)
            for versions in self.amendments.versions.values()
            for version in versions
            if self._counting(version.support)
        )

    @cached_property
    def amendments(self) -> Amendments:
        """Decide which versions stand among the records that are present."""
        return Amendments.of(self.present)

    @cached_property
    def present(self) -> tuple[Record, ...]:
        """List the records that were public, in the order of the log, withdrawn or not."""
        return self.history.records if self._everything else tuple(self._present())

    @cached_property
    def order(self) -> Order:
        """Order the visible events by their places in `events`."""
        told = [(visible.id, visible.event) for visible in self.events]
        return Order.of([visible.bounds for visible in self.events], links_among(told))

    @cached_property
    def roots(self) -> Mapping[str, str]:
        """Name for each record that is present what it is about in the end; else itself."""
        found: dict[str, str] = {}
        for record in self.present:  # targets stand before the acts upon them
            target = record.target if isinstance(record, Act) else record.id
            found[record.id] = found.get(target, target)
        return found

    @cached_property
    def claims(self) -> Mapping[str, tuple[tuple[int, Claim], ...]]:
        """Index the claims of visible events by key, each with its event's place; keys in order."""
        found: dict[str, list[tuple[int, Claim]]] = defaultdict(list)
        for place, visible in enumerate(self.events):
            for claim in visible.event.claims:
                found[claim.key].append((place, claim))
        return {key: tuple(found[key]) for key in sorted(found)}

    @property
    def _everything(self) -> bool:
        return self.known is None and self.wanted is every_source

    def _present(self) -> Iterable[Record]:
        cited = self._cited()
        present: set[str] = set()
        for record in self.history.records:
            if isinstance(record, Development):
                own = self._wanted_of(record.sources)
                counts = self._public(own + cited.get(record.id, ()), record, undated=own)
            elif isinstance(record, Citation):
                counts = self._sourced_act_counts(record)
            elif isinstance(record, Act):
                meant = record.replaces if isinstance(record, Correction) else record.target
                counts = meant in present and self._sourced_act_counts(record)
            else:
                counts = True
            if counts:
                present.add(record.id)
                yield record

    def _cited(self) -> dict[str, tuple[Source, ...]]:
        """Collect what citations that stand add; these alone make their own target public."""
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
        """Say whether an act is news that is public by now; an editing slip of ours always is."""
        if not act.sources:
            return True
        left = self._wanted_of(act.sources)
        return self._public(left, act, undated=left)

    def _public(
        self, sources: Sequence[Source], record: Record, *, undated: Sequence[Source]
    ) -> bool:
        """Say whether sources make a record public; those without any date do, from `recorded`."""
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
        """Keep the sources that are public; all of them, where a slip replaced the list later."""
        if self._everything:
            return support
        left = self._wanted_of(support)
        return tuple(source for source in left if self._before_known(source)) or left

    def _visible(self, version: Version) -> Visible:
        event, sources = version.told.event, self._counting(version.support)
        return Visible(
            id=version.development.id,
            position=version.development.position,
            version=version.told.id,
            event=event,
            bounds=capped(self.history.bounds(event.occurred), sources, self.history.zone),
            sources=sources,
            basis=best(source.basis for source in sources),
        )
