"""The verbs that write acts, events about events: cite, correct and retract."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

import click

from chrono.cli.input import completion as completing
from chrono.cli.input import options
from chrono.cli.input.appending import Desk, propose
from chrono.cli.input.drafting import (
    drafted,
    event_of,
    fresh_id,
    sources_of,
    standing_event,
    written_event,
)
from chrono.cli.input.event_flags import LINKS, event_flags, source_flags, write_flags
from chrono.events.drafts import Draft
from chrono.events.entries import ACTS

_SHARED: Final = ("file", "chronology", "new_key", "dry_run", "yes", "as_json", "color")


@options.verb(
    "cite",
    (
        "chrono cite e12 --source https://… --published 2023-11-17 --basis reported",
        "another source says the same",
    ),
    ("chrono cite e12 --source-of e40", "the sources of another event"),
)
@click.argument("event", shell_complete=completing.ids)
@source_flags
@write_flags
@options.which_log
@options.output
def cite(event: str, **flags: Any) -> int:
    """Add a source to a development; it may make it known earlier, and its date narrower."""
    return _act(lambda desk: _body(desk, "citation", event, flags), flags)


@options.verb(
    "correct",
    (
        "chrono correct e18 --at 2023-11-19T23:53-08:00 --reason 'Pacific time'",
        "an editing slip of ours",
    ),
    (
        "chrono correct e18 --set 'cause/x=time ran out' --reason 'as reported' --source-of e40",
        "news: with its sources",
    ),
    ("chrono correct e18 --unlink e12 --reason 'they overlap'", "take a link back"),
)
@click.argument("event", shell_complete=completing.ids)
@click.option("--reason", help="Why; shown wherever the correction is.")
@click.option("--headline", metavar="TEXT", help="What happened, in one line.")
@click.option("--unlink", metavar="EVENT", multiple=True, help="No link to that event any more.")
@event_flags
@source_flags
@write_flags
@options.which_log
@options.kinds
@options.output
def correct(event: str, *, unlink: tuple[str, ...], **flags: Any) -> int:
    """Replace what an event says: what the flags name changes, everything else stays.

    Without a source it is an editing slip, and counts wherever the event does; with one it is news,
    and counts from its publication. The first version stays in the log.
    """

    def body(desk: Desk) -> dict[str, Any]:
        found = _body(desk, "correction", event, flags)
        old = standing_event(desk, found[ACTS["correction"]])
        told = written_event(desk, flags, old)
        told.pop("sources", None)  # those of what it replaces are kept
        for word in unlink:
            other = event_of(desk, "--unlink", word)
            if not any(other in told[name] for name in LINKS):
                raise click.UsageError(f"--unlink {word}: there is no link to it")
            told.update({name: [one for one in told[name] if one != other] for name in LINKS})
        return {**found, "event": told}

    return _act(body, flags)


@options.verb(
    "retract",
    ("chrono retract e15 --reason 'Parody account; our error'", "it should never have stood"),
    ("chrono retract fix-date --reason 'the first date was right'", "take a correction back"),
)
@click.argument("event", shell_complete=completing.ids)
@click.option("--reason", help="Why; shown wherever the event would have been.")
@source_flags
@write_flags
@options.which_log
@options.output
def retract(event: str, **flags: Any) -> int:
    """Withdraw an event, a correction, a citation or a retraction; it stays in the log.

    Without a source it is an editing slip; with one it is news, and counts from its publication.
    """
    return _act(lambda desk: _body(desk, "retraction", event, flags), flags)


def _act(body: Callable[[Desk], Mapping[str, Any]], flags: Mapping[str, Any]) -> int:
    def make(desk: Desk) -> Sequence[Draft]:
        return [drafted(desk, body(desk))]

    return propose(make, **{name: flags[name] for name in _SHARED})


def _body(desk: Desk, kind: str, word: str, flags: Mapping[str, Any]) -> dict[str, Any]:
    """Write what every act has: its kind and id, its target, its reason and its sources.

    Raises:
        click.UsageError: A reason or a source is needed and missing.
    """
    target = event_of(desk, "", word)
    found = {
        "kind": kind,
        "id": flags["given"] or fresh_id(desk, target, f"-{kind}"),
        ACTS[kind]: target,
        "sources": sources_of(desk, flags),
    }
    if kind == "citation":
        if not found["sources"]:
            raise click.UsageError(
                f"cite {word}: which source? add --source URL --published DATE --basis reported"
            )
        return found
    if not (flags["reason"] or "").strip():
        raise click.UsageError(f"--reason is missing: it is shown wherever {target} is or was")
    return {**found, "reason": flags["reason"]}


VERBS: Final = {"cite": cite, "correct": correct, "retract": retract}
