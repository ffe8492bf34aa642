"""Dates as people write them, in spreadsheets and commands, and as answers print them."""

import json
import re
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.stories.command import ENV, run_text

HEAD = "id,date,headline,publisher,published,basis"
FRACTION = "2024-03-14T12:00:00.5Z"
"""A moment that words give to the second alone, as they do ``now``."""

INSTANT = (
    '{"id":"a","kind":"development","occurred":"2024-03-14T12:00:00Z","headline":"A","sources":'
    '[{"publisher":"P","published":"2024-03-15","basis":"reported"}],'
    '"data":{"claims":[{"set":"k/a","value":"1"}]}}\n'
)


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command in a folder whose log is desk.db, at home in New York."""
    log = {**ENV, "CHRONO_FILE": "desk.db"}
    if not (folder / "desk.db").exists():
        run_text(folder, "init", "desk.db", "--name", "a", "--zone", "America/New_York", env=log)
    return run_text(folder, *arguments, env=log)


def dates_in(folder: Path) -> list[str]:
    """List the dates of the events, in the order in which they were recorded."""
    return [line.split()[1] for line in run(folder, "log", "--edtf").stdout.splitlines()[1:]]


def sheet(folder: Path, dates: Sequence[str]) -> None:
    """Write a spreadsheet with one event for each date."""
    rows = [f"{chr(97 + n)},{date},Something,Annals,1954,reported" for n, date in enumerate(dates)]
    (folder / "f.csv").write_text("\n".join((HEAD, *rows, "")), encoding="utf-8")


def test_a_column_of_years_is_refused_until_a_map_says_that_they_last(tmp_path: Path) -> None:
    """EDTF reads three of the four as a quarter, a month and a half."""
    sheet(tmp_path, ("1831-35", "1911-12", "1940-41", "1950-53"))

    refused = run(tmp_path, "import", "f.csv").stderr.splitlines()
    taken = run(tmp_path, "import", "f.csv", "--map", "dates:=year spans")

    assert [line.split(";")[0].partition(": say ")[2] for line in refused] == [
        "1831/1835 (lasting) or third quarter of 1831",
        "1911/1912 (lasting) or Dec 1911",
        "1940/1941 (lasting) or second half of 1940",
        "between 1950 and 1953 (one moment) or from 1950 to 1953 (lasting)",
    ]
    assert taken.stderr.splitlines() == [
        (
            "  dates read: '1831-35' as from 1831 to 1835 (1831/1835); '1911-12' as from 1911 to "
            "1912 (1911/1912); '1940-41' as from 1940 to 1941 (1940/1941); and 1 more"
        )
    ]
    assert dates_in(tmp_path) == ["1831/1835", "1911/1912", "1940/1941", "1950/1953"]


def test_dates_as_people_write_them_are_read_or_refused_with_what_works(tmp_path: Path) -> None:
    """A decade, a quarter and about a year are dates; two readings and a short year are not."""
    sheet(
        tmp_path,
        ("1850s", "1825-1860", "Q3 2021", "632-06-08", "3/6/2014 12:00:00 AM", "circa 1850"),
    )

    refused = run(tmp_path, "import", "f.csv").stderr.splitlines()
    run(tmp_path, "import", "f.csv", "--map", "dates:=month first", "--skip-bad")

    assert [line.split(";")[0].partition("': ")[2] for line in refused] == [
        "say between 1825 and 1860 (one moment) or from 1825 to 1860 (lasting)",
        "years have four digits, as 0632-06-08",
        "say 2014-06-03 (day first) or 2014-03-06 (month first)",
    ]
    assert dates_in(tmp_path) == ["185X", "2021-35", "2014-03-06", "1850~"]


@pytest.mark.parametrize(
    "when",
    [
        *("2024-03-14T12:00:00Z", "2024-03-14", "March 2024", "14 March 2024 8am", "now", "e2"),
        *("e2^", FRACTION, "19 Nov 2023, about 21:00"),
    ],
)
def test_the_moment_that_an_answer_prints_is_that_moment(tmp_path: Path, when: str) -> None:
    """Typed back it prints itself, and gives the same state; the words before it do so, too."""
    (tmp_path / "a.jsonl").write_text(INSTANT, encoding="utf-8")
    run(tmp_path, "import", "a.jsonl")
    said = run(tmp_path, "state", when)
    printed = re.search(
        r"(?:at|nothing at) (.+) \(America/New_York; (.+?Z)\)", said.stdout + said.stderr
    )

    assert printed
    again = run(tmp_path, "state", printed[2])
    assert f"; {printed[2]})" in again.stdout + again.stderr
    assert again.stdout.partition("\n")[2] == said.stdout.partition("\n")[2]
    words = run(tmp_path, "state", printed[1])
    assert when in ("now", FRACTION) or f"; {printed[2]})" in words.stdout + words.stderr


def test_a_zone_that_is_not_known_is_refused_with_the_offset_of_home(tmp_path: Path) -> None:
    """In New York that is not the offset of Los Angeles, and in July not that of January."""
    flags = ("--publisher", "P", "--basis", "reported")
    offsets = [
        run(tmp_path, "add", "A", "--at", at, *flags).stderr.strip()[-6:]
        for at in ("9 January 2023 6pm IST", "2023-07-09 18:00 IST")
    ]

    assert offsets == ["-05:00", "-04:00"]


def test_a_typed_date_is_said_in_words_and_edtf_before_it_is_written(tmp_path: Path) -> None:
    """Also that of a source, and that of a correction."""
    flags = ("--publisher", "P", "--published", "March 2023", "--basis", "reported")
    added = run(tmp_path, "add", "A", "--id", "a", "--at", "before 2023", *flags, "--yes")
    mended = run(tmp_path, "correct", "a", "--at", "Q1 2022", "--reason", "slip", "--yes")

    assert (
        "  e2 a  in or before 2022 ([..2022])  A\n      P · Mar 2023 (2023-03) · reported"
        in added.stdout
    )
    assert "corrects a, first quarter of 2022 (2022-33): slip" in mended.stdout


def test_new_text_has_spans_of_one_precision_and_an_old_log_may_have_others(tmp_path: Path) -> None:
    """A log that holds another is restored from its export, and merged, as it stands."""
    mixed = INSTANT.replace("2024-03-14T12:00:00Z", "[2023-12..2024]")
    (tmp_path / "new.jsonl").write_text(mixed, encoding="utf-8")
    refused = run(tmp_path, "import", "new.jsonl")
    (tmp_path / "a.jsonl").write_text(INSTANT, encoding="utf-8")
    run(tmp_path, "import", "a.jsonl")
    old = run(tmp_path, "export", "jsonl").stdout.replace("2024-03-14T12:00:00Z", "[2023-12..2024]")
    lines = [json.loads(line) for line in old.splitlines()]
    for line in lines:  # as an earlier release wrote them
        del line["by"], line["hash"]
    (tmp_path / "old.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    run(tmp_path, "init", "old.db", "--from", "old.jsonl")

    assert refused.stderr.strip().endswith("a month and a year, as [2023-12..2024-12]")
    assert "[2023-12..2024]" in run(tmp_path, "log", "--edtf", "-f", "old.db").stdout
    assert run(tmp_path, "check", "-f", "old.db").returncode == 0
    run(tmp_path, "init", "other.db", "--name", "a", "--zone", "America/New_York")
    assert run(tmp_path, "import", "old.db", "-f", "other.db").returncode == 0
    assert "[2023-12..2024]" in run(tmp_path, "log", "--edtf", "-f", "other.db").stdout


DUE = (
    *("--kind", "deadline.set", "-d", "deadline=fee"),
    *("--publisher", "P", "--published", "2023", "--basis", "reported"),
)


def due(folder: Path, given: str) -> str:
    """Return the due date of an event as it is stored."""
    stored: str = json.loads(run(folder, "show", given, "--json").stdout)["data"]["due"]
    return stored


def test_a_date_in_the_fields_of_a_kind_is_read_as_every_typed_date(tmp_path: Path) -> None:
    """It is said in words and EDTF, is stored in EDTF, and is refused where it is ambiguous."""
    when = ("A", "--at", "2023-01-01", "--id", "a", *DUE)
    added = run(tmp_path, "add", *when, "-d", "due=Nov 2023", "--yes")
    refused = run(tmp_path, "add", *when, "-d", "due=3/4/2023", "--yes")
    span = run(
        tmp_path, "add", "B", *when[1:3], "--id", "b", *DUE, "-d", "due=[2023..2024]", "--yes"
    )

    assert span.returncode == 0, span.stderr
    assert due(tmp_path, "b") == "[2023..2024]"
    assert "-d due: Nov 2023 (2023-11)" in added.stderr
    assert due(tmp_path, "a") == "2023-11"
    assert refused.stderr == (
        "error: -d due '3/4/2023': say 2023-04-03 (day first) or 2023-03-04 (month first)\n"
    )


def test_a_date_in_the_fields_of_a_kind_is_read_in_cells_too(tmp_path: Path) -> None:
    """What a map settles for the dates of a file, it settles for these."""
    (tmp_path / "f.csv").write_text(
        f"{HEAD},kind,data.deadline,data.due\n"
        "a,2023-01-01,A,P,2023,reported,deadline.set,fee,Nov 2023\n"
        "b,2023-01-02,B,P,2023,reported,deadline.set,rent,3/4/2023\n",
        encoding="utf-8",
    )
    refused = run(tmp_path, "import", "f.csv").stderr
    taken = run(tmp_path, "import", "f.csv", "--map", "dates:=month first").stderr

    assert refused == (
        "error: f.csv:3: data.due: '3/4/2023': say 2023-04-03 (day first) or 2023-03-04 (month "
        "first); for the whole column --map 'dates:=day first' or 'dates:=month first'\n"
    )
    assert "'Nov 2023' as Nov 2023 (2023-11)" in taken
    assert [due(tmp_path, given) for given in "ab"] == ["2023-11", "2023-03-04"]
