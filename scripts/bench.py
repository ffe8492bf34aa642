"""Measure what chrono/docs/performance.md shows, as ratios in one run; print it as Markdown."""

import argparse
import json
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import attrs
from benchmarks import commands
from benchmarks.appends import appends
from benchmarks.figures import Figure, tables
from benchmarks.many_dates import many_dates
from benchmarks.one_of_many import one_of_many
from benchmarks.plot import plot
from benchmarks.writers import writers

WRITERS = 8

Section = Callable[[Path, Path, argparse.Namespace], Iterator[Figure]]
"""Measures, given a folder for what it writes, that of the logs by size, and what was asked for."""

SECTIONS: dict[str, Section] = {
    "start": lambda folder, _, asked: commands.at_start(folder, asked.rounds),
    "sizes": lambda folder, made, asked: commands.by_size(folder, made, asked.sizes, asked.rounds),
    "many": lambda folder, made, asked: one_of_many(folder, made, asked.sizes, asked.rounds),
    "checks": lambda _, made, asked: commands.checking(made, asked.sizes, asked.rounds),
    "dates": lambda _, made, asked: many_dates(made, asked.sizes, asked.rounds),
    "memory": lambda folder, made, asked: commands.memory(folder, made, asked.sizes, many=False),
    "memory-many": lambda folder, made, asked: commands.memory(
        folder, made, asked.sizes, many=True
    ),
    "appends": lambda folder, _, asked: appends(folder, asked.appends, asked.before, asked.batch),
    "writers": lambda folder, _, asked: writers(folder, WRITERS, asked.appends),
}


def main() -> None:
    """Print the tables of each section, in Markdown, and write all figures as JSON if asked."""
    asked = _arguments()
    found: list[Figure] = []
    with tempfile.TemporaryDirectory() as name:
        for section in _sections(Path(name), asked):
            figures = list(section)
            found += figures
            print(tables(figures), flush=True)
    if asked.json:
        asked.json.write_text(json.dumps([attrs.asdict(figure) for figure in found], indent=1))
    by_size = [figure for figure in found if figure.section == commands.BY_SIZE]
    if asked.plot and by_size:
        asked.plot.write_text(plot(by_size, asked.sizes, commands.TIMES))


def _sections(folder: Path, asked: argparse.Namespace) -> Iterator[Iterator[Figure]]:
    made = (asked.folder or folder / "made").resolve()
    made.mkdir(parents=True, exist_ok=True)
    for name in asked.only or SECTIONS:
        print(f"measuring {name}", file=sys.stderr, flush=True)
        yield SECTIONS[name](folder, made, asked)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="scripts/bench", description=__doc__)
    parser.add_argument(
        "only", nargs="*", metavar="SECTION",
        help=f"what to measure, some of: {', '.join(SECTIONS)}; all if none is named",
    )  # fmt: skip
    parser.add_argument(
        "--sizes", type=_sizes, default=[1_000, 10_000], metavar="N,...",
        help="events of the logs that all but start, appends and writers ask (1000,10000)",
    )  # fmt: skip
    parser.add_argument(
        "--folder", type=Path, metavar="DIR",
        help="where these logs are kept for the next run; without it they are made anew",
    )  # fmt: skip
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures as JSON, too")
    parser.add_argument(
        "--plot", type=Path, metavar="FILE", help="draw what sizes has measured, as SVG"
    )
    for name, default, text in (
        ("--rounds", 11, "how often each whole command is timed"),
        ("--appends", 100, "single appends that are timed, and those of each writer"),
        ("--before", 1_000, "events that each store of appends has before"),
        ("--batch", 1_000, "events of a batch"),
    ):
        parser.add_argument(
            name, type=_count, default=default, metavar="N", help=f"{text} ({default})"
        )
    asked = parser.parse_args()
    if asked.plot and len(asked.sizes) < 2:
        parser.error("--plot needs two --sizes at least, as 1000,10000")
    if unknown := sorted(set(asked.only) - set(SECTIONS)):
        parser.error(f"{unknown[0]}: no section; there are {', '.join(SECTIONS)}")
    return asked


def _sizes(text: str) -> list[int]:
    return [_count(size) for size in text.split(",")]


def _count(text: str) -> int:
    if not text.isdecimal() or int(text) == 0:
        raise argparse.ArgumentTypeError(f"{text!r} is no whole number from 1 on")
    return int(text)


if __name__ == "__main__":
    main()
