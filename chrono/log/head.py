"""Where a log ends, and where it breaks."""

from typing import Final

import attrs

FIRST: Final = ""
"""What stands for the previous hash of the first entry."""


@attrs.frozen
class Head:
    """Where a log ends: how many entries it has, and the hash of the last; empty for none."""

    entries: int
    hash: str


@attrs.frozen
class Break:
    """The first place at which a log is not what was appended."""

    position: int
    reason: str
