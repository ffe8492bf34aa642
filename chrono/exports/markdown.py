"""Markdown: the timeline as a table for people, with numbered sources and a trace of every act.

It uses the tables and footnotes of GitHub's Markdown, which pandoc also converts to Word. The data
is escaped, so that it becomes no markup and no HTML; the only links are those of sources.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

import attrs

from chrono.exports.links import link
from chrono.exports.traces import by, more_by, says, traces
from chrono.exports.words import IN_WORDS, Words
from chrono.queries.timeline import Timeline, TimelineRow
from chrono.values.hidden_characters import revealed
from chrono.values.sources import Source

_COLUMNS: Final = ("Date", "Event", "Says", "Note", "Source", "Standing")
_OPTIONAL: Final = ("Says", "Note")
_SPACE: Final = re.compile(r"\s+")
_MARKUP: Final = re.compile(r"[\\`*_{}\[\]|~^]|&(?=#?\w+;)|(?<=\w):(?=//)|(?<=www)\.|@")
_ENTITIES: Final = {"<": "&lt;", ">": "&gt;"}
_AT_START: Final = re.compile(r"([-+=#:]|\d+(?=[.)](?:\s|$)))")


def markdown(timeline: Timeline, asof: str, words: Words = IN_WORDS) -> str:
    """Return the timeline with its title; `asof` is a sentence with the moment it is as of.

    Dates and values are worded as `words` say. A column that no event fills is left out.

    Acts on events are listed below the table. An event that is named there or in another row shows
    its id.
    """
    notes = _Notes(timeline, words)
    rows = list(_table([notes.row(row) for row in timeline.rows]))
    parts = [
        [f"# {escaped(timeline.title)}"],
        [" ".join(_introduction(timeline, asof))],
        rows,
        list(_traces(timeline, words)),
        list(notes.list()),
    ]
    return "\n\n".join("\n".join(part) for part in parts if part) + "\n"


def _table(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Yield the lines of a table, without columns that may be empty and are."""
    kept = [
        n for n, name in enumerate(_COLUMNS) if name not in _OPTIONAL or any(r[n] for r in rows)
    ]
    head, *below = (f"| {' | '.join(cells[n] for n in kept)} |" for cells in (_COLUMNS, *rows))
    yield from (head, f"|{'---|' * len(kept)}", *below)


def escaped(text: str) -> str:
    """Return text escaped so that Markdown shows it as it is, on one line."""
    plain = revealed(_SPACE.sub(" ", text).strip())
    plain = _MARKUP.sub(lambda match: f"\\{match[0]}", plain)
    if plain.count("$") > 1:  # two make a formula for some readers
        plain = plain.replace("$", "\\$")
    for character, entity in _ENTITIES.items():
        plain = plain.replace(character, entity)
    return _AT_START.sub(_escaped_start, plain, count=1) if _AT_START.match(plain) else plain


def _escaped_start(match: re.Match[str]) -> str:
    return f"{match[0]}\\" if match[0].isdigit() else f"\\{match[0]}"


class _Notes:
    """The footnotes, one for each document, numbered as they are first cited."""

    def __init__(self, timeline: Timeline, words: Words) -> None:
        self._words = words
        self._zone = timeline.history.zone
        self._numbers: dict[Source, int] = {}
        self._named = {
            given
            for row in timeline.rows
            for given in (*by(row), *([row.visible.id] if row.acts else ()))
        }

    def row(self, row: TimelineRow) -> tuple[str, ...]:
        """Return the cells of an event."""
        visible = row.visible
        return (
            escaped(self._words.date(visible.event.occurred, self._zone)),
            escaped(visible.event.headline)
            + (f" (`{visible.id}`)" if visible.id in self._named else ""),
            "; ".join(map(escaped, says(row, self._words))),
            escaped(visible.event.note),
            "; ".join(self._cited(source) for source in visible.sources),
            _standing(row),
        )

    def list(self) -> Iterator[str]:
        """Yield the documents, each once."""
        for source, number in self._numbers.items():
            yield f"[^{number}]: {'. '.join(self._document(source))}."

    def _cited(self, source: Source) -> str:
        """Return a citation: publisher, pinpoint, basis, and the number of the document."""
        document = attrs.evolve(source, basis="filed", pinpoint=None)
        number = self._numbers.setdefault(document, len(self._numbers) + 1)
        who = ", ".join(escaped(part) for part in (source.publisher, source.pinpoint) if part)
        return f"{who} ({source.basis})[^{number}]"

    def _document(self, source: Source) -> Iterator[str]:
        url, title = link(source.url), escaped(source.title or "")
        yield escaped(source.publisher)
        if url:
            yield f"[{title or escaped(source.url or '')}]({url})"
        else:
            yield from (part for part in (title, escaped(source.url or "")) if part)
        if source.published:
            yield escaped(self._words.date(source.published, self._zone))
        if source.origin:
            yield f"Repeats {escaped(source.origin)}"
        if source.via:
            yield f"Read in {escaped(source.via)}"


def _traces(timeline: Timeline, words: Words) -> Iterable[str]:
    """Yield a line for each act on a listed event: when, and why."""
    for row in timeline.rows:
        for trace in traces(row, timeline.history, words):
            yield f"- {escaped(trace)} (`{row.visible.id}`)"


def _introduction(timeline: Timeline, asof: str) -> Iterator[str]:
    yield escaped(asof)
    yield f"Days are those of {escaped(timeline.history.zone.key)}."
    if timeline.left_out:
        single = timeline.left_out == 1
        events = "1 withdrawn event is" if single else f"{timeline.left_out} withdrawn events are"
        yield f"{events} left out."


def _standing(row: TimelineRow) -> str:
    named = ", ".join(f"`{given}`" for given in by(row))
    return f"{row.standing} by {named}{more_by(row)}" if named else row.standing
