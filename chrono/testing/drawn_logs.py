"""Logs: events that link to each other and contest each other, and acts upon acts."""

import contextlib
from collections.abc import Iterable, Iterator, Sequence
from itertools import product
from typing import Any, Final, TypedDict, Unpack

from hypothesis import strategies as st

from chrono.codec.codec import Codec
from chrono.errors import ChronoError
from chrono.events.entries import ACTS, CITATION, CORRECTION, RETRACTION
from chrono.events.history import History
from chrono.testing.calendar import CALENDAR
from chrono.testing.drawn_claims import Written
from chrono.testing.drawn_events import GENERIC, events, every_source, source
from chrono.testing.growing import CHRONOLOGY, Growing, Kinds, codec_of
from chrono.testing.short_lists import several

_LINKS: Final = ("after", "before")
_MOST_LINKS: Final = 2
OTHER_SOURCES: Final = f"{CORRECTION} by other sources"
_ACTS: Final = (RETRACTION, CORRECTION, OTHER_SOURCES, CITATION)
_DATED: Final = source(None, "2024-01-01", "reported", "Herald")
_SPARE: Final = 3
"""So many more items are drawn than wanted, since the log may refuse some."""

Item = tuple[str, Written, int, list[Written], list[tuple[str, int]]]
"""What an entry is, an event, the number of a target, sources of an act, and links to others."""


class Wanted(TypedDict, total=False):
    """What a drawn log contains; the default of each is given last.

    Attributes:
        acts: Whether there are retractions, corrections and citations, also of each other; yes.
        links: Whether events say after or before which others they came; yes.
        contests: Whether events contest others; yes.
        kinds: The kinds of the events, as for `events`; the generic one.
        claims: The claims of an event of the generic kind; anything of `claims`.
        calendar: The days that dates are about; the first four of 2024.
        texts: The values of text fields of other kinds.
    """

    acts: bool
    links: bool
    contests: bool
    kinds: Kinds
    claims: st.SearchStrategy[Written] | None
    calendar: Sequence[str]
    texts: Iterable[str]


def logs(
    min_size: int = 1, max_size: int = 6, **wanted: Unpack[Wanted]
) -> st.SearchStrategy[list[Written]]:
    """Draw a log as a list of written entries, each as one line of JSONL.

    The order does not depend on dates; ids are e1, e2 and so on. The log accepts each entry after
    those before it.

    Args:
        min_size: At least so many entries.
        max_size: At most so many.
        wanted: What it contains.

    Raises:
        UnknownKind, CannotDraw: As for `events`.
    """
    return growing(min_size, max_size, **wanted).map(lambda log: log.taken)


def histories(
    min_size: int = 1, max_size: int = 6, **wanted: Unpack[Wanted]
) -> st.SearchStrategy[History]:
    """Draw a log as chrono reads it, to ask it questions; the arguments are those of `logs`.

    Its first record is the declaration of the chronology, whose home zone is UTC.
    """
    drawn = growing(min_size, max_size, **wanted)
    return drawn.map(lambda log: History.of(CHRONOLOGY, log.entries))


def growing(
    min_size: int = 1, max_size: int = 6, **wanted: Unpack[Wanted]
) -> st.SearchStrategy[Growing]:
    """Draw a log that can grow on."""
    kinds = wanted.get("kinds", (GENERIC,))
    acts = _ACTS if wanted.get("acts", True) else ()
    links = _LINKS if wanted.get("links", True) else ()
    contests = ("contests",) if wanted.get("contests", True) else ()
    calendar = wanted.get("calendar", CALENDAR)
    about: dict[str, Any] = {n: v for n, v in wanted.items() if n in ("claims", "texts")}
    ends = tuple(product((*links, *contests), range(max_size + 1)))
    rest = several(
        ((*(GENERIC,) * 4, *acts), 1, 1),
        (range(max_size + 1), 1, 1),
        (every_source(calendar), 0, 1),
        (ends, 0, _MOST_LINKS if ends else 0),
    )
    item = st.tuples(events(kinds, calendar=calendar, **about), rest).map(_item)
    least = (min_size, min(min_size + 2, max_size))  # else nearly half would have one entry
    items = st.one_of([st.lists(item, min_size=n, max_size=max_size + _SPARE) for n in least])
    codec = codec_of(kinds)
    grown = items.map(lambda drawn: _grown(drawn, max_size, codec))
    return grown.filter(lambda log: len(log.taken) >= min_size)


def _item(drawn: tuple[Written, list[list[Any]]]) -> Item:
    event, ((what,), (target,), rests_on, ends) = drawn
    return what, event, target, rests_on, ends


def _grown(drawn: Sequence[Item], most: int, codec: Codec) -> Growing:
    """Return a log of the drawn entries that it accepts."""
    log = Growing(codec)
    for entry in written(drawn, log.taken):
        with contextlib.suppress(ChronoError):
            log.take(entry)
        if len(log.taken) == most:
            break
    return log


def written(
    drawn: Iterable[Item], taken: Sequence[Written], *, cycles: bool = False
) -> Iterator[Written]:
    """Yield drawn items as written entries, with ids e1, e2 and so on.

    Args:
        drawn: The items.
        taken: The entries that were yielded and kept so far; acts and links name only these.
        cycles: Whether links go to later events too, if all are events and all are kept.
    """
    items = list(drawn)
    everybody = [f"e{number}" for number in range(1, len(items) + 1)]
    for what, event, number, rests_on, ends in items:
        name = f"e{len(taken) + 1}"
        events = [entry["id"] for entry in taken if entry["kind"] not in ACTS]
        targets = [entry["id"] for entry in taken] if what == RETRACTION else events
        if what != GENERIC and not targets:
            continue
        about = name if what == GENERIC else targets[number % len(targets)]
        others = [other for other in (everybody if cycles else events) if other != about]
        content = linked({**event, "headline": name}, others, ends)
        yield {"id": name, **(content if what == GENERIC else act(what, about, content, rests_on))}


def linked(event: Written, others: Sequence[str], ends: Sequence[tuple[str, int]]) -> Written:
    """Return an event with links: each end is a sort of link and the number of another event."""
    links: dict[str, list[str]] = {}
    for relation, number in ends if others else ():
        names = links.setdefault(relation, [])
        name = others[number % len(others)]
        if name not in names:
            names.append(name)
    return {**event, **links}


def act(what: str, target: str, event: Written, rests_on: Sequence[Written]) -> Written:
    """Return an act on a target.

    Args:
        what: Which act; a correction keeps the sources of what it corrects, or gives others.
        target: The id of what it is about.
        event: The event of a correction, without an id.
        rests_on: The sources of the act itself; a citation has one with a date.
    """
    if what == CITATION:
        dated = [source for source in rests_on if "published" in source]
        return {"kind": CITATION, "cites": target, "sources": dated or [_DATED]}
    reason = {"reason": "better", **({"sources": rests_on} if rests_on else {})}
    if what == RETRACTION:
        return {"kind": RETRACTION, "retracts": target, **reason}
    kept = ("sources",) if what == CORRECTION else ()
    content = {name: value for name, value in event.items() if name not in kept}
    return {"kind": CORRECTION, "corrects": target, **reason, "event": content}
