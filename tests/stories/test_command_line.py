"""The command as a person meets it: words, messages, exit codes and colours, in a fresh folder."""

import json
import re
import subprocess
from pathlib import Path

import pytest

from chrono.cli.main import VERBS
from tests.stories.command import CHRONO, DEFAULT_NOTED, ENV, process
from tests.stories.command import run as run_bytes
from tests.stories.command import run_text as run
from tests.stories.terminal import raw_in_terminal

EVENT = {
    "kind": "development",
    "headline": "Something happens",
    "sources": [{"publisher": "Paper", "published": "2024-01-02", "basis": "reported"}],
}


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """Make a folder with a log chrono.db of a chronology in Berlin, and two events."""
    run(tmp_path, "init", "chrono.db", "--name", "affair", "--zone", "Europe/Berlin")
    events = [
        {**EVENT, "id": "one", "occurred": "2024-01-01",
         "data": {"claims": [{"set": "office/firm/ceo", "value": "Ada"}]}},
        {**EVENT, "id": "two", "occurred": "2024-01-02",
         "data": {"claims": [{"end": "office/firm/ceo"}]}},
    ]  # fmt: skip
    (tmp_path / "events.jsonl").write_text("\n".join(map(json.dumps, events)), encoding="utf-8")
    assert run(tmp_path, "import", "events.jsonl").returncode == 0
    return tmp_path


ONE_EACH = {
    "state": ["2024-01-01"],
    "timeline": ["2024-01-01"],
    "log": [],
    "show": ["one"],
    "why": ["office/firm/ceo", "2024-01-01"],
    "diff": ["2024-01-01..2024-01-02"],
    "disputes": ["2024-01-01"],
    "init": ["other.db", "--zone", "Nowhere"],
    "add": ["Something", "--at", "2024-13"],
    "cite": ["thre"],
    "correct": ["one", "--at", "soon"],
    "retract": ["thre", "--reason", "none"],
    "import": ["nothing.jsonl"],
    "export": ["jsonl"],
    "serve": ["-f", "none.db"],
    "check": [],
    "backup": ["chrono.db"],
    "rebuild": ["-f", "none.db"],
    "schema": [],
}
"""What to ask of each verb; those refuse it that would tell of the time it took or is."""


@pytest.mark.parametrize("verb", [verb for verbs in VERBS.values() for verb in verbs])
def test_the_installed_command_says_what_it_says_within_our_process(desk: Path, verb: str) -> None:
    """Most stories save themselves the start of a process; each verb is seen in a real one too."""
    real = process(desk, verb, *ONE_EACH[verb])
    ours = run_bytes(desk, verb, *ONE_EACH[verb])

    assert (real.returncode, real.stdout, real.stderr) == (
        ours.returncode,
        ours.stdout,
        ours.stderr,
    )
    assert real.stdout + real.stderr


def test_without_a_log_the_bundled_chronology_answers_and_says_so(tmp_path: Path) -> None:
    """The very first command gives an answer, and a note on stderr alone: one line, 80 columns."""
    done = run(tmp_path, "state", "2023-11-18", "office/openai/ceo")

    assert "Mira Murati (interim)" in done.stdout
    (said,) = done.stderr.splitlines()
    assert said == "note: no log here; bundled openai-microsoft answers (or -c musk-twitter)"
    (other,) = run(tmp_path, "state", "-c", "musk-twitter").stderr.splitlines()
    assert other == "note: no log here; bundled musk-twitter answers (or -c openai-microsoft)"
    assert max(map(len, (said, other))) <= 80


def test_a_log_in_the_folder_is_found_by_its_name(desk: Path) -> None:
    """./chrono.db answers without being named."""
    done = run(desk, "state", "2024-01-01", "office/firm/ceo")

    assert "Ada" in done.stdout
    assert not done.stderr


