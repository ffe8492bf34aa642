"""Faults as values, and the error that has them all.

A bad call raises. Faults of data are collected, so that all are shown at once; nothing is written.
"""

from collections.abc import Iterable

import attrs

from chrono.errors import ChronoError


@attrs.frozen
class Fault:
    """One thing that is wrong with input.

    Attributes:
        where: ``file:line``, or the event's id where there is no file.
        field: The path of the field, as ``sources[0].publisher``; empty for the whole event.
        reason: What is wrong, and what would be right.
        code: The sort of fault, where a flag or a command would help; else empty.
        remedy: What such a flag or command would be given; else empty.
    """

    where: str
    field: str
    reason: str
    code: str = attrs.field(default="", eq=False, kw_only=True)
    remedy: str = attrs.field(default="", eq=False, kw_only=True)

    def __str__(self) -> str:
        return ": ".join(part for part in (self.where, self.field, self.reason) if part)


class Refused(ChronoError):
    """Input that has faults; nothing of it was written.

    Attributes:
        faults: All of them, in the order of the input.
    """

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(str(fault) for fault in self.faults))
