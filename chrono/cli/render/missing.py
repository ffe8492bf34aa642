"""Notes on stderr about an empty answer, or about keys without an answer."""

from collections.abc import Callable, Collection, Iterable

from chrono.api.reading import Query
from chrono.cli.render.moments import moment_in_words
from chrono.cli.render.terminal import note
from chrono.queries.state import missing_keys


def note_missing(
    keys: Collection[str], answered: Collection[str], known: Callable[[], Iterable[str]]
) -> None:
    """Print a note for each key without an answer, with the nearest key.

    Args:
        keys: The keys and globs that were asked.
        answered: The keys that have an answer.
        known: Returns the keys with claims by then; called only where it is needed.
    """
    if {key for key in keys if "*" not in key} - set(answered):
        for hint in missing_keys(keys, known()):
            note(hint)


def note_nothing(query: Query, what: str) -> None:
    """Print a note that an answer is empty, with its moment."""
    when = moment_in_words(query.asof.at, query.records.declared.zone.key)
    something = query.newest_source() or query.view.events  # the second reads all
    unknown = "" if something else "; no event was recorded and public by then"
    note(f"{query.records.chronology}: {what} at {when}{unknown}")