@pytest.mark.parametrize(
    ("log", "named", "said"),
    [
        ({}, (), DEFAULT_NOTED.decode()),
        ({}, ("-f", "chrono.db"), ""),
        ({"CHRONO_FILE": "chrono.db"}, (), ""),
    ],
)
def test_a_log_that_nobody_named_is_named(
    desk: Path, log: dict[str, str], named: tuple[str, ...], said: str
) -> None:
    """The folder may be anybody's, so which file answers, or is written to, is said."""
    for verb in ("state", "timeline", "check", "backup copy.db"):
        done = subprocess.run(
            [CHRONO, *verb.split(), *named],
            cwd=desk,
            env={**ENV, **log},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.stderr == said, verb
        (desk / "copy.db").unlink(missing_ok=True)


def test_the_environment_names_a_log(desk: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    """CHRONO_FILE is used where no -f is given."""
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    done = run(
        elsewhere, "state", "2024-01-01", env={**ENV, "CHRONO_FILE": str(desk / "chrono.db")}
    )

    assert "Ada" in done.stdout


def test_keys_and_the_moment_may_stand_in_any_order(desk: Path) -> None:
    """A key has a slash, so it is never taken for a moment."""
    one = run(desk, "state", "2024-01-01", "office/firm/ceo")
    other = run(desk, "state", "office/firm/ceo", "2024-01-01")

    assert one.stdout == other.stdout


def test_a_star_crosses_slashes(desk: Path) -> None:
    """A glob on the family finds keys however deep."""
    assert "Ada" in run(desk, "state", "2024-01-01", "office/*").stdout


def test_a_key_that_is_not_set_exits_1_with_an_empty_state(desk: Path) -> None:
    """The answer no is an answer: valid JSON on stdout and exit 1."""
    done = run(desk, "state", "2024-01-01", "office/firm/cfo", "--json")

    assert done.returncode == 1
    assert json.loads(done.stdout)["state"] == []


def test_hints_name_only_what_is_visible_by_then(desk: Path) -> None:
    """Before the first event nothing may be given away."""
    after = run(desk, "state", "2024-01-01", "office/firm/coe")
    before = run(desk, "state", "2023-01-01", "office/firm/coe")

    assert "did you mean office/firm/ceo?" in after.stderr
    assert "office/firm/ceo" not in before.stderr


def test_ended_is_an_answer(desk: Path) -> None:
    """An office that was vacated is known to be vacant, which is exit 0."""
    done = run(desk, "state", "2024-01-02", "office/firm/ceo")

    assert "ended" in done.stdout
    assert done.returncode == 0


def test_the_json_of_a_state_has_the_promised_fields(desk: Path) -> None:
    """Programs rely on these names."""
    answer = json.loads(run(desk, "state", "2024-01-01", "--json").stdout)

    assert list(answer) == [
        "chronology", "at", "at_instant", "zone", "known", "recorded", "log", "state",
    ]  # fmt: skip
    assert answer["at_instant"] == "2024-01-01T23:00:00Z"
    assert answer["log"]["entries"] == 3
    assert list(answer["state"][0]) == [
        "key", "standing", "value", "since", "because", "basis", "alternatives", "preferred",
        "possible", "pending",
    ]  # fmt: skip
    assert answer["state"][0]["since"] == {
        "edtf": "2024-01-01",
        "earliest": "2023-12-31T23:00:00Z",
        "before": "2024-01-01T23:00:00Z",
    }


def test_known_and_recorded_are_clocks_of_their_own(desk: Path) -> None:
    """What was not public, or not yet recorded, does not count."""
    known = run(desk, "state", "2024-01-01", "--known", "2024-01-01", "--json")
    recorded = run(desk, "state", "2024-01-03", "--recorded", "e2", "--json")

    assert json.loads(known.stdout)["state"] == []
    assert json.loads(recorded.stdout)["state"][0]["value"] == "Ada"
    assert json.loads(recorded.stdout)["log"]["entries"] == 2


def test_a_better_basis_can_be_asked_for(desk: Path) -> None:
    """With announcements alone, what was only reported is gone."""
    assert run(desk, "state", "2024-01-01", "--basis", "announced").returncode == 1
    assert run(desk, "state", "2024-01-01", "--basis", "reported").returncode == 0


def test_a_publisher_can_be_put_aside(desk: Path) -> None:
    """Without the only source there is no event."""
    assert run(desk, "state", "2024-01-01", "--without", "Paper").returncode == 1


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["stat"], "did you mean state?"),
        (["state", "7/11/2023"], "say 2023-11-07 (day first) or 2023-07-11 (month first)"),
        (["state", "2023", "2024"], "two moments"),
        (["state", "e9"], "the last is e3"),
        (["state", "-c", "affairs"], "did you mean affair?"),
        (["state", "-f", "none.db"], "chrono init none.db"),
        (["state", "-f", "events.jsonl"], "not a chrono log"),
        (["why", "office/*"], "one key"),
        (["show", "onne"], "did you mean one?"),
        (["log", "2024-01-01"], "--known"),
        (["init", "chrono.db"], "choose another name"),
        (["init", "other.db", "--zone", "Berlin"], "Europe/Berlin"),
        (["init", "other.db", "--from", "openai-microsof"], "did you mean openai-microsoft?"),
        (["state", "--nonsense"], "--nonsense"),
        (["import", "none.jsonl"], "none.jsonl"),
    ],
)
def test_misuse_exits_2_with_one_line_that_helps(
    desk: Path, arguments: list[str], words: str
) -> None:
    """The message names what was wrong and what would be right; there is no traceback."""
    before = (desk / "chrono.db").read_bytes()
    done = run(desk, *arguments)

    assert done.returncode == 2
    assert words in done.stderr
    assert done.stderr.startswith("error: ")
    assert len(done.stderr.strip().splitlines()) == 1
    assert (desk / "chrono.db").read_bytes() == before


