"""Which chronology of a log is meant."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from chrono.errors import ChronoError, did_you_mean

if TYPE_CHECKING:  # types alone; reading is to start fast
    from chrono.log.contents import Contents
    from chrono.log.contract import Log

_LISTED: Final = 20
"""How many names a message lists; of more, how many there are."""


class NoChronology(ChronoError):
    """A log has no chronology of this name."""

    parameter = "chronology"

    def __init__(self, name: str, known: Iterable[str]) -> None:
        self.name = name
        self.known = tuple(sorted(known))
        there = f"there is {_listed(self.known) or 'none'}"
        hint = did_you_mean(name, self.known, there)
        super().__init__(f"{name!r}: no such chronology here; {hint}")


class SeveralChronologies(ChronoError):
    """A log has several chronologies, and none was named."""

    def __init__(self, known: Iterable[str]) -> None:
        self.known = tuple(sorted(known))
        super().__init__(f"the log holds {_listed(self.known)}")


class EmptyLog(ChronoError):
    """A log has no chronology at all."""

    def __init__(self) -> None:
        super().__init__("the log is empty")


def meant(chronologies: Mapping[str, int], name: str | None) -> list[str]:
    """Return the chronologies of a log that a user may mean.

    With a name, the chronology of that name, or none. Without a name, those with entries besides
    declarations, or all if there are none. The caller needs exactly one.

    Args:
        chronologies: The number of entries of each besides declarations, or whether it has any.
        name: The name that the user gave; None without one.
    """
    if name is not None:
        return [name] if name in chronologies else []
    return [each for each, more in chronologies.items() if more] or list(chronologies)


def pick(chronologies: Mapping[str, int], name: str | None) -> str:
    """Return the chronology that is named, or the only one that has events, or the only one.

    Raises:
        NoChronology: There is none of that name.
        SeveralChronologies: There are several, and none is named.
        EmptyLog: There is none at all.
    """
    candidates = meant(chronologies, name)
    if len(candidates) == 1:
        return candidates[0]
    if name is not None:
        raise NoChronology(name, chronologies)
    raise SeveralChronologies(candidates) if candidates else EmptyLog


def pick_in(log: "Log | Contents", name: str | None) -> str:
    """Return the chronology of a log that is meant, as `pick` does.

    One that is named and there is found without a look at the others.
    """
    return name if name is not None and log.has(name) else pick(log.chronologies(), name)


def _listed(names: Sequence[str]) -> str:
    more = len(names) - _LISTED
    return ", ".join(names[:_LISTED]) + (f" and {more} more" if more > 0 else "")
