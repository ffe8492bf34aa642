"""The clock of the computer, which chrono reads only here."""

import time

from chrono.values.clocks import Instant


def system_clock() -> Instant:
    """Return the time, in microseconds of UTC."""
    return Instant(time.time_ns() // 1000)