def test_a_write_without_a_log_names_init(tmp_path: Path) -> None:
    """Importing needs a log, and the message says how to make one."""
    (tmp_path / "x.jsonl").write_text("", encoding="utf-8")
    done = run(tmp_path, "import", "x.jsonl")

    assert done.returncode == 2
    assert "chrono init" in done.stderr


def test_init_leaves_no_file_when_it_is_refused(desk: Path) -> None:
    """A log appears only when it is complete."""
    run(desk, "init", "other.db", "--zone", "Nowhere")

    assert sorted(path.name for path in desk.iterdir()) == ["chrono.db", "events.jsonl"]


def test_a_folder_imported_into_an_empty_log_is_its_only_chronology(tmp_path: Path) -> None:
    """The declaration that init made is passed over, so no -c is needed."""
    folder = tmp_path / "affair"
    folder.mkdir()
    (folder / "chronology.yaml").write_text("title: An affair\nzone: Asia/Tokyo\n", "utf-8")
    (folder / "2024.yaml").write_text(
        "- id: one\n  kind: development\n  occurred: 2024-01-01\n  headline: It begins\n"
        "  data: {claims: [{set: stage/affair, value: begun}]}\n"
        "  sources: [{publisher: Paper, published: 2024-01-02, basis: reported}]\n",
        "utf-8",
    )
    run(tmp_path, "init", "chrono.db")
    run(tmp_path, "import", "affair")

    assert (
        "affair at the end of Mon 1 Jan 2024 (Asia/Tokyo"
        in run(tmp_path, "state", "2024-01-01").stdout
    )


def test_colour_is_only_for_terminals(desk: Path) -> None:
    """A pipe gets no escape sequence, a terminal does, unless NO_COLOR is set."""
    arguments = ("why", "office/firm/ceo", "2024-01-01T12:00")  # at noon of a day it is possible
    piped = run(desk, *arguments)
    shown = raw_in_terminal(desk, *arguments)
    plain = raw_in_terminal(desk, *arguments, NO_COLOR="1")

    assert "\x1b[" not in piped.stdout
    assert "\x1b[" in shown
    assert "\x1b[" not in plain
    assert "\x1b[" not in raw_in_terminal(desk, *arguments, "--color", "never")


def test_control_characters_of_the_data_never_reach_a_terminal(desk: Path) -> None:
    """They are kept in the log, and shown as escapes."""
    evil = "A\x1b[31m\u202eB"
    taken = {"recorded": "2020-01-01T00:00:00.000000Z"}  # by an earlier release
    event = {**EVENT, **taken, "id": "evil", "occurred": "2024-01-03", "headline": evil,
             "data": {"claims": [{"set": "term/x", "value": evil}]}}  # fmt: skip
    (desk / "evil.jsonl").write_text(json.dumps(event), encoding="utf-8")
    run(desk, "import", "evil.jsonl")

    for arguments in (["log"], ["state", "2024-01-03"], ["show", "evil"], ["why", "term/x"]):
        shown = raw_in_terminal(desk, *arguments, "--color", "never")
        assert not re.search("[\x1b\u202e]", shown), arguments
    as_json = run(desk, "show", "evil", "--json").stdout
    assert json.loads(as_json)["headline"] == evil
    assert "\u202e" not in as_json


@pytest.mark.parametrize(
    "verb", ["state", "disputes", "why", "log", "show", "init", "import", "check"]
)
def test_help_starts_with_examples(tmp_path: Path, verb: str) -> None:
    """A reader sees what to type before the flags."""
    done = run(tmp_path, verb, "-h")

    assert done.returncode == 0
    assert f"chrono {verb}" in done.stdout.partition("Usage")[0]


def test_no_arguments_show_where_to_begin(tmp_path: Path) -> None:
    """The bare command shows commands to type."""
    done = run(tmp_path)

    assert "chrono state 2023-11-19" in done.stdout
    assert done.returncode == 0


