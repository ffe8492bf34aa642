"""Made-up events, and logs of them by size, which are made once and kept in a folder."""

import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import Any

from chrono.codec.codec import Codec
from chrono.events.drafts import Draft
from chrono.kinds.catalogue import KINDS
from chrono.log.contract import Part
from chrono.log.creation import create_log_of_parts

AFFAIR = "bench"
KEY, DAY = "term/t0", "2015-06-30"
"""A key and a date at which every log has something to say."""

SMALL = "small-0"
"""The first of many small chronologies."""

_DECLARED = {"id": "chronology", "kind": "chronology", "data": {"title": "b", "zone": "UTC"}}
_SMALL, _BATCH, _LATE = 100, 10_000, timedelta(days=2000)
_FIRST, _SECONDS, _STEP = datetime(2010, 1, 1, tzinfo=UTC), 14 * 365 * 86_400, 1_000_003


def event(number: int, keys: int) -> dict[str, Any]:
    """Return the event of a number, from 0: a claim on one of some keys, at a second of its own.

    The events are spread over fourteen years, in no order; each is public a day later.
    """
    return {
        "id": f"event-{number}", "kind": "development",
        "occurred": f"{_occurred(number):%Y-%m-%dT%H:%M:%SZ}",
        "headline": "Something happens, and this says what it is in one line",
        "data": {"claims": [{"set": f"term/t{number % keys}", "value": str(number)}]},
        "sources": [_source(_occurred(number) + timedelta(days=1))],
    }  # fmt: skip


def varied(events: int, keys: int) -> Iterator[dict[str, Any]]:
    """Yield so many events and acts: one in a hundred each of what makes a question dear.

    Those are events known years later, links, contests, corrections, retractions and citations.
    """
    for number in range(events):
        written, target = event(number, keys), f"event-{max(number - 50, 0)}"
        sort, act = number % 100 if number > _SMALL else 0, {"id": f"act-{number}"}
        if sort == 51:
            written["sources"] = [_source(_occurred(number) + _LATE)]
        elif sort == 52 and _occurred(number - 1) < _occurred(number):
            written["after"] = [f"event-{number - 1}"]
        elif sort == 53:  # one that contests nothing itself
            written["data"] = event(number - 50, keys)["data"]
            written["contests"] = [f"event-{number - 50}"]
        elif sort == 4:
            corrected = {**event(number - 50, keys), "headline": "It is told better"}
            del corrected["id"], corrected["sources"]
            written = {**act, "kind": "correction", "corrects": target, "reason": "told better"}
            written["event"] = corrected
        elif sort == 5:
            written = {**act, "kind": "retraction", "retracts": target, "reason": "refuted"}
        elif sort == 6:
            written = {**act, "kind": "citation", "cites": target}
            written["sources"] = [_source(_occurred(number), "Another paper")]
        yield written


def _occurred(number: int) -> datetime:
    return _FIRST + timedelta(seconds=number * _STEP % _SECONDS)


def _source(published: datetime, publisher: str = "Paper") -> dict[str, str]:
    day = published.date().isoformat()
    return {"publisher": publisher, "published": day, "basis": "reported"}


def draft(written: dict[str, Any], affair: str = AFFAIR) -> Draft:
    """Return a mapping as a draft, checked as any that comes in."""
    made, _ = _codec(affair).draft(written, affair)
    if made is None:
        raise SystemExit(f"the made-up event {written['id']} has a fault")
    return made


@lru_cache(maxsize=8)
def _codec(affair: str) -> Codec:
    return Codec(affair, KINDS)


def drafts(events: int, keys: int, affair: str = AFFAIR) -> Iterator[Draft]:
    """Yield a declaration and events."""
    yield draft(_DECLARED, affair)
    for number in range(events):
        yield draft(event(number, keys), affair)


def one_chronology(folder: Path, events: int, keys: int) -> Path:
    """Return the log of one chronology, `varied`; it is made if it is not in the folder."""
    return _kept(folder / f"one-{events}-on-{keys}.db", _all_sorts(events, keys))


def many_chronologies(folder: Path, events: int) -> Path:
    """Return the log of small chronologies, ``small-0`` and on, of a hundred events each."""
    small = (
        one
        for number in range(max(events // _SMALL, 1))
        for one in drafts(_SMALL, 10, f"small-{number}")
    )
    return _kept(folder / f"many-{events}.db", small)


def _all_sorts(events: int, keys: int) -> Iterator[Draft]:
    yield draft(_DECLARED)
    yield from map(draft, varied(events, keys))


def _kept(path: Path, made: Iterator[Draft]) -> Path:
    if path.exists():
        return path
    print(f"making {path.name}", file=sys.stderr, flush=True)
    create_log_of_parts(path, lambda _: _parts(made), None, lambda *_: None)
    return path


def _parts(made: Iterator[Draft]) -> Iterator[Part]:
    while batch := list(islice(made, _BATCH)):
        yield Part(batch)
