"""The timeline of an affair, one event a row: when, what, what it says of keys, how it stands."""

from collections.abc import Iterator
from typing import Final

from chrono.cli.render.dates import date_in_words
from chrono.cli.render.layout import labelled
from chrono.cli.render.moments import heading
from chrono.cli.render.terminal import coloured, line, listed
from chrono.cli.render.values import value_in_words
from chrono.events.claims import Claim
from chrono.events.entries import Correction
from chrono.exports.words import claim_in_words
from chrono.queries.timeline import Timeline, TimelineRow
from chrono.state.as_of import AsOf
from chrono.state.standing import Standing

_DATE: Final = len("perhaps 17 Nov 2023")
"""Characters beside which an event stands; few dates are longer."""

_OF_EVENTS: Final = (Standing.STANDS, Standing.CORRECTED, Standing.WITHDRAWN)
"""Standings that need no word of their own: the acts of the event say them."""


def timeline_lines(timeline: Timeline, asof: AsOf) -> Iterator[str]:
    """Yield the moment, then each event with its date, what it says, and what was done to it."""
    zone = timeline.history.zone.key
    yield f"{line(timeline.history.chronology)} {heading(asof, zone)}"
    yield ""
    rows = (
        (date_in_words(row.visible.event.occurred, zone), *_cells(row)) for row in timeline.rows
    )
    yield from labelled(rows, _DATE)


def _cells(row: TimelineRow) -> Iterator[str]:
    """Yield the headline, each claim, the standing, the note, the acts, basis and id."""
    event = row.visible.event
    yield line(event.headline)
    yield from dict.fromkeys(_claim(claim) for claim in event.claims)  # some are alike in words
    if row.standing not in _OF_EVENTS:
        by = f" by {listed(row.rivals, row.rivals_count)}" if row.rivals else ""
        yield f"{coloured(row.standing)}{by}"
    if event.note:
        yield f"note: {line(event.note)}"
    for act in row.acts:
        made = Standing.CORRECTED if isinstance(act, Correction) else Standing.WITHDRAWN
        yield f"{coloured(made)} by {line(act.id)}: {line(act.reason)}"
    yield f"{row.visible.basis}  {line(row.visible.id)}"


def _claim(claim: Claim) -> str:
    """Return what a claim says of its key, in a few words."""
    pending = claim.op in ("announce", "lapse")
    said = claim.value is not None
    value = value_in_words(claim.value, claim.key, pending=pending) if said else ""
    return f"{line(claim.key)}: {claim_in_words(claim.op, value, coloured(Standing.PENDING))}"
