"""Strategies for tests: logs on a calendar of four days, with two values, three keys and sources.

A log is drawn as it is written. `rows_of` appends it, leaving out what the log refuses, and returns
what stands in it as plain rows: the stored body with ``position`` and ``recorded``. Rows can be
cut, shuffled and rewritten by hand, and `history_of_rows` reads them back without asking anybody.
"""

import json
from collections.abc import Iterable, Sequence
from itertools import product
from typing import Any

from hypothesis import strategies as st

from chrono.codec.codec import Codec
from chrono.errors import ChronoError
from chrono.events.entries import CITATION, CORRECTION, RETRACTION, Entry
from chrono.events.history import History
from chrono.kinds.catalogue import KINDS
from chrono.log.memory import MemoryLog
from chrono.queries.state import slot_body, state
from chrono.state.as_of import AsOf
from chrono.state.moments import Moment
from chrono.state.rule import World
from chrono.state.slot import Slot
from chrono.state.slots import slots as slots_in
from chrono.state.visibility import View, Wanted, every_source
from chrono.testing.drawn_claims import together
from chrono.testing.drawn_events import GENERIC, source
from chrono.testing.drawn_logs import OTHER_SOURCES, Item, written
from chrono.testing.short_lists import Wanted as Parts
from chrono.testing.short_lists import several
from chrono.values.clocks import Instant, parse_stamp, stamp
from tests import profiles
from tests.building import NOW, declaration, log_of

Row = dict[str, Any]
Rows = list[Row]

DAY = 86_400_000_000
FIRST_DAY = 1_704_067_200_000_000  # 2024-01-01T00:00:00Z
DAYS = ("2024-01-01", "2024-01-02", "2024-01-03", "2024-01-04")
ROLE, STEP, TEAM = KEYS = ("office/x", "step/y", "team/z")
"""Two keys with one value and a set."""

DATES = (
    *DAYS,
    *DAYS,
    "[2024-01-01..2024-01-02]",
    "[2024-01-01..2024-01-04]",
    "[2024-01-02..2024-01-03]",
    "[2024-01-02..2024-01-04]",
    "[2024-01-03..2024-01-04]",
    "[..2024-01-02]",
    "[2024-01-03..]",
    "2024-01",
    "2024-01-02T12:00",
    "2024-01-02~",
    "2024-01-01/2024-01-02",
    "2024-01-01/2024-01-03",
    "2024-01-02/2024-01-03",
    "2024-01-02/2024-01",
    "2024-01/2024-01-03",
    "2024-01-03/2024-01-04",
    "../2024-01-03",
)
PUBLISHED = (*DAYS, *DAYS, "2024-01-05", "2024-01", "2024", "2099", None)
PUBLISHERS = ("Gazette", "Herald", "Mirror")
BASES = ("filed", "reported", "reported", "rumoured")

CLAIMS: tuple[dict[str, Any], ...] = (
    *(
        claim
        for key in (ROLE, STEP)
        for claim in (
            {"set": key, "value": "A"},
            {"set": key, "value": "B"},
            {"end": key},
            {"announce": key, "value": "A"},
            {"announce": key, "value": "B"},
            {"lapse": key},
            {"lapse": key, "value": "A"},
        )
    ),
    {"add": TEAM, "value": "A"},
    {"add": TEAM, "value": "B"},
    {"drop": TEAM, "value": "A"},
    {"drop": TEAM, "value": "B"},
    {"set": TEAM, "value": ["A"]},
    {"set": TEAM, "value": ["B", "A"]},
    {"set": TEAM, "value": []},
    {"end": TEAM},
    {"announce": TEAM, "value": ["A", "B"]},
    {"announce": TEAM, "value": ["B", "A"]},
    {"lapse": TEAM, "value": ["A", "B"]},
)
ON_ONE_KEY = tuple(claim for claim in CLAIMS if ROLE in claim.values())
"""So few that claims meet in most logs."""

ON_ONE_SET = tuple(claim for claim in CLAIMS if TEAM in claim.values())

LIVE_CLAIMS = tuple(claim for claim in CLAIMS if not {"announce", "lapse"} & claim.keys())

