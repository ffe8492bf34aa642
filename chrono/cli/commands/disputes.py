"""The verb that lists what is disputed, side by side: disputes."""

from typing import Any

import click

from chrono.api.answering import disputes as disputes_of
from chrono.cli.exit_codes import DONE, NO
from chrono.cli.input import completion, options
from chrono.cli.input.opening import reading
from chrono.cli.render.disputes import dispute_lines
from chrono.cli.render.missing import note_missing, note_nothing
from chrono.cli.render.output import Output
from chrono.queries.state import keys_of


@options.verb(
    "disputes",
    ("chrono disputes 2025-04-30", "every disputed key at the end of that day"),
    ("chrono disputes 2025-04-30 'capital/*'", "some of them"),
    ("chrono disputes --without Semafor", "as if a publisher had reported nothing"),
)
@click.argument("words", nargs=-1, metavar="[WHEN] [KEY]...", shell_complete=completion.keys)
@options.which_log
@options.as_of
@options.rows
@options.output
def disputes(words: tuple[str, ...], **flags: Any) -> int:
    """List the disputed keys: each version, who holds it, since when it was public.

    Exit 1 when there are none.
    """
    output = Output.taken_from(flags)
    with reading(words, **flags) as query:
        answer = disputes_of(query)
        output.print_rows(
            answer.disputes,
            lambda dispute: dispute.body(),
            body=lambda: answer.body(query.head.entries, query.head.hash),
            lines=lambda: dispute_lines(answer),
        )
        note_missing(query.keys, answer.spoken, lambda: keys_of(query.history, query.asof))
        if not answer.disputes:
            note_nothing(query, "no dispute")
        return DONE if answer.disputes else NO
