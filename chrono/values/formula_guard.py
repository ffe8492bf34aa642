"""CSV injection: guard cells that a spreadsheet would run as formulas, and remove the guard again.

The guard is an apostrophe before the cell, which spreadsheets take for the start of text. A cell
that has apostrophes before a formula already gets one more, so that reading it back loses none.
"""

import re
from typing import Final

_SIGNS: Final = r"=+\-@\uff1d\uff0b\uff0d\uff20"
"""The characters that start a formula, also in full width."""

_FORMULA: Final = rf"[\s\x00-\x20\u200b\ufeff]*[{_SIGNS}\t\r\n]"
"""A formula, also after white space; a tab or a line end at the start hides what follows it."""

_NEEDS_GUARD: Final = re.compile(f"'*{_FORMULA}")
_GUARDED: Final = re.compile(f"'+{_FORMULA}")


def guarded(cell: str) -> str:
    """Return a cell with a guard if a spreadsheet would run it as a formula, else unchanged.

    `unguarded` returns the cell as it was.

    >>> guarded("=1+1"), guarded("'=1+1"), guarded("'tis")
    ("'=1+1", "''=1+1", "'tis")
    """
    return f"'{cell}" if _NEEDS_GUARD.match(cell) else cell


def unguarded(cell: str) -> str:
    """Return a cell without its guard; an apostrophe that guards nothing stays.

    >>> unguarded("'=1+1"), unguarded("''=1+1"), unguarded("'tis")
    ('=1+1', "'=1+1", "'tis")
    """
    return cell[1:] if _GUARDED.match(cell) else cell
