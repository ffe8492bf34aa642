"""Appending with the verb add: previewed, asked, and written whole or not at all."""

import json
import re
from pathlib import Path

import pytest

from tests.stories.command import CHRONO, complaints, contents, done, process, run
from tests.stories.prepared_logs import (
    BUNDLED,
    CHAIR,
    REMOVAL,
    REMOVED,
    SHEAR,
    after_the_days,
    analyst,
    newsroom,
)
from tests.stories.terminal import terminal

QUESTION = "Append to chrono.db? [y/N/e=edit]:"

EVENTS = (
    {
        "id": "altman-removed", "kind": "office.vacated", "occurred": "2023-11-17",
        "headline": "OpenAI's board removes Sam Altman as chief executive",
        "data": {"office": "openai/ceo", "person": "Sam Altman"},
        "sources": [{"publisher": "OpenAI", "published": "2023-11-17", "basis": "announced"}],
    },
    {
        "id": "murati-interim", "kind": "office.filled", "occurred": "2023-11-17",
        "headline": "Mira Murati becomes interim chief executive of OpenAI",
        "data": {"office": "openai/ceo", "person": "Mira Murati", "capacity": "interim"},
        "sources": [{"publisher": "OpenAI", "published": "2023-11-17", "basis": "announced"}],
        "after": ["altman-removed"],
    },
)  # fmt: skip
"""Two events of one day, the second after the first."""


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """Make a folder with what stood before 17 November 2023."""
    newsroom(tmp_path)
    return tmp_path


def entries(folder: Path) -> int:
    """Count the entries of the log."""
    return len(done(folder, "log", "--oneline").splitlines())


def events_in(folder: Path) -> Path:
    """Write the two events into a file."""
    path = folder / "news.jsonl"
    path.write_text("\n".join(map(json.dumps, EVENTS)), "utf-8")
    return path


def test_yes_to_the_preview_appends_and_prints_the_new_head(desk: Path) -> None:
    """The whole of it: what would change, the question, the answer, the head."""
    with terminal(desk, *REMOVED) as person:
        preview = person.expect(QUESTION)
        before = entries(desk)  # read while it waits
        person.answer("", "y")
        assert person.finish() == 0

    assert "Preview, nothing written yet" in preview
    assert "board/openai       6 → 5: Sam Altman out" in preview
    assert "office/openai/ceo  Sam Altman → Mira Murati (interim)" in preview
    assert re.search(r"Appended e6 altman-removed · now 6 · head [0-9a-f]{64}\n", person.shown)
    assert entries(desk) == before + 1


@pytest.mark.parametrize("said", ["n", ""])
def test_anything_but_yes_writes_nothing_and_exits_1(desk: Path, said: str) -> None:
    """Enter alone is a no."""
    before = contents(desk / "chrono.db")
    with terminal(desk, *REMOVED) as person:
        person.answer(QUESTION, said)
        code = person.finish()

    assert code == 1
    assert "nothing was written" in person.shown
    assert contents(desk / "chrono.db") == before


def test_ctrl_c_at_the_question_writes_nothing_and_exits_130(desk: Path) -> None:
    """Somebody who has second thoughts leaves the log as it was."""
    before = contents(desk / "chrono.db")
    with terminal(desk, *REMOVED) as person:
        person.interrupt(QUESTION)
        code = person.finish()

    assert code == 130
    assert "Traceback" not in person.shown
    assert contents(desk / "chrono.db") == before


def test_without_a_terminal_it_names_the_flag_and_writes_nothing(desk: Path) -> None:
    """A script is never asked; the preview is printed, and that is all."""
    before = contents(desk / "chrono.db")
    found = run(desk, *REMOVED)

    assert found.returncode == 2
    assert "add --yes to append, or --dry-run to look" in complaints(found)[0]
    assert contents(desk / "chrono.db") == before


def test_without_a_terminal_nobody_is_asked_what_happened(desk: Path) -> None:
    """The bare verb needs somebody to ask."""
    found = run(desk, "add")

    assert found.returncode == 2
    assert "no terminal to ask on" in complaints(found)[0]


def test_a_colleague_who_appends_meanwhile_stops_the_append(desk: Path) -> None:
    """The preview was of another log; both heads are named, and nothing is written."""
    old = head(desk)
    with terminal(desk, *REMOVED) as person:
        person.expect(QUESTION)
        done(desk, *SHEAR, "--yes")
        new = head(desk)
        person.answer("", "y")
        code = person.finish()

    assert code == 2
    assert old[:8] in person.shown
    assert new[:8] in person.shown
    assert head(desk) == new


def head(folder: Path) -> str:
    """Return the head of the log."""
    return str(json.loads(done(folder, "state", "2024", "--json"))["log"]["head"])


