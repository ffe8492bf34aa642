"""Counsel's spreadsheet, imported as a person would: looked at, sifted, appended, mended."""

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.stories.command import ENV, run_text

COUNSEL = Path(__file__).parent / "data" / "counsel.csv"
OPUS = ("--map", "opus2", "--map", "dates:=day first")

BAD = {
    12: "Date: occurred: '29/02/2023': February 2023 has 28 days, as 2023-02",
    14: "Date: occurred: '2023-07-11 to 2023-05-06': ends before it starts, "
    "as [2023-05-06..2023-07-11]",
    20: "Date: occurred: '11/17/2023': there is no month 17, day first; is this one month first?",
    23: "Source: sources: missing; an event needs at least one source with publisher and basis",
    24: "Date Modifier: modifier: 'Befor' is no modifier; did you mean before?",
    28: "Source: sources[0]: has neither url nor published; give one, better both",
    29: "time: '25:10': no time of day, as 12:28 or 12:28 pm",
    31: "has 12 cells under 14 columns; every column has a cell, if an empty one",
}
"""The bad rows of the spreadsheet by line, with what is wrong."""

HEAD = "id,date,headline,publisher,published,basis"


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command in a folder whose log is case.db."""
    return run_text(folder, *arguments, env={**ENV, "CHRONO_FILE": "case.db"})


def bring(folder: Path, text: str, *flags: str) -> subprocess.CompletedProcess[str]:
    """Import a spreadsheet of this text."""
    (folder / "f.csv").write_text(text, encoding="utf-8")
    return run(folder, "import", "f.csv", *flags)


def entries(folder: Path) -> int:
    """Count the entries of the log."""
    return int(run(folder, "check").stdout.split()[1])


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """Make a folder with counsel's spreadsheet and the log of an empty chronology."""
    shutil.copy(COUNSEL, tmp_path)
    zone = ("--zone", "America/Los_Angeles")
    assert run(tmp_path, "init", "case.db", "--name", "case", *zone).returncode == 0
    return tmp_path


def test_without_an_order_of_dates_each_slashed_date_is_a_fault(case: Path) -> None:
    """Where both are days nothing is guessed; the fault says how to say it, nothing is written."""
    done = run(case, "import", "counsel.csv", "--map", "opus2")

    assert done.returncode == 2
    assert (
        "error: counsel.csv:2: Date: occurred: '11/12/2015': say 2015-12-11 (day first) or "
        "2015-11-12 (month first); for the whole column --map 'dates:=day first' or "
        "'dates:=month first'"
    ) in done.stderr.splitlines()
    assert entries(case) == 1


def test_one_bad_row_refuses_the_whole_file(case: Path) -> None:
    """Every fault is told at once, with line and column."""
    done = run(case, "import", "counsel.csv", *OPUS)

    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.splitlines() == [f"error: counsel.csv:{n}: {why}" for n, why in BAD.items()]
    assert entries(case) == 1


def test_a_dry_run_shows_what_would_be_appended_and_every_fault(case: Path) -> None:
    """It exits as the import would; nothing is written, no list either."""
    done = run(case, "import", "counsel.csv", *OPUS, "--dry-run")
    left_out = run(case, "import", "counsel.csv", *OPUS, "--dry-run", "--skip-bad")

    assert done.stdout.startswith("Would append 21 events · now 22 · head ")
    assert "  1 row in the file twice: line 22 as line 21\n" in done.stderr
    assert len([one for one in done.stderr.splitlines() if one.startswith("error: coun")]) == 8
    assert "leave them out with --skip-bad" in done.stderr
    assert (done.returncode, left_out.returncode) == (2, 1)
    assert "8 rows would be left out and listed in counsel.bad.csv" in left_out.stderr
    assert entries(case) == 1
    assert not (case / "counsel.bad.csv").exists()


def test_bad_rows_are_left_out_and_listed_and_again_nothing_is_new(case: Path) -> None:
    """The others are appended; the same import once more appends nothing. Exit 1 while any are."""
    first = run(case, "import", "counsel.csv", *OPUS, "--skip-bad")
    again = run(case, "import", "counsel.csv", *OPUS, "--skip-bad")

    assert (first.returncode, again.returncode) == (1, 1)
    assert first.stdout.startswith("Appended 21 events · now 22 · head ")
    assert "21 events, none claims a key; to ask for a state, add columns key" in first.stdout
    assert first.stderr.splitlines() == [
        *(f"left out: counsel.csv:{n}: {why}" for n, why in BAD.items()),
        (
            "  dates read: '11/12/2015' as 11 Dec 2015 (2015-12-11); '15/11/2016' as 15 Nov 2016 "
            "(2016-11-15); '11/2016' as Nov 2016 (2016-11); and 32 more"
        ),
        "  1 row in the file twice: line 22 as line 21",
        "8 rows left out, listed in counsel.bad.csv",
    ]
    assert again.stdout.startswith("Appended 0 events · now 22 · head ")
    assert "  21 rows already here\n" in again.stderr
    assert entries(case) == 22


def test_each_modifier_gives_its_date(case: Path) -> None:
    """On, before, after, range, about, and a time in its zone."""
    run(case, "import", "counsel.csv", *OPUS, "--skip-bad")
    log = run(case, "log", "--edtf").stdout

    for date, headline in (
        ("2015-12-11 ", "OpenAI is founded"),
        ("[2021-01-02..] ", "A further investment"),
        ("[2023-01-16..2023-01-17] ", "Azure OpenAI Service opens"),
        ("[..2023-11-15] ", "The four directors agree"),
        ("2023-11-16T19:30-08:00 ", "Ms Murati is told"),
        ("2023-12~ ", "Ms Templeton takes"),
    ):
        assert [row for row in log.splitlines() if f" {date}" in row and headline in row]


