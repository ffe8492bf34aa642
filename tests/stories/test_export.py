"""Handing on: the command export as a person meets it, in a fresh folder."""

import csv
import io
import json
import re
import stat
import subprocess
from pathlib import Path

import pytest

from tests.stories.command import CHRONO
from tests.stories.command import run_text as run
from tests.stories.terminal import in_terminal, raw_in_terminal

EVIL = "Ada\u202e goes \u009b31m<b>"


def development(given: str, occurred: str, **more: object) -> dict[str, object]:
    """Make an event as it stands in a file."""
    source = {"publisher": "Paper", "published": "2024-06-01", "basis": "reported"}
    return {
        "id": given, "kind": "development", "occurred": occurred, "headline": f"About {given}",
        "sources": [source], **more,
    }  # fmt: skip


def write(folder: Path, name: str, *events: dict[str, object]) -> None:
    """Write events as JSONL."""
    lines = [json.dumps(event, ensure_ascii=False) for event in events]
    (folder / name).write_text("\n".join(lines), encoding="utf-8")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Make a folder with a log chrono.db: three events, one of them withdrawn, one evil."""
    run(tmp_path, "init", "chrono.db", "--name", "affair", "--zone", "Europe/Berlin")
    write(
        tmp_path, "events.jsonl",
        development("one", "2024-01-01",
                    data={"claims": [{"set": "office/firm/ceo", "value": "Ada"}]}),
        development("two", "2024-02", headline=EVIL, recorded="2020-01-01T00:00:00.000000Z"),
        development("three", "2024-03-01"),
    )  # fmt: skip
    back = {"id": "back", "kind": "retraction", "retracts": "three", "reason": "a parody"}
    write(tmp_path, "later.jsonl", back)
    assert run(tmp_path, "import", "events.jsonl").returncode == 0
    assert run(tmp_path, "import", "later.jsonl").returncode == 0
    return tmp_path


def head(done: subprocess.CompletedProcess[str]) -> str:
    """Find the head that a command printed."""
    found = re.search(r"head ([0-9a-f]{64})", done.stdout + done.stderr)
    return found[1] if found else ""


def rows(text: str) -> list[dict[str, str]]:
    """Read CSV."""
    return list(csv.DictReader(io.StringIO(text, newline="")))


@pytest.mark.no_cover  # a large log
def test_the_bundled_chronology_exported_and_made_again_has_the_same_head(tmp_path: Path) -> None:
    """By the real command: export, init --from, export again, import into itself."""
    first = run(tmp_path, "export", "jsonl", "-o", "whole.jsonl")
    made = run(tmp_path, "init", "chrono.db", "--from", "whole.jsonl")
    second = run(tmp_path, "export", "jsonl")
    again = run(tmp_path, "import", "whole.jsonl")
    checked = run(tmp_path, "check", "--head", head(first))

    assert head(first) == head(made) == head(second) != ""
    assert second.stdout == (tmp_path / "whole.jsonl").read_text(encoding="utf-8")
    assert "Appended 0 events" in again.stdout
    assert checked.returncode == 0


def test_a_log_made_again_gives_the_old_answers_of_its_audit_clock(folder: Path) -> None:
    """What was recorded when is what it was."""
    run(folder, "export", "jsonl", "-o", "whole.jsonl")
    run(folder, "init", "copy.db", "--from", "whole.jsonl")
    asked = ("log", "--json", "--recorded", "e4")

    assert run(folder, *asked).stdout == run(folder, *asked, "-f", "copy.db").stdout != ""


def test_an_export_taken_into_another_log_gives_the_same_state(folder: Path) -> None:
    """There it is recorded now, and says the same."""
    run(folder, "export", "jsonl", "-o", "whole.jsonl")
    run(folder, "init", "other.db", "--name", "else")
    run(folder, "import", "whole.jsonl", "-f", "other.db")
    asked = ("state", "2024-12-31", "--json", "-c", "affair")
    states = [
        json.loads(run(folder, *asked, "-f", log).stdout)["state"]
        for log in ("chrono.db", "other.db")
    ]

    assert states[0] == states[1] != []


def test_all_chronologies_are_exported_unless_one_is_named(folder: Path) -> None:
    """The log is one, whatever stands in it."""
    write(
        folder, "more.jsonl",
        {"id": "chronology", "kind": "chronology", "chronology": "b",
         "data": {"title": "B", "zone": "UTC"}},
        development("one", "2024", chronology="b"),
    )  # fmt: skip
    run(folder, "import", "more.jsonl", "--also", "b")
    whole = [json.loads(line) for line in run(folder, "export", "jsonl").stdout.splitlines()]
    named = [
        json.loads(line) for line in run(folder, "export", "jsonl", "-c", "b").stdout.splitlines()
    ]

    assert {line["chronology"] for line in whole} == {"affair", "b"}
    assert [line["id"] for line in named] == ["chronology", "one"]
    assert run(folder, "export", "jsonl", "-c", "c").returncode == 2


def test_the_prefix_up_to_a_position_is_exported_with_the_head_that_it_had(folder: Path) -> None:
    """--recorded gives the log as it was."""
    done = run(folder, "export", "jsonl", "--recorded", "e3")
    (folder / "early.jsonl").write_text(done.stdout, encoding="utf-8")
    made = run(folder, "init", "early.db", "--from", "early.jsonl")

    assert "note: 3 entries · head" in done.stderr
    assert head(done) == head(made) != ""
    assert run(folder, "check", "--head", head(made)).returncode == 0


def test_a_moment_of_recording_limits_an_export_too(folder: Path) -> None:
    """Before the first entry there is nothing to export."""
    done = run(folder, "export", "jsonl", "--recorded", "2020-01-01")

    assert (done.returncode, done.stdout) == (1, "")
    assert "0 entries · head none" in done.stderr


def test_jsonl_refuses_what_it_cannot_do(folder: Path) -> None:
    """The log is handed on whole, never chosen from."""
    done = run(folder, "export", "jsonl", "office/*", "--basis", "filed")

    assert done.returncode == 2
    assert "office/*, --basis" in done.stderr


def test_csv_has_what_is_chosen_and_says_what_it_left_out(folder: Path) -> None:
    """Rows on stdout; everything else on stderr, with the head to check it by."""
    done = run(folder, "export", "csv", "--since", "2024-02-10")

    assert [row["Id"] for row in rows(done.stdout)] == ["two"]
    assert "1 event · 1 withdrawn left out (--withdrawn" in done.stderr
    assert run(folder, "check", "--head", head(done)).returncode == 0


def test_withdrawn_events_are_told_on_demand(folder: Path) -> None:
    """With the retraction that did it."""
    found = rows(run(folder, "export", "csv", "--withdrawn").stdout)

    assert [(row["Id"], row["Standing"], row["By"]) for row in found][-1] == (
        "three",
        "withdrawn",
        "back",
    )


def test_a_position_may_limit_an_export(folder: Path) -> None:
    """e2 is the event at position 2: from its start, to its end."""
    done = run(folder, "export", "csv", "--since", "e2", "--until", "e2")

    assert [row["Id"] for row in rows(done.stdout)] == ["one"]


def test_nothing_to_export_exits_1_with_an_empty_stdout(folder: Path) -> None:
    """And no file is written."""
    done = run(folder, "export", "csv", "office/firm/cfo", "-o", "none.csv")

    assert (done.returncode, done.stdout) == (1, "")
    assert "0 events" in done.stderr
    assert not (folder / "none.csv").exists()


def test_md_is_markdown(folder: Path) -> None:
    """The short name gives the same."""
    short, long = (run(folder, "export", form, "2024-12-31").stdout for form in ("md", "markdown"))

    assert short == long
    assert "Feb 2024 | Ada\\\\u202e goes \\\\u009b31m&lt;b&gt; |  | Paper (reported)[^1]" in short


def test_an_account_says_as_of_when_and_through_what_it_was_asked(folder: Path) -> None:
    """A copied table stays citable."""
    shown = run(
        folder, "export", "md", "2024-12-31", "--known", "2025", "--basis", "reported"
    ).stdout

    assert "the end of Tue 31 Dec 2024 (Europe/Berlin; 2024-12-31T22:59:59Z)" in shown
    assert "from what was public by the end of 2025" in shown
    assert "from sources that are reported or better" in shown


def test_an_unknown_format_is_refused_with_those_there_are(folder: Path) -> None:
    """The message has words that work."""
    done = run(folder, "export", "pdf")

    assert done.returncode == 2
    assert "'timelinejs'" in done.stderr


@pytest.mark.parametrize("flag", ["--since", "--until"])
def test_a_limit_that_is_no_date_is_refused_by_its_flag(folder: Path, flag: str) -> None:
    """Flag, value, reason, and a value that works."""
    done = run(folder, "export", "csv", flag, "soon")

    assert done.returncode == 2
    assert f"error: {flag} 'soon'" in done.stderr


def test_a_range_that_ends_before_it_begins_is_refused(folder: Path) -> None:
    """Nothing could ever lie in it."""
    done = run(folder, "export", "csv", "--since", "2024-02", "--until", "2024-01")

    assert done.returncode == 2
    assert "swap them" in done.stderr


def test_a_file_is_replaced_as_a_whole_and_keeps_its_permissions(folder: Path) -> None:
    """Nothing else is left in the folder, and stdout stays empty."""
    (folder / "a.csv").write_text("old", encoding="utf-8")
    (folder / "a.csv").chmod(0o640)
    done = run(folder, "export", "csv", "-o", "a.csv")

    assert done.stdout == ""
    assert "Wrote a.csv · 2 events" in done.stderr
    assert len(rows((folder / "a.csv").read_text(encoding="utf-8"))) == 2
    assert stat.S_IMODE((folder / "a.csv").stat().st_mode) == 0o640
    assert not list(folder.glob(".*"))


@pytest.mark.parametrize(
    "name", ["chrono.db", "copy.db", "chrono.db-wal", "link.db", "/dev/null", "."]
)
def test_a_log_and_what_belongs_to_it_is_never_replaced(folder: Path, name: str) -> None:
    """Neither is what is no file at all."""
    (folder / "copy.db").write_bytes((folder / "chrono.db").read_bytes())
    (folder / "link.db").symlink_to(folder / "chrono.db")
    before = (folder / "chrono.db").read_bytes()
    done = run(folder, "export", "csv", "-o", name)

    assert done.returncode == 2
    assert f"error: -o {name}:" in done.stderr
    assert (folder / "chrono.db").read_bytes() == before
    assert (folder / "link.db").is_symlink()


def test_a_folder_that_is_not_there_is_named(folder: Path) -> None:
    """The message says which file could not be written."""
    done = run(folder, "export", "csv", "-o", "none/a.csv")

    assert done.returncode == 2
    assert "error: -o none/a.csv: cannot be written" in done.stderr


@pytest.mark.parametrize("form", ["jsonl", "csv"])
def test_data_goes_into_a_pipe_as_it_is(folder: Path, form: str) -> None:
    """A program gets what was written, control characters and all."""
    assert EVIL in run(folder, "export", form).stdout


@pytest.mark.parametrize("form", ["jsonl", "csv", "markdown", "timelinejs"])
def test_nothing_from_the_data_reaches_a_terminal_raw(folder: Path, form: str) -> None:
    """What could take it over is escaped; JSON stays JSON."""
    shown = raw_in_terminal(
        folder, "export", form, "--withdrawn" if form != "jsonl" else "--recorded=e9"
    )

    assert "\u202e" not in shown
    assert "\u009b" not in shown
    assert "\\u202e" in shown
    if form == "jsonl":
        assert json.loads(shown.splitlines()[3])["headline"] == EVIL


def test_a_page_is_for_no_terminal(folder: Path) -> None:
    """It would scroll by, thousands of lines of it; a pipe gets it."""
    code, shown = in_terminal(folder, "export", "html")

    assert code == 2
    assert "error: html is a page for a browser; say where it goes: -o page.html" in shown
    assert run(folder, "export", "html").stdout.startswith("<!doctype html>")


def test_the_page_is_one_file_with_the_head_of_the_log(folder: Path) -> None:
    """It is written whole, says where the log ended, and is the same when it is written again."""
    first, second = (run(folder, "export", "html", "-o", name) for name in ("a.html", "b.html"))
    page = (folder / "a.html").read_bytes()

    assert first.returncode == second.returncode == 0
    assert page.startswith(b"<!doctype html>")
    assert head(first).encode() in page
    assert page == (folder / "b.html").read_bytes()


def test_the_page_opens_at_the_moment_that_is_asked(folder: Path) -> None:
    """A moment is its last; of keys and windows it has all, so they are refused."""
    early = run(folder, "export", "html", "2024-01-31")
    refused = run(folder, "export", "html", "office/*", "--since", "2024")

    assert '"last":1706742000000000' in early.stdout  # the end of the day in Berlin
    assert refused.returncode == 2
    assert "office/*, --since goes with csv, markdown or timelinejs" in refused.stderr


def test_timelinejs_is_json_that_its_reader_takes(tmp_path: Path) -> None:
    """Of the bundled chronology: every event has a start, an id of its own, and no empty end."""
    done = run(tmp_path, "export", "timelinejs")
    slides = json.loads(done.stdout)["events"]

    assert len({slide["unique_id"] for slide in slides}) == len(slides) > 400
    assert all(slide["start_date"]["year"] for slide in slides)
    assert all(slide["display_date"] and slide["text"]["headline"] for slide in slides)
    assert all(slide["end_date"]["year"] for slide in slides if "end_date" in slide)


def test_whoever_reads_only_the_first_line_is_no_error(tmp_path: Path) -> None:
    """A closed pipe ends the export quietly."""
    with subprocess.Popen(
        [CHRONO, "export", "jsonl"], cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        if process.stdout is None or process.stderr is None:
            pytest.fail("no pipe")
        process.stdout.readline()
        process.stdout.close()
        stderr = process.stderr.read().decode()
        assert process.wait() == 0

    assert "Traceback" not in stderr
    assert "error" not in stderr


@pytest.mark.parametrize("form", ["markdown", "timelinejs"])
def test_exports_for_people_have_dates_in_words_and_edtf_on_demand(
    tmp_path: Path, form: str
) -> None:
    """Those of events, of sources and of acts."""
    source = {"publisher": "Paper", "basis": "reported", "published": "2024-03-05"}
    about = {"kind": "development", "headline": "A", "occurred": "2024-02~", "sources": [source]}
    lines = (
        {"id": "a", **about},
        {"id": "b", "kind": "citation", "cites": "a", "sources": [source | {"publisher": "Wire"}]},
        {"id": "c", "kind": "correction", "corrects": "a", "reason": "slip",
         "event": {**about, "headline": "B"}, "sources": [source | {"published": "2024-03-07"}]},
    )  # fmt: skip
    run(tmp_path, "init", "chrono.db")
    (tmp_path / "a.jsonl").write_text("\n".join(map(json.dumps, lines)), "utf-8")
    run(tmp_path, "import", "a.jsonl")
    words = run(tmp_path, "export", form, "2025").stdout
    edtf = run(tmp_path, "export", form, "2025", "--edtf").stdout

    for said, written in (
        ("about Feb 2024", "2024-02~"), ("5 Mar 2024", "2024-03-05"),
        ("Corrected 7 Mar 2024", "Corrected 2024-03-07"),
    ):  # fmt: skip
        assert (said in words, said in edtf) == (True, False)
        assert written in edtf.replace("\\~", "~")


def test_yaml_is_a_folder_that_import_reads_back(folder: Path) -> None:
    """All entries of the log, and nothing again when it is imported into the same log."""
    done = run(folder, "export", "yaml", "-o", "new/affair")
    again = run(folder, "import", "new/affair")
    run(folder, "init", "other.db", "--from", "new/affair")

    assert "Wrote new/affair · 5 entries · head" in done.stderr
    assert again.stdout.startswith("Appended 0 events")
    assert again.stderr == ""
    asked = ("state", "2024-12-31", "--csv")
    assert run(folder, *asked).stdout == run(folder, *asked, "-f", "other.db").stdout != ""


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "say where it goes: -o affair"),
        (("-o", "new/other"), "a folder has the name of its chronology; say -o new/affair"),
        (("-o", "affair", "--since", "2024"), "so --since goes with csv"),
    ],
)
def test_a_folder_that_would_not_come_back_is_refused(
    folder: Path, words: tuple[str, ...], said: str
) -> None:
    """It is read by its name, and whole."""
    done = run(folder, "export", "yaml", *words)

    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr
    assert not (folder / "affair").exists()


def test_an_export_replaces_only_a_folder_that_it_wrote_and_nobody_changed(folder: Path) -> None:
    """Its list of checksums is one that sha256sum checks."""
    write = ("export", "yaml", "-o", "affair")
    assert run(folder, *write).returncode == 0
    assert (folder / "affair" / "others.jsonl").exists()
    assert run(folder, *write, "--recorded", "e2").returncode == 0
    assert not (folder / "affair" / "others.jsonl").exists()

    for name, said in (
        ("README", "holds README, which no export wrote"),
        ("2024.yaml", "2024.yaml has changed since it was exported"),
    ):
        (folder / "affair" / name).write_text("mine")
        refused = run(folder, *write)
        assert (refused.returncode, said in refused.stderr) == (2, True)
        assert (folder / "affair" / name).read_text() == "mine"
        (folder / "affair" / "README").unlink(missing_ok=True)
    (folder / "affair" / "2024.yaml").unlink()
    assert "2024.yaml is gone since it was exported" in run(folder, *write).stderr
    assert not list(folder.glob(".chrono*"))


def test_an_unedited_csv_brings_nothing_new(folder: Path) -> None:
    """And into another log the events as they stand, whatever was withdrawn before."""
    run(folder, "export", "csv", "-o", "a.csv", "--withdrawn")
    run(folder, "init", "other.db", "--name", "affair", "--zone", "Europe/Berlin")
    again = run(folder, "import", "a.csv", "--skip-bad")  # without the text that no import takes
    other = run(folder, "import", "a.csv", "--skip-bad", "-f", "other.db")

    assert "'About three' was withdrawn, so it is left out" in again.stderr
    assert again.stdout.startswith("Appended 0 events")
    assert other.stdout.startswith("Appended 1 event")
