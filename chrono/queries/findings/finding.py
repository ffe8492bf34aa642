"""Findings: what an editor should look at in a history, by sort and place."""

from enum import IntEnum, auto
from typing import NamedTuple

import attrs


@attrs.frozen
class Finding:
    """Something that an editor should look at.

    Attributes:
        code: What sort of finding.
        event: The id of the event.
        message: What is doubtful, and what would settle it.
        problem: Whether it is wrong unless somebody says otherwise; else it is only worth a look.
        others: The ids of the other entries that it is about.
        key: The key that it is about; empty for none.
        right: What would be right, where that is known: a date in EDTF.
    """

    code: str
    event: str
    message: str
    problem: bool = True
    others: tuple[str, ...] = ()
    key: str = ""
    right: str = ""


class Sort(IntEnum):
    """The sorts of findings, in the order in which they are told."""

    RECORDED_AHEAD = auto()
    NOT_ADMITTED = auto()
    UNKNOWN_KIND = auto()
    AGAINST_LOG = auto()
    UNDATED = auto()
    VOID_LINK = auto()
    TWO_VERSIONS = auto()
    REPEATS_DENIED = auto()
    WITHOUT_END = auto()
    UNORDERED = auto()
    MANY_UNORDERED = auto()
    QUIET_CHANGE = auto()
    REPEAT = auto()
    NEAR_NAME = auto()
    EARLY_SOURCE = auto()
    LATE_SOURCE = auto()
    MIXED_HOST = auto()
    FAR_AHEAD = auto()
    TOO_FINE = auto()
    LEFT_PENDING = auto()
    OVERDUE = auto()
    STALE = auto()
    OUTLIVED = auto()
    SINGLE_SOURCED = auto()


class Placed(NamedTuple):
    """A finding with its place among those of a chronology.

    Findings are told by sort, then by place; those of one place as they are found.

    Attributes:
        sort: Its sort.
        finding: The finding.
        first: The number of the event that it is about (see
            `chrono.queries.findings.parts.numbers`), or of the earlier of two; 0 where they are
            found in order.
        second: The number of the later one; 0 for none.
        key: The key of two that are told key by key; empty for none.
    """

    sort: Sort
    finding: Finding
    first: int = 0
    second: int = 0
    key: str = ""
