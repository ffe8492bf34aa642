"""The verb that hands on: export, in the forms that others read."""

from pathlib import Path
from typing import Any

import click

from chrono.cli.input import options


@options.verb(
    "export",
    ("chrono export csv -o account.csv", "a table: date, event, source, standing"),
    ("chrono export markdown 'board/*' --since 2023-11-16", "some events, for people"),
    ("chrono export timelinejs -o timeline.json", "for TimelineJS 3"),
    ("chrono export html -o page.html", "a page to read in a browser: what held, when, and why"),
    ("chrono export yaml -o new/openai-microsoft", "a folder of text, to edit and import again"),
    ("chrono export jsonl -o log.jsonl", "the whole log, for chrono init --from log.jsonl"),
)
@click.argument(
    "form",
    metavar="FORMAT",
    type=click.Choice(["jsonl", "yaml", "csv", "markdown", "timelinejs", "html", "md"]),
)
@click.argument("words", nargs=-1, metavar="[KEY]... [WHEN]")
@options.window
@click.option("--withdrawn", is_flag=True, help="List withdrawn events, too.")
@click.option(
    "--with-slips",
    is_flag=True,
    help="Say why we changed what no source changed; else only that we did.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Write this file; yaml, a folder named as the chronology.",
)
@options.which_log
@options.as_of
@options.edtf
@options.kinds
def export(form: str, words: tuple[str, ...], *, output: Path | None, **flags: Any) -> int:
    """Hand on what happened, with sources and standing; or with jsonl or yaml, the log itself.

    jsonl has every entry as it was written, of all chronologies unless -c names one; yaml has those
    of one, for import and for people, with the dates of recording and earlier declarations left
    out. csv, markdown (or md) and timelinejs list the events in the order of their dates; WHEN says
    as of when they stand, disputed or not. A csv is for import, too. html is a page with the state
    at every moment, and WHEN the one at which it opens, else where the record ends. Exit 1 when
    there is nothing to export.
    """
    from chrono.cli.answers.export import run  # noqa: PLC0415  -h starts without it

    return run(form, words, output, **flags)
