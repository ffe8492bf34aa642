"""A slot: the value of one key, with its standing, sources and alternatives."""

from typing import Any, Literal

import attrs

from chrono.state.standing import Standing
from chrono.values.bases import Basis
from chrono.values.by_fields import ByFields
from chrono.values.clocks import Bounds
from chrono.values.dates import Date


@attrs.frozen(eq=False, repr=False)
class Since(ByFields):
    """The date since which a value holds: as written, and its bounds as capped."""

    date: Date
    bounds: Bounds


@attrs.frozen(eq=False, repr=False)
class Candidate(ByFields):
    """One value that holds, may hold, or is announced.

    Attributes:
        value: The value; None for an end. Of a member of a set: the member.
        since: The date of the first event that it rests on.
        because: The ids of the events that it rests on, by date.
        basis: The best basis of these events.
        holds: Of a member of a set: whether it is in; else None.
        origins: The names of the independent reports behind it.
    """

    value: Any
    since: Since
    because: tuple[str, ...]
    basis: Basis
    holds: bool | None = None
    origins: tuple[str, ...] = ()


@attrs.frozen(eq=False, repr=False)
class Preferred(ByFields):
    """The value of a disputed slot with the better sources; recency is never a reason."""

    value: Any
    reason: Literal["basis", "origins"]


Unpreferred = Literal["later", "declared"]
"""Why nobody is preferred: one alternative is surely later than another, or the key is declared
so."""


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Slot(ByFields):
    """What holds for one key.

    Attributes:
        key: The key.
        standing: How it stands: holds, ended, possible, disputed or pending.
        value: The only live value; None for an end, a dispute or none. Of a set-valued key the list
            of the members that hold, or hold unless a possible claim does, by canonical JSON.
        since: Since when it holds or has ended; None without such a value or end.
        because: The ids of the events that it rests on, by date.
        basis: The best basis of these events.
        alternatives: Every distinct live value, when disputed.
        possible: The values that may hold, but not certainly.
        pending: The values that are announced, and neither done nor lapsed.
        preferred: The alternative with the better sources; None for a tie.
        unpreferred: Why none is, whatever the sources; None where they decide.
    """

    key: str
    standing: Standing
    value: Any = None
    since: Since | None = None
    because: tuple[str, ...] = ()
    basis: Basis | None = None
    alternatives: tuple[Candidate, ...] = ()
    possible: tuple[Candidate, ...] = ()
    pending: tuple[Candidate, ...] = ()
    preferred: Preferred | None = None
    unpreferred: Unpreferred | None = None
