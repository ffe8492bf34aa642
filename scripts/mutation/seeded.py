"""Make each mistake of tests/laws/mistakes.toml, in a copy, and see the tests named there fail.

As many mistakes are made side by side as there are processors. Prints a line a mistake, and exits
with 1 if a test that should fail passes.
"""

import os
import subprocess
import sys
import tomllib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import SimpleQueue
from typing import Final

import attrs
from copied import ROOT, copy

MISTAKES: Final = ROOT / "tests" / "laws" / "mistakes.toml"
FAILED: Final = 1
"""What pytest exits with when a test failed, and nothing worse happened."""


@attrs.frozen
class Mistake:
    """One seeded bug, text of a file changed to other text, and the tests that must catch it."""

    law: int
    file: str
    old: str
    new: str
    tests: list[str]


def mistakes() -> list[Mistake]:
    """Read all of them."""
    return [Mistake(**one) for one in tomllib.loads(MISTAKES.read_text("utf-8"))["mistakes"]]


def missed(one: Mistake, folder: Path) -> list[str]:
    """Name the tests that pass in spite of a mistake."""
    path = folder / one.file
    right = path.read_text("utf-8")
    path.write_text(right.replace(one.old, one.new), "utf-8")
    try:
        return [test for test in one.tests if not fails(test, folder)]
    finally:
        path.write_text(right, "utf-8")


def fails(test: str, folder: Path) -> bool:
    """Run one test, named as ``laws/test_file.py::test_name``, in the copy."""
    pytest = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider"]
    done = subprocess.run(
        [*pytest, "-p", "scripts.mutation.unshrunk", f"tests/{test}"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(folder)},
        capture_output=True,
        check=False,
    )
    return done.returncode == FAILED


def main(folder: Path, copies: int = os.cpu_count() or 1) -> int:
    """Try every mistake; answer 1 if some test did not see it."""
    free: SimpleQueue[Path] = SimpleQueue()
    for number in range(copies):
        copy(folder / str(number))
        free.put(folder / str(number))

    def tried(one: Mistake) -> list[str]:
        place = free.get()
        try:
            return missed(one, place)
        finally:
            free.put(place)

    all_of_them, through = mistakes(), 0
    with ThreadPoolExecutor(copies) as pool:
        for one, left in zip(all_of_them, pool.map(tried, all_of_them), strict=True):
            through += len(left)
            came = f"NOT SEEN by {', '.join(left)}" if left else "seen"
            print(f"law {one.law}: {one.file}: {one.old} → {one.new}: {came}", flush=True)
    return 1 if through else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]).absolute()))
