"""The verb that explains: why."""

from collections.abc import Iterator
from typing import Any, Final

import click

from chrono.cli import completing, options
from chrono.cli.disputes import remedy_in_words
from chrono.cli.reading import missing_keys, reading
from chrono.cli.state import slot_rows
from chrono.cli.text import answer, coloured, columns, heading, line, note
from chrono.cli.words import pending_in_words, value_in_words
from chrono.projections.standing import Standing
from chrono.queries.state import AsOf, keys_of
from chrono.queries.why import Step, Why
from chrono.queries.why import why as why_of
from chrono.values.sources import Source


@options.verb(
    "why",
    ("chrono why office/openai/ceo 2023-11-22", "every claim on the key, and its standing"),
    ("chrono why capital/microsoft/committed 2025-04-30", "who says what"),
)
@click.argument(
    "words", nargs=-1, required=True, metavar="KEY [WHEN]", shell_complete=completing.keys
)
@options.which_log
@options.as_of
@options.output
def why(words: tuple[str, ...], *, as_json: bool, color: str, **where: Any) -> int:
    """Show every claim on a key, what became of it, and its sources.

    Exit 1 for a key of which nothing is said.
    """
    with reading(words, **where) as asked:
        if len(asked.keys) != 1 or "*" in asked.keys[0]:
            raise click.UsageError(
                "why explains one key, as: chrono why office/openai/ceo 2023-11-22"
            )
        found = why_of(asked.history, asked.asof, asked.keys[0])
        if found.chain or as_json:
            lines = why_lines(found, asked.asof, asked.history.zone.key)
            answer(found.body() if as_json else lines, color, as_json=as_json)
        if not found.chain:
            for hint in missing_keys(asked.keys, keys_of(asked.history, asked.asof)):
                note(hint)
        return 0 if found.chain else 1


def why_lines(why: Why, asof: AsOf, zone: str) -> Iterator[str]:
    """Say the whole chain behind a key, the oldest claim first."""
    yield f"{why.key} {heading(asof, zone)}"
    if why.slot is None:
        yield "  nothing holds, and nothing is announced"
    else:
        yield from columns(row[1:] for row in slot_rows(why.slot))
        yield from (f"  {remedy_in_words(remedy)}" for remedy in why.settle)
    for step in why.chain:
        yield ""
        yield from _step_lines(step)


def _step_lines(step: Step) -> Iterator[str]:
    yield f"  {step.occurred}  {step.op}{_value(step)}  {_standing(step)}".rstrip()
    if step.reason:
        yield f"      reason: {line(step.reason)}"
    yield f"      {line(step.event)}"
    yield from (f"      {source_in_words(source)}" for source in step.sources)


def _value(step: Step) -> str:
    if step.value is None:
        return ""
    later = step.op in ("announce", "lapse")
    return f" {pending_in_words(step.value) if later else value_in_words(step.value)}"


def _standing(step: Step) -> str:
    """Say how a claim stands, and by which event or act; what holds needs no word for it."""
    if step.standing in (Standing.HOLDS, Standing.ENDED) and step.by:
        return f"{line(step.by)} contests it"
    if step.standing == Standing.HOLDS:
        return ""
    return coloured(step.standing) + (f" by {line(step.by)}" if step.by else "")


def source_in_words(source: Source) -> str:
    """Cite a source on one line."""
    parts = [source.publisher, str(source.published or "undated"), source.basis]
    if source.origin and source.origin != source.publisher:
        parts.append(f"repeats {source.origin}")
    if source.via:
        parts.append(f"read via {source.via}")
    if source.title:
        parts.append(f"“{source.title}”")
    parts.extend(part for part in (source.pinpoint, source.url) if part)
    return line(" · ".join(parts))


VERBS: Final = {"why": why}
