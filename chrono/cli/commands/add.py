"""The verb that appends a development: add, by flags, from a file, or asked step by step."""

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import click

from chrono.cli.input import options
from chrono.cli.input.appending import Desk, NobodyToAsk, propose
from chrono.cli.input.drafting import drafted, fresh_id, sources_of, written_event
from chrono.cli.input.event_flags import event_flags, source_flags, write_flags
from chrono.cli.input.known_kinds import known_kinds
from chrono.codec.codec import Codec
from chrono.errors import Fault, Refused
from chrono.events.drafts import Draft
from chrono.ingest import jsonl
from chrono.ingest.folder import read
from chrono.ingest.items import Item


@options.verb(
    "add",
    ("chrono add", "asked step by step, in a terminal"),
    (
        "chrono add 'The chief leaves' --at 2023-11-17 --end office/firm/ceo --source https://… …",
        "by flags",
    ),
    (
        "chrono add 'Ada leads' --at yesterday --set 'office/a/ceo=Ada (interim)' --source-of e9",
        "a value as the state shows it, and the sources of another event",
    ),
    (
        "chrono add 'Ada leads' --at 2023-11 --kind office.filled -d office=a/ceo -d person=Ada …",
        "of a kind, with its fields",
    ),
    (
        "chrono add --from-file news.jsonl --dry-run",
        "from a .jsonl or .yaml file; - is JSONL on stdin",
    ),
)
@click.argument("headline", required=False)
@click.option("--from-file", "path", metavar="FILE", help="Events and acts from a file, or from -.")
@event_flags
@source_flags
@write_flags
@options.which_log
@options.kinds
@options.output
def add(headline: str | None, *, path: str | None, **flags: Any) -> int:
    """Append a development: shows what would change, asks, and prints the new head.

    A date may be typed as yesterday, about 2023-11, before 2023-11-17, or between 2023-11-19 and
    2023-11-20; a value as the state shows it, or as JSON. Exit 1 when you say no.
    """
    shared = {
        name: flags.pop(name)
        for name in ("file", "chronology", "new_key", "dry_run", "yes", "as_json", "color")
    }
    given = [name for name, value in flags.items() if value]
    if path is not None:
        if headline or given:
            raise click.UsageError(
                "--from-file holds whole events; leave out the headline and flags"
            )
        return propose(lambda desk: from_file(desk, path), **shared)
    if headline is None and not given:
        return propose(_asked, **shared)
    return propose(lambda desk: [by_flags(desk, {**flags, "headline": headline})], **shared)


def _asked(desk: Desk) -> Sequence[Draft]:
    if not sys.stdin.isatty():
        raise NobodyToAsk("say in flags what happened, as: chrono add HEADLINE --at DATE")
    from chrono.cli.input.prompts import ask  # noqa: PLC0415  only where somebody is asked

    return [by_flags(desk, ask(desk))]


def by_flags(desk: Desk, flags: Mapping[str, Any]) -> Draft:
    """Draft a development from flags.

    Raises:
        click.UsageError: A flag cannot be read.
        Refused: The event that they make has faults.
    """
    written = written_event(desk, flags, {})
    sources = sources_of(desk, flags)
    if not sources:
        raise click.UsageError(
            "an event needs a source: add --source URL --publisher NAME --basis reported, or "
            "--source-of EVENT for the sources of another event"
        )
    given = flags["given"] or fresh_id(desk, flags["headline"] or "")
    return drafted(desk, {"id": given, **written, "sources": sources})


def from_file(desk: Desk, path: str) -> Sequence[Draft]:
    """Draft the events and acts of a file.

    Raises:
        Refused: With every fault of them all.
    """
    items, faults = _items(path)
    name, aliases = desk.history.chronology, desk.held.aliases
    drafts: list[Draft] = []
    kinds = known_kinds()
    codecs = {text: Codec(name, kinds, aliases, text=text) for text in {i.text for i in items}}
    for item in items:
        draft, more = codecs[item.text].draft(item.written, item.where, item.at)
        faults.extend(more)
        if draft is not None and draft.chronology != name:
            reason = f"{draft.chronology}, but this adds to {name}; pick another with -c"
            faults.append(draft.fault("chronology", reason))
        drafts.extend([draft] if draft else [])
    if not drafts and not faults:
        faults.append(Fault(path, "", "has no events; one a line, as JSON, or a list in YAML"))
    if faults:
        raise Refused(faults)
    return drafts


def _items(path: str) -> tuple[Sequence[Item], list[Fault]]:
    """Read a file as its name says; what comes from stdin has none, and is JSONL."""
    if path == "-":
        return jsonl.read(Path("/dev/stdin"))
    found = read(Path(path))
    return found.items, list(found.faults)


VERBS: Final = {"add": add}
