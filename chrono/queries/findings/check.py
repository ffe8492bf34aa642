"""What is doubtful in a chronology, and what an editor should look at: findings, not errors.

A chronology is judged part by part, so that few of its events are held at once; each finding comes
with its place, by which those of all parts are told in one order.
"""

from collections.abc import Callable, Iterator
from operator import itemgetter

from chrono.events.entries import Declaration
from chrono.events.history import History
from chrono.events.key_use import of_both_sorts
from chrono.queries.findings.doubts import near_names_in, repeated, used_names
from chrono.queries.findings.finding import Finding, Placed, Sort
from chrono.queries.findings.independence import Independence, independence
from chrono.queries.findings.of_events import OfEvents
from chrono.queries.findings.of_keys import OfKeys
from chrono.queries.findings.of_records import OfRecords
from chrono.queries.findings.parts import Parts, Whole, claims_in, numbers
from chrono.queries.findings.repeats import repeats_by_date
from chrono.queries.findings.stale import Stale
from chrono.state.rule import World
from chrono.state.visibility import View
from chrono.values.clocks import END, Instant


def findings(history: History) -> tuple[Finding, ...]:
    """Return what is doubtful, by code and then in the order of the log; empty if nothing is."""
    told = doubtful(View(history), END)
    return tuple(each.finding for each in told if each.sort <= Sort.WITHOUT_END)


def lint(history: History, now: Instant) -> tuple[Finding, ...]:
    """Return what to look at besides, by code and then in the order of the log; empty if nothing.

    Args:
        history: What was recorded.
        now: When what is stale is judged.
    """
    told = doubtful(View(history), now)
    return tuple(each.finding for each in told if each.sort > Sort.WITHOUT_END)


def doubtful(view: View, now: Instant) -> list[Placed]:
    """Return what is doubtful, and what is worth a look, in order.

    Args:
        view: A history, without a filter.
        now: When what is stale is judged.
    """
    judged, records = Judged(Whole(view), now), OfRecords(view.history)
    found = [*judged.of_keys()]
    for record in view.history.records:
        found += records.take(record)
    return in_order([*found, *judged.of_events(records)])


def in_order(found: list[Placed]) -> list[Placed]:
    """Return findings of one chronology in the order in which they are told."""
    return sorted(found, key=itemgetter(0, 2, 3, 4))  # which keeps those of one place as they are


class Judged:
    """What is doubtful in a chronology; of one sort and place it comes in order.

    Args:
        parts: The chronology, without a filter.
        now: When it is judged what is stale, and how what holds is supported.
        supported: Is called with how what holds on some keys is supported, in their order.

    Attributes:
        of_both_sorts: The keys on which not all claims go together, once `of_keys` is through.
    """

    def __init__(
        self,
        parts: Parts,
        now: Instant,
        supported: Callable[[Independence], object] | None = None,
    ) -> None:
        self._parts = parts
        self._now = now
        self._supported = supported
        self.of_both_sorts: set[str] = set()

    def of_keys(self) -> Iterator[Placed]:
        """Yield what is doubtful of claims on keys, and learn on which not all go together."""
        keys, stale, declared = OfKeys(), Stale(), self._parts.declared.records
        declarations = [each.keys for each in declared if isinstance(each, Declaration)]
        for some, view in self._parts.by_key():
            those = frozenset(some)
            told = (each for each in claims_in(view.history) if each.key in those)
            self.of_both_sorts |= of_both_sorts(told, declarations)
            yield from keys.take(World(view, END), some)
            now = World(view, self._now)
            yield from stale.take(now, some)
            if self._supported is not None:
                self._supported(independence(now, some))
        yield from stale.stale()

    def of_events(self, records: OfRecords) -> Iterator[Placed]:
        """Yield what is doubtful of events, once all records were taken."""
        yield from _of_links(self._parts)
        yield from _of_versions(self._parts)
        yield from _of_events(self._parts, records)


def _of_links(parts: Parts) -> Iterator[Placed]:
    for view in parts.linked():
        if not view.order.void:
            continue
        places = numbers(view.events)
        for one, other in view.order.void:
            earlier, later = view.events[one].id, view.events[other].id
            finding = Finding(
                "void-link",
                later,
                f"it is linked after {earlier}, but by the dates, or by other links, it "
                "came before; the link is void until one of them is corrected",
                others=(earlier,),
            )
            yield Placed(Sort.VOID_LINK, finding, places[one], places[other])


def _of_versions(parts: Parts) -> Iterator[Placed]:
    for view in parts.amended():
        for root, versions in view.amendments.versions.items():
            if len(versions) > 1:
                ids = tuple(version.record.id for version in versions)
                finding = Finding(
                    "two-versions",
                    root,
                    f"two versions stand, by {', '.join(ids)}; retract or correct one",
                    others=ids,
                )
                yield Placed(Sort.TWO_VERSIONS, finding)


def _of_events(parts: Parts, records: OfRecords) -> Iterator[Placed]:
    events, names = OfEvents(parts.declared, records.late), used_names(parts.declared, parts.rows)
    for number, visible, repeat in repeats_by_date(parts.by_date()):
        yield from events.of(number, visible)
        names.take(number, visible)
        if repeat is not None:
            yield Placed(Sort.REPEAT, repeated(repeat), number)
    for finding in near_names_in(names):
        yield Placed(Sort.NEAR_NAME, finding)
