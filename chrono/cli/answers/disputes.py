"""What the verb disputes prints: what is disputed, side by side."""

from typing import Any

from chrono.api.answering import disputes as disputes_of
from chrono.cli.exit_codes import DONE, NO
from chrono.cli.input.opening import reading
from chrono.cli.render.disputes import dispute_lines
from chrono.cli.render.missing import note_missing, note_nothing
from chrono.cli.render.output import Output
from chrono.queries.state import keys_of


def run(words: tuple[str, ...], **flags: Any) -> int:
    """Print the answer to the words and flags of the verb; return its exit code."""
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
