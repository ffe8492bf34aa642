"""The state by the letter of docs/state-rule.md, over plain rows: slow, and sharing no code.

A row is the body of an entry as written, with ``position`` and ``recorded``. Every sentence of the
rules is a function or a line here, in words as near to the text as code allows; what is looked for
is searched in everything each time. Only dates and canonical JSON are the engine's.
"""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from fnmatch import fnmatchcase
from itertools import product
from typing import Any
from zoneinfo import ZoneInfo

from chrono.values.canonical import canonical
from chrono.values.dates import Date

Row = dict[str, Any]
Wanted = Callable[[Row], bool]

HOME = ZoneInfo("UTC")
TARGETS = {"retraction": "retracts", "correction": "corrects", "citation": "cites"}
BEST_FIRST = ("filed", "announced", "reported", "alleged", "rumoured")


def naive_state(
    rows: Sequence[Row],
    at: int,
    known: int | None = None,
    wanted: Wanted = lambda _: True,
) -> dict[str, Row]:
    """Work out every slot at a moment, as JSON by key."""
    world = World(Visible(rows, known, wanted).events(), at)
    keys = {c["key"] for e in world.events if world.happened(e) for c in e["claims"]}
    slots = {key: _slot(world, key) for key in sorted(keys)}
    declared = [row["data"].get("keys", {}) for row in rows if row["kind"] == "chronology"][-1]
    nobody = [glob for glob, about in declared.items() if about.get("prefer") == "none"]
    for key, slot in slots.items():
        if slot is not None and any(fnmatchcase(key, glob) for glob in nobody):
            slot["preferred"] = None
    return {key: slot for key, slot in slots.items() if slot is not None}


def bounds(date: str) -> tuple[int, int]:
    """Read a date as the first instant it may mean, and the first that it may not."""
    found = Date.parse(date).bounds(HOME)
    return found.earliest, found.before


def own_end(date: str, earliest: int) -> Row | None:
    """Read the known end of a date with a known start, like the date of an event; else None."""
    start, _, end = date.partition("/")
    if start in ("", "..") or end in ("", ".."):
        return None
    first, before = bounds(end)
    return {"occurred": end, "earliest": max(first, earliest), "before": before}


# Rule 1 and rule 10: what is visible.


