"""The verbs that look after a log: check."""

from pathlib import Path
from typing import Any, Final

import click

from chrono.cli import options
from chrono.cli.reading import opened
from chrono.cli.text import answer, coloured, line
from chrono.events.history import History
from chrono.log.chain import Break, first_break
from chrono.log.contract import Log
from chrono.log.sqlite import SqliteLog
from chrono.queries.check import findings


@options.verb(
    "check",
    ("chrono check", "is the log whole, and is anything in it doubtful?"),
    ("chrono check --head 5c11…", "does it still reach the head that you noted?"),
)
@options.which_log
@click.option("--head", metavar="HASH", help="A head kept elsewhere, which the log must contain.")
@options.output
def check(
    *, file: Path | None, chronology: str | None, head: str | None, as_json: bool, color: str
) -> int:
    """Check that the log is what was appended, then name what is doubtful in it.

    Exit 3 when the log is broken, with the first bad position; 1 when something is doubtful.
    """
    with opened(file, chronology) as log:
        broken = _first_break(log, head)
        if broken is not None:
            bad = {"broken": {"position": broken.position, "reason": broken.reason}}
            text = f"{coloured('broken')} at entry {broken.position}: {line(broken.reason)}"
            answer(bad if as_json else [text], color, as_json=as_json)
            return 3
        end = log.head()
        found = [
            (name, finding)
            for name in log.chronologies()
            if chronology in (None, name)
            for finding in findings(History.of(name, log.entries(name)))
        ]
    body: dict[str, Any] = {
        "broken": None,
        "log": {"entries": end.entries, "head": end.hash},
        "findings": [
            {"chronology": name, "code": one.code, "event": one.event, "message": one.message}
            for name, one in found
        ],
    }
    lines = [
        f"whole: {end.entries} entries, head {end.hash}",
        *(
            f"{one.code}  {line(name)}: {line(one.event)}: {line(one.message)}"
            for name, one in found
        ),
    ]
    answer(body if as_json else lines, color, as_json=as_json)
    return 1 if found else 0


def _first_break(log: Log, expected: str | None) -> Break | None:
    if isinstance(log, SqliteLog):
        return log.first_break(expected)
    return first_break(log.entries(), expected)


VERBS: Final[dict[str, Any]] = {"check": check}
