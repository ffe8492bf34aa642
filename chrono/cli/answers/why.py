"""What the verb why prints: every claim on a key."""

from typing import Any

import click

from chrono.cli.exit_codes import DONE, NO
from chrono.cli.input.opening import reading
from chrono.cli.render.chain import why_lines
from chrono.cli.render.missing import note_missing
from chrono.cli.render.output import Output
from chrono.cli.render.suggested import command
from chrono.queries.state import keys_of
from chrono.queries.why import why as why_of


def run(words: tuple[str, ...], **flags: Any) -> int:
    """Print the answer to the words and flags of the verb; return its exit code."""
    output = Output.taken_from(flags)
    with reading(words, **flags) as query:
        if len(query.keys) != 1 or "*" in query.keys[0]:
            named = [key for key in query.keys if "*" not in key] or list(query.view.claims)
            key = named[0] if named else "office/openai/ceo"
            when = [query.when] if query.when else []
            raise click.UsageError(f"why explains one key, as: {command('why', key, *when)}")
        answer = why_of(query.part, query.asof, query.keys[0])
        if answer.chain or output.as_json:
            zone = query.part.zone.key
            output.print(answer.body, lambda: why_lines(answer, query.asof, zone))
        if not answer.chain:
            note_missing(query.keys, (), lambda: keys_of(query.history, query.asof))
        return DONE if answer.chain else NO