class Visible:
    """What counts of some rows, at a moment of the known clock and through some sources."""

    def __init__(self, rows: Sequence[Row], known: int | None, wanted: Wanted) -> None:
        self.rows = {row["id"]: row for row in rows if row["kind"] != "chronology"}
        self.known = known
        self.wanted = wanted

    def events(self) -> list[Row]:
        """List the visible events, each version that stands as one."""
        return [
            event
            for row in self.rows.values()
            if row["kind"] not in TARGETS and self.counts(row) and not self.withdrawn(row)
            for version in self.versions(row)
            for event in self.event(row, version)
        ]

    def acts(self, kind: str, on: Row) -> list[Row]:
        """List the acts of one kind upon a row, whatever became of them."""
        acts = [row for row in self.rows.values() if row["kind"] == kind]
        return [row for row in acts if row[TARGETS[kind]] == on["id"]]

    def left(self, sources: Sequence[Row]) -> list[Row]:
        """As if the other sources had never been."""
        return [source for source in sources if self.wanted(source)]

    def is_published(self, source: Row) -> bool:
        """Say whether it is; a day, a month or a year is public at its end."""
        return self.known is None or bounds(source["published"])[1] <= self.known

    def public(self, sources: Sequence[Row], row: Row) -> bool:
        """Say whether one of the sources is published; without a date, once recorded."""
        if not any("published" in source for source in sources):
            return bool(sources) and (self.known is None or row["recorded"] < self.known)
        return any(self.is_published(source) for source in sources if "published" in source)

    def counts(self, row: Row) -> bool:
        """Say whether a row was public, whatever became of it since."""
        sources = row.get("sources", [])
        if row["kind"] not in TARGETS:
            own = self.left(sources)
            if own and self.public(own, row):
                return True
            cited = [s for c in self.citations(row) for s in self.left(c["sources"])]
            return bool(cited)
        if sources and not (self.left(sources) and self.public(self.left(sources), row)):
            return False
        if row["kind"] == "citation":
            return True  # it makes its own target public
        meant = row["derived"]["replaces"] if row["kind"] == "correction" else row["retracts"]
        return self.counts(self.rows[meant])

    def withdrawn(self, row: Row) -> bool:
        """Say whether a retraction that is not withdrawn itself withdraws it."""
        return any(
            self.counts(act) and not self.withdrawn(act) for act in self.acts("retraction", row)
        )

    def stand(self, kind: str, on: Row) -> list[Row]:
        """List the acts of one kind upon a row that count and are not withdrawn."""
        return [a for a in self.acts(kind, on) if self.counts(a) and not self.withdrawn(a)]

    def citations(self, row: Row) -> list[Row]:
        """List the citations of a development that stand."""
        return self.stand("citation", row)

    def versions(self, row: Row) -> list[Row]:
        """List the versions that stand: those that no standing correction replaced."""
        corrections = self.stand("correction", row)
        replaced = set()
        for correction in corrections:
            meant = self.rows[correction["derived"]["replaces"]]
            replaced.add(meant["id"])
            while meant["kind"] == "correction":
                meant = self.rows[meant["derived"]["replaces"]]
                replaced.add(meant["id"])
        return [version for version in (row, *corrections) if version["id"] not in replaced]

    def support(self, version: Row) -> list[Row]:
        """List what a version rests on by itself; left out, what the replaced one did."""
        if version["kind"] != "correction":
            return version["sources"]
        own = version["event"].get("sources", [])
        if not own:
            own = self.support(self.rows[version["derived"]["replaces"]])
        return [*own, *version.get("sources", [])]

    def event(self, row: Row, version: Row) -> list[Row]:
        """Say what a version says, dated and sourced; nothing, if no source is left."""
        support = [*self.support(version), *(s for c in self.citations(row) for s in c["sources"])]
        left = self.left(support)
        public = [s for s in left if "published" not in s or self.is_published(s)]
        sources = public or left
        if not sources:
            return []
        told = version["event"] if version["kind"] == "correction" else row
        earliest, before = bounds(told["occurred"])
        reported = [bounds(s["published"])[1] for s in sources if "published" in s]
        before = min([before, *(end for end in reported if end > earliest)])
        return [
            {
                "id": row["id"],
                "version": version["id"],
                "occurred": told["occurred"],
                "earliest": earliest,
                "before": before,
                "own_end": own_end(told["occurred"], earliest),
                "claims": version["derived"].get("claims", []) if "derived" in version else [],
                "after": told.get("after", []),
                "links_before": told.get("before", []),
                "contests": told.get("contests", []),
                "sources": sources,
                "basis": min((s["basis"] for s in sources), key=BEST_FIRST.index),
            }
        ]


# Rules 2 and 3: what has happened, and what surely came later.


class World:
    """The visible events, what came before what, and what has happened at a moment."""

    def __init__(self, events: list[Row], at: int) -> None:
        self.events = events
        self.at = at
        names = [event["version"] for event in events]
        links = set()
        for one, other in product(events, events):
            if other["id"] in one["after"]:
                links.add((other["version"], one["version"]))
            if other["id"] in one["links_before"]:
                links.add((one["version"], other["version"]))
        dates = {
            (one["version"], other["version"])
            for one, other in product(events, events)
            if one["before"] <= other["earliest"]
        }
        # Only events that are linked with each other can void each other's links.
        together = _closed(names, links | {(other, one) for one, other in links})
        any_way = _closed(names, links | (dates & together))
        self.void = {(one, other) for one, other in links if (other, one) in any_way}
        self.direct = links - self.void
        self.linked = _closed(names, self.direct)
        self.later = _closed(names, self.direct | dates)

    def dominates(self, d: Row, c: Row) -> bool:
        """Say whether its event reaches *c*'s by steps of dates and of links."""
        return (c["version"], d["version"]) in self.later

    def is_linked_after(self, later: Row, earlier: Row) -> bool:
        """Say whether links lead from the one to the other."""
        return (earlier["version"], later["version"]) in self.linked

    def replaces(self, d: Row, c: Row) -> bool:
        """Say whether it says ``after`` c itself, from either side, and does not contest it."""
        return (c["version"], d["version"]) in self.direct and not self.contest(d, c)

    def starts_after(self, event: Row, instant: int) -> bool:
        """Say whether it surely happened after an instant, by its date or by one before it."""
        return event["earliest"] >= instant or any(
            other["earliest"] >= instant
            for other in self.events
            if self.is_linked_after(event, other)
        )

    def certain(self, event: Row) -> bool:
        """Say whether its ``before`` ≤ at, or an event linked after it has certainly happened."""
        return event["before"] <= self.at or any(
            other["before"] <= self.at
            for other in self.events
            if self.is_linked_after(other, event)
        )

    def possibly(self, event: Row) -> bool:
        """Say whether ``earliest`` < at for it and for every event that it is linked after."""
        return event["earliest"] < self.at and all(
            other["earliest"] < self.at
            for other in self.events
            if self.is_linked_after(event, other)
        )

    def happened(self, event: Row) -> bool:
        """Say whether it has, certainly or possibly."""
        return self.certain(event) or self.possibly(event)

    def contest(self, one: Row, other: Row) -> bool:
        """Say whether they do, in either direction; rival versions of one development do."""
        if one["id"] == other["id"]:
            return one["version"] != other["version"]
        return other["id"] in one["contests"] or one["id"] in other["contests"]


