"""The verbs that write: init and import. They never ask; they say what changed, and the head."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final, TypeVar

import click

from chrono.cli.input import options
from chrono.cli.input.known_kinds import known_kinds
from chrono.cli.input.merging import Other, is_database
from chrono.cli.input.opening import log_to_write
from chrono.cli.input.planning import planned
from chrono.cli.render.terminal import answer, line, note, say
from chrono.codec.codec import Codec
from chrono.errors import Refused
from chrono.events.drafts import Draft, redrafted
from chrono.events.entries import ACTS, CORRECTION, DECLARATION
from chrono.ingest.folder import is_spreadsheet, read
from chrono.ingest.plan import Plan
from chrono.ingest.restore import is_export, restored
from chrono.log.bundled import NotBundled, bundled, names
from chrono.log.contract import Appended, HeadMoved
from chrono.log.memory import MemoryLog
from chrono.log.sqlite import SqliteLog
from chrono.values.clocks import Instant

_TRIES: Final = 5

P = TypeVar("P", bound=Plan)


@options.verb(
    "init",
    ("chrono init desk.db --from openai-microsoft", "start from the bundled chronology"),
    ("chrono init desk.db --from events/my-affair", "or from a folder"),
    ("chrono init desk.db --from log.jsonl", "or again, from an export"),
    ("chrono init desk.db --name my-affair --zone Europe/Berlin", "or empty"),
)
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--from", "origin", metavar="NAME|FOLDER|FILE", help="Begin with these events.")
@click.option("--name", help="The chronology's name; by default that of the file.")
@click.option("--zone", help="Its home zone, as America/Los_Angeles; by default UTC.")
@options.kinds
@options.json
def init(
    file: Path, *, origin: str | None, name: str | None, zone: str | None, as_json: bool
) -> int:
    """Make a log with one chronology; a file that is there already is refused."""
    if origin and (name or zone):
        raise click.UsageError(
            "--name and --zone are for a new chronology; one taken --from elsewhere has both"
        )
    begun = _from(origin) if origin else ([_declared(name or file.stem, zone or "UTC")], ())
    drafts, recorded = begun
    done = SqliteLog.create(file, drafts, recorded)
    if as_json:
        answer(done.body(), "never", as_json=True)
        return 0
    chronologies = ", ".join(dict.fromkeys(draft.chronology for draft in drafts))
    say(f"Created {line(str(file))} · {chronologies} · {_counted(done)}")
    return 0


def _declared(name: str, zone: str) -> Draft:
    written = {
        "id": DECLARATION,
        "kind": DECLARATION,
        "chronology": name,
        "data": {"title": name, "zone": zone},
    }
    draft, faults = Codec(name, known_kinds()).draft(written, "chrono init")
    if draft is None:
        raise Refused(faults)
    return draft


def _from(origin: str) -> tuple[Sequence[Draft], Sequence[Instant]]:
    """Read what a log is to begin with; an export also says when each entry was recorded."""
    if origin in names() and not Path(origin).is_dir():
        return [redrafted(entry) for entry in bundled(origin).entries()], ()
    if not Path(origin).exists():
        raise NotBundled(origin)
    written = read(Path(origin))
    if not is_export(written.items):
        return planned(written, MemoryLog(), None, None).drafts, ()
    found = restored(written.items, known_kinds())
    if written.faults or found.faults:
        raise Refused((*written.faults, *found.faults))
    return found.drafts, found.recorded


@options.verb(
    "import",
    ("chrono import events/my-affair -f desk.db", "a folder of YAML"),
    ("chrono import more.jsonl -f desk.db", "one event a line"),
    ("chrono import counsel.csv --map opus2 --skip-bad", "one event a row, bad rows listed apart"),
    ("chrono import other-desk.db", "another log of the same affair"),
    ("chrono import events/my-affair --dry-run", "say what would change, write nothing"),
)
@click.argument("path", type=click.Path(path_type=Path))
@options.which_log
@click.option("--reason", help="Why events changed that have no line changed: of their own.")
@click.option(
    "--map",
    "words",
    multiple=True,
    metavar="MAP",
    help="What the columns of a .csv hold: opus2, a .yaml, COLUMN=FIELD, or DEFAULT:=VALUE.",
)
@click.option("--skip-bad", is_flag=True, help="Leave bad rows of a .csv out, into FILE.bad.csv.")
@click.option("--dry-run", is_flag=True, help="Say what would change; write nothing.")
@options.kinds
@options.json
def import_(  # noqa: PLR0913  one flag each
    path: Path,
    *,
    file: str | None,
    chronology: str | None,
    reason: str | None,
    words: tuple[str, ...],
    skip_bad: bool,
    dry_run: bool,
    as_json: bool,
) -> int:
    """Bring in a folder, a .yaml, .jsonl, .csv or log: all of it or nothing, and nothing twice.

    An event whose text changed since it was last imported becomes a correction. What another log
    brings keeps its ids; where both corrected one version of an event, both versions stand.
    """
    target = log_to_write(file)
    if is_database(path):
        if words or skip_bad or reason:
            flag = "--map" if words else "--skip-bad" if skip_bad else "--reason"
            raise click.UsageError(f"{flag} is for texts; {line(str(path))} is a log")
        other = Other(path, chronology)
        merge, done = _imported(other.planned, target, dry_run=dry_run)
        _say(merge, done, dry_run=dry_run, as_json=as_json, renamed=dict(merge.renamed))
        other.say(merge, done)
        return 0
    if is_spreadsheet(path):
        from chrono.cli.input.sifting import Sifter  # noqa: PLC0415
        from chrono.ingest.spreadsheet.rows import table  # noqa: PLC0415  dear, and only for spreadsheets

        rows = table(path, words)
        sifter = Sifter(path, rows, chronology, reason, skip_bad=skip_bad, dry_run=dry_run)
        plan, done = _imported(sifter.plan, target, dry_run=dry_run)
        _say(plan, done, dry_run=dry_run, as_json=as_json)
        return sifter.report(done)
    if words or skip_bad:
        flag = "--map" if words else "--skip-bad"
        raise click.UsageError(f"{flag} is for the rows of a .csv; {line(str(path))} is none")
    written = read(path)
    plan, done = _imported(
        lambda log: planned(written, log, chronology, reason), target, dry_run=dry_run
    )
    _say(plan, done, dry_run=dry_run, as_json=as_json)
    return 0


def _imported(
    planning: Callable[[SqliteLog], P], target: str, *, dry_run: bool
) -> tuple[P, Appended]:
    """Plan on what the log holds, and append; look again if somebody appended meanwhile."""
    with SqliteLog(target, write=not dry_run) as log:
        for attempt in range(_TRIES):
            head = log.head().hash
            plan = planning(log)
            try:
                if dry_run:
                    return plan, MemoryLog(log.entries()).append(plan.drafts)
                return plan, log.append(plan.drafts, expected_head=head)
            except HeadMoved:
                if attempt == _TRIES - 1:
                    raise
        raise HeadMoved(head, log.head())


def _say(plan: Plan, done: Appended, *, dry_run: bool, as_json: bool, **more: Any) -> None:
    corrected = [e for e in done.new if e.content["kind"] == CORRECTION and "~" in e.id]
    if as_json:
        acts = [(e.id, e.content[ACTS[CORRECTION]], e.content["reason"]) for e in corrected]
        told = [{"id": i, "corrects": target, "reason": reason} for i, target, reason in acts]
        body = {**done.body(dry_run=dry_run), "corrections": told, "gone": list(plan.gone), **more}
        answer(body, "never", as_json=True)
        return
    said = [f"{'Would append' if dry_run else 'Appended'} {_counted(done)}"]
    for entry in corrected:
        content = entry.content
        said.append(f"  {entry.id} corrects {content[ACTS[CORRECTION]]}: {line(content['reason'])}")
    say("\n".join(said))
    for gone in plan.gone:
        note(f"{gone} stands in the log and not in the text; retract it if it is wrong")


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
