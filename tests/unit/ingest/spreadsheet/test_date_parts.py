"""Dates in parts: columns of years, months and days, and the precisions of Wikidata."""

import pytest

from chrono.ingest.spreadsheet.date_parts import from_parts, to_precision
from chrono.ingest.spreadsheet.wrong_cell import WrongCell


@pytest.mark.parametrize(
    ("parts", "edtf"),
    [
        (("1815", "12", "10"), "1815-12-10"),
        (("1943", "7", ""), "1943-07"),
        (("602", "", ""), "0602"),
        (("2024", "02", "09"), "2024-02-09"),
    ],
)
def test_parts_are_a_date(parts: tuple[str, str, str], edtf: str) -> None:
    """As precise as they are filled."""
    assert from_parts(*parts) == edtf


@pytest.mark.parametrize(
    ("parts", "field", "reason"),
    [
        (("-44", "3", "15"), "end year", "year -44: years are 0001 to 9999"),
        (("0", "", ""), "end year", "year 0"),
        (("12000", "", ""), "end year", "year 12000"),
        (("MMXX", "", ""), "end year", "'MMXX' is no year"),
        (("", "3", ""), "end year", "missing beside a month"),
        (("1943", "", "3"), "end month", "missing beside a day"),
        (("1943", "July", ""), "end month", "'July' is no month; write a number"),
        (("1943", "7", "32"), "end day", "'32' is no day"),
    ],
)
def test_a_part_that_is_none_is_named(parts: tuple[str, str, str], field: str, reason: str) -> None:
    """With its own column, and what would be right."""
    with pytest.raises(WrongCell) as refused:
        from_parts(*parts, prefix="end ")

    assert refused.value.field == field
    assert reason in str(refused.value)


@pytest.mark.parametrize(
    ("precision", "edtf"),
    [("8", "185X"), ("9", "1857"), ("year", "1857"), ("10", "1857-02"), ("Month", "1857-02"),
     ("11", "1857-02-05"), ("14", "1857-02-05")],
)  # fmt: skip
def test_a_day_is_cut_to_its_precision(precision: str, edtf: str) -> None:
    """By number, as Wikidata has it, or by word."""
    assert to_precision("1857-02-05", precision, "occurred") == edtf


@pytest.mark.parametrize(
    ("day", "precision", "field", "reason"),
    [
        ("1857-02-05", "7", "precision", "write 18XX, or between two years"),
        ("1857-02-05", "fine", "precision", "write 11 or day, 10 or month, 9 or year"),
        ("1857", "9", "occurred", "'1857' is no day"),
        ("-0044-03-15T00:00:00Z", "11", "occurred", "year -44: years are 0001 to 9999"),
    ],
)
def test_what_has_no_such_precision_is_refused(
    day: str, precision: str, field: str, reason: str
) -> None:
    """A century of Wikidata is none of EDTF, so it is not guessed."""
    with pytest.raises(WrongCell) as refused:
        to_precision(day, precision, "occurred")

    assert refused.value.field == field
    assert reason in str(refused.value)
