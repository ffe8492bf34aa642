"""Importing, by the real command: all or nothing, nothing twice, and one clear line a fault."""

import json
import shutil
import signal
import subprocess
import time
from pathlib import Path
from typing import Any

import pytest

from tests.stories.command import CHRONO, ENV, done
from tests.stories.command import run_text as run

BUNDLED = Path(__file__).parents[2] / "events" / "openai-microsoft"

CHRONOLOGY = "title: Test\nzone: UTC\n"
SOURCES = "paper: {publisher: Paper, basis: reported, published: 2023-11-18}\n"
EVENT = """\
- id: {id}
  kind: development
  occurred: 2023-11-17
  headline: Something happened
  sources: [paper]
"""


def refused(folder: Path, *arguments: str | Path) -> list[str]:
    """Run the command, which must refuse, and return its complaints; stdout stays empty."""
    found = run(folder, *arguments)
    assert found.returncode == 2, found
    assert found.stdout == ""
    assert "Traceback" not in found.stderr
    lines = found.stderr.splitlines()
    assert all(line.startswith("error: ") for line in lines)
    return [line.removeprefix("error: ") for line in lines]


def write(folder: Path, **files: str) -> Path:
    """Write the folder of a chronology: a sound one, with these files in place of its own."""
    path = folder / "affair"
    path.mkdir(exist_ok=True)
    sound = {"chronology": CHRONOLOGY, "sources": SOURCES, "2023": EVENT.format(id="one")}
    for name, text in {**sound, **{n.removeprefix("y"): t for n, t in files.items()}}.items():
        (path / f"{name}.yaml").write_text(text, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def sound_log(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """Make a log that holds one event, once for all tests."""
    folder = tmp_path_factory.mktemp("sound")
    done(folder, "init", "chrono.db", "--from", write(folder))
    return (folder / "chrono.db").read_bytes()


@pytest.fixture
def desk(tmp_path: Path, sound_log: bytes) -> Path:
    """Make a folder with a log that holds one event."""
    (tmp_path / "chrono.db").write_bytes(sound_log)
    return tmp_path


def log(folder: Path) -> str:
    """Return the whole log as JSON."""
    return done(folder, "log", "--json")


FIVE = """\
- id: one
  kind: office.filled
  occurred: 17.11.2023
  headline: Something happened
  data:
    office: openai/ceo
    person: Sam Altman
    capacity: acting
  sources: [paper]
- id: two
  kind: development
  occurred: 2023-11-17
  headlin: Something happened
  sources:
    - papper
"""


def test_every_fault_of_a_file_is_told_and_nothing_is_written(desk: Path) -> None:
    """Five faults, five lines with their places, and the log is the same byte for byte."""
    before = log(desk)

    found = refused(desk, "import", write(desk, y2023=FIVE))
    assert sorted(found) == [
        "2023.yaml:10: headline: missing; write text",
        "2023.yaml:13: headlin: unknown field; did you mean headline?",
        "2023.yaml:15: sources[0]: no source 'papper' in sources.yaml; did you mean paper?",
        "2023.yaml:3: occurred: '17.11.2023': expected year first, as 2023-11-17",
        "2023.yaml:8: data.capacity: 'acting' is not allowed; one of permanent, interim",
    ]
    assert log(desk) == before


def test_the_bundled_text_is_imported_once(tmp_path: Path) -> None:
    """A second import appends nothing, and the head is the same."""
    done(tmp_path, "init", "desk.db", "--from", BUNDLED)
    before = done(tmp_path, "log", "--json", "-f", "desk.db")

    said = done(tmp_path, "import", BUNDLED, "-f", "desk.db")
    assert said.startswith("Appended 0 events · ")
    assert done(tmp_path, "log", "--json", "-f", "desk.db") == before


def test_a_fixed_headline_is_one_correction(tmp_path: Path) -> None:
    """The others are left as they are; without a reason it is refused."""
    copy = tmp_path / "openai-microsoft"
    shutil.copytree(BUNDLED, copy)
    done(tmp_path, "init", "chrono.db", "--from", "openai-microsoft")
    year = copy / "2023.yaml"
    text = year.read_text(encoding="utf-8")
    headline = "OpenAI's board removes Sam Altman as chief executive"
    assert text.count(headline) == 1
    year.write_text(text.replace(headline, headline + " of OpenAI"), encoding="utf-8")
    line = text[: text.index("- id: altman-removed\n")].count("\n") + 1

    (found,) = refused(tmp_path, "import", copy)
    assert found == (
        f"2023.yaml:{line}: altman-removed changed since it was last imported; say why in a line "
        "changed: typing error; or, for all that changed, with --reason"
    )
    said = done(tmp_path, "import", copy, "--reason", "clearer").splitlines()
    assert said[0].startswith("Appended 0 events, 1 act · ")
    assert said[1:] == ["  altman-removed~2 corrects altman-removed: clearer"]
    assert done(tmp_path, "import", copy).startswith("Appended 0 events · ")


def lines(*events: Any) -> str:
    """Write JSONL."""
    return "".join(f"{json.dumps(one)}\n" for one in events)


DECLARED = {
    "id": "chronology",
    "kind": "chronology",
    "chronology": "test",
    "data": {"title": "T", "zone": "UTC"},
}
ONE = {
    "id": "one",
    "chronology": "test",
    "kind": "development",
    "occurred": "2023-11-17",
    "headline": "Something happened",
    "sources": [{"publisher": "Paper", "basis": "reported", "published": "2023-11-18"}],
}

MORE = {**{name: value for name, value in ONE.items() if name != "chronology"}, "id": "two"}


def test_jsonl_is_imported_into_a_new_log(tmp_path: Path) -> None:
    """One event a line, into the one chronology that there is."""
    done(tmp_path, "init", "chrono.db")
    path = tmp_path / "more.jsonl"
    path.write_text(lines(MORE))

    assert done(tmp_path, "import", path).startswith("Appended 1 event · ")
    (row,) = [row for row in json.loads(log(tmp_path)) if row["id"] == "two"]
    assert row["headline"] == "Something happened"


def test_jsonl_may_bring_its_own_chronology(tmp_path: Path) -> None:
    """A declaration on its first line makes it, beside the one that there is."""
    done(tmp_path, "init", "chrono.db")
    (tmp_path / "more.jsonl").write_text(lines(DECLARED, ONE))

    said = done(tmp_path, "import", "more.jsonl")
    assert said.startswith("Appended 1 event, a declaration · ")
    assert done(tmp_path, "import", "more.jsonl").startswith("Appended 0 events · ")


def test_a_dry_run_writes_nothing(desk: Path) -> None:
    """It says what the import then does."""
    before = (desk / "chrono.db").read_bytes()
    path = write(desk, y2024=EVENT.format(id="two"))

    said = done(desk, "import", path, "--dry-run")
    assert said.startswith("Would append 1 event · ")
    assert (desk / "chrono.db").read_bytes() == before
    assert done(desk, "import", path).startswith("Appended 1 event · ")


def test_a_dry_run_refuses_what_the_import_refuses(desk: Path) -> None:
    """Also what only the log knows."""
    path = write(desk, y2023=EVENT.format(id="one") + "  after: [nobody]\n")

    dry = refused(desk, "import", path, "--reason", "x", "--dry-run")
    assert dry == refused(desk, "import", path, "--reason", "x")
    assert dry[0].startswith("2023.yaml:1: event.after[0]: no development 'nobody' here")


def test_what_left_the_text_is_named_and_kept(desk: Path) -> None:
    """On stderr; nothing is withdrawn by itself."""
    before = log(desk)
    found = run(desk, "import", write(desk, y2023=""))

    assert found.returncode == 0
    assert found.stdout.startswith("Appended 0 events · ")
    assert found.stderr == (
        "note: 1 event stands in the log and not in the text: one; retract what is wrong, "
        "or write all of it as text with: chrono export yaml -o new/affair\n"
    )
    assert log(desk) == before


def test_a_better_title_in_a_source_of_an_act_keeps_nothing_out(desk: Path) -> None:
    """The act stays as it was recorded and is named; what else is in the text comes."""
    one, two = EVENT.format(id="one"), EVENT.format(id="two")
    cited = "- {id: cited, kind: citation, cites: one, sources: [wire]}\n"
    wire = "wire: {publisher: Wire, basis: reported, published: 2023-11-19}\n"
    done(desk, "import", write(desk, sources=SOURCES + wire, y2023=one + cited))
    titled = SOURCES + wire.replace("basis", "title: Its real title, basis")
    found = run(desk, "import", write(desk, sources=titled, y2023=one + cited + two))

    assert found.returncode == 0
    assert found.stdout.startswith("Appended 1 event · ")
    assert found.stderr == (
        "note: cited stays as it was recorded: its text changed, but it is an act, or under one\n"
    )


@pytest.mark.parametrize("wait", [0.3, 0.7])
def test_an_interrupted_import_leaves_all_or_nothing(tmp_path: Path, wait: float) -> None:
    """Killed at any moment, the log is sound and holds the whole text or none of it."""
    done(tmp_path, "init", "chrono.db", "--name", "affair")
    path = write(tmp_path, y2023="".join(EVENT.format(id=f"x{n}") for n in range(1500)))
    started = subprocess.Popen(
        [CHRONO, "import", path], cwd=tmp_path, env=ENV, stdout=subprocess.PIPE
    )
    time.sleep(wait)
    started.send_signal(signal.SIGKILL)
    started.communicate()

    assert run(tmp_path, "check").returncode in (0, 1)
    ids = [row["id"] for row in json.loads(log(tmp_path))]
    assert sum(name.startswith("x") for name in ids) in (0, 1500)


WHAT = "name a folder, a .yaml, a .jsonl, a table (.csv, .tsv, .xlsx, .json) or a log"


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        (
            "none",
            None,
            f"none: no such file; {WHAT}",
        ),
        (
            "none.yaml",
            None,
            f"none.yaml: no such file; {WHAT}",
        ),
        ("none.jsonl", None, "none.jsonl: cannot be read: No such file or directory"),
        (
            "a.txt",
            b"x",
            f"a.txt: {WHAT}",
        ),
        ("a.jsonl", b"\x89PNG\r\n\xff\n\xfe\n", "a.jsonl:1: not UTF-8; save the file as UTF-8"),
        ("a.yaml", b"\x89PNG\r\n\xff\n\xfe\n", "a.yaml:1: not UTF-8; save the file as UTF-8"),
        ("a.yaml", b"a: \x00\x01\x02\n", "a.yaml:1: contains a control character"),
        ("a.jsonl", b"\x00\x00\x00", "a.jsonl:1: not JSON at column 1"),
        ("a.jsonl", b'{"id": "x"', "a.jsonl:1: not JSON at column 11"),
        ("a.jsonl", b"[]\n", "a.jsonl:1: an event is a map of fields"),
        ("a.jsonl", b"null\n", "a.jsonl:1: an event is a map of fields"),
        ("a.yaml", b"a: b\n", "a.yaml:1: a list of events, each starting with - id:"),
        ("a.yaml", b"- [\n", "a.yaml:2: not YAML"),
        ("a.yaml", b"SQLite format 3\0", "a.yaml: not a chrono log; name a file made with chrono"),
    ],
)
def test_what_is_no_chronology_is_one_line(
    desk: Path, sound_log: bytes, name: str, content: bytes | None, words: str
) -> None:
    """It names the path as it was given, and says what would be right."""
    if content:
        (desk / name).write_bytes(content)

    (found,) = refused(desk, "import", name)
    assert found.startswith(words)
    assert (desk / "chrono.db").read_bytes() == sound_log


