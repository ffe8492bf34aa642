"""Dates from cells: what modifier, date, end, time and zone are together."""

from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chrono.ingest.spreadsheet.cell_dates import (
    CellReader,
    DateCells,
    Spans,
)
from chrono.ingest.spreadsheet.column_dates import has_year_spans, is_padded
from chrono.ingest.spreadsheet.wrong_cell import WrongCell
from chrono.values.dates import Date
from chrono.values.typed_days import Order

MODIFIED = (
    ("On", "2023-11-17", "", "2023-11-17"),
    ("", "2023-11-17", "", "2023-11-17"),
    ("before", "2023-11-17", "", "[..2023-11-16]"),
    ("AFTER", "2023-11", "", "[2023-12..]"),
    ("Range", "2023-11-17", "2023-11-22", "[2023-11-17..2023-11-22]"),
    ("Range", "17 Nov 2023 - 22 Nov 2023", "", "[2023-11-17..2023-11-22]"),
    ("Between", "2023-11", "2024-05", "[2023-11..2024-05]"),
    ("About", "2023-11", "", "2023-11~"),
    ("On", "2023-11-17/2023-11-22", "", "2023-11-17/2023-11-22"),
)
WRONG = (
    # cells, the field at fault, words of the reason
    ({"modifier": "Befor"}, "modifier", "did you mean before?"),
    ({"modifier": "x"}, "modifier", "one of On, Before, After, Range"),
    ({"modifier": "Range"}, "end", "a range has two dates"),
    ({"modifier": "On", "end": "2023-11-22"}, "end", "goes with the modifier Range"),
    ({"modifier": "", "end": "2023-11-22"}, "end", "goes with the modifier Range"),
    ({"modifier": "Range", "end": "2023-11-16"}, "occurred", "ends before it starts"),
    ({"modifier": "Range", "end": "29 February 2023"}, "end", "February 2023 has 28 days"),
    ({"modifier": "Range", "end": "2024", "time": "12:28"}, "time", "goes with one date"),
    ({"modifier": "Before", "occurred": "[2023..2024]"}, "occurred", "with a single date"),
    ({"modifier": "About", "occurred": "2023/2024"}, "occurred", "with a single date"),
    ({"time": "25:10"}, "time", "no time of day"),
    ({"time": "13:00 pm"}, "time", "no time of day"),
    ({"time": "12:28", "occurred": "2023-11"}, "time", "needs a whole day"),
    ({"time": "12:28", "zone": "PST8"}, "zone", "no zone"),
    ({"time": "12:28", "zone": "New York"}, "zone", "write America/New_York, ET, CT"),
    ({"time": "12:28", "zone": "+15"}, "occurred", "-14:00 to +14:00"),
    ({"time": "02:30", "occurred": "2024-03-10", "zone": "America/Los_Angeles"},
     "time", "jump over it"),
    ({"time": "01:30", "occurred": "2023-11-05", "zone": "America/Los_Angeles"},
     "time", "comes twice in America/Los_Angeles; write -07:00 or -08:00 as its zone"),
    ({"time": "02:30", "occurred": "2023-10-29", "zone": "Europe/Berlin"},
     "time", "write +02:00 or +01:00"),
    ({"time": "01:30", "occurred": "2023-11-05", "zone": "ET"}, "time", "write -04:00 or -05:00"),
    ({"modifier": "Between", "end": "2024"}, "occurred", "one precision"),
    ({"occurred": "yesterday"}, "occurred", "read on other days"),
    ({"occurred": "05/06/2023"}, "occurred", "'dates:=day first' or 'dates:=month first'"),
    ({"occurred": "17/11/23"}, "occurred", "a year of four digits"),
    ({"occurred": "soon"}, "occurred", "expected a date"),
)  # fmt: skip


@pytest.mark.parametrize(("modifier", "first", "end", "edtf"), MODIFIED)
def test_a_modifier_says_what_becomes_of_the_date(
    modifier: str, first: str, end: str, edtf: str
) -> None:
    """Before and after are without the day itself; a range is one moment in it."""
    cells = DateCells(occurred=first, modifier=modifier, end=end, modified=True)

    assert CellReader().date(cells) == edtf


def test_a_range_lasts_where_the_map_says_so() -> None:
    """Then it is all the time between two dates."""
    cells = DateCells(occurred="2023-11-17", modifier="Range", end="2023-11-22", modified=True)

    assert CellReader(lasting=True).date(cells) == "2023-11-17/2023-11-22"


def test_an_end_makes_a_range_where_no_column_has_modifiers() -> None:
    """Two columns of dates need no third one."""
    assert CellReader().date(DateCells(occurred="2023", end="2024")) == "[2023..2024]"


