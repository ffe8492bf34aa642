"""What the verb state prints: what held."""

from collections.abc import Collection, Mapping
from typing import Any

from chrono.cli.exit_codes import DONE, NO
from chrono.cli.input.opening import reading
from chrono.cli.render.missing import note_missing, note_nothing
from chrono.cli.render.output import Output
from chrono.cli.render.slots import state_lines
from chrono.cli.render.terminal import note
from chrono.log.clock import system_clock
from chrono.queries.finished import finished as finished_keys
from chrono.queries.state import State, keys_of, slot_body
from chrono.queries.state import state as state_of


def run(words: tuple[str, ...], *, projection: str | None, finished: bool, **flags: Any) -> int:
    """Print the answer to the words and flags of the verb; return its exit code."""
    output = Output.taken_from(flags)
    with reading(words, **flags) as query:
        if projection is not None:
            from chrono.cli.workflows.projections import answer_state  # noqa: PLC0415  rarely

            return answer_state(query, projection, output)
        answer = state_of(query.deciding, query.asof, query.keys)
        gathered = {} if finished else _gathered(answer, query.keys)
        output.print_rows(
            answer.slots,
            slot_body,
            body=lambda: answer.body(query.head.entries, query.head.hash),
            lines=lambda: state_lines(answer, gathered, query.newest_source),
        )
        note_missing(query.keys, answer.keys(), lambda: keys_of(query.history, query.asof))
        if not answer.slots:
            note_nothing(query, "nothing")
        elif query.asof.at.earliest > system_clock() + 1:
            note("that is still to come: this is what is known to hold or to be due, no forecast")
        return DONE if answer.slots else NO


def _gathered(answer: State, named: Collection[str]) -> Mapping[str, str]:
    """Return the keys that are finished and were not named, with their stages."""
    stages = finished_keys(answer.slots).items()
    return {key: stage for key, stage in stages if key not in named}
