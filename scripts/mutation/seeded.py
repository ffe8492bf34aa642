"""Make each mistake that the table of laws names, in a copy, and see the tests named there fail.

The table is tests/laws/README.md; a mistake is written as ``file: old → new: tests``, old and new
to the letter. As many mistakes are made side by side as there are processors. Prints a line a
mistake, and exits with 1 if a test that should fail passes.
"""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import SimpleQueue
from typing import Final, NamedTuple

from copied import ROOT, copy

TABLE: Final = ROOT / "tests" / "laws" / "README.md"
FAILED: Final = 1
"""What pytest exits with when a test failed, and nothing worse happened."""


class Mistake(NamedTuple):
    """One seeded bug, and the tests that must catch it."""

    law: str
    path: str
    old: str
    new: str
    tests: tuple[str, ...]
    files: tuple[str, ...]


def mistakes() -> Iterator[Mistake]:
    """Read the mistakes from the table."""
    for line in TABLE.read_text("utf-8").splitlines():
        if not re.match(r"\| \d+ \|", line):
            continue
        law, _, proved, _, caught = (cell.strip() for cell in line.strip("|").split(" | "))
        files = dict.fromkeys(re.findall(r"`([\w/]+\.py)::", proved))
        for one in caught.split("<br>"):
            found = re.fullmatch(r"`([\w/]+\.py)`: `(.+?)` → `(.+?)`: (.+)", one)
            if found is None:
                sys.exit(f"law {law}: not read: {one}")
            path, old, new, tests = found.groups()
            yield Mistake(law, path, old, new, tuple(tests.split(", ")), tuple(files))


def missed(one: Mistake, folder: Path) -> list[str]:
    """Name the tests that pass in spite of a mistake."""
    path = folder / one.path
    right = path.read_text("utf-8")
    path.write_text(right.replace(one.old, one.new), "utf-8")
    try:
        return [test for test in one.tests if not fails(test, one.files, folder)]
    finally:
        path.write_text(right, "utf-8")


def fails(test: str, files: tuple[str, ...], folder: Path) -> bool:
    """Run one test, which stands in some of the files of its law, in the copy."""
    tests = [folder / "tests" / name for name in files]
    holding = [str(path) for path in tests if f"def {test}(" in path.read_text("utf-8")]
    pytest = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider"]
    done = subprocess.run(
        [*pytest, "-p", "scripts.mutation.unshrunk", "-k", test, *holding],
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

    all_of_them, through = list(mistakes()), 0
    with ThreadPoolExecutor(copies) as pool:
        for one, left in zip(all_of_them, pool.map(tried, all_of_them), strict=True):
            through += len(left)
            came = f"NOT SEEN by {', '.join(left)}" if left else "seen"
            print(f"law {one.law}: {one.path}: {one.old} → {one.new}: {came}", flush=True)
    return 1 if through else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]).absolute()))