@pytest.mark.parametrize(
    ("text", "order", "edtf"),
    [
        ("17/11/2023", "day first", "2023-11-17"),
        ("5.6.2023", "day first", "2023-06-05"),
        ("5-6-2023", "month first", "2023-05-06"),
        ("11/2023", "day first", "2023-11"),
        ("2023/11/7", "year first", "2023-11-07"),
        ("17 November 2023", "year first", "2023-11-17"),
        ("Nov 17, 2023", "day first", "2023-11-17"),
        ("2023-11-17~", "month first", "2023-11-17~"),
    ],
)
def test_a_date_is_read_in_the_order_that_the_map_names(text: str, order: Order, edtf: str) -> None:
    """EDTF and months with names need no order."""
    assert CellReader(order).read(text) == edtf


@pytest.mark.parametrize(
    ("time", "zone", "edtf"),
    [
        ("12:28", "", "2023-11-17T12:28"),
        ("9:05", "GMT", "2023-11-17T09:05Z"),
        ("12.28 pm", "America/Los_Angeles", "2023-11-17T12:28-08:00"),
        ("12:28 a.m.", "Asia/Kolkata", "2023-11-17T00:28+05:30"),
        ("7:30:15 PM", "UTC-8", "2023-11-17T19:30:15-08:00"),
        ("12:28", "+0530", "2023-11-17T12:28+05:30"),
        ("", "GMT", "2023-11-17"),
    ],
)
def test_a_time_goes_with_its_day_and_zone(time: str, zone: str, edtf: str) -> None:
    """Without a zone it is by the clocks of home; a zone without a time says nothing."""
    cells = DateCells(occurred="17/11/2023", time=time, zone=zone)

    assert CellReader("day first").date(cells) == edtf


@pytest.mark.parametrize(("cells", "field", "reason"), WRONG)
def test_what_is_no_date_names_the_cell_at_fault(
    cells: dict[str, str], field: str, reason: str
) -> None:
    """And nothing is guessed."""
    with pytest.raises(WrongCell) as caught:
        CellReader().date(DateCells(**{"occurred": "2023-11-17", "modified": True, **cells}))

    assert caught.value.field == field
    assert reason in str(caught.value)


def test_a_date_that_fits_the_other_order_is_not_turned_round() -> None:
    """A file that is day first and has a month 17 has a fault, which says what it may be."""
    with pytest.raises(WrongCell, match="no month 17, day first; is this one month"):
        CellReader("day first").read("11/17/2023")


@pytest.mark.parametrize(
    ("cell", "readings", "years"),
    [
        ("1831-35", ("1831/1835", "third quarter of 1831"), "1831/1835"),
        ("1911-12", ("1911/1912", "Dec 1911"), "1911/1912"),
        ("1940-41", ("1940/1941", "second half of 1940"), "1940/1941"),
        ("1998-02", ("1998/2002", "Feb 1998"), "1998/2002"),
        ("1950-53", ("between 1950 and 1953", "from 1950 to 1953"), "1950/1953"),
        ("1825-1860", ("between 1825 and 1860", "from 1825 to 1860"), "1825/1860"),
        ("1999-00", ("between 1999 and 2000", "from 1999 to 2000"), "1999/2000"),
        ("'50\N{EN DASH}53", ("between 1950 and 1953", "from 1950 to 1953"), "1950/1953"),
    ],
)
def test_two_years_are_refused_with_both_readings_unless_a_map_settles_it(
    cell: str, readings: tuple[str, str], years: str
) -> None:
    """Each reading can be written into the cell instead, and they are not the same date."""
    reader = CellReader(with_spans=frozenset({"occurred"}))
    with pytest.raises(WrongCell, match="for the whole column --map 'dates:=year spans'") as caught:
        reader.read(cell)

    assert [reading in str(caught.value) for reading in readings] == [True, True]
    assert reader.read(readings[0]) != reader.read(readings[1])
    assert CellReader(spans="year spans").read(cell) == years


@pytest.mark.parametrize("cell", ["1831-35", "1911-12", "1940-41"])
def test_a_map_says_that_a_column_is_edtf(cell: str) -> None:
    """Then a quarter is a quarter, whatever else stands in the column."""
    reader = CellReader(spans="edtf", with_spans=frozenset({"occurred"}))

    assert reader.read(cell) == cell


def test_a_month_is_a_month_where_no_years_stand_in_its_column() -> None:
    """The column decides, not the file."""
    reader = CellReader(with_spans=frozenset({"occurred"}))

    assert reader.read("1911-12", "published") == "1911-12"
    assert reader.read("1911-10") == "1911-10"
    assert CellReader().read("1911-12") == "1911-12"


