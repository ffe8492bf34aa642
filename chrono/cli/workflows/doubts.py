"""What an editor should look at of what came in from elsewhere, as JSON."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from typing import Any, Final

import attrs

from chrono.cli.render.suggested import command
from chrono.cli.render.terminal import line, note
from chrono.events.entries import Entry
from chrono.events.history import History
from chrono.log.contract import Appended
from chrono.log.stretch import of_chronology
from chrono.queries.findings.doubts import doubts
from chrono.queries.named import MOST_NAMED

_MOST: Final = 40_000
"""The entries of a chronology, at most, that are compared with each other after an import."""


def doubts_of(
    done: Appended, entries: Sequence[Entry], names: Iterable[str]
) -> list[dict[str, Any]]:
    """Return as JSON what an editor should be asked of what an import appended, or would append.

    A chronology of very many entries is left to a check, with a note.

    Args:
        done: What it appended.
        entries: The whole log with it.
        names: The chronologies of what it appended.
    """
    found = []
    before = done.head.entries - len(done.new)
    for name in names:
        own = [*islice(of_chronology(entries, name), _MOST + 1)]
        if len(own) > _MOST:
            every = command("check", "-c", line(name))
            note(f"{line(name)} has more than {_MOST:,} entries, so what is doubtful in it "
                 f"is not named here; see it with: {every}")  # fmt: skip
            continue
        new = {entry.id for entry in own if entry.position > before}
        history = History.of(name, own)
        found += [{"chronology": name, **attrs.asdict(each)} for each in doubts(history, new)]
    return found


def findings_body(doubtful: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Return the first of what is doubtful, and how many there are, as fields of an answer."""
    return {"findings": list(doubtful[:MOST_NAMED]), "findings_count": len(doubtful)}
