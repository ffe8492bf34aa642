"""The verb that looks after a log or a text: check."""

import re
from pathlib import Path
from typing import Any, Final

import attrs
import click

from chrono.cli.input import options
from chrono.cli.input.opening import opened
from chrono.cli.input.planning import planned
from chrono.cli.render.terminal import answer, coloured, line
from chrono.events.history import History
from chrono.ingest.folder import read
from chrono.log.chain import first_break
from chrono.log.contract import Log
from chrono.log.head import Break
from chrono.log.memory import MemoryLog
from chrono.log.sqlite import SqliteLog
from chrono.queries.check import findings
from chrono.queries.lint import lint


@options.verb(
    "check",
    ("chrono check", "is the log whole, and is anything in it doubtful?"),
    ("chrono check --head 5c11…", "does it still reach the head that you noted?"),
    ("chrono check events/", "what should an editor of these texts look at?"),
)
@click.argument("path", required=False, type=click.Path(path_type=Path))
@options.which_log
@click.option("--head", metavar="HASH", help="A head kept elsewhere, which the log must contain.")
@options.kinds
@options.output
def check(path: Path | None, *, as_json: bool, color: str, **log: Any) -> int:
    """Check that a log is what was appended, and name what is doubtful; or lint texts.

    With a PATH (a folder, a folder of folders, or a file in one) its text is checked, no log. Exit
    3 when the log is broken, with the first bad position; 1 when something is doubtful. What is
    only worth a look is named, and is no problem.
    """
    body, lines = _text(path) if path is not None else _log(**log)
    answer(body if as_json else lines, color, as_json=as_json)
    if body.get("broken"):
        return 3
    return 1 if any(one["problem"] for one in body["findings"]) else 0


def _log(
    *, file: str | None, chronology: str | None, head: str | None
) -> tuple[dict[str, Any], list[str]]:
    """Check a log: first that it is whole, then what it says."""
    if head is not None and not re.fullmatch("[0-9a-f]{8,64}", head):
        raise click.UsageError(f"--head {head!r}: a head is 8 to 64 hexadecimal digits")
    with opened(file, chronology) as log:
        broken = _first_break(log, head)
        if broken is not None:
            text = f"{coloured('broken')} at entry {broken.position}: {line(broken.reason)}"
            return {"broken": attrs.asdict(broken)}, [text]
        end = log.head()
        found = [
            {"chronology": name, **attrs.asdict(finding)}
            for name in log.chronologies()
            if chronology in (None, name)
            for finding in findings(History.of(name, log.entries(name)))
        ]
    body = {"broken": None, "log": {"entries": end.entries, "head": end.hash}, "findings": found}
    lines = [f"{one['code']}  {line(one['event'])}: {line(one['message'])}" for one in found]
    return body, [f"whole: {end.entries} entries, head {end.hash}", *lines]


def _text(path: Path) -> tuple[dict[str, Any], list[str]]:
    """Check texts: all faults are refused, what is doubtful is named with its file and line."""
    inside = sorted(path.glob("*/chronology.yaml"))
    folders = [one.parent for one in inside] or [path.parent if path.is_file() else path]
    found = [finding for folder in folders for finding in _findings_in(folder)]
    lines = [
        f"{one['where']}: {one['code']}: {line(one['event'])}: {line(one['message'])}"
        for one in found
    ]
    problems = sum(one["problem"] for one in found)
    counted = f"{problems} problems, {len(found) - problems} worth a look"
    return {"findings": found}, [*lines, counted]


def _findings_in(folder: Path) -> list[dict[str, Any]]:
    written = read(folder)
    drafts = planned(written, MemoryLog(), None, None).drafts
    entries = MemoryLog().append(drafts).new
    if not entries:
        return []
    where = {draft.id: draft.where for draft in drafts}
    history = History.of(entries[0].chronology, entries)
    return [
        {"where": f"{folder.name}/{where[finding.event]}", **attrs.asdict(finding)}
        for finding in (*findings(history), *lint(history))
    ]


def _first_break(log: Log, expected: str | None) -> Break | None:
    if isinstance(log, SqliteLog):
        return log.first_break(expected)
    return first_break(log.entries(), expected)


VERBS: Final[dict[str, Any]] = {"check": check}
