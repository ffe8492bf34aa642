"""Links between developments that lie on a cycle, of what an append knows of a chronology."""

from collections.abc import Iterable, Iterator
from zoneinfo import ZoneInfo

from chrono.events.amended import Amended
from chrono.events.order import Order, capped, links_among


def links_on_cycles(linked: Iterable[Amended], zone: ZoneInfo) -> Iterator[tuple[str, str]]:
    """Yield the links on a cycle among developments: the ids of the earlier and the later one."""
    versions = [version for amended in linked for version in amended.supported()]
    events = [(version.development.id, version.record.event) for version in versions]
    bounds = [capped(v.record.event.occurred.bounds(zone), v.support, zone) for v in versions]
    void = Order.of(bounds, links_among(events)).void
    yield from ((events[earlier][0], events[later][0]) for earlier, later in void)
