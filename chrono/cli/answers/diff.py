"""What the verb diff prints: how two states differ."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import click

from chrono.api.answering import differences
from chrono.api.reading import Query, Reader
from chrono.cli.exit_codes import DONE, NO
from chrono.cli.input.opening import ask, opened, split
from chrono.cli.render.changes import change_lines, diff_lines
from chrono.cli.render.output import Output
from chrono.cli.render.suggested import command
from chrono.cli.render.terminal import note
from chrono.log.chronologies import pick_in
from chrono.queries.diff import Diff


def run(words: tuple[str, ...], *, exit_code: bool, projection: str | None, **flags: Any) -> int:
    """Print the answer to the words and flags of the verb; return its exit code."""
    output = Output.taken_from(flags)
    with _both(words, **flags) as (old, new):
        if projection is not None:
            from chrono.cli.workflows.projections import answer_difference  # noqa: PLC0415  rarely

            return answer_difference(old, new, projection, output, exit_code=exit_code)
        changes, declared = differences(old, new), new.records.declared
        answer = Diff(before=old.asof, after=new.asof, changes=changes)
        log = {"entries": new.head.entries, "head": new.head.hash}
        output.print_rows(
            changes,
            lambda change: change.body(),
            body=lambda: {**answer.body(declared), "log": log},
            lines=lambda: diff_lines(
                declared.chronology, answer, declared.zone.key, change_lines(changes)
            ),
        )
        if not changes and not output.as_json:
            note("nothing differs")
        return NO if changes and exit_code else DONE


@contextmanager
def _both(
    words: tuple[str, ...], *, file: str | None, chronology: str | None, **through: Any
) -> Iterator[tuple[Query, Query]]:
    """Yield the queries at both ends of the one range that was typed."""
    first, second = _ends(words, through)
    with opened(file, chronology, split(words)[0]) as log:
        reader = Reader(log, pick_in(log, chronology))
        upto = log.head().entries  # what is appended meanwhile belongs to neither side
        old = ask(reader, first[0], upto=upto, **first[1])
        yield old, ask(reader, second[0], upto=upto, **second[1])


_Side = tuple[tuple[str, ...], dict[str, Any]]


def _ends(words: tuple[str, ...], asof: dict[str, Any]) -> tuple[_Side, _Side]:
    """Return the words and flags for each end of the one range that was typed.

    Raises:
        click.UsageError: There is none, or more than one.
    """
    ranges = [word for word in words if _is_range(word)]
    flags = [flag for flag in ("known", "recorded") if _is_range(asof[flag])]
    if len(ranges) + len(flags) > 1:
        raise click.UsageError("diff takes one range A..B: of moments, of --known or of --recorded")
    if not ranges and not flags:
        raise click.UsageError(f"diff compares two moments, as: {_example(words)}")
    whole = ranges[0] if ranges else asof[flags[0]]
    ends = whole.partition("..")
    if not ends[0]:
        raise click.UsageError(f"{whole} has no start; write A..B")

    def side(end: str) -> _Side:
        if flags:
            return words, {**asof, flags[0]: end or None}
        return tuple(end or "now" if word in ranges else word for word in words), asof

    return side(ends[0]), side(ends[2])


def _example(words: tuple[str, ...]) -> str:
    """Return a command with the range that may be meant by one moment, or by two."""
    keys, moments = split(words)
    first, second = ([*moments, ""] if moments else ["2025-10-27", "2025-10-28"])[:2]
    return command("diff", f"{first}..{second}", *keys)


def _is_range(word: str | None) -> bool:
    """Return whether a word is a range A..B, not a date such as [2025-06-01..2025-06-10]."""
    if word is None or ".." not in word:
        return False
    return not word.startswith(("[", "../")) and not word.endswith("/..")
