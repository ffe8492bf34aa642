"""Made-up events, and logs of them by size, which are made once and kept in a folder."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from chrono.codec.codec import Codec
from chrono.events.drafts import Draft
from chrono.kinds.catalogue import KINDS
from chrono.log.creation import create_log

AFFAIR = "bench"
KEY, DAY = "term/t0", "2015-06-30"
"""A key and a date at which every log has something to say."""

_DECLARED = {"id": "chronology", "kind": "chronology", "data": {"title": "b", "zone": "UTC"}}
_SMALL = 100
_FIRST, _SECONDS, _STEP = datetime(2010, 1, 1, tzinfo=UTC), 14 * 365 * 86_400, 1_000_003


def event(number: int, keys: int) -> dict[str, Any]:
    """Return the event of a number, from 0: a claim on one of some keys, at a second of its own.

    The events are spread over fourteen years, in no order; each is public a day later.
    """
    occurred = _FIRST + timedelta(seconds=number * _STEP % _SECONDS)
    published = (occurred + timedelta(days=1)).date().isoformat()
    return {
        "id": f"event-{number}", "kind": "development",
        "occurred": f"{occurred:%Y-%m-%dT%H:%M:%SZ}",
        "headline": "Something happens, and this says what it is in one line",
        "data": {"claims": [{"set": f"term/t{number % keys}", "value": str(number)}]},
        "sources": [{"publisher": "Paper", "published": published, "basis": "reported"}],
    }  # fmt: skip


def draft(written: dict[str, Any], affair: str = AFFAIR) -> Draft:
    """Return a mapping as a draft, checked as any that comes in."""
    made, _ = _codec(affair).draft(written, affair)
    if made is None:
        raise SystemExit(f"the made-up event {written['id']} has a fault")
    return made


@cache
def _codec(affair: str) -> Codec:
    return Codec(affair, KINDS)


def drafts(events: int, keys: int, affair: str = AFFAIR) -> Iterator[Draft]:
    """Yield a declaration and events."""
    yield draft(_DECLARED, affair)
    for number in range(events):
        yield draft(event(number, keys), affair)


def one_chronology(folder: Path, events: int, keys: int) -> Path:
    """Return the log of one chronology; it is made if it is not in the folder."""
    return _kept(folder / f"one-{events}-on-{keys}.db", drafts(events, keys))


def many_chronologies(folder: Path, events: int) -> Path:
    """Return the log of small chronologies, ``small-0`` and on, of a hundred events each."""
    small = (
        one
        for number in range(max(events // _SMALL, 1))
        for one in drafts(_SMALL, 10, f"small-{number}")
    )
    return _kept(folder / f"many-{events}.db", small)


def _kept(path: Path, made: Iterator[Draft]) -> Path:
    if not path.exists():
        print(f"making {path.name}")
        create_log(path, list(made))
    return path
