"""Acts out of flags: the draft of a citation, a correction or a retraction."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

import click

from chrono.cli.input.drafting import (
    drafted,
    event_of,
    sources_of,
    written_event,
)
from chrono.cli.input.event_flags import LINKS
from chrono.cli.input.open_chronology import OpenChronology
from chrono.events.claims import OPS
from chrono.events.entries import ACTS, CITATION, CORRECTION
from chrono.ingest.drafting import Drafted
from chrono.values.ids import id_of_words

CHANGES: Final = (
    *("occurred", "kind", "data", "headline", "note", "unlink", *OPS, *LINKS),
    *("sources", "source_of"),
)
"""The flags that make a correction say something."""


def act(opened: OpenChronology, kind: str, word: str, flags: Mapping[str, Any]) -> Drafted:
    """Return the draft of a citation or a retraction of an event."""
    return drafted(opened, _body(opened, kind, word, flags))


def correction(opened: OpenChronology, word: str, flags: Mapping[str, Any]) -> Drafted:
    """Return the draft of a correction: the event as it stands, with what the flags change."""
    body = _body(opened, CORRECTION, word, flags)
    if not any(flags[name] for name in CHANGES):
        reason = "add --at DATE, --headline TEXT, --set KEY=VALUE or the like"
        raise click.UsageError(f"correct {word}: what changes? {reason}")
    old = opened.standing(body[ACTS[CORRECTION]])
    event = written_event(opened, flags, old)
    event.pop("sources", None)  # those of what it replaces are kept
    return drafted(opened, {**body, "event": _unlinked(opened, event, flags["unlink"])})


def _unlinked(
    opened: OpenChronology, event: Mapping[str, Any], words: Sequence[str]
) -> dict[str, Any]:
    """Return an event without its links to the events that are named.

    Raises:
        click.UsageError: There is no link to an event that is named.
    """
    left = dict(event)
    for word in words:
        other = event_of(opened, "--unlink", word)
        if not any(other in left[name] for name in LINKS):
            raise click.UsageError(f"--unlink {word}: there is no link to it")
        left.update({name: [linked for linked in left[name] if linked != other] for name in LINKS})
    return left


def _body(opened: OpenChronology, kind: str, word: str, flags: Mapping[str, Any]) -> dict[str, Any]:
    """Return what every act has: kind, id, target, reason and sources.

    Raises:
        click.UsageError: A reason or a source is needed and missing.
    """
    target = event_of(opened, "", word)
    body = {
        "kind": kind,
        "id": flags["given"] or id_of_words(target, opened.ids, f"-{kind}"),
        ACTS[kind]: target,
        "sources": sources_of(opened, flags),
    }
    if kind == CITATION:
        if not body["sources"]:
            raise click.UsageError(
                f"cite {word}: which source? add --source URL --published DATE --basis reported"
            )
        return body
    if not (flags["reason"] or "").strip():
        raise click.UsageError(
            f"--reason is missing: it is shown wherever {target} is or was; add --reason WHY"
        )
    return {**body, "reason": flags["reason"]}
