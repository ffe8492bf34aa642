"""What the verb add appends: by flags, from a file, or asked step by step."""

import sys
from collections.abc import Iterator, Mapping
from typing import Any

import click

from chrono.cli.input.drafting import (
    drafted,
    sources_of,
    written_event,
)
from chrono.cli.input.event_file import drafted_from_file
from chrono.cli.input.open_chronology import OpenChronology
from chrono.cli.input.unread_flags import UnreadFlags
from chrono.cli.questions.answered_flags import Flags
from chrono.cli.questions.events import (
    event_questions,
    link_questions,
)
from chrono.cli.questions.interview import Answers, Question
from chrono.cli.questions.sources import source_questions
from chrono.cli.render.suggested import A_SOURCE, command
from chrono.cli.workflows.append import WRITE_FLAGS, NobodyToAsk, propose
from chrono.cli.workflows.asking import propose_asking
from chrono.ingest.drafting import Drafted
from chrono.values.ids import id_of_words


def run(headline: str | None, *, path: str | None, **flags: Any) -> int:
    """Append what the words and flags of the verb say; return its exit code."""
    given = any(value for name, value in flags.items() if name not in WRITE_FLAGS)
    if path is not None and (headline or given or flags["resume"]):
        raise click.UsageError("--from-file holds whole events; leave out the headline and flags")
    if path is not None:
        return propose(lambda opened: drafted_from_file(opened, path), flags)
    if headline is None and not given and not flags["resume"] and not sys.stdin.isatty():
        example = command("add", "HEADLINE", "--at", "DATE", *A_SOURCE)
        raise NobodyToAsk(f"say in flags what happened, as: {example}")
    return propose_asking(_by_flags, _questions, {**flags, "headline": headline}, "add")


def _questions(opened: OpenChronology, given: Flags, answers: Answers) -> Iterator[Question]:
    yield from event_questions(opened, given, answers)
    yield from source_questions(opened, given, answers)
    yield from link_questions(opened, given, answers)


def _by_flags(opened: OpenChronology, flags: Mapping[str, Any]) -> Drafted:
    """Return the draft of a development that flags describe.

    Raises:
        Refused: With every flag that cannot be read.
    """
    unread = UnreadFlags()
    written = unread.reading(written_event, opened, flags, {})
    sources = unread.reading(_sources, opened, flags)
    unread.refuse()
    given = flags["given"] or id_of_words(flags["headline"] or "", opened.ids)
    return drafted(opened, {"id": given, **written, "sources": sources})


def _sources(opened: OpenChronology, flags: Mapping[str, Any]) -> list[dict[str, Any]]:
    sources = sources_of(opened, flags)
    if not sources:
        raise click.UsageError(
            "an event needs a source: add --source URL --publisher NAME --basis reported, or "
            "--source-of EVENT for the sources of another event"
        )
    return sources
