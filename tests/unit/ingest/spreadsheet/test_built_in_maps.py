"""Maps of ours: which one a file needs that names none."""

import pytest

from chrono.ingest.spreadsheet.built_in_maps import fitting, with_column


@pytest.mark.parametrize(
    ("header", "mapped", "name"),
    [
        (("Date", "Fact", "Source", "Issues"), (), "casefleet"),
        (("Date", "Event", "Source", "Comments"), (), "everlaw"),
        (("Date", "Event", "Source", "Amount"), (), "everlaw"),
        (("Date", "Event", "Source", "Amount"), ("Amount", "Source"), "everlaw"),
        (("Date", "Description", "Source", "Characters"), (), "opus2"),
        (("Year", "Headline", "Text", "Media"), (), "timelinejs"),
        (("item", "itemLabel", "date"), (), "wikidata"),
        (("date", "headline", "Fact"), (), None),
        (("date", "headline", "publisher"), (), None),
        (("Date", "Event"), ("event",), None),
        (("When", "What"), (), None),
        (("Year", "Headline"), (), None),
    ],
)
def test_a_file_has_the_map_that_gives_it_a_date_and_a_headline(
    header: tuple[str, ...], mapped: tuple[str, ...], name: str | None
) -> None:
    """It is the one that knows most; none is taken where none is needed."""
    assert fitting(iter(header), iter(mapped)) == name


def test_a_column_is_known_by_the_first_map_that_has_it() -> None:
    """So a fault can name it."""
    assert (with_column("date modifier"), with_column("FACT"), with_column("Fee")) == (
        "opus2", "casefleet", None,
    )  # fmt: skip