def _closed(names: Sequence[str], steps: set[tuple[str, str]]) -> set[tuple[str, str]]:
    closed = set(steps)
    for middle, one, other in product(names, names, names):
        if (one, middle) in closed and (middle, other) in closed:
            closed.add((one, other))
    return closed


# Rules 4, 8 and 11: what is live, and on what it rests. A claim here is an event and what it says
# of a value or of a member: at first, and once it is over by its own end.

Claims = list[tuple[Row, Any, Any]]
Word = tuple[Row, Any, bool]
"""An event, what it says of a value or of a member, and whether it does so by its own end."""


def _claimed(event: Row, claim: Row, first: Any, *, nothing: Any) -> tuple[Row, Any, Any]:
    """Say what a claim says, and what once it is over: the same, if it has no end of its own."""
    over = event["own_end"] and claim["op"] in ("set", "add")
    return event, first, nothing if over else first


def _unbeaten(world: World, claims: Claims) -> Claims:
    certain = [claim for claim in claims if world.certain(claim[0])]

    def beaten(c: Row) -> bool:
        return any(
            world.dominates(d, c)
            and (
                world.replaces(d, c)
                or not any(world.contest(x, d) and not world.dominates(x, c) for x, _, _ in certain)
            )
            for d, _, _ in certain
        )

    return [claim for claim in certain if not beaten(claim[0])]


def _is_over(world: World, claim: tuple[Row, Any, Any]) -> bool:
    event, first, last = claim
    return not _same(first, last) and event["own_end"]["before"] <= world.at


def _live(world: World, claims: Claims) -> list[Word]:
    """List what is said by the claims that nothing beats: by what is over, its end."""
    return [
        (claim[0], claim[2] if _is_over(world, claim) else claim[1], _is_over(world, claim))
        for claim in _unbeaten(world, claims)
    ]


def _possible(world: World, claims: Claims) -> list[Word]:
    """List what may be said: by events that may have happened, and by ends that may have come."""
    maybe = [c for c in claims if not world.certain(c[0]) and world.possibly(c[0])]
    ending = [
        (event, last, True)
        for event, first, last in (*_unbeaten(world, claims), *maybe)
        if not _same(first, last)
        and event["own_end"]["earliest"] < world.at < event["own_end"]["before"]
    ]
    return [*((event, first, False) for event, first, _ in maybe), *ending]


def _words(world: World, claims: Claims) -> list[Word]:
    """List all that was surely said, an end only if it came while its claim was live."""
    certain = [claim for claim in claims if world.certain(claim[0])]
    live = [event for event, _, _ in _unbeaten(world, claims)]

    def came(claim: tuple[Row, Any, Any]) -> bool:
        event = claim[0]
        return _is_over(world, claim) and (
            event in live
            or all(
                world.starts_after(d, event["own_end"]["before"])
                for d, _, _ in certain
                if world.dominates(d, event)
            )
        )

    return [
        *((event, first, False) for event, first, _ in certain),
        *((claim[0], claim[2], True) for claim in certain if came(claim)),
    ]