NOON = tuple(FIRST_DAY + half * DAY // 2 for half in range(-1, 10))
"""Moments to ask about: every midnight and noon from the eve of the calendar to its morrow."""


examples = profiles.examples
"""How much a property tries: enough for quick, multiplied by the other profiles."""


def moments() -> st.SearchStrategy[int]:
    """Draw a moment on the calendar."""
    return st.sampled_from(NOON)


SOURCES = tuple(
    source(origin, published, basis, publisher)
    for publisher, basis, published, origin in product(
        PUBLISHERS, BASES, PUBLISHED, (None, None, "Agency")
    )
)
LINKS = tuple(product(("after", "after", "before", "contests", "contests"), range(6)))
"""What a link says, and the number of the event at its other end."""


def sources() -> st.SearchStrategy[Row]:
    """Draw a source."""
    return st.sampled_from(SOURCES)


_THERE = (False, *(True,) * 99)
"""Whether an item is there at all: seldom not, so that what fails shrinks to the items needed."""


def items(least: int, most: int, *parts: Parts) -> st.SearchStrategy[list[list[list[Any]]]]:
    """Draw a list of items, each of several lists, as `several` does: all at once, so quickly."""
    item = ((_THERE, 1, 1), *parts)
    drawn = several((range(least, most + 1), 1, 1), *item * most)
    return drawn.map(lambda lists: _items(lists, least, len(item)))


def _items(lists: list[list[Any]], least: int, width: int) -> list[list[list[Any]]]:
    ((count,), *rest) = lists
    cut = [rest[start : start + width] for start in range(0, count * width, width)]
    there = [item for (here,), *item in cut if here]
    return there if len(there) >= least else [item for _, *item in cut[:least]]


def drawn_events(claims: Sequence[Row] = CLAIMS) -> st.SearchStrategy[Row]:
    """Draw an event without id and links."""
    return several((DATES, 1, 1), (claims, 1, 2), (SOURCES, 1, 2)).map(lambda parts: _event(*parts))


def _event(occurred: list[str], claims: list[Row], rests_on: list[Row]) -> Row:
    event = {"kind": "development", "occurred": occurred[0], "headline": "drawn"}
    said = {"data": {"claims": together(claims)}, "sources": rests_on}
    return {**event, **said, "after": [], "before": [], "contests": []}


ACTS = (RETRACTION, RETRACTION, CORRECTION, OTHER_SOURCES, CITATION, CITATION)
EVENT = ((GENERIC, 0),)
ITEMS = (*EVENT * 70, *product(ACTS, range(10)))
"""What an item of a log is, and the number of what it is about; more than half are events."""


def logs(
    *,
    size: tuple[int, int] = (1, 6),
    acts: bool = True,
    contests: bool = True,
    cycles: bool = False,
    claims: Sequence[Row] = CLAIMS,
) -> st.SearchStrategy[Rows]:
    """Draw a log as it is written; links go to lower events, with cycles to any."""
    links = tuple(link for link in LINKS if contests or link[0] != "contests")
    parts = (claims, 1, 2), (SOURCES, 1, 2), (links, 0, 3)
    drawn = items(*size, (ITEMS if acts else EVENT, 1, 1), (SOURCES, 0, 1), (DATES, 1, 1), *parts)
    return drawn.map(lambda items: _log(map(_item, items), cycles=cycles))


def _item(drawn: list[Any]) -> Item:
    ((what, target),), rests_on, *event, links = drawn
    return what, _event(*event), target, rests_on, links


def _log(items: Iterable[Item], *, cycles: bool) -> Rows:
    log: Rows = []
    for row in written(items, log, cycles=cycles):
        log.append({"sources": [], **row})
    return log


_CODEC = Codec("test", KINDS)
_DECLARED = log_of().entries()


def rows_of(written: Iterable[Row]) -> Rows:
    """Append what was written, one by one, and return what the log took as rows."""
    return [
        {**entry.content, "position": entry.position, "recorded": parse_stamp(entry.recorded)}
        for entry in taken(written).entries()
    ]


def taken(written: Iterable[Row], zone: str = "UTC") -> MemoryLog:
    """Append what was written, one by one, and return the log, which may have refused some."""
    ticks = iter(range(1, 10**6))
    declared = _DECLARED if zone == "UTC" else log_of(zone=zone).entries()
    log = MemoryLog(declared, clock=lambda: Instant(NOW + next(ticks) * 1_000_000))
    for one in written:
        draft, faults = _CODEC.draft(one, "test")
        if draft is None:
            raise ValueError([str(fault) for fault in faults])
        try:
            log.append([draft])
        except ChronoError:
            continue
    return log


def rows_by_hand(written: Iterable[Row]) -> Rows:
    """Make rows of developments that the log might refuse, as for links on a cycle."""
    rows: Rows = []
    for number, one in enumerate((declaration(), *written)):
        claims = [_claim(claim) for claim in one["data"].get("claims", ())]
        made = {"position": number + 1, "recorded": NOW + number, "derived": {"claims": claims}}
        rows.append({**one, **made})
    return rows


def _claim(claim: Row) -> Row:
    op, key = next((op, claim[op]) for op in claim if op != "value")
    return {"op": op, "key": key, **({"value": claim["value"]} if "value" in claim else {})}


def history_of_rows(rows: Iterable[Row]) -> History:
    """Read rows as the history of a chronology, whatever stands in them."""
    return History.of("test", (_entry(row) for row in rows))


def _entry(row: Row) -> Entry:
    body = {name: value for name, value in row.items() if name not in ("position", "recorded")}
    return Entry(
        position=row["position"],
        chronology="test",
        id=row["id"],
        recorded=stamp(Instant(row["recorded"])),
        body=json.dumps(body),
        digest="",
        hash="",
    )


def slots_of(
    rows: Iterable[Row], at: int, known: int | None = None, wanted: Wanted = every_source
) -> dict[str, Row]:
    """Ask the engine for the state of rows, as slots by key."""
    return {slot.key: slot_body(slot) for slot in slots(rows, at, known, wanted)}


def states_of(rows: Iterable[Row], moments: Iterable[int], known: int | None) -> list[Any]:
    """Ask the engine for the states of rows at many moments, as `slots_of`, reading them once."""
    view = View(history_of_rows(rows), None if known is None else Instant(known))
    return [
        {slot.key: slot_body(slot) for slot in slots_in(World(view, Instant(at)))} for at in moments
    ]


def slots(
    rows: Iterable[Row], at: int, known: int | None = None, wanted: Wanted = every_source
) -> tuple[Slot, ...]:
    """Ask the engine for the state of rows, with all that it knows of each slot."""
    asof = AsOf(
        at=Moment("at", Instant(at)),
        known=None if known is None else Moment("known", Instant(known)),
        wanted=wanted,
    )
    return state(history_of_rows(rows), asof).slots


_SIDES = (True, False)


def candidates(slot: Row | None) -> dict[str, set[str]]:
    """List the values of a slot: those that hold, and those that hold or may hold.

    A value is its JSON; of the set, the member and whether it is in. Either side of a member in
    doubt may hold: the one that does not stand here holds by now.
    """
    live: set[str] = set()
    maybe: set[str] = set()
    if slot is None or slot["standing"] == "pending":
        return {"live": live, "all": live}
    if slot["key"] == TEAM:
        possible = [one["member"] for one in slot["possible"] if "member" in one]
        live |= {json.dumps([one, True]) for one in slot["value"] or ()}
        disputed = [one for one in slot["alternatives"] if "member" in one]
        live |= {json.dumps([one["member"], one["holds"]]) for one in disputed}
        maybe |= {json.dumps([one, side]) for one in possible for side in _SIDES}
    else:
        live |= {json.dumps(one["value"]) for one in slot["alternatives"]}
        live |= {json.dumps(slot["value"])} if slot["because"] else set()
        maybe |= {json.dumps(one["value"]) for one in slot["possible"]}
    return {"live": live, "all": live | maybe}


def targets(row: Row) -> set[str]:
    """Name what an act is about: its target, and the version that a correction replaces."""
    named = {row[field] for field in ("retracts", "corrects", "cites") if field in row}
    return named | ({row["derived"]["replaces"]} if row["kind"] == "correction" else set())


def without(rows: Rows, gone: Iterable[str]) -> Rows:
    """Delete entries from a log by hand, with the acts upon them."""
    deleted = set(gone)
    kept: Rows = []
    for row in rows:
        if row["id"] in deleted or targets(row) & deleted:
            deleted.add(row["id"])
        else:
            kept.append(row)
    return kept
