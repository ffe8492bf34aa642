"""The computer's clock: the only place in which chrono reads it."""

import time

from chrono.values.clocks import Instant


def system_clock() -> Instant:
    """Tell the time, in microseconds of UTC."""
    return Instant(time.time_ns() // 1000)
