"""Tab in real shells: what a log holds goes into the line as one word, and is never run."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
import textwrap
from contextlib import closing
from pathlib import Path

import pexpect
import pytest

from tests.stories.command import ENV, done, run
from tests.stories.prepared_logs import analyst

PUBLISHERS = (
    "$(touch ran)", "`touch ran`", "New York Times", "O'Brien Daily", 'Quiz "x"', "back\\slash",
    "*star", "a\x1b[31mb", "Zeit\nplain,forged", "Comma, Inc",
)  # fmt: skip
POSIX = """{settings}; eval "$(_CHRONO_COMPLETE={shell}_source chrono)"
chrono() {{ {python} say.py "$@"; }}; echo RE""ADY"""
FISH = """{settings}; _CHRONO_COMPLETE={shell}_source chrono | source
function chrono; {python} say.py $argv; end; echo RE""ADY"""
SHELLS = {
    "bash": (["--norc", "--noprofile", "-i"], "bind 'set bell-style none'", POSIX),
    "zsh": (["-f", "-i"], "unsetopt beep; autoload -Uz compinit; compinit -u -D", POSIX),
    "fish": (["--no-config", "-i"], "set -g fish_autosuggestion_enabled 0", FISH),
}
TYPED = {
    "\\$": "$(touch ran)", "New": "New York Times", "O": "O'Brien Daily", "Q": 'Quiz "x"',
    "back": "back\\slash", "Com": "Comma, Inc",
}  # fmt: skip

PATIENT = f"""#!{sys.executable}
import chrono.cli.input.shells as shells
from chrono.cli.__main__ import main
shells.PATIENCE = 60
main()
"""

BEFORE = "2020-01-01T00:00:00.000000Z"
"""When an earlier release recorded what none takes today."""


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a folder with a log whose publishers are made for shells, and what prints arguments."""
    folder = tmp_path_factory.mktemp("hostile")
    done(folder, "init", "chrono.db", "--name", "desk")
    source = {"published": "2024-01-01", "basis": "filed"}
    base = {"kind": "development", "occurred": "2024", "headline": "x"}
    events = [
        {"id": f"x{n}", **base, "recorded": BEFORE, "sources": [{"publisher": name, **source}]}
        for n, name in enumerate(PUBLISHERS)
    ]
    (folder / "events.jsonl").write_text("\n".join(map(json.dumps, events)), "utf-8")
    assert run(folder, "import", "events.jsonl").returncode == 0
    return folder


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """Make a folder with a log of the whole bundled chronology."""
    analyst(tmp_path)
    return tmp_path


def completed(folder: Path, *words: str) -> list[str]:
    """Ask as bash does for what the last word may become; nothing else may be said."""
    line = {"COMP_WORDS": "\n".join(("chrono", *words)), "COMP_CWORD": str(len(words))}
    found = run(folder, env={**ENV, "_CHRONO_COMPLETE": "bash_complete", **line})
    assert found.stderr == b""
    return [line.removeprefix("plain,") for line in found.stdout.decode().splitlines() if line]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (("dis",), ["disputes"]),
        (("state", "office/openai/c"), [f"office/openai/{end}" for end in ("ceo", "chair", "cto")]),
        (("show", "windsurf-cause"), ["windsurf-cause-exclusivity", "windsurf-cause-microsoft"]),
        (("retract", "murati-i"), ["murati-interim"]),
        (("add", "--after", "murati-i"), ["murati-interim"]),
        (("add", "--kind", "office.v"), ["office.vacated"]),
        (("cite", "x", "--publisher", "Bloomberg"), ["Bloomberg", "'Bloomberg Law'"]),
        (("state", "--without", "The\\ Inf"), ["'The Information'"]),
        (("add", "--basis", "re"), ["reported"]),
    ],
)
def test_a_shell_completes_out_of_the_log(
    case: Path, words: tuple[str, ...], found: list[str]
) -> None:
    """Verbs, keys, ids, kinds and publishers, by Tab."""
    assert sorted(completed(case, *words)) == sorted(found)


