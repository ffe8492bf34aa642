"""Building histories for tests: events as short as a test needs, through the real codec and log."""

from collections.abc import Sequence
from typing import Any

from chrono.codec.codec import Codec
from chrono.events.drafts import Draft
from chrono.events.history import History
from chrono.kinds.catalogue import KINDS
from chrono.log.memory import MemoryLog
from chrono.queries.state import State, state
from chrono.state.as_of import AsOf
from chrono.state.moments import moment
from chrono.state.visibility import every_source, wanted_sources
from chrono.values.clocks import Instant

NOW = Instant(1_795_000_000_000_000)
"""A moment late in 2026, for what asks for the time."""

TAKEN_BEFORE = {"recorded": "2020-01-01T00:00:00.000000Z"}
"""What marks an event as taken by an earlier release, which took text that none takes today."""


def declaration(zone: str = "UTC", **data: Any) -> dict[str, Any]:
    """Declare the chronology of a test."""
    about = {"title": "test", "zone": zone, **data}
    return {"id": "chronology", "kind": "chronology", "data": about}


def source(published: str | None = "2099", basis: str = "reported", **more: Any) -> dict[str, Any]:
    """Make a source; published long after everything, so that it caps no date."""
    fields = {"publisher": "Paper", "basis": basis, "url": "https://example.org/", **more}
    return {**fields, "published": published} if published else fields


def event(given: str, occurred: str, *claims: dict[str, Any], **more: Any) -> dict[str, Any]:
    """Make a development that lists its claims."""
    return {
        "id": given,
        "kind": "development",
        "occurred": occurred,
        "headline": given,
        "data": {"claims": list(claims)} if claims else {},
        "sources": [source()],
        **more,
    }


def drafts(*written: dict[str, Any]) -> list[Draft]:
    """Read written events as JSON, refusing faults."""
    codec = Codec("test", KINDS)
    made = []
    for one in written:
        draft, faults = codec.draft(one, "test")
        if draft is None:
            raise ValueError([str(fault) for fault in faults])
        made.append(draft)
    return made


def log_of(*written: dict[str, Any], zone: str = "UTC", **data: Any) -> MemoryLog:
    """Append a declaration and written events, one append each."""
    ticks = iter(range(10**6))
    log = MemoryLog(clock=lambda: Instant(NOW + next(ticks) * 1_000_000))
    for draft in drafts(declaration(zone, **data), *written):
        log.append([draft])
    return log


def history_of(*written: dict[str, Any], zone: str = "UTC", **data: Any) -> History:
    """Read the history of a declaration and written events."""
    return History.of("test", log_of(*written, zone=zone, **data).entries())


def state_at(
    history: History,
    at: str,
    *,
    known: str | None = None,
    basis: Any = None,
    without: Sequence[str] = (),
) -> State:
    """Ask for the whole state, as of dates as a user writes them."""
    return state(
        history,
        AsOf(
            at=moment(at, history, NOW),
            known=moment(known, history, NOW) if known else None,
            wanted=wanted_sources(basis, without) if basis or without else every_source,
        ),
    )


def slot(history: History, key: str, at: str, **asof: Any) -> dict[str, Any] | None:
    """Ask for one key; the slot as JSON, or None."""
    found = state_at(history, at, **asof)
    slots = found.body(0, "")["state"]
    return next((one for one in slots if one["key"] == key), None)
