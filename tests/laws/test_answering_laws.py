"""Law 16, of answers: those that are read by the index, in part, are those of the whole history."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest import mock

import attrs
import hypothesis
from hypothesis import example, given
from hypothesis import strategies as st

from chrono.api import answering, backwards
from chrono.api import records as reading
from chrono.api.answering import differences, disputes, log_rows, of_timeline
from chrono.api.reading import Query
from chrono.api.records import Records
from chrono.events.entries import CITATION, RETRACTION
from chrono.log.memory import MemoryLog
from chrono.queries.filters import Filter
from chrono.queries.timeline import timeline
from chrono.state.as_of import AsOf
from chrono.testing.drawn_logs import act
from chrono.values.clocks import BEGINNING, END
from tests.building import source
from tests.laws.test_index_laws import WANTED, Indexed, day_of, file_of, half_day, years
from tests.strategies import CLAIMS, KEYS, ON_ONE_KEY, ON_ONE_SET, ROLE, Rows, examples, logs, taken

DATES = st.sampled_from(
    [
        *("{0}", "{0}", "{0}", "{0}/{1}", "{0}/{1}", "[{0}..{1}]", "{0}/..", "[..{0}]", "[{0}..]"),
        *(
            "../{0}",
            "{0:.4}",
            "{0:.7}",
            "{0:.7}-XX",
            "{0:.4}-XX",
            "{0:.3}X",
            "{0:.4}-40",
            "{0:.4}-34",
        ),
        *(
            "{0:.4}~/{1:.4}",
            "{0:.7}/{1:.7}?",
            "{0}T23:30",
            "{0}T23:30/{1}T00:30",
            "{0}T01:00+14:00",
        ),
    ]
)
"""How a date is written, by its day and another, up to four years later."""


DENIES = st.sampled_from([0, 0, 0, 0, 1, 2, 3, 5])
"""By how many a claim comes after the one that it denies; 0 for none."""

ACTS = st.lists(
    st.tuples(st.sampled_from([RETRACTION, CITATION]), st.integers(0, 11), st.booleans()),
    max_size=2,
)
"""Acts that end a log, each upon the plain claim of a number, and whether it has a source."""


def drawn(claims: Any, dates: Any, least: int, most: int) -> st.SearchStrategy[Any]:
    """Draw plain claims, so many at least, a log of so many events at most, and acts."""
    plain = st.tuples(st.sampled_from(claims), dates, DENIES)
    plains = st.lists(plain, min_size=least, max_size=12)
    return st.tuples(plains, logs(size=(1, most), claims=claims), ACTS)


VALUES = [{"set": ROLE, "value": value} for value in "ABC"]
LOGS = st.one_of(
    drawn(VALUES, st.just("{0}"), 10, 1),
    *(drawn(claims, DATES, 6, 6) for claims in (CLAIMS, ON_ONE_KEY, ON_ONE_SET)),
)
"""Claims years or days apart, of which some last and some deny another, a log in the same years,
and acts upon what may lie far before."""

Written = tuple[list[tuple[Any, str, int]], Rows, list[tuple[str, int, bool]]]
REPLACED = [(VALUES[number % 3], "{0}", 0) for number in range(10)]
"""More values, one after the other, than are read to know the last."""

SAID = ((0, 0), (2, 0), (1, 1), (0, 0), (0, 2))
DENIED = [(VALUES[value], "{0}", denies) for value, denies in SAID]
"""The third denies the second, the last the third, which the fourth has replaced by then."""

HALVES = st.integers(6, 24)
KNOWN = st.one_of(st.none(), HALVES)
WHERE = st.tuples(
    st.sampled_from([99, 99, 9]), st.sampled_from(["UTC", "Pacific/Kiritimati", "America/New_York"])
)
"""The last position that counts, and the home zone."""

ASKED = st.lists(st.sampled_from([*KEYS, "*/x", "team/*"]), max_size=2).map(tuple)


def asked_at(at: int, known: int | None, wanted: Any) -> AsOf:
    """Ask at a half day, as known at another, through some sources."""
    public = None if known is None else half_day(known)
    return AsOf(at=half_day(at), known=public, wanted=wanted)


ASOF = st.builds(asked_at, HALVES, KNOWN, WANTED)
FILTERS = st.builds(
    lambda keys, since, until, text: Filter(
        keys=keys,
        text=text,
        since=BEGINNING if since is None else half_day(since).instant,
        until=END if until is None else half_day(until).instant,
    ),
    ASKED,
    KNOWN,
    KNOWN,
    st.sampled_from([None, None, "p1"]),
)


@contextmanager
def both(written: Written, zone: str) -> Iterator[list[Records]]:
    """Give the records of a log that is read in part, and of the same log read whole."""
    entries = taken(lasting_years(*written), zone).entries()
    with (
        file_of([entries]) as opened,
        mock.patch.object(reading, "SHORT", 0),
        mock.patch.object(reading, "FEW", 0),
        mock.patch.object(backwards, "FIRST", 1),
        mock.patch.object(answering, "_most", return_value=False),
    ):
        stores = Indexed(entries, opened), MemoryLog(entries)
        yield [Records(store, "test", store.head()) for store in stores]


def lasting_years(
    plain: list[tuple[Any, str, int]], written: Rows, acts: list[tuple[str, int, bool]]
) -> Rows:
    """Put plain claims years or days apart, for four of these where they last, and a log there."""
    rows = years([claim for claim, _, _ in plain], written)
    for number, (_, form, denies) in enumerate(plain):
        days = [day_of(number + 1), day_of(number + 5)]
        rows[number]["occurred"] = form.format(*days)
        rows[number]["sources"] = [source(days[number % 2])]
        rows[number]["contests"] = [rows[number - denies]["id"]] if 0 < denies <= number else []
    for number, (what, target, cited) in enumerate(acts):
        about = rows[target % len(plain)]["id"]
        made = act(what, about, {}, [source(day_of(target + 2))] if cited else [])
        rows.append({"id": f"act{number}", **made})
    return rows


def in_part(records: Records) -> None:
    """Note whether less than all was read."""
    whole = "whole" in vars(records) or bool(records.later and "whole" in vars(records.later))
    hypothesis.event(f"by a part: {not whole}")


def of(records: Records, asof: AsOf, upto: int, keys: tuple[str, ...] = ()) -> Query:
    """Make a query of records up to a position."""
    return Query(records=records.upto(upto), asof=asof, keys=keys)


@examples(200)
@given(LOGS, ASOF, st.tuples(HALVES, KNOWN), ASKED, WHERE)
@example((REPLACED, [], []), AsOf(at=half_day(2)), (24, None), (), (99, "UTC"))
def test_a_difference_by_the_index_is_that_of_the_whole_history(
    written: Written,
    old: AsOf,
    later: tuple[int, int | None],
    keys: tuple[str, ...],
    where: tuple[int, str],
) -> None:
    """On every clock: the changed keys, both slots of each, and all that caused it."""
    upto, zone = where
    new = attrs.evolve(old, at=half_day(later[0]))
    known = attrs.evolve(old, known=asked_at(*later, old.wanted).known)
    pairs = (((old, upto), (new, upto)), ((old, upto), (known, upto)), ((old, upto), (old, 99)))
    with both(written, zone) as (part, whole):
        found = [
            [
                [one.body() for one in differences(*(of(records, *side, keys) for side in pair))]
                for pair in pairs
            ]
            for records in (part, whole)
        ]
        in_part(part)
    assert found[0] == found[1]


@examples(150)
@given(LOGS, ASOF, ASKED, WHERE)
def test_disputes_by_the_index_are_those_of_the_whole_history(
    written: Written, asof: AsOf, keys: tuple[str, ...], where: tuple[int, str]
) -> None:
    """Each version, since when it was public, what would settle it; and which keys are there."""
    upto, zone = where
    with both(written, zone) as (part, whole):
        found = [disputes(of(records, asof, upto, keys)) for records in (part, whole)]
        in_part(part)
    assert found[0].body(0, "") == found[1].body(0, "")
    assert {*keys} & {*found[0].spoken} == {*keys} & {*found[1].spoken}


@examples(300)
@given(LOGS, FILTERS, ASOF, WHERE)
@example((DENIED, [], []), Filter(until=half_day(5).instant), AsOf(at=half_day(24)), (99, "UTC"))
def test_a_timeline_by_the_index_is_that_of_the_whole_history(
    written: Written, only: Filter, asof: AsOf, where: tuple[int, str]
) -> None:
    """Which events, in what order, how each stands, who denies it; and how many are withdrawn."""
    upto, zone = where
    with both(written, zone) as (part, whole):
        found = []
        for records in (part, whole):
            history = of_timeline(of(records, asof, upto, only.keys), only)
            answers = [timeline(history, asof, only, withdrawn=all_) for all_ in (False, True)]
            found.append([(each.body(asof, 0, ""), each.left_out) for each in answers])
        in_part(part)
    assert found[0] == found[1]


@examples(300)
@given(LOGS, FILTERS, ASOF, WHERE, st.sampled_from([None, 1, 2, 5]))
def test_rows_of_the_log_by_the_index_are_those_of_the_whole_history(
    written: Written, only: Filter, asof: AsOf, where: tuple[int, str], last: int | None
) -> None:
    """Which entries, what became of each; and the last ones alone, of all or of some."""
    upto, zone = where
    with both(written, zone) as (part, whole):
        found = []
        for records in (part, whole):
            query = of(records, asof, upto, only.keys)
            found.append([[*log_rows(query, each, last)] for each in (only, Filter())])
        in_part(part)
    assert found[0] == found[1]
