"""Dates from cells: what modifier, date, end, time and zone are together."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chrono.ingest.spreadsheet.cell_dates import DateCells, Order, WrongCell, date_of, edtf_of_cell
from chrono.values.dates import Date

MODIFIED = (
    ("On", "2023-11-17", "", "2023-11-17"),
    ("", "2023-11-17", "", "2023-11-17"),
    ("before", "2023-11-17", "", "[..2023-11-17]"),
    ("AFTER", "2023-11", "", "[2023-11..]"),
    ("Range", "2023-11-17", "2023-11-22", "[2023-11-17..2023-11-22]"),
    ("Range", "17 Nov 2023 - 22 Nov 2023", "", "[2023-11-17..2023-11-22]"),
    ("Between", "2023-11", "2024", "[2023-11..2024]"),
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
    ({"time": "12:28", "zone": "+15"}, "occurred", "-14:00 to +14:00"),
    ({"time": "02:30", "occurred": "2024-03-10", "zone": "America/Los_Angeles"},
     "time", "jump over it"),
    ({"time": "01:30", "occurred": "2023-11-05", "zone": "America/Los_Angeles"},
     "time", "comes twice"),
    ({"occurred": "17/11/2023"}, "occurred", "'dates:=day first'"),
    ({"occurred": "11/17/2023"}, "occurred", "'dates:=month first'"),
    ({"occurred": "05/06/2023"}, "occurred", "'dates:=day first' or 'dates:=month first'"),
    ({"occurred": "17/11/23"}, "occurred", "a year of four digits"),
    ({"occurred": "soon"}, "occurred", "year first"),
)  # fmt: skip


@pytest.mark.parametrize(("modifier", "first", "end", "edtf"), MODIFIED)
def test_a_modifier_says_what_becomes_of_the_date(
    modifier: str, first: str, end: str, edtf: str
) -> None:
    """Before and after include the day itself; a range is one moment in it."""
    cells = DateCells(occurred=first, modifier=modifier, end=end, modified=True)

    assert date_of(cells, "year first") == edtf


def test_a_range_lasts_where_the_map_says_so() -> None:
    """Then it is all the time between two dates."""
    cells = DateCells(occurred="2023-11-17", modifier="Range", end="2023-11-22", modified=True)

    assert date_of(cells, "year first", lasting=True) == "2023-11-17/2023-11-22"


def test_an_end_makes_a_range_where_no_column_has_modifiers() -> None:
    """Two columns of dates need no third one."""
    assert date_of(DateCells(occurred="2023", end="2024"), "year first") == "[2023..2024]"


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
    assert edtf_of_cell(text, order) == edtf


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

    assert date_of(cells, "day first") == edtf


@pytest.mark.parametrize(("cells", "field", "reason"), WRONG)
def test_what_is_no_date_names_the_cell_at_fault(
    cells: dict[str, str], field: str, reason: str
) -> None:
    """And nothing is guessed."""
    with pytest.raises(WrongCell) as caught:
        date_of(DateCells(**{"occurred": "2023-11-17", "modified": True, **cells}), "year first")

    assert caught.value.field == field
    assert reason in str(caught.value)


def test_a_date_that_fits_the_other_order_is_not_turned_round() -> None:
    """A file that is day first and has a month 17 has a fault, which says what it may be."""
    with pytest.raises(WrongCell, match="no month 17, day first; is this one month"):
        edtf_of_cell("11/17/2023", "day first")


CELLS = st.text("0123456789/-:. apmTZ+[]~?XNovRangeOnBefore", max_size=14) | st.text(max_size=8)


@given(
    st.builds(
        DateCells, occurred=CELLS, modifier=CELLS | st.sampled_from(("On", "Range", "Before")),
        end=CELLS, time=CELLS | st.just("12:28"), zone=CELLS, modified=st.booleans(),
    ),
    st.sampled_from(("year first", "day first", "month first")),
    st.booleans(),
)  # fmt: skip
def test_any_cells_are_a_date_or_a_wrong_cell(
    cells: DateCells,
    order: Order,
    lasting: bool,  # noqa: FBT001
) -> None:
    """No other error comes out, and every answer parses."""
    try:
        found = date_of(cells, order, lasting=lasting)
    except WrongCell:
        return

    assert str(Date.parse(found)) == found