def test_formulas_and_signs_that_turn_text_round_take_over_nothing(case: Path) -> None:
    """A formula is text without its apostrophe; bidirectional signs are escaped for terminals."""
    run(case, "import", "counsel.csv", *OPUS, "--skip-bad")
    log = run(case, "log").stdout

    assert ' =HYPERLINK("https://example.org";"staff letter") is signed' in log
    assert "Mr Altman\\u202e back\\u202c as chief" in log


def test_a_list_of_rejects_is_mended_and_imported(case: Path) -> None:
    """A row that is mended there is the same event as in the spreadsheet mended."""
    run(case, "import", "counsel.csv", *OPUS, "--skip-bad")
    for name in ("counsel.bad.csv", "counsel.csv"):
        file = case / name
        mended = file.read_text("utf-8-sig").replace("29/02/2023", "28/02/2023")
        file.write_text(mended, encoding="utf-8")
    listed = run(case, "import", "counsel.bad.csv", *OPUS, "--skip-bad")
    (case / "counsel.bad.csv").unlink()
    whole = run(case, "import", "counsel.csv", *OPUS, "--skip-bad")

    assert listed.stdout.startswith("Appended 2 events")  # its row of 12 cells was filled up
    assert whole.stdout.startswith("Appended 0 events")
    assert len((case / "counsel.bad.csv").read_text("utf-8-sig").splitlines()) == 8


def test_rows_that_only_the_log_refuses_are_left_out_too(case: Path) -> None:
    """A contest of nobody, whatever rests on it, and a key used in two ways; not the others."""
    text = (
        f"{HEAD},contests,claim,key,value\n"
        "a,2023,A,P,2023,filed,nobody,,,\n"
        "b,2023,B,P,2023,filed,a,,,\n"
        "c,2023,C,P,2023,filed,,set,board/firm,Ada\n"
        "d,2023,D,P,2023,filed,,add,board/firm,Bob\n"
        "e,2023,E,P,2023,filed,c,,,\n"
    )
    done = bring(case, text, "--skip-bad")

    assert done.stdout.startswith("Appended 2 events")
    assert [one.split(": ")[1:3] for one in done.stderr.splitlines()[:-1]] == [
        ["f.csv:2", "contests[0]"],
        ["f.csv:3", "contests[0]"],
        ["f.csv:5", "data"],
    ]
    assert run(case, "show", "e").returncode == run(case, "show", "c").returncode == 0


def test_a_bad_row_takes_no_good_one_with_it(case: Path) -> None:
    """Of two rows with one id, the sound one stands if the other is left out anyway."""
    text = f"{HEAD}\nx,30/30/2023,A,P,2023,filed\nx,2023,B,P,2023,filed\n"
    done = bring(case, text, "--skip-bad")

    assert done.stdout.startswith("Appended 1 event ")
    assert done.stderr.count("left out: ") == 1


def test_an_import_of_bad_rows_alone_says_no(case: Path) -> None:
    """Exit 1, the rows are listed, and the log is as it was."""
    done = bring(case, f"{HEAD}\nx,soon,A,P,2023,filed\n", "--skip-bad")

    assert done.returncode == 1
    assert "1 row left out, listed in f.bad.csv" in done.stderr
    assert entries(case) == 1


def test_a_file_in_the_place_of_the_rejects_stops_the_import(case: Path) -> None:
    """It is not overwritten, and nothing is appended."""
    (case / "f.bad.csv").write_text("notes of mine\n", encoding="utf-8")
    text = f"{HEAD}\nx,soon,A,P,2023,filed\ny,2023,A,P,2023,filed\n"
    done = bring(case, text, "--skip-bad")

    assert done.returncode == 2
    assert "error: f.bad.csv: would list the rows left out, but is there" in done.stderr
    assert (case / "f.bad.csv").read_text("utf-8") == "notes of mine\n"
    assert entries(case) == 1


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (f"{HEAD},Publischer\n", "f.csv:1: Publischer: no field of that name; say --map"),
        (f'{HEAD}\nx,2023,A,P,2023,"filed\n', "f.csv:2: not CSV: a quote opens in this row"),
        ("", "f.csv:1: empty; the first line names the columns"),
    ],
)
def test_what_is_wrong_with_the_file_itself_cannot_be_skipped(
    case: Path, text: str, said: str
) -> None:
    """Whether rows are sound cannot be known then."""
    done = bring(case, text, "--skip-bad")

    assert done.returncode == 2
    assert f"error: {said}" in done.stderr
    assert entries(case) == 1


def test_a_changed_row_with_an_id_becomes_a_correction(case: Path) -> None:
    """As with any text that is imported again, with a reason."""
    bring(case, f"{HEAD}\nx,2023,A,P,2023,filed\n")
    silent = bring(case, f"{HEAD}\nx,2024,A,P,2023,filed\n")
    done = bring(case, f"{HEAD}\nx,2024,A,P,2023,filed\n", "--reason", "typing error")

    assert "x changed since it was last imported" in silent.stderr
    assert "x~2 corrects x: typing error" in done.stdout


@pytest.mark.parametrize("flag", [("--map", "opus2"), ("--skip-bad",)])
def test_flags_for_spreadsheets_are_refused_elsewhere(case: Path, flag: tuple[str, ...]) -> None:
    """Rather than passed over."""
    (case / "f.jsonl").write_text("", encoding="utf-8")
    done = run(case, "import", "f.jsonl", *flag)

    assert done.returncode == 2
    assert f"error: {flag[0]} is for the rows of a table; f.jsonl is none" in done.stderr
