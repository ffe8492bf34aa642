"""Answers as text: each from the same structure as its JSON."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from chrono.cli.text import coloured, columns, line, moment_in_words, value_in_words
from chrono.projections.slots import Candidate, Slot
from chrono.queries.state import AsOf, State
from chrono.queries.timeline import Row
from chrono.queries.why import Step, Why
from chrono.values.keys import family
from chrono.values.sources import Source


def heading(asof: AsOf, zone: str) -> str:
    """Say as of when, on every clock that was asked about."""
    parts = [f"at {moment_in_words(asof.at, zone)}"]
    if asof.known:
        parts.append(f"from what was public by {moment_in_words(asof.known, zone)}")
    if asof.recorded:
        parts.append(f"as recorded by {line(asof.recorded)}")
    return ", ".join(parts)


def state_lines(state: State) -> Iterator[str]:
    """Say what held, grouped by facet."""
    yield f"{state.chronology} {heading(state.asof, state.zone)}"
    facet = ""
    rows = [(slot.key, row) for slot in state.slots for row in slot_rows(slot)]
    for (key, _), text in zip(rows, columns(row for _, row in rows), strict=True):
        if family(key) != facet:
            facet = family(key)
            yield ""
            yield facet
        yield text


def slot_rows(slot: Slot) -> Iterator[list[str]]:
    """Say one slot in rows: key, standing, value, since, basis, events."""
    first = [slot.key]
    for row in _rows(slot):
        yield first + row
        first = [""]


def _rows(slot: Slot) -> Iterator[list[str]]:
    standing = coloured(slot.standing)
    held = slot.value is not None and slot.value != []
    if slot.standing in ("settled", "vacant") or (slot.because and slot.standing != "possibly"):
        yield [standing, value_in_words(slot.value) if held else "vacant", *_rest(slot)]
        standing = ""
    for one in slot.alternatives:
        yield [standing, _named(one), *_rest(one), _by(one)]
        standing = ""
    if slot.alternatives:
        yield ["", _preference(slot)]
    for one in slot.possible:
        yield [standing or coloured("possibly"), _named(one), *_rest(one), _by(one)]
        standing = ""
    if slot.standing == "possibly" and slot.because:
        yield ["else", value_in_words(slot.value) if held else "vacant", *_rest(slot)]
    for one in slot.pending:
        yield [coloured("pending"), value_in_words(one.value), *_rest(one)]


def _named(one: Candidate) -> str:
    value = value_in_words(one.value)
    return value if one.holds is None else f"{value} {'in' if one.holds else 'out'}"


def _rest(one: Slot | Candidate) -> list[str]:
    since = f"since {one.since.date}" if one.since else ""
    return [since, one.basis or "", " ".join(line(event) for event in one.because)]


def _by(one: Candidate) -> str:
    return f"({', '.join(line(origin) for origin in one.origins)})"


def _preference(slot: Slot) -> str:
    if slot.preferred is None:
        return "a tie: neither has the better basis, nor more independent origins"
    why = {"basis": "better basis", "origins": "more independent origins"}[slot.preferred.reason]
    return f"preferred: {value_in_words(slot.preferred.value)} ({why})"


def why_lines(why: Why, asof: AsOf, zone: str) -> Iterator[str]:
    """Say the whole chain behind a key, the oldest claim first."""
    yield f"{why.key} {heading(asof, zone)}"
    if why.slot is None:
        yield "  nothing holds, and nothing is announced"
    else:
        yield from columns(row[1:] for row in slot_rows(why.slot))
    for step in why.chain:
        yield ""
        yield from _step_lines(step)


def _step_lines(step: Step) -> Iterator[str]:
    by = f" by {line(step.by)}" if step.by else ""
    said = value_in_words(step.value) if step.op not in ("end", "lapse") or step.value else ""
    yield f"  {step.occurred}  {step.op} {said}".rstrip() + f"  {coloured(step.fate)}{by}"
    if step.reason:
        yield f"      reason: {line(step.reason)}"
    yield f"      {line(step.event)}"
    yield from (f"      {text}" for text in map(source_in_words, step.sources))


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


def log_lines(rows: Iterable[Row]) -> list[str]:
    """List entries, one a line, with what became of each."""
    table = [
        (
            f"e{row.position}",
            row.occurred or "",
            line(row.headline),
            row.basis or "",
            "" if row.standing == "stands" else coloured(row.standing),
            line(row.id),
        )
        for row in rows
    ]
    return columns(table, indent="")


def entry_lines(shown: Mapping[str, Any]) -> Iterator[str]:
    """Show one entry, field by field."""
    yield f"e{shown['position']} {line(shown['id'])}  {coloured(shown['standing'])}"
    for name, value in shown.items():
        if name not in ("position", "id", "standing") and value:
            yield from _field_lines(name, value, "  ")


def _field_lines(name: str, value: Any, indent: str) -> Iterator[str]:
    if isinstance(value, Mapping):
        yield f"{indent}{line(name)}:"
        for inner, one in value.items():
            yield from _field_lines(inner, one, indent + "  ")
    elif isinstance(value, Sequence) and not isinstance(value, str):
        yield f"{indent}{line(name)}:"
        for one in value:
            if isinstance(one, Mapping):
                parts = (f"{line(k)}: {value_in_words(v)}" for k, v in one.items() if v is not None)
                yield f"{indent}  - {', '.join(parts)}"
            else:
                yield f"{indent}  - {value_in_words(one)}"
    else:
        yield f"{indent}{line(name)}: {value_in_words(value)}"