def _rests_on(world: World, claims: Claims, value: Any) -> list[Word]:
    """List the live words of a value, and those below with no other value between."""
    live = [word for word in _live(world, claims) if _same(word[1], value)]
    words = _words(world, claims)

    def later(one: Word, other: Word) -> bool:
        if one[0] is other[0]:
            return one[2] and not other[2]
        return world.dominates(one[0], other[0])

    others = [word for word in words if not _same(word[1], value)]
    below = [
        word
        for word in words
        if _same(word[1], value)
        and any(
            later(top, word) and not any(later(top, y) and later(y, word) for y in others)
            for top in live
        )
    ]
    return [*live, *(word for word in below if word not in live)]


def _same(one: Any, other: Any) -> bool:
    return canonical(one) == canonical(other)


def _distinct(words: list[Word]) -> list[Any]:
    return list({canonical(value): value for _, value, _ in words}.values())


def _date(word: Word) -> Row:
    """Say from when a word counts: the date of its event, or its own end."""
    event, _, over = word
    if event["own_end"] is None:
        return event
    start, _, _ = event["occurred"].partition("/")
    return {**event, **(event["own_end"] if over else {"occurred": start})}


def _by_date(word: Word) -> tuple[int, int, str, str, str]:
    date, (event, value, _) = _date(word), word
    spelt = str(Date.parse(event["occurred"]))
    return date["before"], date["earliest"], event["id"], spelt, canonical(value)


def _evidence(words: Sequence[Word]) -> Row:
    ordered = sorted(words, key=_by_date)
    return {
        "since": _since(_date(ordered[0])),
        "because": list(dict.fromkeys(event["id"] for event, _, _ in ordered)),
        "basis": min((event["basis"] for event, _, _ in words), key=BEST_FIRST.index),
    }


def _since(event: Row) -> Row:
    edges = {name: _iso(event[name]) for name in ("earliest", "before")}
    return {"edtf": str(Date.parse(event["occurred"])), **edges}


def _iso(instant: int) -> str | None:
    try:
        moment = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=instant)
    except OverflowError:
        return None
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


# Rules 4 to 6, 9 and 11: slots.

NOTHING: Row = {
    "value": None,
    "since": None,
    "because": [],
    "basis": None,
    "alternatives": [],
    "preferred": None,
    "possible": [],
    "pending": [],
}


def _slot(world: World, key: str) -> Row | None:
    visible = [(e, c) for e in world.events for c in e["claims"] if c["key"] == key]
    said = [(event, claim) for event, claim in visible if world.happened(event)]
    pending = _pending(world, said)
    is_set = any(
        claim["op"] in ("add", "drop") or isinstance(claim.get("value"), list)
        for _, claim in visible
    )
    live_side = [(e, c) for e, c in said if c["op"] in ("set", "end", "add", "drop")]
    slot = _of_set(world, live_side) if is_set else _single(world, live_side)
    if slot is None and not pending:
        return None
    return {**NOTHING, "standing": "pending", **(slot or {}), "key": key, "pending": pending}


def _single(world: World, said: list[tuple[Row, Row]]) -> Row | None:
    claims = [_claimed(event, claim, claim.get("value"), nothing=None) for event, claim in said]
    live = _distinct(_live(world, claims))
    found = [{"value": value, **_evidence(_rests_on(world, claims, value))} for value in live]
    maybe = _possible(world, claims)
    possible = [
        {"value": value, **_evidence([word for word in maybe if _same(word[1], value)])}
        for value in _distinct(maybe)
        if not any(_same(value, held) for held in live)
    ]
    if len(live) > 1:
        return {
            "standing": "disputed",
            "alternatives": found,
            "possible": possible,
            "preferred": _preferred(world, claims),
        }
    if not live:
        return {"standing": "possible", "possible": possible} if possible else None
    standing = "possible" if possible else "ended" if live[0] is None else "holds"
    return {"standing": standing, **found[0], "possible": possible}


def _preferred(world: World, claims: Claims) -> Row | None:
    """Better basis, then more independent origins, else nobody; nor where one is later."""
    live = _live(world, claims)
    if any(
        world.dominates(one[0], other[0]) and not _same(one[1], other[1])
        for one, other in product(live, live)
    ):
        return None
    sides = [(value, _rests_on(world, claims, value)) for value in _distinct(live)]

    def basis(side: tuple[Any, list[Word]]) -> int:
        return min(BEST_FIRST.index(event["basis"]) for event, _, _ in side[1])

    def origins(side: tuple[Any, list[Word]]) -> int:
        sources = [source for event, _, _ in side[1] for source in event["sources"]]
        return len({source.get("origin") or source["publisher"] for source in sources})

    best = [side for side in sides if basis(side) == min(map(basis, sides))]
    if len(best) == 1:
        return {"value": best[0][0], "reason": "basis"}
    most = [side for side in best if origins(side) == max(map(origins, best))]
    return {"value": most[0][0], "reason": "origins"} if len(most) == 1 else None


