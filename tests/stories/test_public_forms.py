"""Tables in the forms that others publish: each is read right, or refused with a way out."""

import json
import subprocess
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from tests.stories.command import ENV, run_text

ALL = ("--map", "publisher:=P", "--map", "published:=2024", "--map", "basis:=filed")
"""What no column of such a file says."""


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command in a folder whose log is case.db."""
    return run_text(folder, *arguments, env={**ENV, "CHRONO_FILE": "case.db"})


def bring(
    folder: Path, text: str, *words: str, name: str = "f.csv"
) -> subprocess.CompletedProcess[str]:
    """Import a table of this text by a map of these words, besides what no column says."""
    (folder / name).write_text(text, encoding="utf-8")
    return run(folder, "import", name, *ALL, *_flags(words))


def _flags(words: Iterable[str]) -> list[str]:
    return [part for word in words for part in ("--map", word)]


def events(folder: Path) -> list[dict[str, Any]]:
    """Return the events of the log in their order in time."""
    found: list[dict[str, Any]] = json.loads(run(folder, "timeline", "--json").stdout)["timeline"]
    return found


def dated(folder: Path) -> list[tuple[str, str]]:
    """Return when each event happened, and its headline."""
    return [(event["occurred"]["edtf"], event["headline"]) for event in events(folder)]


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """Make the log of an empty chronology, once."""
    folder = tmp_path_factory.mktemp("empty")
    assert run(folder, "init", "case.db", "--name", "case", "--zone", "UTC").returncode == 0
    return (folder / "case.db").read_bytes()


@pytest.fixture
def case(tmp_path: Path, empty: bytes) -> Path:
    """Make a folder with a log of its own."""
    (tmp_path / "case.db").write_bytes(empty)
    return tmp_path


def test_many_columns_that_are_no_fields_are_one_fault_with_what_is_needed(case: Path) -> None:
    """A database has dozens, and none of them is a misspelt `end` or `source`."""
    columns = ",".join(f"indicator {n}" for n in range(12))
    done = bring(case, f"member,gender,race,{columns}\n")

    assert done.stderr == (
        "error: f.csv:1: 15 columns are no fields: member, gender, race, indicator 0, indicator 1, "
        "indicator 2, indicator 3, indicator 4, indicator 5, indicator 6 and 5 more; "
        "no column holds occurred, headline; say --map 'COLUMN=FIELD' for each that matters, and "
        "'ignore:=others'\n"
    )


def test_a_name_that_is_hardly_alike_is_proposed_for_no_field(case: Path) -> None:
    """Who follows such a hint reads a gender as an end."""
    done = bring(case, "date,headline,gender\n")

    assert "say --map 'gender=FIELD', or 'gender=ignore'" in done.stderr


def test_rows_that_differ_in_their_year_alone_have_ids_of_their_own(case: Path) -> None:
    """Where others are ignored, too: no earlier release could read a file without a date."""
    done = bring(case, "Year,headline,fee\n1815,Eruption,1\n1943,Eruption,2\n", "ignore:=others")

    assert done.returncode == 0
    assert dated(case) == [("1815", "Eruption"), ("1943", "Eruption")]


@pytest.mark.parametrize(
    ("cell", "year", "words", "date"),
    [
        ("28 December 2022", "2022", (), "2022-12-28"),
        ("9/24/06", "1906", (), "1906-09-24"),
        ("9/4/06", "1906", ("dates:=month first",), "1906-09-04"),
        ("before 2023", "2022", (), "[..2022]"),
        ("", "1906", (), "1906"),
    ],
)
def test_a_year_beside_a_whole_date_is_that_of_the_date(
    case: Path, cell: str, year: str, words: tuple[str, ...], date: str
) -> None:
    """Databases of events have both, and it completes a year of two digits."""
    done = bring(case, f"event_date,year,headline\n{cell},{year},Event\n", *words)

    assert done.returncode == 0
    assert dated(case) == [(date, "Event")]


@pytest.mark.parametrize(
    ("cell", "year", "said"),
    [
        ("2023-11-17", "2022", "'2023-11-17' is not in 2022, the year beside it"),
        ("9/4/06", "1906", "say 1906-04-09 (day first) or 1906-09-04 (month first)"),
        ("9/24/06", "1907", "expected a year of four digits, 1906 or 2006"),
        ("9/24/06", "", "for the whole column --map 'dates:=years from 1950' reads 50 as 1950"),
        ("24-Sep-06", "", "expected a year of four digits, 1906 or 2006"),
        ("Sep 24, '06", "", "expected a year of four digits, 1906 or 2006"),
    ],
)  # fmt: skip
def test_a_year_that_does_not_fit_or_may_be_two_is_refused(
    case: Path, cell: str, year: str, said: str
) -> None:
    """With both years, and the words that settle it for a column."""
    done = bring(case, f'date,year,headline\n"{cell}",{year},Event\n')

    assert done.returncode == 2
    assert said in done.stderr


def test_a_map_says_which_hundred_years_two_digits_are_of(case: Path) -> None:
    """A saved one, too."""
    text = "start_date,end_date,headline\n1/20/49,1/20/53,A\n1/20/77,12-Jan-06,B\n"
    words = ("dates:=month first", "dates:=years from 1949", "range:=lasts")
    done = bring(case, text, *words)
    run(case, "import", "f.csv", *ALL, *_flags(words), "--explain", "--save-map", "m.yaml")

    assert done.returncode == 0
    assert dated(case) == [("1949-01-20/1953-01-20", "A"), ("1977-01-20/2006-01-12", "B")]
    assert "dates: [month first, years from 1949]" in (case / "m.yaml").read_text("utf-8")


def test_what_programs_write_into_empty_cells_of_dates_is_nothing(case: Path) -> None:
    """And is said; in a headline it is a word."""
    text = "year,month,day,end year,headline\n1815,0,0,NA,None\n1943,3,NaN,1944,NA\n"
    done = bring(case, text, "range:=lasts")

    assert dated(case) == [("1815", "None"), ("1943-03/1944", "NA")]
    assert "note: '0' is read as an empty cell in month, day\n" in done.stderr
    assert "note: 'NA' is read as an empty cell in end year\n" in done.stderr


def test_a_column_without_a_name_that_counts_the_rows_is_passed_over(case: Path) -> None:
    """As a data frame is written; another column without a name is a fault."""
    counted = bring(case, ",date,headline\n0,2023,A\n1,2024,B\n")
    other = bring(case, ",date,headline\n7,2023,A\n1,2024,B\n")

    assert counted.returncode == 0
    assert "note: column 1 has no name and numbers the rows, so it is passed over" in counted.stderr
    assert "error: f.csv:1: column 1 has no name" in other.stderr


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("1520;1527;Smallpox;https://p.example/smallpox\n", "'https://p.example/smallpox'"),
        ("2022-02-24,The invasion begins\n", "'2022-02-24'"),
        ("1087231;20230101;UKR\n", "'1087231'"),
    ],
)
def test_a_file_without_headings_is_said_to_have_none(case: Path, text: str, said: str) -> None:
    """Not that its first event is a column of another name."""
    done = bring(case, text)

    assert f"error: f.csv:1: {said} is no name of a column; put a row of names" in done.stderr


def test_controls_that_are_letters_of_windows_are_read_as_these(case: Path) -> None:
    """A program took Windows-1252 for Latin-1, and any other reading is refused."""
    done = bring(case, "date,headline\n0079,Vesuvius \x97 the elder Pliny\x92s end\n")

    assert dated(case) == [("0079", "Vesuvius \u2014 the elder Pliny\u2019s end")]
    assert "read as those of Windows-1252: U+0097 as \u2014, U+0092 as \u2019" in done.stderr


def test_that_no_source_can_be_traced_is_told_with_the_other_columns(case: Path) -> None:
    """Once, with the words of a map, and not for each row after the first try."""
    (case / "f.csv").write_text("date,headline,source\n2023,A,New York Times\n", encoding="utf-8")
    done = run(case, "import", "f.csv")

    assert "f.csv:1: no column holds basis, published or url; say --map 'COLUMN=basis'" in (
        done.stderr
    )


def test_results_of_a_query_are_rows_of_their_variables(case: Path) -> None:
    """In the JSON of SPARQL each value is wrapped."""
    cells = {
        "item": {"type": "uri", "value": "https://www.wikidata.org/entity/Q1"},
        "itemLabel": {"type": "literal", "xml:lang": "en", "value": "A treaty"},
        "pointInTime": {"type": "literal", "value": "1815-06-09T00:00:00Z"},
    }
    text = json.dumps({"head": {"vars": [*cells]}, "results": {"bindings": [cells]}}, indent=1)
    done = bring(case, text, name="f.json")

    assert done.returncode == 0
    assert dated(case) == [("1815-06-09", "A treaty")]


def test_slides_are_text_and_what_they_embed_is_an_address_or_a_note(case: Path) -> None:
    """In a sheet of TimelineJS as in its JSON."""
    text = (
        "Year,Headline,Text,Media\n"
        '1815,<b>Ada</b>,"<p>A <a href=""https://e.example"">pioneer</a></p>",'
        '"<iframe src=""https://v.example/1""></iframe>"\n'
        "1948,Edith,,<blockquote>There is no demand</blockquote>\n"
    )
    done = bring(case, text)
    first, second = events(case)

    assert done.returncode == 0
    assert (first["headline"], first["note"]) == ("Ada", "A pioneer (https://e.example)")
    assert second["note"] == "There is no demand"
    body = json.loads(run(case, "show", first["id"], "--json").stdout)
    assert "https://v.example/1" in json.dumps(body)


def test_something_that_lasts_to_the_present_has_an_open_end(case: Path) -> None:
    """As lists of office holders have it."""
    text = "start_date,end_date,headline\n2017-01-20,present,A\n2018-05-02,Still in office,B\n"
    done = bring(case, text, "range:=lasts")

    assert done.returncode == 0
    assert dated(case) == [("2017-01-20/..", "A"), ("2018-05-02/..", "B")]


def test_the_order_that_some_days_must_have_is_named_alone(case: Path) -> None:
    """Of a column in which no day must be of the other; it is not taken without a word."""
    text = "date,headline\n4/03/1797,A\n30/04/1789,B\n"
    refused, taken = bring(case, text), bring(case, text, "dates:=day first")

    assert "or 1797-04-03 (month first); for the whole column --map 'dates:=day first', as " in (
        refused.stderr
    )
    assert "'30/04/1789' is day first\n" in refused.stderr
    assert taken.returncode == 0


def test_where_days_must_be_of_both_orders_both_are_named(case: Path) -> None:
    """Such a column has no order, and each cell is mended by hand."""
    done = bring(case, "date,headline\n4/03/1797,A\n30/04/1789,B\n4/30/1789,C\n")

    assert "--map 'dates:=day first' or 'dates:=month first'" in done.stderr


@pytest.mark.parametrize(
    ("words", "notes", "date"),
    [((), 1, "[1558..1603]"), (("range:=lasts",), 0, "1558/1603"),
     (("range:=one moment",), 0, "[1558..1603]")],
)  # fmt: skip
def test_that_a_start_and_an_end_are_one_moment_is_said_with_the_other_reading(
    case: Path, words: tuple[str, ...], notes: int, date: str
) -> None:
    """For reigns and terms are listed so, and last; a map that says it ends the matter."""
    done = bring(case, "name,start,end\nElizabeth I,1558,1603\n", "name=headline", *words)

    assert dated(case) == [(date, "Elizabeth I")]
    note = "note: 'end': a start and an end are read as one moment in between; what lasts from one"
    assert done.stderr.count(note) == notes


def test_the_way_out_of_many_columns_keeps_the_map_that_was_found(case: Path) -> None:
    """Where others are ignored no map is looked for, so it has to be named."""
    done = bring(case, "item,itemLabel,date,a,b,c,d\n")

    assert "say --map wikidata, 'COLUMN=FIELD' for each that matters" in done.stderr


def test_what_may_be_of_a_mac_is_refused_in_both_readings(case: Path) -> None:
    """Excel for Mac writes Mac Roman, and any byte is a letter in Windows-1252, too."""
    (case / "f.csv").write_bytes("date,headline\n2023,Chlo\u00e9 V\u00e9lez\n".encode("mac_roman"))
    refused = run(case, "import", "f.csv", *ALL)
    (case / "f.csv").write_bytes(
        "date,headline\n2023,Chlo\u00e9 V\u00e9lez d\u2019\u00c9on Hawai\u2018i\n".encode("cp1252")
    )
    taken = run(case, "import", "f.csv", *ALL)

    assert refused.returncode == 2
    assert "f.csv:2: not UTF-8: 'V\u017dlez' in Windows-1252, or 'V\u00e9lez' in Mac Roman" in (
        refused.stderr
    )
    assert taken.returncode == 0
    assert dated(case) == [("2023", "Chlo\u00e9 V\u00e9lez d\u2019\u00c9on Hawai\u2018i")]


def test_a_column_of_ids_that_repeat_may_number_something_else(case: Path) -> None:
    """As that of the volcano, in a list of eruptions."""
    done = bring(case, "ID,date,headline\n7,1815,Tambora erupts\n7,1880,Tambora erupts again\n")

    assert (
        "f.csv:3: id: 7 stands at f.csv:2 already; give one of them another id, or map ID to "
        "ignore if it numbers something else than events\n"
    ) in done.stderr


def test_two_versions_in_an_export_are_settled_in_its_log(case: Path) -> None:
    """Another id would make two events of one."""
    bring(case, "id,date,headline\none,2023,A treaty\n")
    exported = run(case, "export", "csv").stdout
    row = exported.splitlines()[-1]
    (case / "e.csv").write_text(f"{exported}{row.replace('A treaty', 'B treaty')}\n", "utf-8")
    done = run(case, "import", "e.csv")

    assert done.returncode == 2
    assert (
        "e.csv:3: id: one stands at e.csv:2 already; two versions of it stand in the log that was "
        "exported; retract or correct one there, or leave out one row\n"
    ) in done.stderr


def test_an_item_of_wikidata_without_its_address_has_one(case: Path) -> None:
    """Programs that ask Wikidata shorten the items to their numbers."""
    done = bring(case, "item,itemLabel,start\nQ1159092,Dan J.,2019-06-27\n")
    (event,) = events(case)

    assert done.returncode == 0
    body = json.loads(run(case, "show", event["id"], "--json").stdout)
    assert "https://www.wikidata.org/wiki/Q1159092" in json.dumps(body)


def test_publishers_parted_by_semicolons_are_sources_each(case: Path) -> None:
    """As databases of events list who reported one; without addresses there is nothing else."""
    (case / "f.csv").write_text(
        "event_date,headline,publisher,published,basis\n"
        "2022-10-20,An attack,Agence Presse; Daabaaru;Le Portail,2022-10-21,reported\n",
        encoding="utf-8",
    )
    done = run(case, "import", "f.csv")
    (event,) = events(case)
    sources = json.loads(run(case, "show", event["id"], "--json").stdout)["sources"]

    assert done.returncode == 0
    assert [source["publisher"] for source in sources] == [
        "Agence Presse",
        "Daabaaru",
        "Le Portail",
    ]
    assert {source["published"] for source in sources} == {"2022-10-21"}
