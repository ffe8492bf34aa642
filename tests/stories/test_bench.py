"""The measuring script measures; what it finds is judged by people, never by a test."""

import json
import subprocess
import sys
from pathlib import Path

BENCH = Path(__file__).parents[2] / "scripts" / "bench.py"
SMALL = ("--sizes", "10", "--rounds", "1", "--appends", "2", "--before", "10", "--batch", "5")


def test_a_small_run_measures_every_store_and_question_and_writes_json(tmp_path: Path) -> None:
    """Tables for people, the same figures for programs, and logs that are kept for the next run."""
    found = tmp_path / "found.json"
    words = ("appends", "writers", "sizes", *SMALL, "--folder", tmp_path, "--json", found)
    done = subprocess.run(
        [sys.executable, BENCH, *words], capture_output=True, text=True, check=True
    )
    figures = json.loads(found.read_text("utf-8"))
    sections = {figure["section"].partition(":")[0].partition(",")[0] for figure in figures}
    measured = {figure["what"] for figure in figures}

    assert all(figure["value"] > 0 for figure in figures)
    assert sections == {
        "Single appends", "Appends of 5", "Replay (by Chronology", "8 writers at once",
        "By size of the log",
    }  # fmt: skip
    assert {"raw sqlite3", "SqliteLog", "Chronology", "sqlite-utils"} <= measured
    assert {"state KEY", "why KEY", "log KEY", "add --yes"} <= measured
    assert all(f"| {what} |" in done.stdout for what in measured)
    assert {path.name for path in tmp_path.glob("*.db")} == {
        "one-10-on-10.db", "one-10-on-300.db", "many-10.db",
    }  # fmt: skip


def test_a_section_that_is_none_is_refused_with_those_that_are() -> None:
    """Exit 2, at once."""
    done = subprocess.run(
        [sys.executable, BENCH, "appendix"], capture_output=True, text=True, check=False
    )

    assert done.returncode == 2
    assert "appendix: no section; there are start, sizes" in done.stderr
