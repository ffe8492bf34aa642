"""Tables as people have them: read column by column, refused where they can be read in two ways."""

import json
import re
import subprocess
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.stories.command import ENV, run_text

NO_ADDRESS = "an address starts with https:// and a host, as https://example.org/page"
HINT = "; write https://www.b.example/x"
HEAD = "id,date,headline,publisher,published,basis"


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command in a folder whose log is case.db."""
    return run_text(folder, *arguments, env={**ENV, "CHRONO_FILE": "case.db"})


def bring(
    folder: Path, text: str | bytes, *flags: str, name: str = "f.csv"
) -> subprocess.CompletedProcess[str]:
    """Import a table of this text."""
    raw = text if isinstance(text, bytes) else text.encode()
    (folder / name).write_bytes(raw)
    return run(folder, "import", name, *flags)


def body(folder: Path, given: str) -> dict[str, Any]:
    """Return an event as the log has it."""
    shown: dict[str, Any] = json.loads(run(folder, "show", given, "--json").stdout)
    return shown


def dates(folder: Path) -> list[str]:
    """List the dates of the log, in its order."""
    rows = json.loads(run(folder, "log", "--json").stdout)
    return [row["occurred"] for row in rows if row["occurred"]]


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """Make the log of an empty chronology, once."""
    folder = tmp_path_factory.mktemp("empty")
    zone = ("--zone", "America/Los_Angeles")
    assert run(folder, "init", "case.db", "--name", "case", *zone).returncode == 0
    return (folder / "case.db").read_bytes()


@pytest.fixture
def case(tmp_path: Path, empty: bytes) -> Path:
    """Make a folder with a log of its own."""
    (tmp_path / "case.db").write_bytes(empty)
    return tmp_path


YEARS = (
    f"{HEAD},claim,key,value\n"
    "ann,1831-35,Ann keeps the books,Annals,1954,reported,set,office/library/keeper,Ann\n"
    "ben,1911-12,Ben keeps the books,Annals,1954,reported,set,office/library/keeper,Ben\n"
    "cat,1940-41,Cat keeps the books,Annals,1954,reported,set,office/library/keeper,Cat\n"
    "dan,1950-53,Dan keeps the books,Annals,1954,reported,set,office/library/keeper,Dan\n"
)


def test_years_that_may_be_parts_of_a_year_are_refused_in_both_readings(case: Path) -> None:
    """All four rows, a month too, for the column has years; a map settles it."""
    refused = bring(case, YEARS)
    taken = bring(case, YEARS, "--map", "dates:=year spans")

    assert (refused.returncode, taken.returncode) == (2, 0)
    for line, years, part in (
        (2, "1831/1835 (lasting)", "third quarter of 1831"),
        (3, "1911/1912 (lasting)", "Dec 1911"),
        (4, "1940/1941 (lasting)", "second half of 1940"),
        (5, "from 1950 to 1953 (lasting)", "between 1950 and 1953"),
    ):
        (said,) = [one for one in refused.stderr.splitlines() if f"f.csv:{line}:" in one]
        assert years in said
        assert part in said
    assert dates(case) == ["1831/1835", "1911/1912", "1940/1941", "1950/1953"]


DATES = (
    # cells of the column, the map, the dates
    (("2023-05-01T00:00:00Z", "2023-05-02T00:00:00Z"), (), ["2023-05-01", "2023-05-02"]),
    (("2023-05-01 00:00:00 UTC", "2023-05"), (), ["2023-05-01", "2023-05"]),
    (("2023-05-01T00:00:00.000+00:00", ), (), ["2023-05-01"]),
    (("2023-05-01T00:00:00Z", "2023-05-02T09:30:00Z"), (),
     ["2023-05-01T00:00:00Z", "2023-05-02T09:30:00Z"]),
    (("3/6/2014 12:00:00 AM", "4/17/2014 0:00"), ("dates:=month first",),
     ["2014-03-06", "2014-04-17"]),
)  # fmt: skip


@pytest.mark.parametrize(("cells", "words", "read"), DATES)
def test_a_time_that_is_midnight_in_a_whole_column_is_an_exporters_padding(
    case: Path, cells: tuple[str, ...], words: tuple[str, ...], read: list[str]
) -> None:
    """Then the import says so and takes the day; one other time, and all are times."""
    rows = (f"e{n},{cell},E,P,2024,filed\n" for n, cell in enumerate(cells))
    flags = [part for word in words for part in ("--map", word)]
    done = bring(case, f"{HEAD}\n{''.join(rows)}", *flags)

    assert dates(case) == read
    padded = "T00:00:00" in cells[0] or "UTC" in cells[0]
    said = "note: 'date': every time in it is midnight, so it is read as days" in done.stderr
    assert said == (padded and read[0] == "2023-05-01")


SOURCES = (
    # header, row, publishers and addresses
    ("date,headline,publisher,url,second publisher,second url,published,basis",
     "2025-01-31,Down,B,https://b.example/1,D,https://d.example/2,2025-02-01,reported",
     [("B", "https://b.example/1"), ("D", "https://d.example/2")]),
    ("date,headline,publisher,url,published,basis",
     "2025-01-31,Down,B; D,https://b.example/1; https://d.example/2,2025-02-01,reported",
     [("B", "https://b.example/1"), ("D", "https://d.example/2")]),
    ("date,headline,source,source 2,published,basis",
     "2025-01-31,Down,B,D https://d.example/2,2025-02-01,reported",
     [("B", None), ("D", "https://d.example/2")]),
)  # fmt: skip


@pytest.mark.parametrize(("head", "row", "named"), SOURCES)
def test_a_row_may_have_several_sources(
    case: Path, head: str, row: str, named: list[tuple[str, str | None]]
) -> None:
    """All of the day and the basis that they share."""
    done = bring(case, f"{head}\n{row}\n")
    (source,) = json.loads(run(case, "timeline", "--json").stdout)["timeline"][:1]
    event = body(case, source["id"])

    assert done.returncode == 0
    assert [(one["publisher"], one.get("url")) for one in event["sources"]] == named
    assert {(one["published"], one["basis"]) for one in event["sources"]} == {
        ("2025-02-01", "reported")
    }


def test_rows_of_one_event_are_one_with_all_they_say(case: Path) -> None:
    """The summary says which lines; a second claim has columns of its own."""
    done = bring(
        case,
        f"{HEAD},claim,key,value,claim 2,key 2,value 2\n"
        "a,2023,A,P,2023,filed,set,k/a,1,end,k/b,\n"
        "a,2023,A,Q,2024,alleged,,,,,,\n",
    )
    event = body(case, "a")

    assert "  1 event of several rows: lines 2 and 3\n" in done.stderr
    assert [one["publisher"] for one in event["sources"]] == ["P", "Q"]
    assert event["data"]["claims"] == [{"set": "k/a", "value": "1"}, {"end": "k/b"}]


def test_what_is_no_address_is_a_fault_of_its_cell(case: Path) -> None:
    """And two addresses in one are two sources."""
    done = bring(
        case,
        "id,date,headline,publisher,basis,url\n"
        "a,2003-05-01,A,P,reported,Spreadsheet\n"
        "b,2003-12-13,B,P,reported,www.b.example/x\n"
        "c,2004-01-23,C,P,reported,https://a.example/x; https://b.example/y\n",
        "--skip-bad",
    )

    assert done.returncode == 1
    assert [one for one in done.stderr.splitlines() if one.startswith("left out")] == [
        f"left out: f.csv:2: sources[0].url: 'Spreadsheet': {NO_ADDRESS}",
        f"left out: f.csv:3: sources[0].url: 'www.b.example/x': {NO_ADDRESS}{HINT}",
    ]
    assert len(body(case, "c")["sources"]) == 2


def test_a_list_of_rejects_that_somebody_mends_is_left_alone(case: Path) -> None:
    """Exit 2, the name said, nothing appended; a list as it was written is replaced."""
    text = f"{HEAD}\na,2022-03-02,A,P,2022-04-01,filed\nb,soon,B,P,2022-04-01,filed\n"
    first = bring(case, text, "--skip-bad")
    again = bring(case, f"{text}c,later,C,P,2022-04-01,filed\n", "--skip-bad")
    listed = case / "f.bad.csv"
    assert (first.returncode, again.returncode) == (1, 1)
    assert "later" in listed.read_text("utf-8")

    mended = listed.read_bytes().replace(b"soon", b"2022-03-03")
    listed.write_bytes(mended)
    refused = bring(case, f"{text}d,2022,D,P,2022-04-01,filed\n", "--skip-bad")

    assert refused.returncode == 2
    assert "error: f.bad.csv: would list the rows left out, but was changed" in refused.stderr
    assert listed.read_bytes() == mended
    assert run(case, "show", "d").returncode == 2


EARLIER = (
    "date,headline,publisher,published,basis,claim,key,value\n"
    "2022-03-02,The firm hires Bob as treasuer,P,2022-04-01,filed,set,office/firm/treasurer,Bob\n"
    "2022-03-03,The firm opens a branch,P,2022-04-01,filed,,,\n"
)
EDITED = EARLIER.replace("Bob", "Robert").replace("treasuer", "treasurer")


def test_an_edited_row_without_an_id_is_refused_with_the_row_that_is_gone(case: Path) -> None:
    """It is told what each flag makes of it, and nothing is written."""
    bring(case, EARLIER)
    done = bring(case, EDITED)

    assert done.returncode == 2
    assert done.stderr.startswith("error: f.csv:2: has no id and is not among the rows imported ")
    assert "2022-03-02, 'The firm hires Bob as treasuer'; say --edits for a " in done.stderr
    assert run(case, "state", "office/firm/treasurer").stdout.count("Bob") == 1


def test_an_edit_is_a_correction_and_the_table_is_known_afterwards(case: Path) -> None:
    """With a reason, as every change; the same table again is nothing new."""
    bring(case, EARLIER)
    silent = bring(case, EDITED, "--edits")
    done = bring(case, EDITED, "--edits", "--reason", "spelling")
    again = bring(case, EDITED)
    once_more = bring(case, EDITED.replace("a branch", "branches"), "--edits", "--reason", "two")

    assert "changed since it was last imported" in silent.stderr
    assert done.stdout.startswith("Appended 0 events, 1 act ")
    assert again.stdout.startswith("Appended 0 events ")
    assert once_more.stdout.startswith("Appended 0 events, 1 act ")
    assert "Robert" in run(case, "state", "office/firm/treasurer").stdout
    assert "disputed" not in run(case, "state", "office/firm/treasurer").stdout


def test_an_edit_of_a_row_that_the_first_release_could_not_read_needs_a_reason(case: Path) -> None:
    """What was wrong with its cells then is no other reading of them; nothing else is claimed."""
    before = (
        "date,headline,publisher,url,published,basis\n"
        "2015-03-10,A scheme ends,A; B,https://a.example/1 https://b.example/2,2015-03-11,filed\n"
    )
    bring(case, before)
    edited = before.replace("2015-03-11", "2015-03-10")
    silent = bring(case, edited, "--edits")
    done = bring(case, edited, "--edits", "--reason", "the date of the papers")

    assert (silent.returncode, "last imported; say why with --reason" in silent.stderr) == (2, True)
    assert "corrects" not in silent.stdout
    assert ": the date of the papers\n" in done.stdout


def test_a_row_near_to_one_that_is_gone_may_be_new(case: Path) -> None:
    """Then both stand, and the one that is gone is named."""
    bring(case, EARLIER)
    done = bring(case, EDITED, "--new")

    assert done.stdout.startswith("Appended 1 event ")
    assert "stands in the log and not in the text" in done.stderr
    assert run(case, "import", "f.csv", "--edits", "--new").returncode == 2


def test_a_table_of_one_name_is_one_table_whatever_was_edited(case: Path) -> None:
    """Though every row, and the day of one, is another now; under another name it is another."""
    edited = EDITED.replace("2022-03-02", "2022-03-01").replace("a branch", "two branches")
    bring(case, EARLIER)
    done = bring(case, edited)

    assert [one.split(":")[2] for one in done.stderr.splitlines()] == ["2", "3"]
    other = bring(case, "\n".join(edited.splitlines()[:2]), name="g.csv")
    assert other.stdout.startswith("Appended 1 event ")


@pytest.mark.parametrize(
    "text",
    [
        EARLIER + "2022-05-01,The firm hires Carl as clerk,P,2022-06-01,filed,,,\n",
        "date,headline,publisher,published,basis\n2022-03-02,Another paper opens,P,2022,filed\n",
        EARLIER[: EARLIER.index(",claim")] + "\n2022-04-03,The firm opens a branch,P,2022,filed\n",
    ],
)
def test_new_rows_are_no_edits(case: Path, text: str) -> None:
    """Neither below the old ones, nor in another table, of the same day or of the same words."""
    bring(case, EARLIER)
    done = bring(case, text, name="g.csv")

    assert done.stdout.startswith("Appended 1 event ")


def test_what_a_later_release_reads_better_is_corrected_by_itself(case: Path) -> None:
    """A table that was imported before is only changed where it was read worse, and says so."""
    ids = [f"a{number}" for number in range(2)]
    stored = [
        {"id": given, "kind": "development", "occurred": occurred, "headline": "A",
         "sources": [{"publisher": "P", "published": "2023-02-01", "basis": "filed"}]}
        for given, occurred in zip(ids, ("2023-01-01T00:00:00Z", "2023-01"), strict=True)
    ]  # fmt: skip
    (case / "old.jsonl").write_text("\n".join(map(json.dumps, stored)), encoding="utf-8")
    run(case, "import", "old.jsonl")
    text = (
        f"{HEAD}\na0,2023-01-01T00:00:00Z,A,P,2023-02-01,filed\na1,2023-01,A,P,2023-02-01,filed\n"
    )
    done = bring(case, text)
    again = bring(case, text)
    edited = bring(case, text.replace("a1,2023-01,", "a1,2023-02,"))

    assert "a0~2 corrects a0: the same cells, which a later release reads better" in done.stdout
    assert done.stdout.startswith("Appended 0 events, 1 act ")
    assert again.stdout.startswith("Appended 0 events ")
    assert "a1 changed since it was last imported; say why" in edited.stderr


TIMELINE = (
    "Year,Month,Day,Time,End Year,End Month,End Day,End Time,Display Date,Headline,Text,Media,"
    "Media Credit,Media Caption,Media Thumbnail,Type,Group,Background\n"
    ",,,,,,,,,A short history,How it went,,,,,title,,\n"
    "1815,12,10,,1852,11,27,,,A pioneer,Her life,https://p.example/1,Somebody,,,,people,\n"
    "1943,7,,,1946,,,,,The team at work,,https://p.example/2,,,,,work,\n"
    "602,,,,629,,,,,A long war,,https://p.example/3,,,,,war,\n"
    "-44,3,15,,,,,,Ides,A murder,,https://p.example/4,,,,,war,\n"
)
GIVEN = ("--map", "publisher:=P", "--map", "basis:=reported")


def test_a_spreadsheet_of_timelinejs_is_read_as_it_is(case: Path) -> None:
    """Its title is told as such, and a year before the calendar is refused by name."""
    refused = bring(case, TIMELINE, *GIVEN)
    done = bring(case, TIMELINE, *GIVEN, "--skip-bad")

    assert refused.returncode == 2
    assert "error: f.csv:6: year: year -44: years are 0001 to 9999" in refused.stderr
    assert done.returncode == 1
    assert "note: f.csv:2: 'A short history' is the title of the timeline" in done.stderr
    assert dates(case) == ["1815-12-10/1852-11-27", "1943-07/1946", "0602/0629"]


FACTS = "Date,Fact,Source,Issues,Comments\n4 May 2023,The letter is sent,Letter,Notice,Seen\n"
WIKIDATA = (
    "item,itemLabel,date,precision\n"
    "http://www.wikidata.org/entity/Q1,A battle,1857-01-01T00:00:00Z,9\n"
    "http://www.wikidata.org/entity/Q2,A treaty,1858-03-01T00:00:00Z,10\n"
)
PLAIN = f"{HEAD}\na,2023-01-01,A,P,2023-02-01,filed\n"
FORMS: tuple[tuple[str, str | bytes, tuple[str, ...], list[str], str], ...] = (
    # name of the file, its content, flags, dates, what is said of it
    ("f.csv", FACTS, ("--map", "published:=2023-06", "--map", "basis:=filed"), ["2023-05-04"],
     "note: columns read by the map casefleet"),
    ("f.csv", FACTS.replace("Fact", "Event"), ("--map", "everlaw", "--map", "published:=2023"),
     ["2023-05-04"], ""),
    ("f.csv", FACTS.replace("Fact", "Description"), ("--map", "opus2", "--map", "Issues=ignore",
     "--map", "Comments=note", "--map", "published:=2023"), ["2023-05-04"], ""),
    ("f.csv", WIKIDATA, GIVEN, ["1857", "1858-03"], "note: columns read by the map wikidata"),
    ("f.csv", f"Timeline of the affair,,,,,\n{PLAIN}", (), ["2023-01-01"],
     "note: the headings are in line 2, below 'Timeline of the affair'"),
    ("f.csv", f"sep=;\n{PLAIN.replace(',', ';')}", (), ["2023-01-01"], ""),
    ("f.csv", PLAIN.replace("\n", ",\n"), (), ["2023-01-01"], ""),
    ("f.csv", PLAIN.replace(",P,", ",Caf\xe9,").encode("cp1252"), (), ["2023-01-01"],
     "note: read as Windows-1252, for line 2 is no UTF-8"),
    ("f.tsv", PLAIN.replace(",", "\t"), (), ["2023-01-01"], ""),
    ("f.json", json.dumps({"events": [{"start_date": {"year": 1951},
     "text": {"headline": "A paper"}, "media": {"url": "https://p.example/5"}}]}), GIVEN,
     ["1951"], "note: columns read by the map timelinejs"),
    ("f.json", json.dumps([{"date": "2023", "headline": "A", "url": "https://p.example/5"}]), GIVEN,
     ["2023"], ""),
)  # fmt: skip


@pytest.mark.parametrize(("name", "content", "flags", "read", "said"), FORMS)
def test_what_people_have_is_read(  # noqa: PLR0913, PLR0917  a table of forms
    case: Path, name: str, content: str | bytes, flags: tuple[str, ...], read: list[str], said: str
) -> None:
    """Whatever program made it; what was found out by looking is said."""
    done = bring(case, content, *flags, name=name)

    assert (done.returncode, dates(case)) == (0, read), done.stderr
    assert said in done.stderr


def test_a_workbook_is_read_and_its_bad_rows_are_listed_as_csv(case: Path) -> None:
    """Its cells are those of a CSV file."""
    book = openpyxl.Workbook()
    for row in (HEAD.split(","), ["a", 2023, "A", "P", 2023, "filed"], ["b", "soon"]):
        book.active.append(row)
    book.save(case / "f.xlsx")
    done = run(case, "import", "f.xlsx", "--skip-bad")

    assert (done.returncode, dates(case)) == (1, ["2023"])
    assert (case / "f.bad.csv").read_text("utf-8-sig").splitlines()[1].startswith("b,soon,,,,,")


def test_formulas_that_went_wrong_are_told_at_once_and_nothing_is_written(case: Path) -> None:
    """Of a workbook as of a text; a column that is ignored may have them."""
    book = openpyxl.Workbook()
    rows = (["a", "#REF!", "A", "P", 2023, "filed"], ["b", 2023, "=1/0", "P", "#N/A", "filed"])
    for row in ([*HEAD.split(","), "count"], *([*row, "#NUM!"] for row in rows)):
        book.active.append(row)
    book.active["C3"].value, book.active["C3"].data_type = "#DIV/0!", "e"
    book.save(case / "f.xlsx")
    done = run(case, "import", "f.xlsx", "--map", "count=ignore")

    assert (done.returncode, dates(case)) == (2, [])
    assert re.findall(r"f.xlsx:(.*?): a formula went wrong", done.stderr) == [
        "2: date: '#REF!'", "3: headline: '#DIV/0!'", "3: published: '#N/A'",
    ]  # fmt: skip


def test_a_table_is_explained_column_by_column_and_nothing_is_written(case: Path) -> None:
    """With three rows as events, in text and in JSON; it needs no log."""
    (case / "case.db").unlink()
    done = bring(case, TIMELINE, *GIVEN, "--explain")
    answer = json.loads(run(case, "import", "f.csv", *GIVEN, "--explain", "--json").stdout)

    assert done.returncode == 2
    assert "  Year             year       '1815', '1943', '602'\n" in done.stdout
    assert "line 3:\n  1815-12-10/1852-11-27  A pioneer\n  source: P, " in done.stdout
    assert "error: f.csv:6: year: year -44" in done.stderr
    assert answer["columns"][0] == {
        "column": "Year", "field": "year", "cells": ["1815", "1943", "602"],
    }  # fmt: skip
    assert [row["lines"] for row in answer["rows"]] == [[3], [4], [5]]
    assert [file.name for file in case.iterdir()] == ["f.csv"]


def test_what_is_explained_of_many_rows_says_that_it_is_not_all(case: Path) -> None:
    """Whoever sees three sound rows knows that no log was asked about any."""
    rows = [f"{n},2023,A{n},P,2023,filed" for n in "abcd"]
    most = bring(case, "\n".join([HEAD, *rows[:3], ""]), "--explain").stdout
    more = bring(case, "\n".join([HEAD, *rows, ""]), "--explain").stdout

    assert "--dry-run" not in most
    assert more.endswith("these are the first 3; --dry-run tries all on a log\n")


def test_what_an_import_refuses_of_a_row_is_explained_as_such(case: Path) -> None:
    """Without a log, in the same words and at once."""
    rows = "a,2023,A,P,2023,hearsay,k/a,1\nb,2023,B,P,2023,filed,k/a,\nc,2023,C,P,2023,filed,k,1\n"
    text = f"{HEAD},key,value\n{rows}"
    refused = bring(case, text)
    (case / "case.db").unlink()
    done = bring(case, text, "--explain")

    assert (done.returncode, done.stderr) == (2, refused.stderr)
    assert [one.partition(": ")[0] for one in done.stderr.split("error: ")[1:]] == [
        f"f.csv:{number}" for number in (2, 3, 4)
    ]
    assert "3: value: set k/a: needs a value" in done.stderr
    assert "line 2" not in done.stdout


def test_a_column_that_is_not_understood_is_shown_as_such(case: Path) -> None:
    """Before a map is written, which is the moment to look."""
    done = bring(case, f"{HEAD},Fee\nx,2023,A,P,2023,filed,12\n", "--explain")

    assert "  Fee        no field; map it, or ignore it  '12'\n" in done.stdout
    assert "error: f.csv:1: Fee: no field of that name" in done.stderr


def test_claims_and_data_are_explained_too(case: Path) -> None:
    """As the event would have them."""
    head = f"{HEAD},kind,data.office,data.person,data.capacity,claim,key,note"
    rows = (
        "a,2023,A,P,2023,filed,office.filled,firm/ceo,Ada,permanent,,,\n"
        "b,2023,B,P,2023,filed,,,,,end,office/firm/cto,So it is\n"
    )
    said = bring(case, f"{head}\n{rows}", "--explain").stdout

    assert "  office: firm/ceo\n  person: Ada\n  capacity: permanent\n" in said
    assert "  end office/firm/cto\n  note: 'So it is'\n" in said


def test_a_map_that_cannot_be_kept_is_told(case: Path) -> None:
    """With the reason of the system."""
    done = bring(case, f"{HEAD}\n", "--explain", "--save-map", "none/m.yaml")

    assert done.returncode == 2
    assert "--save-map none/m.yaml: cannot be written (No such file or directory)" in done.stderr


def test_how_a_table_was_read_is_kept_as_a_map(case: Path) -> None:
    """A small YAML with comments, which reads the same; no file is replaced by it."""
    text = "When,What,Who,Fee\n3/4/2023,A,P,12\n"
    words = ("When=occurred", "What=headline", "Who=publisher", "Fee=ignore", "basis:=filed",
             "dates:=day first", "published:=2024")  # fmt: skip
    flags = [part for word in words for part in ("--map", word)]
    first = bring(case, text, *flags, "--save-map", "m.yaml")
    kept = (case / "m.yaml").read_text("utf-8")
    again = run(case, "import", "f.csv", "--map", "m.yaml")
    refused = run(case, "import", "f.csv", *flags, "--save-map", "m.yaml", "--explain")

    assert (first.returncode, again.returncode, refused.returncode) == (0, 0, 2)
    assert again.stdout.startswith("Appended 0 events ")
    assert "  When: occurred  # as '3/4/2023'\n" in kept
    assert "dates: [day first]  #" in kept
    assert "--save-map m.yaml: is there already" in refused.stderr
    assert (case / "m.yaml").read_text("utf-8") == kept


def test_equal_complaints_are_one_with_a_count(case: Path) -> None:
    """Also those that differ in their values alone, once they are many."""
    equal = "".join(f"a{n},2023,A,P,2023,certain\n" for n in range(100))
    alike = "".join(f"b{n},soon{n},A,P,2023,filed\n" for n in range(100))
    done = bring(case, f"{HEAD}\n{equal}{alike}")
    said = done.stderr.splitlines()

    assert len(said) == 5
    assert said[0].startswith("error: f.csv:2: sources[0].basis: 'certain' is not allowed")
    assert said[0].endswith("(99 more rows: lines 3, 4, 5, 6, 7, …)")
    assert said[1].startswith("error: f.csv:102: date: occurred: 'soon0': expected a date")
    assert said[4].startswith("error: f.csv:105: date: occurred: 97 more like these, in lines ")


def test_a_wrong_cell_that_several_sources_share_is_told_once(case: Path) -> None:
    """It is one cell."""
    done = bring(
        case,
        "id,date,headline,publisher,publisher 2,published,basis\n"
        "a,2023,A,P,Q,soon,filed\nb,2023,A,P,Q,2023,certain\n",
    )

    assert [one.split(": ")[1:3] for one in done.stderr.splitlines()] == [
        ["f.csv:2", "sources[0].published"], ["f.csv:3", "sources[0].basis"],
    ]  # fmt: skip


def test_a_row_that_is_left_out_takes_the_others_of_its_event_with_it(case: Path) -> None:
    """For an event without one of its sources would be another one."""
    done = bring(
        case,
        f"{HEAD},key\na,2023,A,P,2023,filed,\na,2023,A,Q,soon,filed,\nb,2023,B,P,2023,filed,\n",
        "--skip-bad",
    )

    assert done.stdout.startswith("Appended 1 event ")
    assert "left out: f.csv:2: left out with line 3, which is of the same event" in done.stderr
    assert len((case / "f.bad.csv").read_text("utf-8-sig").splitlines()) == 3


def test_rows_of_a_day_that_share_the_headline_of_the_map_are_told_in_short(case: Path) -> None:
    """They are one event: a note says why, of many lines and sources the first are named."""
    rows = "".join(f"2023-05-04,MP {n},chair/{n}\n" for n in range(40))
    words = ("title=title", "headline:=A term", "claim:=set", "value:=taken", "publisher:=P",
             "basis:=filed", "published:=2023")  # fmt: skip
    flags = [flag for word in words for flag in ("--map", word)]
    explained = bring(case, f"date,title,key\n{rows}", *flags, "--explain")
    done = run(case, "import", "f.csv", *flags)

    lines = " and ".join(map(str, range(2, 22)))
    assert f"\nline {lines} and 20 more:\n" in explained.stdout
    assert "\n  source: P, 2023, filed, MP 19\n  and 20 more sources\n" in explained.stdout
    assert "\n  set chair/19 = taken\n  and 20 more claims\n" in explained.stdout
    assert "note: no column holds headlines, so rows of one date are one event" in done.stderr
    assert f"  1 event of several rows: lines {lines} and 20 more\n" in done.stderr
    assert "note: no column" not in bring(case, "date,title,key\n", *flags, "--explain").stderr


def test_rows_that_were_not_read_are_not_counted(case: Path) -> None:
    """Where the header does not fit the map, nobody knows how many there are."""
    done = bring(case, "date,who\n2023,Ada\n", "--explain")

    assert done.stdout.startswith("2 columns; nothing was written\n")
