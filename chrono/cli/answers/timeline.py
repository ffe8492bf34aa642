"""What the verb timeline prints: events in the order of their dates."""

from typing import Any

from chrono.api.answering import of_timeline
from chrono.cli.exit_codes import DONE, NO
from chrono.cli.input import options
from chrono.cli.input.opening import chosen, reading
from chrono.cli.render.missing import note_missing
from chrono.cli.render.output import Output
from chrono.cli.render.terminal import counted, note
from chrono.cli.render.timeline import timeline_lines
from chrono.queries.timeline import timeline as timeline_of


def run(words: tuple[str, ...], *, withdrawn: bool, **flags: Any) -> int:
    """Print the answer to the words and flags of the verb; return its exit code."""
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