def test_the_preview_shows_its_own_date_and_now(tmp_path: Path) -> None:
    """What a late report adds to the eighteenth is long over today."""
    after_the_days(tmp_path)
    told = run(
        tmp_path, "add", "Mira Murati leads OpenAI on the day after", "--at", "2023-11-18",
        "--set", "office/openai/ceo=Mira Murati", "--publisher", "Axios",
        "--published", "2023-11-22", "--basis", "reported", "--dry-run",
    ).stdout.decode()  # fmt: skip

    own, now = told.split("  the state at ")[1:]
    assert own.startswith("the end of Sat 18 Nov 2023")
    assert "~ office/openai/ceo  Mira Murati (interim) → Mira Murati  " in own
    assert "nothing changes" in now


def test_what_the_preview_says_is_what_the_append_does(desk: Path) -> None:
    """Preview and answer are one computation."""
    preview = json.loads(done(desk, *REMOVED, "--dry-run", "--json"))["preview"]
    done(desk, *REMOVED, "--yes")

    after = json.loads(done(desk, "diff", "2023-11-18", "--recorded", "e5..e6", "--json"))
    assert preview["diffs"][-1]["changes"] == after["changes"]


def test_a_dry_run_writes_nothing(desk: Path) -> None:
    """It says so, and exits 0."""
    before = contents(desk / "chrono.db")
    found = run(desk, *REMOVED, "--dry-run")

    assert found.returncode == 0
    assert b"nothing was written (--dry-run)" in found.stderr
    assert contents(desk / "chrono.db") == before


def test_the_same_event_again_is_nothing_new(desk: Path) -> None:
    """Whoever presses the arrow and Enter once more does no harm."""
    done(desk, *REMOVED, "--yes")
    before = contents(desk / "chrono.db")
    again = run(desk, *REMOVED, "--yes")

    assert (again.returncode, again.stderr.decode()) == (
        0, "note: nothing new: e6 says the same already\n",
    )  # fmt: skip
    assert contents(desk / "chrono.db") == before


def test_the_same_id_for_something_else_is_refused(desk: Path) -> None:
    """What stands in the log is corrected, not replaced."""
    done(desk, *REMOVED, "--yes")
    other = tuple(word.replace("Mira Murati", "Greg Brockman") for word in REMOVED)
    found = run(desk, *other, "--yes")

    assert found.returncode == 2
    assert "correct" in complaints(found)[0]


def test_a_file_brings_several_events_at_once(desk: Path) -> None:
    """One preview, one question, one transaction."""
    events_in(desk)
    with terminal(desk, "add", "--from-file", "news.jsonl") as person:
        preview = person.expect(QUESTION)
        person.answer("", "y")
        assert person.finish() == 0

    assert "e6 altman-removed" in preview
    assert "e7 murati-interim" in preview
    assert "Appended e6 altman-removed, e7 murati-interim" in person.shown


def test_a_fault_in_a_file_is_told_with_its_line_and_stops_the_whole(desk: Path) -> None:
    """The first event was right, and is not written either."""
    path = events_in(desk)
    path.write_text(path.read_text("utf-8").replace('"capacity": "interim"', '"capacity": "x"'))
    before = contents(desk / "chrono.db")
    found = run(desk, "add", "--from-file", "news.jsonl", "--yes")

    assert found.returncode == 2
    assert complaints(found)[0].startswith("news.jsonl:2: data.capacity: ")
    assert contents(desk / "chrono.db") == before


def test_events_come_out_of_a_pipe_with_yes(desk: Path) -> None:
    """A program writes, chrono reads; there is nobody to ask."""
    piped = "\n".join(map(json.dumps, EVENTS)).encode()
    found = process(desk, "add", "--from-file", "-", "--yes", piped=piped)

    assert (found.returncode, found.stderr) == (0, b"")
    assert entries(desk) == 7


def test_a_pipe_without_yes_is_refused(desk: Path) -> None:
    """Standard input holds events, so it cannot hold an answer."""
    piped = "\n".join(map(json.dumps, EVENTS)).encode()
    found = process(desk, "add", "--from-file", "-", piped=piped)

    assert found.returncode == 2
    assert b"--yes" in found.stderr
    assert entries(desk) == 5


def test_a_file_and_flags_together_are_refused(desk: Path) -> None:
    """A file holds whole events."""
    events_in(desk)
    found = run(desk, "add", "A headline", "--from-file", "news.jsonl", "--yes")

    assert found.returncode == 2
    assert complaints(found)[0].startswith("--from-file holds whole events")


