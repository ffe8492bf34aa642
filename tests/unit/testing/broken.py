"""Projections that break a law, each in one way; and some that break none."""

import itertools
import time
from typing import Any

import attrs

from chrono import Event, projection

BOARD = "board/openai"


@attrs.frozen
class Seats:
    """Who sits on the board."""

    held: frozenset[str] = frozenset()


@projection("seats", initial=Seats())
def seats(now: Seats, event: Event) -> Seats:
    """Do it as it should be done."""
    return Seats(event.members(BOARD, now.held))


@projection("headlines", initial=())
def headlines(now: tuple[str, ...], event: Event) -> tuple[str, ...]:
    """Look at nothing but texts."""
    return (*now, event.headline)


HELD: set[str] = set()


@projection("shortcut", initial=Seats())
def shortcut(now: Seats, event: Event) -> Seats:  # noqa: ARG001
    """Keep the members in a global set."""
    HELD.update(event.added(BOARD))
    HELD.difference_update(event.dropped(BOARD))
    return Seats(frozenset(HELD))


def _note(member: str) -> None:
    _noted.append(member)


_noted: list[str] = []


@projection("through_another", initial=0)
def through_another(now: int, event: Event) -> int:  # noqa: ARG001
    """Keep something in a global that only another function names."""
    for member in event.added(BOARD):
        _note(member)
    return len(_noted)


@projection("in_place", initial=set())
def in_place(now: set[str], event: Event) -> set[str]:
    """Change the state before."""
    now |= event.added(BOARD)
    now -= event.dropped(BOARD)
    return now


@projection("appends", initial=[])
def appends(now: list[str], event: Event) -> list[str]:
    """Change the state before, so that doing it again adds again."""
    now.append(event.id)
    return now


@projection("spoils_events", initial=0)
def spoils_events(now: int, event: Event) -> int:
    """Change the event."""
    event.data["seen"] = True  # type: ignore[index]
    return now + len(event.added(BOARD))


@projection("positions", initial=0)
def positions(now: int, event: Event) -> int:
    """Look at when an event was recorded."""
    return max(now, event.position)


@projection("by_recorded", initial=())
def by_recorded(now: tuple[tuple[int, str], ...], event: Event) -> tuple[tuple[int, str], ...]:
    """Order events as they were recorded."""
    return tuple(sorted((*now, (event.position, event.id))))


@projection("timed", initial=0)
def timed(now: int, event: Event) -> int:  # noqa: ARG001
    """Look at the clock."""
    return time.perf_counter_ns()


@projection("numbered", initial=0)
def numbered(now: int, event: Event, numbers: Any = itertools.count()) -> int:  # noqa: ARG001, B008
    """Count how often it is called, in a default argument."""
    return next(numbers)


def _counting() -> Any:
    seen: set[str] = set()

    @projection("ids_ever", initial=0)
    def ids_ever(now: int, event: Event) -> int:  # noqa: ARG001
        """Count all events ever seen, those retracted too, in a closure."""
        seen.add(event.id)
        return len(seen)

    return ids_ever


ids_ever = _counting()

_perhaps: dict[str, int] = {}


@projection("perhaps", initial=0)
def perhaps(now: int, event: Event) -> int:  # noqa: ARG001
    """Remember the latest end of any date, whichever was asked for."""
    _perhaps["end"] = max(_perhaps.get("end", 0), event.bounds.before)
    return _perhaps["end"]


@projection("versions", initial=())
def versions(now: tuple[str, ...], event: Event) -> tuple[str, ...]:
    """Look at who told an event last."""
    return (*now, event.version)


class Lasting:
    """Something elsewhere that lasts."""

    asked: bool = False


@projection("elsewhere", initial=False)
def elsewhere(now: bool, event: Event) -> bool:  # noqa: ARG001, FBT001
    """Keep something in an attribute of a class, where no copy of the function begins anew."""
    first, Lasting.asked = not Lasting.asked, True
    return now or first


@projection("strict", initial="")
def strict(now: str, event: Event) -> str:
    """Expect a map where a text may stand."""
    value = event.set_to("office/openai/ceo")
    return value["person"] if value else now


@projection("holders", initial=())
def holders(now: tuple[str, ...], event: Event) -> tuple[str, ...]:
    """Look at events of one kind, and at their data."""
    return (*now, event.data["person"]) if event.kind == "office.filled" else now


@projection("deaf", initial=0)
def deaf(now: int, event: Event) -> int:
    """Look at what nothing drawn has."""
    return now + (event.note == "never drawn")
