"""The verb that lists what is disputed, side by side; and how a remedy is said."""

from collections.abc import Iterator
from string import ascii_uppercase
from typing import Any, Final

import click

from chrono.cli.commands.state import hint_at, named_value, nothing, preference
from chrono.cli.input import completion as completing
from chrono.cli.input import options
from chrono.cli.input.opening import reading
from chrono.cli.render.rows import answer_rows
from chrono.cli.render.terminal import answer, columns, heading, line
from chrono.queries.disputes import Dispute, Disputes
from chrono.queries.disputes import disputes as disputes_of
from chrono.queries.remedies import Remedy


@options.verb(
    "disputes",
    ("chrono disputes 2025-04-30", "every disputed key at the end of that day"),
    ("chrono disputes 2025-04-30 'capital/*'", "some of them"),
    ("chrono disputes --without Semafor", "as if a publisher had never told"),
)
@click.argument("words", nargs=-1, metavar="[WHEN] [KEY]...", shell_complete=completing.keys)
@options.which_log
@options.as_of
@options.rows
@options.output
def disputes(
    words: tuple[str, ...], *, form: str | None, as_json: bool, color: str, **where: Any
) -> int:
    """List the disputed keys: each version, who holds it, since when it was public.

    Exit 1 when there are none.
    """
    with reading(words, **where) as asked:
        found = disputes_of(asked.history, asked.asof, asked.keys)
        if as_json:
            answer(found.body(asked.head.entries, asked.head.hash), color, as_json=True)
        elif found.disputes and form:
            answer_rows([one.body() for one in found.disputes], form)
        elif found.disputes:
            answer(dispute_lines(found), color, as_json=False)
        hint_at(asked, [one.slot.key for one in found.disputes])
        if not found.disputes:
            nothing(asked, "no dispute")
        return 0 if found.disputes else 1


def dispute_lines(found: Disputes) -> Iterator[str]:
    """Say each dispute, its versions lettered one below the other."""
    yield f"{line(found.chronology)} {heading(found.asof, found.zone)}"
    for dispute in found.disputes:
        yield ""
        yield f"{dispute.slot.key}  {len(dispute.slot.alternatives)} versions"
        yield from columns(_versions(dispute))
        yield f"  {preference(dispute.slot)}"
        yield from (f"  {remedy_in_words(remedy)}" for remedy in dispute.settle)


def _versions(dispute: Dispute) -> Iterator[list[str]]:
    for number, version in enumerate(dispute.slot.alternatives):
        public = dispute.public[number]
        letter = ascii_uppercase[number % 26]
        events = " ".join(line(event) for event in version.because)
        yield [f"{letter}  {named_value(version)}"]
        yield [
            "   ",
            f"since {version.since.date}",
            version.basis,
            f"public since {public}" if public else "never dated",
            ", ".join(line(origin) for origin in version.origins),
            events,
        ]


def remedy_in_words(remedy: Remedy) -> str:
    """Say what would settle a key, and with which command."""
    events = [line(event) for event in remedy.events]
    match remedy.how:
        case "order":
            one, other = events
            return (
                f"open: which came later, {one} or {other}? "
                f"chrono correct {other} --after {one} (or --before, or --contests)"
            )
        case "decision":
            return "open: a later claim that contests none of them would end it, or retractions"
        case "date":
            return f"open: a narrower date of {', '.join(events)} would tell"
        case "outcome":
            return f"open: whether what {', '.join(events)} announced was done, or lapsed"
        case "link":
            return f"open: {events[0]} is linked after {events[1]} against the dates; correct one"


VERBS: Final = {"disputes": disputes}
