"""Faults of a table, counted where they are many."""

from chrono.faults import Fault
from chrono.ingest.spreadsheet.complaints import condensed


def texts(*faults: Fault) -> list[str]:
    """Condense faults and list them as text."""
    return list(map(str, condensed(faults)))


def test_faults_that_differ_stay_as_they_are_in_the_order_of_lines() -> None:
    """Also where they say one thing of two columns, or come from no row."""
    faults = [Fault("m.yaml", "", "no map"), Fault("f.csv:3", "date", "no")]
    faults += [Fault("f.csv:2: When", "date", "no"), Fault("f.csv:2", "basis", "no")]

    assert texts(*faults) == [
        "m.yaml: no map", "f.csv:2: When: date: no", "f.csv:2: basis: no", "f.csv:3: date: no",
    ]  # fmt: skip


def test_equal_faults_are_one_that_keeps_what_helps() -> None:
    """With the lines of some of the others; a hint in flags still goes with it."""
    faults = [Fault(f"f.csv:{n}", "date", "no", code="x", remedy="y") for n in (9, 4, 5)]
    (one,) = condensed(faults)

    assert str(one) == "f.csv:9: date: no (2 more rows: lines 4, 5)"
    assert (one.code, one.remedy) == ("x", "y")


def test_many_that_differ_in_values_are_counted_after_three() -> None:
    """Ten are still told one by one."""
    ten = [Fault(f"f.csv:{n}", "date", f"'day {n}': no date") for n in range(2, 12)]

    assert len(texts(*ten)) == 10
    assert texts(*ten, Fault("f.csv:12", "date", "'soon': no date")) == [
        "f.csv:2: date: 'day 2': no date", "f.csv:3: date: 'day 3': no date",
        "f.csv:4: date: 'day 4': no date",
        "f.csv:5: date: 8 more like these, in lines 5, 6, 7, 8, 9, …",
    ]  # fmt: skip


def test_no_faults_are_none() -> None:
    """An import without any says nothing."""
    assert texts() == []
