"""What the verb import brings in: a text, a table or another log."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from chrono.cli.exit_codes import DONE
from chrono.cli.input.by_whom import by_whom
from chrono.cli.input.known_kinds import known_kinds
from chrono.cli.input.which_log import log_to_write
from chrono.cli.render.appended import note_after
from chrono.cli.render.output import Output
from chrono.cli.render.terminal import line
from chrono.cli.workflows.doubts import doubts_of
from chrono.cli.workflows.explaining import explain, save_map
from chrono.cli.workflows.imports import (
    print_import,
    report_log,
    report_reading,
    report_table,
)
from chrono.ingest.folder import is_spreadsheet
from chrono.ingest.imports import TextImport, imported
from chrono.ingest.log_import import LogImport, is_database

if TYPE_CHECKING:  # a type alone
    from chrono.ingest.table_import import TableImport


def run(path: Path, *, file: str | None, dry_run: bool, as_json: bool, **flags: Any) -> int:
    """Bring in what the path has; return the exit code of the verb."""
    output, kept, explained = Output(as_json=as_json), flags.pop("save_map"), flags["explain"]
    target = "" if explained else log_to_write(file)
    source = _source(path, dry_run=dry_run, save_map=kept is not None, **flags)
    if explained and not isinstance(source, LogImport | TextImport):
        return explain(source, output, kept)
    came = imported(source, target, by_whom(path.name), dry_run=dry_run)
    doubtful = doubts_of(came.done, came.entries, came.tally.chronologies)
    print_import(path, came, output, doubtful, dry_run=dry_run)
    if not dry_run:
        note_after(came.done, target)
    if isinstance(source, LogImport):
        report_log(source, came.plan, came.done)
    if isinstance(source, LogImport | TextImport):
        return DONE
    save_map(source.table, kept)
    return report_table(source, came.done)


def _source(  # noqa: PLR0913  one for each flag
    path: Path,
    *,
    chronology: str | None,
    reason: str | None,
    words: tuple[str, ...],
    also: tuple[str, ...],
    dry_run: bool,
    **rows: bool,
) -> "TextImport | LogImport | TableImport":
    """Return what is to be imported, by the sort of its file.

    Raises:
        click.UsageError: A flag is for something else, or two say different things.
    """
    if rows["edits"] and rows["new"]:
        raise click.UsageError("--edits and --new say two things of the same rows; give one")
    if is_database(path):
        _refuse(path, "is for texts; {} is a log", map=words, reason=reason, **rows)
        return LogImport(path, chronology, known_kinds(), also)
    if not is_spreadsheet(path):
        _refuse(path, "is for the rows of a table; {} is none", map=words, **rows)
        return TextImport(
            path=path, register=known_kinds(), chronology=chronology, reason=reason, also=also
        )
    _refuse(path, "is for a text or a log; {} is a table", also=also)
    from chrono.ingest.spreadsheet.rows import table  # noqa: PLC0415  dear, and only for tables
    from chrono.ingest.table_import import TableImport  # noqa: PLC0415

    read = table(path, words, "--map", known_kinds())
    report_reading(read)
    return TableImport(
        path=path,
        table=read,
        register=known_kinds(),
        chronology=chronology,
        reason=reason,
        skip_bad=rows["skip_bad"],
        edits=rows["edits"],
        new=rows["new"],
        dry_run=dry_run,
    )


def _refuse(path: Path, why: str, **flags: object) -> None:
    for name, value in flags.items():
        if value:
            flag = f"--{name.replace('_', '-')}"
            raise click.UsageError(f"{flag} {why.format(line(str(path)))}")
