"""The verb that shows one entry: show."""

from typing import Any

import click

from chrono.cli.exit_codes import DONE
from chrono.cli.input import completion, options
from chrono.cli.input.known_kinds import known_kinds
from chrono.cli.input.opening import NoEvent, event_named, reading
from chrono.cli.render.entry import entry_lines
from chrono.cli.render.output import Output
from chrono.codec.upcasts import current
from chrono.events.by import appended_by
from chrono.queries import log_rows as timeline


@options.verb(
    "show",
    ("chrono show altman-removed", "one entry, by its id"),
    ("chrono show e17", "or by its position"),
    ("chrono show id:e17", "an id that looks like a position"),
)
@click.argument("event", metavar="EVENT", shell_complete=completion.ids)
@options.which_log
@options.as_of
@options.output
def show(event: str, **flags: Any) -> int:
    """Show one entry in full: what was written, its bounds, and the acts upon it."""
    output = Output.taken_from(flags)
    with reading((), **flags) as query:
        view = query.asof.view(query.records.about(event) or query.history)
        try:
            record = event_named(event, view.present)
        except NoEvent:  # among all there is a hint
            view = query.view
            record = event_named(event, view.present)
        entry = query.records.entry(record.position)
        content = current(entry.content, known_kinds())
        shown = timeline.entry(view, record, content, appended_by(entry))
        output.print(lambda: shown, lambda: entry_lines(shown, view.history.zone.key))
    return DONE
