"""The verb that helps editors: schema."""

import click

from chrono.cli.exit_codes import DONE
from chrono.cli.input import options
from chrono.cli.input.known_kinds import known_kinds
from chrono.cli.render.terminal import answer
from chrono.codec.json_schema import SCHEMAS
from chrono.codec.json_schema import schema as schema_of


@options.verb(
    "schema",
    ("chrono schema", "the JSON Schema of a file of events"),
    ("chrono schema sources", "of sources.yaml"),
    ("chrono schema chronology", "of chronology.yaml"),
)
@click.argument("form", type=click.Choice(SCHEMAS), default="events")
@options.kinds
def schema(form: str) -> int:
    """Print the JSON Schema of the files of a chronology, for editors that check while one types.

    A file names it in its first line: # yaml-language-server: $schema=../schema/events.json
    """
    answer(schema_of(form, known_kinds()), "never", as_json=True)
    return DONE