def test_a_folder_without_a_declaration_is_one_line(desk: Path) -> None:
    """It says what it should hold."""
    (desk / "empty").mkdir()

    assert refused(desk, "import", "empty") == [
        "empty: has no chronology.yaml; it says title and zone, as zone: America/Los_Angeles"
    ]


@pytest.mark.parametrize("name", ["a.jsonl", "a.yaml"])
def test_an_empty_file_appends_nothing(desk: Path, name: str) -> None:
    """And says so."""
    (desk / name).write_text("")

    assert done(desk, "import", name).startswith("Appended 0 events · ")


WRONG: list[tuple[str, object, str]] = [
    ("occurred", "2023-11-31", "as 2023-11"),
    ("occurred", "11/17/2023", "expected year first, as 2023-11-17"),
    ("occurred", "Nov 17, 2023", "as 2023-11-17"),
    ("occurred", "2024/2023", "as 2023/2024"),
    ("occurred", "[2024..2023]", "as [2023..2024]"),
    ("occurred", "2023-02-29", "as 2023-02"),
    ("occurred", "soon", "as 2023-11-17"),
    ("occurred", 2023, "is not text; write it in quotes"),
    ("occurred", None, "is not text; write it in quotes"),
    ("id", 1, "is not text; write it in quotes"),
    ("kind", [], "is not text; the generic kind is development"),
    ("headline", {"a": 1}, "is not text; write it in quotes"),
    ("sources", "Paper", "is not a list; write ['Paper']"),
    ("sources", {}, "is not a list"),
    ("data", [], "is not a map; it has fields: claims"),
    ("after", [["one"]], "is not text; write it in quotes"),
    ("note", "a\0b", "contains a NUL character; leave it out"),
]


