"""Exit codes, and what each of them means."""

from typing import Final

DONE: Final = 0
"""Done; or the answer is yes."""

NO: Final = 1
"""The answer is no or empty, or problems were found."""

MISUSE: Final = 2
"""Misused or refused; nothing was written."""

BROKEN: Final = 3
"""The log is not what was appended to it."""

INTERRUPTED: Final = 130
"""Interrupted; nothing was left half-written."""
