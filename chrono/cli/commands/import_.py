"""The verb that brings in what is written elsewhere: import. It never asks."""

from pathlib import Path
from typing import Any

import click

from chrono.cli.input import options
from chrono.cli.input.by_option import by


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
    help="What the columns of a table hold: opus2, a .yaml, COLUMN=FIELD, or DEFAULT:=VALUE.",
)
@click.option("--skip-bad", is_flag=True, help="Leave bad rows of a table out, into FILE.bad.csv.")
@click.option("--edits", is_flag=True, help="Edited rows without ids correct the earlier ones.")
@click.option("--new", is_flag=True, help="Rows near to earlier ones that are gone are new events.")
@click.option(
    "--also",
    multiple=True,
    metavar="NAME",
    help="Take in that chronology of a text or log, though it is another affair.",
)
@click.option("--explain", is_flag=True, help="Say how a table is read; write nothing.")
@click.option(
    "--save-map",
    type=click.Path(path_type=Path),
    metavar="FILE.yaml",
    help="Keep how the columns are read as a map.",
)
@click.option("--dry-run", is_flag=True, help="Say what would change; write nothing.")
@by
@options.kinds
@options.json
def import_(path: Path, **flags: Any) -> int:
    """Bring in a folder, a .yaml, .jsonl, table or log: all of it or nothing, and nothing twice.

    A table is a .csv, .tsv or .xlsx, or the .json of TimelineJS; a row is an event, and a column is
    a field: date, headline, note, id, publisher, published, basis, url, key, claim, value and more.
    --map says which column holds which, --explain how it is read. An event whose text changed since
    it was last imported becomes a correction. What another log brings keeps its ids; where both
    corrected one version of an event, both versions stand.
    """
    from chrono.cli.answers.import_ import run  # noqa: PLC0415  -h starts without it

    return run(path, **flags)
