"""Which developments a window of days names, by the index."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from chrono.log.index import listed
from chrono.log.index.days import DAY
from chrono.log.index.reading import Index
from chrono.log.kept import Kept
from chrono.queries.filters import Filter, lasting
from chrono.values.clocks import BEGINNING, Instant
from chrono.values.dates import Date
from tests.building import event, source
from tests.laws.test_index_laws import file_of
from tests.strategies import examples, taken

DAYS = st.dates(min_value=dt.date(2019, 1, 1), max_value=dt.date(2026, 12, 28)).map(str)
FORMS = st.sampled_from(
    [
        *(
            "{0}",
            "{0}T23:30",
            "{0}T01:00+14:00",
            "{0}~",
            "{0:.7}",
            "{0:.7}-XX",
            "{0:.4}",
            "{0:.3}X",
        ),
        *("{0:.4}-34", "{0:.4}-41", "{0}/{1}", "{0:.4}/{1:.4}?", "{0}T01:00/{1}T23:00", "{0}/.."),
        *("{0}/", "../{0}", "/{0}", "[{0}..{1}]", "[..{0}]", "[{0:.4}..]", "[{0:.7}..{1:.7}]"),
    ]
)
ZONES = st.sampled_from(["UTC", "Pacific/Kiritimati", "America/Los_Angeles"])


def written(form: str, one: str, other: str) -> str:
    """Write a date of two days, in order."""
    return form.format(*sorted((one, other)))


DATES = st.lists(st.builds(written, FORMS, DAYS, DAYS), min_size=1, max_size=8)
WINDOWS = st.tuples(DAYS, st.sampled_from([0, 1, 7, 400])).map(
    lambda day: (Date.parse(day[0]).bounds(ZoneInfo("UTC")).earliest, day[1] * DAY)
)


@contextmanager
def index_of(dates: list[str], zone: str) -> Iterator[Index]:
    """Give the index of events of these dates, published on them; the first is the second entry."""
    rows = [
        event(f"e{number}", date, sources=[source(date, publisher=f"p{number}")])
        for number, date in enumerate(dates)
    ]
    with file_of([taken(rows, zone).entries()]) as opened:
        index = Index.of(opened, "memory", "test", Kept())
        assert index is not None
        yield index


@examples(150)
@given(DATES, ZONES, WINDOWS)
def test_a_window_names_all_that_may_lie_in_it_and_nothing_far_from_it(
    dates: list[str], zone: str, window: tuple[Instant, int]
) -> None:
    """Events and sources, however vague, open or lasting their dates are."""
    home, utc = ZoneInfo(zone), ZoneInfo("UTC")
    since, until = window[0], Instant(window[0] + window[1])
    only = Filter(since=since, until=until)
    with index_of(dates, zone) as index:
        named = [*listed.dated(index, since, until)]
        public = listed.published(index, since, until)
        last = index.connection.execute("SELECT MAX(position) FROM entries").fetchone()[0]
        for position in range(2, last + 1):
            (entry,) = index.family(position)
            date = entry.record.event.occurred
            reach = lasting(date, date.bounds(home), home)
            if only.overlaps(reach):
                assert (str(date), position) in named
                assert position in public
    for text, _ in named:
        date = Date.parse(text)
        reach = lasting(date, date.bounds(utc), utc)
        length = 0 if reach.earliest == BEGINNING else reach.before - reach.earliest
        assert reach.before + length + 4 * DAY >= since
        assert reach.earliest <= until + 4 * DAY