def _of_set(world: World, said: list[tuple[Row, Row]]) -> Row | None:
    """One yes/no question a member; ``set`` and ``end`` speak for every member at once."""
    members = {canonical(m): m for _, claim in said for m in _named(claim)}
    value, alternatives, possible, rest, starts, sides = [], [], [], [], [], []
    for member in (members[spelt] for spelt in sorted(members)):
        claims = [
            _claimed(event, claim, claim["op"] != "drop" and named, nothing=False)
            for event, claim in said
            for named in [any(_same(member, m) for m in _named(claim))]
            if claim["op"] in ("set", "end") or named
        ]
        live = _distinct(_live(world, claims))
        maybe = _possible(world, claims)
        evidence = {holds: _evidence(_rests_on(world, claims, holds)) for holds in live}
        possible += [
            {
                "member": member,
                "holds": holds,
                **_evidence([word for word in maybe if word[1] == holds]),
            }
            for holds in _distinct(maybe)
            if holds not in (live or [False])
        ]
        if len(live) > 1:
            alternatives += [{"member": member, "holds": h, **evidence[h]} for h in live]
            sides.append((member, _preferred(world, claims)))
        elif live:
            rest += _live(world, claims)
            starts.append(min(_rests_on(world, claims, live[0]), key=_by_date))
            value += [member] if live[0] else []
    if not (rest or alternatives or possible):
        claims = [_claimed(event, claim, claim.get("value"), nothing=None) for event, claim in said]
        everything = _live(world, claims)
        if not everything:
            return None
        return {"standing": "ended", "value": [], **_evidence(everything)}
    standing = "disputed" if alternatives else "possible" if possible else ""
    slot = {
        "standing": standing or ("holds" if value else "ended"),
        "value": value,
        "alternatives": alternatives,
        "possible": possible,
        "preferred": _preferred_list(value, sides),
    }
    if not rest:
        return slot
    # The list as a whole holds since the latest of the changes that made it.
    latest = max(map(_date, starts), key=lambda date: (date["before"], date["earliest"]))
    return {**slot, **_evidence(rest), "since": _since(latest)}


def _preferred_list(sure: list[Any], sides: list[tuple[Any, Row | None]]) -> Row | None:
    if not sides or any(side is None for _, side in sides):
        return None
    chosen = [(member, side) for member, side in sides if side is not None]
    reasons = {side["reason"] for _, side in chosen}
    value = sorted(sure + [m for m, side in chosen if side["value"]], key=canonical)
    return {"value": value, "reason": "basis" if reasons == {"basis"} else "origins"}


def _named(claim: Row) -> list[Any]:
    value = claim.get("value")
    return [] if claim["op"] == "end" else value if isinstance(value, list) else [value]


def _pending(world: World, said: list[tuple[Row, Row]]) -> list[Row]:
    """Announced, and not cleared by a certain, surely later claim that does not contest it."""
    certain = [(event, claim) for event, claim in said if world.certain(event)]
    groups: dict[str, list[Word]] = {}
    for announced, claim in certain:
        if claim["op"] != "announce":
            continue
        cleared = any(
            world.dominates(later, announced)
            and not world.contest(later, announced)
            and (
                other["op"] == "announce"
                or (other["op"] == "lapse" and "value" not in other)
                or (
                    other["op"] in ("set", "lapse")
                    and _unordered(other["value"]) == _unordered(claim["value"])
                )
            )
            for later, other in certain
        )
        if not cleared:
            value = claim["value"]
            groups.setdefault(_unordered(value), []).append((announced, value, False))
    return [{"value": min(group, key=_by_date)[1], **_evidence(group)} for group in groups.values()]


def _unordered(value: Any) -> str:
    if isinstance(value, list):
        return canonical(sorted(value, key=canonical))
    return canonical(value)
