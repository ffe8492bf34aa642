"""The verbs that write: init and import. They never ask; they say what changed, and the head."""

import re
from pathlib import Path
from typing import Final

import click

from chrono.chronicle.folder import Written, read
from chrono.chronicle.plan import Plan
from chrono.cli import options
from chrono.cli.planning import planned
from chrono.cli.reading import log_file
from chrono.cli.text import line
from chrono.errors import ChronoError, Refused
from chrono.events.codec import Codec
from chrono.events.drafts import Draft, redrafted
from chrono.events.entries import ACTS, CORRECTION, DECLARATION
from chrono.log.bundled import NotBundled, bundled, names
from chrono.log.contract import Appended, HeadMoved
from chrono.log.memory import MemoryLog
from chrono.log.sqlite import SqliteLog
from chrono.partnership import KINDS

_TRIES: Final = 5


class NoLogNamed(ChronoError):
    """A write needs a log, and none was named or found."""

    def __init__(self) -> None:
        super().__init__("no log: name one with -f FILE, or make one with: chrono init chrono.db")


@options.verb(
    "init",
    ("chrono init desk.db --from openai-microsoft", "start from the bundled chronology"),
    ("chrono init desk.db --from events/my-affair", "or from a folder"),
    ("chrono init desk.db --name my-affair --zone Europe/Berlin", "or empty"),
)
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--from", "origin", metavar="NAME|FOLDER", help="Begin with these events.")
@click.option("--name", help="The chronology's name; by default that of the file.")
@click.option("--zone", help="Its home zone, as America/Los_Angeles; by default UTC.")
def init(file: Path, origin: str | None, name: str | None, zone: str | None) -> int:
    """Make a log with one chronology; a file that is there already is refused."""
    if origin and (name or zone):
        raise click.UsageError(
            "--name and --zone are for a new chronology; one taken --from elsewhere has both"
        )
    drafts = _from(origin) if origin else [_declared(name or file.stem, zone or "UTC")]
    done = SqliteLog.create(file, drafts)
    chronologies = ", ".join(dict.fromkeys(draft.chronology for draft in drafts))
    click.echo(f"Created {line(str(file))} · {chronologies} · {_counted(done)}")
    return 0


def _declared(name: str, zone: str) -> Draft:
    written = {
        "id": DECLARATION,
        "kind": DECLARATION,
        "chronology": name,
        "data": {"title": name, "zone": zone},
    }
    draft, faults = Codec(name, KINDS).draft(written, "chrono init")
    if draft is None:
        raise Refused(faults)
    return draft


def _from(origin: str) -> list[Draft]:
    if origin in names() and not Path(origin).is_dir():
        return [redrafted(entry) for entry in bundled(origin).entries()]
    if not Path(origin).exists():
        raise NotBundled(origin)
    return list(planned(read(Path(origin)), MemoryLog(), None, None).drafts)


@options.verb(
    "import",
    ("chrono import events/my-affair -f desk.db", "a folder of YAML"),
    ("chrono import more.jsonl -f desk.db", "one event a line"),
    ("chrono import events/my-affair --dry-run", "say what would change, write nothing"),
)
@click.argument("path", type=click.Path(path_type=Path))
@options.which_log
@click.option("--reason", help="Why events changed that have no line changed: of their own.")
@click.option("--dry-run", is_flag=True, help="Say what would change; write nothing.")
def import_(
    path: Path, *, file: str | None, chronology: str | None, reason: str | None, dry_run: bool
) -> int:
    """Bring in a folder, a .yaml or a .jsonl: all of it or nothing, and nothing twice.

    An event whose text changed since it was last imported becomes a correction.
    """
    target = log_file(file)
    if target is None:
        raise NoLogNamed
    written = read(path)
    with SqliteLog(target, write=not dry_run) as log:
        plan, done = _imported(written, log, chronology, reason, dry_run=dry_run)
    _say(plan, done, dry_run=dry_run)
    return 0


def _imported(
    written: Written, log: SqliteLog, chronology: str | None, reason: str | None, *, dry_run: bool
) -> tuple[Plan, Appended]:
    """Plan on what the log holds, and append; look again if somebody appended meanwhile."""
    for attempt in range(_TRIES):
        head = log.head().hash
        plan = planned(written, log, chronology, reason)
        try:
            if dry_run:
                return plan, MemoryLog(log.entries()).append(plan.drafts)
            return plan, log.append(plan.drafts, expected_head=head)
        except HeadMoved:
            if attempt == _TRIES - 1:
                raise
    raise HeadMoved(head, log.head())


def _say(plan: Plan, done: Appended, *, dry_run: bool) -> None:
    corrected = [e for e in done.new if e.content["kind"] == CORRECTION and re.search("~", e.id)]
    click.echo(f"{'Would append' if dry_run else 'Appended'} {_counted(done)}")
    for entry in corrected:
        content = entry.content
        click.echo(f"  {entry.id} corrects {content[ACTS[CORRECTION]]}: {line(content['reason'])}")
    for gone in plan.gone:
        click.echo(
            f"note: {gone} stands in the log and not in the text; retract it if it is wrong",
            err=True,
        )


def _counted(done: Appended) -> str:
    kinds = [entry.content["kind"] for entry in done.new]
    acts = sum(kind in ACTS for kind in kinds)
    events = len(kinds) - acts - kinds.count(DECLARATION)
    parts = [f"{events} event{'' if events == 1 else 's'}"]
    if acts:
        parts.append(f"{acts} act{'' if acts == 1 else 's'}")
    if DECLARATION in kinds:
        parts.append("a declaration")
    return f"{', '.join(parts)} · now {done.head.entries} · head {done.head.hash}"


VERBS: Final = {"init": init, "import": import_}
