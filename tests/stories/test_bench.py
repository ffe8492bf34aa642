"""What measures chrono works; what it measures is judged by who reads it, never by a test."""

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]

ONE_IS_KILLED = """
import os, signal, sys
from pathlib import Path
from benchmarks import writers

plain = writers._append

def append(opened, made, ready, told):
    if ".1." in told.name:
        os.kill(os.getpid(), signal.SIGKILL)
    plain(opened, made, ready, told)

writers._append = append
print(*writers.writers(Path(sys.argv[1]), 2, 1))
"""


def test_all_that_is_measured_can_be_measured(tmp_path: Path) -> None:
    """A run on small logs prints a table of each section, and writes its figures and a picture."""
    figures, picture = tmp_path / "figures.json", tmp_path / "picture.svg"
    few = ["--sizes", "20,40", "--rounds", "1", "--appends", "2", "--before", "5", "--batch", "5"]
    files = ("--folder", tmp_path / "made", "--json", figures, "--plot", picture)
    done = subprocess.run(
        [sys.executable, "scripts/bench.py", *few, *files],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )

    sections = [line[4:] for line in done.stdout.splitlines() if line.startswith("### ")]
    assert len(sections) == 13
    measured = json.loads(figures.read_text("utf-8"))
    assert [*dict.fromkeys(each["section"] for each in measured)] == sections
    assert all(each["value"] > 0 for each in measured)
    assert picture.read_text("utf-8").count("<polyline") == 11


def test_a_writer_that_is_gone_ends_the_measurement(tmp_path: Path) -> None:
    """A line says which it was, and how it ended; nobody waits for it."""
    done = subprocess.run(
        [sys.executable, "-c", ONE_IS_KILLED, tmp_path],
        cwd=ROOT / "scripts",
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )

    assert done.returncode == 1
    assert done.stderr == "writer 2 of 2 was ended by SIGKILL; the others were stopped\n"
