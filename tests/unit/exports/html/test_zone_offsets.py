"""The offsets of a zone: for any moment the one that its clocks have."""

from zoneinfo import ZoneInfo

from chrono.exports.html.zone_offsets import zone_offsets
from chrono.values.clocks import Instant, to_datetime

HOUR = 3_600_000_000
YEAR = 1_672_531_200_000_000  # 2023-01-01T00:00:00Z


def test_at_each_hour_of_a_year_the_offset_is_that_of_the_zone() -> None:
    """Of a zone with summer time, of one of the south, and of one that never changes."""
    for name in ("America/Los_Angeles", "Australia/Lord_Howe", "UTC"):
        zone = ZoneInfo(name)
        offsets = zone_offsets(Instant(YEAR), Instant(YEAR + 366 * 24 * HOUR), zone)
        for hour in range(366 * 24):
            instant = YEAR + hour * HOUR
            found = next(offset for start, offset in reversed(offsets) if start <= instant)
            clock = to_datetime(Instant(instant), zone).utcoffset()

            assert clock is not None
            assert found == clock.total_seconds()
