"""An affair in the order of its dates, and what lasts through a window."""

import csv
import io
import json
from pathlib import Path

import pytest

from chrono.cli.render import layout
from tests.stories.command import complaints, done, run
from tests.stories.prepared_logs import BUNDLED, after_the_days, analyst
from tests.stories.terminal import in_terminal

DATA = Path(__file__).parent / "data"
IN_2020 = ("--since", "2020-01-01", "--until", "2020-12-31")


@pytest.fixture
def mill(tmp_path: Path) -> Path:
    """Make a folder with a log of a lease, a fire in it, and a feud without an end."""
    done(tmp_path, "init", "chrono.db", "--name", "mill")
    done(tmp_path, "import", DATA / "lasting-window.jsonl")
    return tmp_path


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """Make a folder with a log of the whole bundled chronology."""
    analyst(tmp_path)
    return tmp_path


def test_a_timeline_has_one_line_an_event_in_the_order_of_the_dates(tmp_path: Path) -> None:
    """With what it says of keys, what is only announced, and what was corrected, and why."""
    after_the_days(tmp_path)
    lines = run(tmp_path, "timeline", "office/*", "board/*").stdout.decode().splitlines()
    rows = {row.split("  ")[-1]: row for row in lines[2:]}

    assert lines[0].startswith("desk at ")
    assert lines[2].startswith("about Mar 2019")
    assert "office/openai/ceo: Mira Murati (interim)" in rows["altman-removed"]
    assert "board/openai: Sam Altman out" in rows["altman-removed"]
    assert "office/openai/chair: ended" in rows["brockman-not-chair"]
    assert "office/openai/ceo: pending: Sam Altman" in rows["altman-to-return"]
    assert "corrected by" in rows["altman-to-microsoft"]
    assert "Pacific time" in rows["altman-to-microsoft"]
    assert list(rows).index("shear-interim") < list(rows).index("altman-to-return")
    assert "board-resigns" not in rows


def test_withdrawn_events_are_told_if_wanted(tmp_path: Path) -> None:
    """With what withdrew them; else they are counted."""
    after_the_days(tmp_path)
    without = run(tmp_path, "timeline")

    assert b"1 withdrawn event left out; --withdrawn lists them" in without.stderr
    assert "withdrawn by not-resigned: Parody account; our error" in (
        done(tmp_path, "timeline", "--withdrawn")
    )


def test_a_dispute_stands_in_its_place(case: Path) -> None:
    """With who denies it, as of the moment that was asked."""
    told = done(case, "timeline", "capital/microsoft/committed", "2025-04-30")

    assert "disputed by committed-wsj-2024" in told
    assert "e17" not in told


def test_each_form_has_the_same_events(case: Path) -> None:
    """Text, JSON, JSON Lines and CSV are one answer."""
    ask = ("timeline", "office/*", "--known", "2023-12-31")
    whole = json.loads(done(case, *ask, "--json"))
    lines = [json.loads(line) for line in done(case, *ask, "--jsonl").splitlines()]
    rows = list(csv.DictReader(io.StringIO(done(case, *ask, "--csv"))))

    assert lines == whole["timeline"]
    assert [row["id"] for row in rows] == [row["id"] for row in lines]
    assert [line.split("  ")[-1] for line in done(case, *ask).splitlines()[2:]] == [
        row["id"] for row in lines
    ]
    assert (whole["known"], whole["log"]["entries"]) == ("2023-12-31", BUNDLED)


def test_through_some_sources_only_an_event_may_be_gone(case: Path) -> None:
    """As on every verb that reads; where nothing is left, the answer is no."""
    ask = ("timeline", "cause/altman-removal")

    assert "removal-cause-sutskever" in done(case, *ask)
    assert "removal-cause-sutskever" not in done(case, *ask, "--basis", "announced")
    nothing = run(case, *ask, "--known", "2015-12-31")
    assert (nothing.returncode, nothing.stdout) == (1, b"")


@pytest.mark.parametrize(
    ("ask", "mark"),
    [
        (("log",), "lease"),
        (("timeline",), "lease"),
        (("export", "csv"), "lease"),
        (("export", "markdown"), "The mill is let"),
        (("export", "timelinejs"), "lease"),
    ],
)
def test_what_lasts_through_a_window_is_in_it(mill: Path, ask: tuple[str, ...], mark: str) -> None:
    """In every list of events; a window after its end is without it."""
    assert mark in run(mill, *ask, *IN_2020).stdout.decode()
    assert mark not in run(mill, *ask, "--since", "2023-01-01").stdout.decode()


def test_an_open_end_reaches_no_further_than_its_start_in_lists_of_events(mill: Path) -> None:
    """Nobody knows how long it went on; the value that it began holds still."""
    for ask in (("log",), ("timeline",), ("export", "csv")):
        assert b"feud" not in run(mill, *ask, *IN_2020).stdout
    assert "feud" in done(mill, "log", "dispute/mill", *IN_2020)


@pytest.mark.parametrize("ask", [("log",), ("log", "term/*"), ("timeline",), ("export", "csv")])
def test_a_window_over_before_it_begins_is_refused(mill: Path, ask: tuple[str, ...]) -> None:
    """With what was typed."""
    found = run(mill, *ask, "--since", "2020-12-31", "--until", "2020-01-01")

    assert found.returncode == 2
    assert complaints(found) == [
        "--until 2020-01-01 is over before --since 2020-12-31 begins; swap them"
    ]


ANSWERS = (
    ("state",),
    ("state", "--finished"),
    ("timeline", "--since", "2023-11-01", "--until", "2023-11-30"),
    ("log", "--since", "2023-11-01", "--until", "2023-11-30"),
    ("log", "--oneline", "deal/*"),
    ("log", "*/*"),
    ("why", "capital/microsoft/committed", "2025-04-30"),
    ("why", "term/agi"),
    ("disputes",),
    ("show", "murati-interim"),
    ("diff", "2023-11-16..2023-12-01"),
    ("check",),
)
"""What is asked of the bundled chronology in terminals of every width."""


@pytest.mark.parametrize("room", [60, 80, 120])
def test_text_is_as_wide_as_the_terminal(
    case: Path, room: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No line is longer, unless one word alone, or a command to be copied, is."""
    import chrono.cli.render.terminal as terminal_of

    for place in (layout, terminal_of):
        monkeypatch.setattr(place, "width", lambda _=None: room)
    for ask in ANSWERS:
        for line in run(case, *ask).stdout.decode().splitlines():
            unbreakable = len(line.split()) == 1 or line.strip().startswith("chrono ")
            assert len(line) <= room or unbreakable, (ask, line)


def test_a_real_terminal_is_asked_how_wide_it_is(case: Path) -> None:
    """And a pipe has no width."""
    ask = ("timeline", "2024-01-01", "--since", "2023-11-17", "--until", "2023-11-17")
    _, shown = in_terminal(case, *ask, size=(200, 60))

    unbreakable = {line for line in shown.splitlines() if len(line.split()) == 1}
    assert max(len(line) for line in shown.splitlines() if line not in unbreakable) <= 60
    piped = run(case, *ask).stdout.decode()
    assert max(len(line) for line in piped.splitlines()) > 120
    assert set(piped.split()) <= set(shown.split())


def test_no_text_says_dates_in_edtf(case: Path) -> None:
    """Unless somebody wants them so."""
    ask = ("state", "2024-08-01", "control/*", "structure/*", "observer/*", "term/*")

    assert ".." not in done(case, *ask).partition("\n")[2]
    assert "../" in done(case, "log", "--edtf")
    assert "../" not in done(case, "log")
