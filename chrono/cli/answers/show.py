"""What the verb show prints: one entry in full."""

from collections.abc import Sequence
from typing import Any

from chrono.cli.exit_codes import DONE
from chrono.cli.input.known_kinds import known_kinds
from chrono.cli.input.opening import NoEvent, event_named, reading
from chrono.cli.render.entry import entry_lines
from chrono.cli.render.output import Output
from chrono.codec.upcasts import current
from chrono.events.acts import Version
from chrono.events.by import appended_by
from chrono.events.entries import Record
from chrono.queries.log_rows import entry_in_full
from chrono.state.visibility import View


def run(event: str, **flags: Any) -> int:
    """Print the answer to the words and flags of the verb; return its exit code."""
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
        shown = entry_in_full(view, record, content, appended_by(entry))
        zone, instead = view.history.zone.key, _instead(view, record)
        output.print(lambda: shown, lambda: entry_lines(shown, zone, instead))
    return DONE


def _instead(view: View, record: Record) -> Sequence[Version]:
    """Return the versions that stand in the place of a corrected one; none for any other."""
    amendments = view.amendments
    replaced = record.id in amendments.replaced
    return amendments.versions[view.roots[record.id]] if replaced else ()
