"""The sources of a row: numbered columns, several addresses in a cell, and what they share."""

from collections.abc import Mapping

import pytest

from chrono.ingest.spreadsheet.source_cells import addresses_in, sources_of

A, B = "https://a.example/x", "https://b.example/y"

SOURCES = (
    # cells, defaults, sources
    ({"publisher": "P", "published": "2023", "basis": "filed"}, {},
     [{"publisher": "P", "published": "2023", "basis": "filed"}]),
    ({}, {"publisher": "P", "basis": "filed"}, [{"publisher": "P", "basis": "filed"}]),
    ({}, {"basis": "filed"}, []),
    # numbered: shared, unless their own
    ({"publisher": "P", "url": A, "publisher 2": "Q", "url 2": B, "published": "2023"},
     {"basis": "filed"},
     [{"publisher": "P", "url": A, "published": "2023", "basis": "filed"},
      {"publisher": "Q", "url": B, "published": "2023", "basis": "filed"}]),
    ({"publisher": "P", "published": "2023", "publisher 2": "Q", "published 2": "2024",
      "basis 2": "alleged"}, {"basis": "filed"},
     [{"publisher": "P", "published": "2023", "basis": "filed"},
      {"publisher": "Q", "published": "2024", "basis": "alleged"}]),
    ({"publisher": "P", "url": A, "url 2": B}, {},
     [{"publisher": "P", "url": A}, {"publisher": "P", "url": B}]),
    ({"publisher": "P", "url": A, "basis 2": "filed"}, {}, [{"publisher": "P", "url": A}]),
    ({"publisher": "P", "url": A, "title": "T", "url 2": B}, {},
     [{"publisher": "P", "url": A, "title": "T"}, {"publisher": "P", "url": B}]),
    ({"publisher": "P", "pinpoint": "p. 1", "pinpoint 2": "p. 9", "published 2": "2023"}, {},
     [{"publisher": "P", "pinpoint": "p. 1"},
      {"publisher": "P", "published": "2023", "pinpoint": "p. 9"}]),
    # several addresses in a cell
    ({"publisher": "P", "url": f"{A}; {B}"}, {},
     [{"publisher": "P", "url": A}, {"publisher": "P", "url": B}]),
    ({"publisher": "P; Q", "url": f"{A}\n{B}", "published": "2023"}, {},
     [{"publisher": "P", "url": A, "published": "2023"},
      {"publisher": "Q", "url": B, "published": "2023"}]),
    ({"publisher": "P", "url": f"{A} {B}", "published": "2023; 2024"}, {},
     [{"publisher": "P", "url": A, "published": "2023"},
      {"publisher": "P", "url": B, "published": "2024"}]),
    ({"publisher": "P, Q", "url": f"{A}, {B}"}, {},
     [{"publisher": "P", "url": A}, {"publisher": "Q", "url": B}]),
    ({"publisher": "Dow, Inc.", "url": f"{A}, {B}"}, {},
     [{"publisher": "Dow, Inc.", "url": A}, {"publisher": "Dow, Inc.", "url": B}]),
    ({"publisher": "P; Q", "url": A}, {}, [{"publisher": "P; Q", "url": A}]),
    ({"publisher": "P", "url": f"{A}; {A}"}, {}, [{"publisher": "P", "url": A}]),
    # a column source
    ({"source": A, "publisher": "P"}, {}, [{"publisher": "P", "url": A}]),
    ({"source": "The Daily"}, {}, [{"publisher": "The Daily"}]),
    ({"source": "The Daily, p. 3", "publisher": "P"}, {},
     [{"publisher": "P", "title": "The Daily, p. 3"}]),
    ({"source": f"The Daily, {A}"}, {}, [{"publisher": "The Daily", "url": A}]),
    ({"source": "P", "source 2": f"Q {B}", "url": A}, {},
     [{"publisher": "P", "url": A}, {"publisher": "Q", "url": B}]),
    ({"source": B, "url": A, "publisher": "P"}, {},
     [{"publisher": "P", "url": A}, {"publisher": "P", "url": B}]),
)  # fmt: skip


@pytest.mark.parametrize(("cells", "defaults", "sources"), SOURCES)
def test_a_row_has_the_sources_that_its_cells_name(
    cells: Mapping[str, str], defaults: Mapping[str, str], sources: list[Mapping[str, str]]
) -> None:
    """Nothing that is written is lost, and a list of names is taken apart only where it pairs."""
    found = list(sources_of(cells, defaults, (1, 2), {"P", "Q"}))

    assert [source.fields for source in found] == sources


def test_a_source_knows_its_columns() -> None:
    """So a fault names the cell, also of what several share; a default has none."""
    cells = {"publisher": "P", "url": A, "source 2": f"Q {B}"}
    first, second = sources_of(cells, {"basis": "filed"}, (1, 2))

    assert first.columns == {"publisher": "publisher", "url": "url", "basis": ""}
    assert second.columns == {"publisher": "source 2", "url": "source 2", "basis": ""}


@pytest.mark.parametrize(
    ("cell", "parts"),
    [
        (A, [A]),
        (f"{A};", [f"{A};"]),
        (f"{A}; {B};", [A, B]),
        (f"{A}|{B}", [A, B]),
        (f"see {A}", ["see", A]),
        (
            "https://archive.example/https://a.example/",
            ["https://archive.example/https://a.example/"],
        ),
        ("a; b", ["a; b"]),
    ],
)
def test_a_cell_is_parted_before_addresses(cell: str, parts: list[str]) -> None:
    """And nowhere else, so that what is no address is told whole."""
    assert addresses_in(cell) == parts