def test_what_is_told_already_is_noticed_and_a_citation_offered(tmp_path: Path) -> None:
    """A source that repeats a claim is no new event."""
    after_the_days(tmp_path)
    told = run(
        tmp_path, "add", "Shear is OpenAI's interim chief executive", "--at", "2023-11-20",
        "--set", "office/openai/ceo=Emmett Shear (interim)", "--publisher", "ABC News Australia",
        "--published", "2023-11-21", "--basis", "announced", "--dry-run",
    ).stdout.decode()  # fmt: skip

    assert "repeat   shear-interim claims the same of office/openai/ceo" in told
    assert "chrono cite shear-interim" in told


def test_what_stays_announced_is_named(tmp_path: Path) -> None:
    """Who fills an office does not cancel another who is to have it."""
    after_the_days(tmp_path)
    told = run(
        tmp_path, "add", "Emmett Shear is still in office", "--at", "2023-11-24",
        "--set", "office/openai/ceo=Emmett Shear (interim)", "--publisher", "OpenAI",
        "--published", "2023-11-24", "--basis", "announced", "--dry-run",
    ).stdout.decode()  # fmt: skip

    assert "pending  office/openai/ceo: Sam Altman stays announced" in told


def test_a_source_without_a_date_is_named(desk: Path) -> None:
    """What nobody dated is known only from now on."""
    without = list(REMOVED)
    at = without.index("--published")
    del without[at : at + 2]

    told = run(desk, *without, "--dry-run").stdout.decode()
    assert "undated  no source of altman-removed says when it was published" in told


def test_a_known_page_brings_its_publisher_and_date(desk: Path) -> None:
    """Its address is enough, once the log has cited it."""
    done(desk, *REMOVED, "--yes")
    done(
        desk, "add", "Greg Brockman ceases to chair the board", "--id", "chair", "--at",
        "2023-11-17", "--end", "office/openai/chair", "--source", REMOVAL, "--basis", "announced",
        "--yes",
    )  # fmt: skip

    (cited,) = json.loads(done(desk, "show", "chair", "--json"))["sources"]
    assert (cited["publisher"], cited["published"]) == ("OpenAI", "2023-11-17")


def test_a_typed_kind_takes_its_fields(desk: Path) -> None:
    """The kind says what it claims."""
    done(
        desk, "add", "Mira Murati becomes interim chief executive", "--id", "murati", "--at",
        "2023-11-17", "--kind", "office.filled", "-d", "office=openai/ceo", "-d",
        "person=Mira Murati", "-d", "capacity=interim", "--publisher", "OpenAI", "--published",
        "2023-11-17", "--basis", "announced", "--yes",
    )  # fmt: skip

    (held,) = json.loads(done(desk, "state", "2023-11-17", "office/openai/ceo", "--json"))["state"]
    assert held["value"] == {"person": "Mira Murati", "capacity": "interim"}
    assert held["because"] == ["murati"]


def test_an_answer_in_json_is_all_that_is_printed(desk: Path) -> None:
    """Programs get what was appended, the preview and the new head."""
    found = json.loads(done(desk, *REMOVED, "--yes", "--json"))

    assert found["appended"] == [{"position": 6, "id": "altman-removed"}]
    assert found["log"]["head"] == head(desk)


def test_the_question_does_not_go_where_the_preview_goes(desk: Path) -> None:
    """A preview kept in a file holds no question; the person sees it all the same."""
    script = f"'{CHRONO}' " + " ".join(f'"{word}"' for word in REMOVED) + " > preview.txt"
    with terminal(desk, "-c", script, program="/bin/sh") as person:
        person.answer(QUESTION, "y")
        assert person.finish() == 0

    kept = (desk / "preview.txt").read_text("utf-8")
    assert kept.startswith("Preview, nothing written yet\n")
    assert "Append to" not in kept


def test_a_new_key_is_declared_where_keys_are(tmp_path: Path) -> None:
    """A chronology that declares its keys declares the new one, too."""
    analyst(tmp_path)
    told = done(
        tmp_path, "add", "OpenAI names a chief of hardware", "--id", "hardware", "--at", "2026-06",
        "--set", "office/openai/hardware=Nobody yet", "--new-key", "--publisher", "OpenAI",
        "--published", "2026-06", "--basis", "announced", "--yes",
    )  # fmt: skip

    assert "new key  office/openai/hardware" in told
    assert done(tmp_path, "check").startswith(f"whole: {BUNDLED + 2} entries")


def test_an_append_to_no_log_names_init(tmp_path: Path) -> None:
    """The bundled chronology is for reading."""
    found = run(tmp_path, *CHAIR, "--yes")

    assert found.returncode == 2
    assert "chrono init" in complaints(found)[0]
