"""Heads and breaks: the end of a log, and where its content is not as appended."""

from typing import Any, Final

import attrs

from chrono.values.by_fields import ByFields

FIRST: Final = ""
"""The previous hash of the first entry."""


@attrs.frozen(eq=False, repr=False)
class Head(ByFields):
    """The end of a log: the number of entries, and the hash of the last; empty for none."""

    entries: int
    hash: str


@attrs.frozen(eq=False, repr=False)
class Break(ByFields):
    """The first position at which a log is not as it was appended; 0 for its schema or index.

    Attributes:
        position: The position.
        reason: What is not as it was.
        of_index: Whether it is the index alone, so that the entries are whole and a rebuild helps.
    """

    position: int
    reason: str
    of_index: bool = False

    @property
    def where(self) -> str:
        """The reason, after the entry where there is one."""
        return f"entry {self.position}: {self.reason}" if self.position else self.reason

    def body(self) -> dict[str, Any]:
        """Return it as JSON."""
        return {"position": self.position, "reason": self.reason}
