"""The verb that lists events in the order of their dates: timeline."""

from typing import Any

import click

from chrono.api.answering import of_timeline
from chrono.cli.exit_codes import DONE, NO
from chrono.cli.input import completion, options
from chrono.cli.input.opening import chosen, reading
from chrono.cli.render.missing import note_missing
from chrono.cli.render.output import Output
from chrono.cli.render.terminal import counted, note
from chrono.cli.render.timeline import timeline_lines
from chrono.queries.timeline import timeline as timeline_of


@options.verb(
    "timeline",
    ("chrono timeline", "what happened, in the order of the dates"),
    ("chrono timeline --since 2023-11-17 --until 2023-11-22", "what happened, or lasted, then"),
    ("chrono timeline 'deal/*' --known 2024-12-31", "of some keys, from what was public by then"),
    ("chrono timeline office/openai/ceo --basis announced", "from sources that are that good"),
)
@click.argument("words", nargs=-1, metavar="[KEY]... [WHEN]", shell_complete=completion.keys)
@options.window
@options.filters
@click.option("--withdrawn", is_flag=True, help="List withdrawn events, too.")
@options.which_log
@options.as_of
@options.rows
@options.output
def timeline(words: tuple[str, ...], *, withdrawn: bool, **flags: Any) -> int:
    """List what happened in the order of its dates: what it says of keys, and who denies it.

    WHEN says as of when the events stand, disputed or not; without it, now. Keys choose the events
    that speak of them; chrono log lists what was recorded, in that order. Exit 1 when there is
    nothing.
    """
    output = Output.taken_from(flags)
    choice = {name: flags.pop(name) for name in options.CHOICE}
    with reading(words, **flags) as query:
        only = chosen(query, **choice)
        history = of_timeline(query, only)
        found = timeline_of(history, query.asof, only, withdrawn=withdrawn)
        output.print_rows(
            found.rows,
            lambda row: row.body(),
            body=lambda: found.body(query.asof, query.head.entries, query.head.hash),
            lines=lambda: timeline_lines(found, query.asof),
        )
        if found.left_out and not output.as_json:
            note(f"{counted(found.left_out, 'withdrawn event')} left out; --withdrawn lists them")
        if not found.rows and not output.as_json:
            note("no event speaks of that")
            note_missing(query.keys, (), lambda: query.view.claims)
    return DONE if found.rows else NO
