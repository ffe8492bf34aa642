"""Without a log of one's own a bundled chronology answers: which one, and when none does."""

from pathlib import Path

import pytest

from tests.stories.command import complaints, done, run

FIRST, SECOND = "openai-microsoft", "musk-twitter"


@pytest.mark.parametrize(
    ("words", "name"),
    [
        (("state", "2023-11-18"), FIRST),
        (("state", "2022-04-30", "stake/musk"), SECOND),
        (("why", "stake/musk", "2022-04-30"), SECOND),
        (("log", "office/openai/ceo"), FIRST),
        (("diff", "2022-04-01..2022-05-01", "financing/*"), SECOND),
        (("state", "2022-04-30", "office/*"), FIRST),
        (("state", "2022-04-30", "office/*", "-c", SECOND), SECOND),
        (("state", "2022-04-30", "stake/musk", "office/twitter/ceo", "term/agi"), SECOND),
    ],
)
def test_the_keys_that_are_named_pick_the_chronology(
    tmp_path: Path, words: tuple[str, ...], name: str
) -> None:
    """The one that has most of them; where both have as many, or none is named, the default."""
    found = run(tmp_path, *words)
    note = " ".join(found.stderr.decode().split())

    assert found.returncode == 0
    assert f"bundled {name} answers (or -c {SECOND if name == FIRST else FIRST})" in note


def test_a_log_of_another_name_is_not_passed_over_in_silence(tmp_path: Path) -> None:
    """Whoever has a log here means that one: it is named, and nothing else answers."""
    done(tmp_path, "init", "desk.db", "--name", "desk")
    (tmp_path / "notes.db").write_text("no log", "utf-8")
    found = run(tmp_path, "state", "2022-04-30", "stake/musk", "-c", SECOND)

    assert (found.returncode, found.stdout) == (2, b"")
    assert complaints(found) == ["no chrono.db here, but desk.db is a log; name it with -f desk.db"]


def test_a_file_that_is_no_log_is_passed_over(tmp_path: Path) -> None:
    """Somebody else's file has nothing to do with us."""
    (tmp_path / "notes.db").write_text("no log", "utf-8")
    (tmp_path / "folder.db").mkdir()

    assert run(tmp_path, "state", "2022-04-30", "stake/musk").returncode == 0


def test_what_nobody_knew_then_is_the_first_example(tmp_path: Path) -> None:
    """On 3 April 2022 nothing of Musk's holding was public; of that day two of his filings tell."""
    asked = ("state", "2022-04-03", "stake/musk")
    then, now = run(tmp_path, *asked, "--known", "2022-04-03"), run(tmp_path, *asked)

    assert (then.returncode, then.stdout) == (1, b"")
    assert b"disputed: 9.1%" in now.stdout
    assert b"disputed: 9.2%" in now.stdout