@pytest.mark.parametrize(
    ("cells", "has"),
    [
        (["1950-53", "1911-12"], True),
        (["1825-1860"], True),
        (["1831-35"], True),
        (["1911-12", "1911-10", "1911-12-05", "1911/1912"], False),
        ([], False),
    ],
)
def test_a_column_has_years_where_some_cell_may_be_nothing_but_two(
    cells: list[str],
    has: bool,  # noqa: FBT001
) -> None:
    """A month that goes up, as 1911-12, says nothing by itself."""
    assert has_year_spans(cells) is has


@pytest.mark.parametrize(
    ("cell", "edtf"),
    [
        ("3/6/2014 12:00:00 AM", "2014-03-06"),
        ("3/6/2014 0:00", "2014-03-06"),
        ("2014-03-06 00:00:00", "2014-03-06"),
        ("3/6/2014 12:30:00 AM", "2014-03-06T00:30:00"),
    ],
)
def test_a_day_at_midnight_is_a_day(cell: str, edtf: str) -> None:
    """So spreadsheets write a day that has no time; any other time stays."""
    assert CellReader("month first").read(cell) == edtf


@pytest.mark.parametrize(
    ("cell", "edtf"),
    [
        ("17/11/2023", "2023-11-17"),
        ("1850s", "185X"),
        ("Q3 2021", "2021-35"),
        ("circa 1850", "1850~"),
        ("before 1850", "[..1849]"),
        ("8-13 March 2023", "2023-03-08/2023-03-13"),
        ("9 March 2023 6pm ET", "2023-03-09T18:00-05:00"),
    ],
)
def test_a_cell_is_read_as_what_people_type(cell: str, edtf: str) -> None:
    """The same reader reads both."""
    assert CellReader().read(cell) == edtf


CELLS = st.text("0123456789/-:. apmTZ+[]~?XNovRangeOnBefore", max_size=14) | st.text(max_size=8)


@given(
    st.builds(
        DateCells, occurred=CELLS, modifier=CELLS | st.sampled_from(("On", "Range", "Before")),
        end=CELLS, time=CELLS | st.just("12:28"), zone=CELLS, modified=st.booleans(),
    ),
    st.builds(
        CellReader, order=st.sampled_from(get_args(Order)), spans=st.sampled_from(get_args(Spans)),
        lasting=st.booleans(), with_spans=st.just(frozenset({"occurred"})),
    ),
)  # fmt: skip
def test_any_cells_are_a_date_or_a_wrong_cell(cells: DateCells, reader: CellReader) -> None:
    """No other error comes out, and every answer parses."""
    try:
        found = reader.date(cells)
    except WrongCell:
        return

    assert str(Date.parse(found)) == found


@pytest.mark.parametrize(
    ("cells", "padded"),
    [
        (("2023-05-01T00:00:00Z", "", "2023-05"), True),
        (("2023-05-01T00:00Z", "2023-05-02 00:00:00 UTC", "2023-05-03T00:00:00.000+00:00"), True),
        (("2023-05-01T00:00:00",), True),
        (("2023-05-01T00:00:00Z", "2023-05-01T00:00:01Z"), False),
        (("2023-05-01T00:00:00-08:00",), False),
        (("2023-05-01", ""), False),
        ((), False),
    ],
)
def test_a_column_is_padded_where_every_time_is_midnight(
    cells: tuple[str, ...],
    padded: bool,  # noqa: FBT001  what is expected
) -> None:
    """In UTC or in no zone; a column without times is none."""
    assert is_padded(cells) == padded
    if padded:
        reader = CellReader(padded=frozenset({"occurred"}))
        assert reader.read(cells[0]) == "2023-05-01"
        assert reader.read(cells[0], "published") != "2023-05-01"


def test_what_lasts_may_have_a_time_at_each_end() -> None:
    """Where the map says that ends are ends; one moment in a span has none."""
    cells = DateCells(occurred="2023-05-01", end="2023-05-02", time="9:30", end_time="17:00")

    assert CellReader(lasting=True).date(cells) == "2023-05-01T09:30/2023-05-02T17:00"
    with pytest.raises(WrongCell, match="a time goes with one date"):
        CellReader().date(cells)


def test_a_cell_is_as_precise_as_the_one_beside_it_says() -> None:
    """Of the start and of the end, padding or none."""
    cells = DateCells(occurred="1857-01-01T00:00:00Z", precision="9", end="1858-03-01",
                      end_precision="month")  # fmt: skip

    assert CellReader(lasting=True).date(cells) == "1857/1858-03"
