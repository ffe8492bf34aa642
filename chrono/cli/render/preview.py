"""The preview of an append in lines: what is new, what changes, what to settle before it."""

from collections.abc import Iterator
from itertools import groupby

from chrono.cli.render.changes import change_lines
from chrono.cli.render.dates import date_in_both
from chrono.cli.render.moments import moment_in_words
from chrono.cli.render.remedies import ordering
from chrono.cli.render.sources import source_in_words
from chrono.cli.render.suggested import A_SOURCE, command, event_word, source_words
from chrono.cli.render.terminal import coloured, line, listed
from chrono.cli.render.values import value_in_words
from chrono.events.entries import Act, Correction, Development, Record, Retraction
from chrono.events.history import History
from chrono.queries.preview import Preview
from chrono.state.standing import Standing


def preview_lines(preview: Preview, history: History) -> Iterator[str]:
    """Yield what an append would do."""
    for record in preview.new:
        yield from _record_lines(record, history.zone.key)
    for lines, alike in groupby(preview.diffs, key=lambda diff: change_lines(diff.changes)):
        yield ""
        for number, diff in enumerate(alike):
            when = moment_in_words(diff.after.at, history.zone.key)
            yield f"  {'and' if number else 'the state'} at {when}"
        yield from lines or ["  nothing changes"]
    notes = list(_notes(preview, history))
    if notes:
        yield ""
        yield from (f"  {note}" for note in notes)


def _record_lines(record: Record, zone: str) -> Iterator[str]:
    """Yield what a record says; dates in words and EDTF, so that a typed one can be checked."""
    yield f"  e{record.position} {line(record.id)}  {_summary(record, zone)}"
    yield from (f"      {source_in_words(source, zone, date_in_both)}" for source in record.sources)
    if isinstance(record, Development | Correction):
        event = record.event
        for name in ("after", "before", "contests"):
            ids = getattr(event, name)
            if ids:
                yield f"      {name}: {', '.join(line(other) for other in ids)}"


def _summary(record: Record, zone: str) -> str:
    if isinstance(record, Development):
        occurred = date_in_both(record.event.occurred, zone)
        return f"{occurred}  {line(record.event.headline)}"
    verb = "corrects" if isinstance(record, Correction) else "retracts"
    if isinstance(record, Act):
        verb = verb if isinstance(record, Correction | Retraction) else "cites"
        reason = f": {line(record.reason)}" if record.reason else ""
        date = ""
        if isinstance(record, Correction):
            date = f", {date_in_both(record.event.occurred, zone)}"
        return f"{verb} {line(record.target)}{date}{reason}"
    return "declares the chronology"


def _notes(preview: Preview, history: History) -> Iterator[str]:
    """Yield what an editor may want to settle first, and with which flag."""
    for key, events in preview.disputes:
        disputed = coloured(Standing.DISPUTED)
        yield f"{disputed} {line(key)}: {listed(events, between=' ')}"
    yield from _overlap_notes(preview, history)
    yield from _quiet_notes(preview, history)
    sources = next((record.sources for record in preview.new if record.sources), ())
    for repeat in preview.repeats:
        cited = source_words(sources) or A_SOURCE
        yield (
            f"repeat   {line(repeat.told)} {repeat.reason}; a source that repeats it is a "
            f"citation: {command('cite', event_word(repeat.told), *cited)}"
        )
    for key, value in preview.pending:
        pending = coloured(Standing.PENDING)
        yield f"{pending}  {line(key)}: {value_in_words(value, key, pending=True)} stays announced"
    for key in preview.keys:
        yield f"new key  {line(key)}"
    for record in preview.new:
        if record.sources and not any(source.published for source in record.sources):
            yield (
                f"undated  no source of {line(record.id)} says when it was published, so it is "
                "known only from now on; --published would say"
            )


def _overlap_notes(preview: Preview, history: History) -> Iterator[str]:
    """Yield the pairs of events that nothing orders, with the flags that would order them."""
    about = {_about(record, history): record for record in preview.new}
    for overlap in preview.overlaps.pairs:
        this, other = overlap.one, overlap.other
        if other in about:
            this, other = other, this
        flags = f"--after {line(other)}, --before {line(other)} or --contests {line(other)} would"
        if not isinstance(about[this], Development | Correction):
            flags = ordering("say so with", this, other)
        yield (
            f"overlap  {line(overlap.key)}: nothing says whether {line(this)} or {line(other)} "
            f"came later; {flags}"
        )
    for key, events in preview.overlaps.more.items():
        yield f"overlap  {line(key)}: all {len(events)} that overlap: {listed(events)}"


def _quiet_notes(preview: Preview, history: History) -> Iterator[str]:
    """Yield the claims that would quietly replace others, with the flags that would say how."""
    about = {_about(record, history): record for record in preview.new}
    for change in preview.quiet_changes:
        event, replaced = line(change.event), line(change.replaced)
        record = about.get(change.event) or about.get(change.replaced)
        if isinstance(record, Development | Correction):
            link, other = ("--after", replaced) if change.event in about else ("--before", event)
            flags = f"{link} {other} says that it changed, --contests {other} that they disagree"
        else:
            flags = ordering("say that it changed with", change.event, change.replaced)
        yield (
            f"replaces {line(change.key)}: {event} would hold instead of {replaced} "
            f"({change.reason}); {flags}"
        )


def _about(record: Record, history: History) -> str:
    """Return the id of a development, or of the one that an act is about in the end."""
    while isinstance(record, Act):
        record = history.by_id[record.target]
    return record.id