def test_keys_of_a_log_without_an_index_are_completed_out_of_its_history(case: Path) -> None:
    """A log that an earlier release made has none."""
    with closing(sqlite3.connect(case / "chrono.db", isolation_level=None)) as opened:
        opened.execute("DROP TABLE derived_keys")

    assert completed(case, "state", "office/openai/ce") == ["office/openai/ceo"]


def test_completion_without_a_log_uses_the_bundled_chronology(tmp_path: Path) -> None:
    """It answers where the command would."""
    assert completed(tmp_path, "why", "office/openai/ce") == ["office/openai/ceo"]


def test_completion_of_a_file_that_is_no_log_says_nothing(tmp_path: Path) -> None:
    """Tab never prints an error into somebody's line."""
    (tmp_path / "chrono.db").write_text("no log", "utf-8")

    assert completed(tmp_path, "show", "a") == []


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("$", ["'$(touch ran)'"]),
        ("New", ["'New York Times'"]),
        ("'New", ["New York Times"]),
        ("'O", []),
        ('"O', ["O'Brien Daily"]),
        ('"$', []),
        ("a", []),
        ("Zeit", []),
        ("forged", []),
    ],
)
def test_bash_is_offered_each_candidate_in_quotes_or_not_at_all(
    hostile: Path, typed: str, offered: list[str]
) -> None:
    """Within quotes that the word has opened, only what means itself there; never an escape."""
    assert completed(hostile, "state", "--without", typed) == offered


def patient(folder: Path) -> Path:
    """Make a folder with a chrono that completes however much the machine has to do."""
    program = folder / "patient" / "chrono"
    program.parent.mkdir(exist_ok=True)
    program.write_text(PATIENT, "utf-8")
    program.chmod(0o755)
    return program.parent


@pytest.mark.parametrize("shell", SHELLS)
def test_a_completed_word_reaches_a_program_as_the_log_has_it(hostile: Path, shell: str) -> None:
    """Tab and Enter: one argument, nothing run, no other file made."""
    if shutil.which(shell) is None:
        pytest.skip(f"no {shell} here")
    flags, settings, script = SHELLS[shell]
    (hostile / "say.py").write_text("import sys; print('GOT', ascii(sys.argv[-1]))", "utf-8")
    env = {**ENV, "PATH": f"{patient(hostile)}{os.pathsep}{ENV['PATH']}", "TERM": "dumb",
           "HOME": str(hostile)}  # fmt: skip
    child = pexpect.spawn(
        shell, flags, cwd=str(hostile), env=env, encoding="utf-8", dimensions=(50, 200), timeout=60
    )
    child.delaybeforesend = None
    try:
        filled = script.format(settings=settings, shell=shell, python=sys.executable)
        for line in filled.splitlines():
            child.sendline(line)
        child.expect_exact("READY")
        for typed, publisher in TYPED.items():
            if shell == "fish" and "," in publisher:
                continue  # its script parts a candidate there, so it is offered none
            child.send(f"chrono state --without {typed}\t")  # a second Tab would ask for more
            child.expect(r"--without .*[^ ] $")
            child.send("\r")
            child.expect_exact(f"GOT {publisher!a}")
    finally:
        child.close(force=True)

    assert not (hostile / "ran").exists()


@pytest.mark.parametrize("trouble", ["while True: pass", "raise RuntimeError('broken')"])
def test_completion_gives_up_without_a_word(hostile: Path, trouble: str) -> None:
    """What takes too long, or breaks, offers nothing and prints nothing."""
    script = f"""
        import chrono.cli.input.completion as completion, chrono.cli.input.shells as shells
        from chrono.cli.__main__ import main
        def _history(ctx):
            {trouble}
        completion._history, shells.PATIENCE = _history, 0.01
        main()
    """
    words = {"COMP_WORDS": "chrono\nstate\n--without\nx", "COMP_CWORD": "3"}
    env = {**ENV, "_CHRONO_COMPLETE": "bash_complete", **words}
    asked = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(script)], cwd=hostile, env=env, capture_output=True,
        check=False, timeout=60,
    )  # fmt: skip

    assert (asked.stdout.strip(), asked.stderr) == (b"", b"")