def test_each_field_that_is_wrong_is_one_line(desk: Path) -> None:
    """Whatever its type: where, which field, and what would be right."""
    text = [{**MORE, "id": f"x{n}", field: value} for n, (field, value, _) in enumerate(WRONG)]
    (desk / "a.jsonl").write_text(lines(*text))

    found = refused(desk, "import", "a.jsonl")
    assert len(found) == len(WRONG)
    for number, (said, (field, _, words)) in enumerate(zip(found, WRONG, strict=True), start=1):
        assert said.startswith(f"a.jsonl:{number}: {field}")
        assert words in said


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("after", ["nobody"], "append it first, or in the same file"),
        ("contests", ["two"], "two cannot name itself"),
        ("chronology", "elsewhere", "no chronology 'elsewhere' is declared in this log"),
    ],
)
def test_what_only_the_log_knows_to_be_wrong_is_one_line(
    desk: Path, field: str, value: object, words: str
) -> None:
    """A link to nobody, to itself, a chronology that is not there."""
    (desk / "a.jsonl").write_text(lines({**MORE, field: value}))

    (found,) = refused(desk, "import", "a.jsonl")
    assert found.startswith(f"a.jsonl:1: {field}")
    assert words in found


@pytest.mark.parametrize(
    ("act", "words"),
    [
        ({"kind": "retraction", "retracts": "nobody", "reason": "r"}, "retracts: no development"),
        (
            {"kind": "citation", "cites": "chronology", "sources": ONE["sources"]},
            "cites: chronology is a declaration",
        ),
        (
            {
                "kind": "correction",
                "corrects": "on",
                "reason": "r",
                "event": {name: ONE[name] for name in ("kind", "occurred", "headline")},
            },
            "corrects: no development 'on' here; did you mean one?",
        ),
        ({"kind": "retraction", "reason": "r"}, "retracts: missing; write text"),
        ({"kind": "citation", "cites": "one", "sources": []}, "sources: a citation needs a source"),
    ],
)
def test_an_act_on_what_is_not_there_is_one_line(
    desk: Path, act: dict[str, Any], words: str
) -> None:
    """It names what may have been meant."""
    (desk / "a.jsonl").write_text(lines({"id": "act", **act}))

    (found,) = refused(desk, "import", "a.jsonl")
    assert found.startswith(f"a.jsonl:1: {words}")


def test_a_write_without_a_log_says_how_to_make_one(tmp_path: Path) -> None:
    """It is refused, and names the command."""
    assert refused(tmp_path, "import", write(tmp_path)) == [
        "no log: name one with -f FILE, or make one with: chrono init chrono.db"
    ]


def test_a_write_beside_a_log_of_another_name_names_it(desk: Path) -> None:
    """Who has just made desk.db is not told to make another."""
    (desk / "chrono.db").rename(desk / "desk.db")
    assert refused(desk, "import", write(desk)) == [
        "no chrono.db here, but desk.db is a log; name it with -f desk.db"
    ]


def test_a_refused_beginning_leaves_no_file(tmp_path: Path) -> None:
    """A log is made only of a text without faults."""
    refused(tmp_path, "init", "desk.db", "--from", write(tmp_path, y2023=FIVE))

    assert not (tmp_path / "desk.db").exists()


def test_a_zone_does_not_change(desk: Path) -> None:
    """The folder that says another one is refused."""
    path = write(desk, chronology="title: Test\nzone: Asia/Tokyo\n")

    (found,) = refused(desk, "import", path)
    assert found.startswith("chronology.yaml:2: data.zone: ")
    assert "is in UTC for good" in found