def test_the_version_is_told(tmp_path: Path) -> None:
    """The flag --version names the release."""
    assert re.fullmatch(r"chrono \d+\.\d+\.\d+\n", run(tmp_path, "--version").stdout)


def test_a_reader_who_has_seen_enough_ends_it_quietly(tmp_path: Path) -> None:
    """Cutting a pipe is no error."""
    done = process(tmp_path, program=("/bin/sh", "-c", f"{CHRONO} log 2>err | head -1"))

    assert done.stdout.startswith(b"e1")
    assert "Traceback" not in (tmp_path / "err").read_text("utf-8")


def test_check_says_that_a_log_is_whole(desk: Path) -> None:
    """A sound log gives its head, and exit 0."""
    done = run(desk, "check", "--integrity")

    assert done.returncode == 0
    assert re.match(r"whole: 3 entries, head [0-9a-f]{64}$", done.stdout)
    assert run(desk, "check").stdout.startswith(done.stdout)


def test_check_knows_when_the_end_is_missing(desk: Path) -> None:
    """A head kept elsewhere that the log does not contain means that its end was cut off."""
    done = run(desk, "check", "--head", "f" * 64)

    assert done.returncode == 3
    assert "end is missing" in done.stdout


def test_a_text_is_checked_as_the_whole_that_it_belongs_to(tmp_path: Path) -> None:
    """A folder, the folder around it, or one of its files: the same findings, with their lines."""
    folder = tmp_path / "texts" / "affair"
    folder.mkdir(parents=True)
    (folder / "chronology.yaml").write_text("title: An affair\nzone: UTC\n", "utf-8")
    told = (
        "- id: {id}\n  kind: development\n  occurred: 2024-01-01\n  headline: x\n"
        "  data: {{claims: [{{set: stage/affair, value: {id}}}]}}\n"
        "  sources: [{{publisher: P, published: 2024-01-02, basis: reported}}]\n"
    )
    text = told.format(id="one") + told.format(id="two")
    (folder / "2024.yaml").write_text(text, "utf-8")

    found = [
        run(tmp_path, "check", path) for path in ("texts", "texts/affair", "texts/affair/2024.yaml")
    ]
    assert [done.returncode for done in found] == [1, 1, 1]
    assert len({done.stdout for done in found}) == 1
    assert "affair/2024.yaml:7: unordered: two" in found[0].stdout


def test_a_check_tells_how_many_values_that_hold_have_two_origins(tmp_path: Path) -> None:
    """Of each chronology in a folder, at a date; the keys with one origin are named."""
    told = (
        "- id: {id}\n  kind: development\n  occurred: 2024-01-01\n  headline: x\n"
        "  data: {{claims: [{{set: stage/{id}, value: x}}]}}\n"
        "  sources: [{{publisher: P, published: 2024-01-02, basis: reported}}{more}]\n"
    )
    more = ", {publisher: Q, published: 2024-01-02, basis: reported}"
    for name in ("affair", "other"):
        folder = tmp_path / "texts" / name
        folder.mkdir(parents=True)
        (folder / "chronology.yaml").write_text("title: An affair\nzone: UTC\n", "utf-8")
        text = told.format(id="one", more="") + told.format(id="two", more=more)
        (folder / "2024.yaml").write_text(text, "utf-8")

    found = run(tmp_path, "check", "texts", "--at", "2024-06-30")
    assert found.returncode == 0
    for name in ("affair", "other"):
        assert (
            f"{name} at 2024-06-30: 1 of 2 values that hold rest on two independent origins (50%)\n"
            "  on one: stage/one\n"
        ) in found.stdout
    before = json.loads(run(tmp_path, "check", "texts/other", "--at", "2023", "--json").stdout)
    assert before["support"] == [
        {"chronology": "other", "at": "2023", "values": 0, "independent": 0, "single": []}
    ]


def test_check_names_what_is_doubtful(desk: Path) -> None:
    """A source without a date is a finding: exit 1, and the event by name."""
    undated = {"publisher": "Paper", "url": "https://example.org/", "basis": "alleged"}
    event = {**EVENT, "id": "undated", "occurred": "2024-01-04", "sources": [undated]}
    (desk / "undated.jsonl").write_text(json.dumps(event), encoding="utf-8")
    run(desk, "import", "undated.jsonl")
    done = run(desk, "check")

    assert done.returncode == 1
    assert "undated" in done.stdout
