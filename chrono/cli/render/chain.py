"""The chain behind a key: every claim on it, what became of it, and its sources."""

from collections import defaultdict
from collections.abc import Callable, Iterator

from chrono.cli.render.dates import date_in_words
from chrono.cli.render.layout import columns
from chrono.cli.render.moments import heading
from chrono.cli.render.remedies import remedy_in_words
from chrono.cli.render.slots import SlotRows
from chrono.cli.render.sources import source_in_words
from chrono.cli.render.terminal import coloured, line, listed
from chrono.cli.render.values import value_in_words
from chrono.queries.why import Step, Why
from chrono.state.as_of import AsOf
from chrono.state.slot import Candidate
from chrono.state.standing import Standing
from chrono.values.clocks import zone as zone_named
from chrono.values.dates import Date
from chrono.values.sources import Source, first_published


def why_lines(why: Why, asof: AsOf, zone: str) -> Iterator[str]:
    """Yield the whole chain behind a key, the oldest claim first."""
    yield f"{why.key} {heading(asof, zone)}"
    if why.slot is None:
        yield "  nothing holds, and nothing is announced"
    else:
        rows = SlotRows(asof, zone, _public(why, zone))
        yield from columns(row[1:] for row in rows.of(why.slot))
        yield from (f"  {remedy_in_words(remedy)}" for remedy in why.settle)
    for step in why.chain:
        yield ""
        yield from _step_lines(step, why.key, zone)


def _public(why: Why, zone: str) -> Callable[[Candidate], Date | None]:
    """Return a function that tells when a version was first public: when its first event was."""
    sources: dict[str, list[Source]] = defaultdict(list)
    for step in why.chain:
        sources[step.event].extend(step.sources)

    def public(version: Candidate) -> Date | None:
        cited = (source for event in version.because for source in sources[event])
        return first_published(cited, zone_named(zone))

    return public


def _step_lines(step: Step, key: str, zone: str) -> Iterator[str]:
    occurred = date_in_words(step.occurred, zone)
    yield f"  {occurred}  {step.op}{_value(step, key)}  {_standing(step)}".rstrip()
    if step.reason:
        yield f"      reason: {line(step.reason)}"
    yield f"      {line(step.event)}"
    yield from (f"      {source_in_words(source, zone)}" for source in step.sources)


def _value(step: Step, key: str) -> str:
    if step.value is None:
        return ""
    pending = step.op in ("announce", "lapse")
    return f" {value_in_words(step.value, key, pending=pending)}"


def _standing(step: Step) -> str:
    """Return how a claim stands, and by which event or act; what holds needs no word for it."""
    by = listed(step.by, step.by_count)
    if step.standing in (Standing.HOLDS, Standing.ENDED) and by:
        return f"{by} contest{'s' if step.by_count == 1 else ''} it"
    if step.standing == Standing.HOLDS:
        return ""
    return coloured(step.standing) + (f" by {by}" if by else "")
