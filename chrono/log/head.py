"""Heads and breaks: the end of a log, and where its content is not as appended."""

from typing import Final

import attrs

FIRST: Final = ""
"""The previous hash of the first entry."""


@attrs.frozen
class Head:
    """The end of a log: the number of entries, and the hash of the last; empty for none."""

    entries: int
    hash: str


@attrs.frozen
class Break:
    """The first position at which a log is not as it was appended; 0 for its schema or index."""

    position: int
    reason: str
