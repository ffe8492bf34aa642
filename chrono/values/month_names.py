"""The names of the months in English, January first."""

from typing import Final

MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)

SHORT_MONTHS: Final = tuple(name[:3] for name in MONTHS)
"""The first three letters of each."""
