"""Markdown: the timeline as a table for people, with numbered sources and a trace of every act.

It uses the tables and footnotes of GitHub's Markdown, which pandoc also converts to Word. The data
is escaped, so that it becomes no markup and no HTML; the only links are those of sources.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Final

import attrs

from chrono.exports.links import link
from chrono.exports.traces import Dated, by, traces
from chrono.queries.timeline import Timeline, TimelineRow
from chrono.values.date_words import in_words
from chrono.values.hidden_characters import revealed
from chrono.values.sources import Source

_SPACE: Final = re.compile(r"\s+")
_MARKUP: Final = re.compile(r"[\\`*_{}\[\]|~^]|&(?=#?\w+;)|(?<=\w):(?=//)|(?<=www)\.|@")
_ENTITIES: Final = {"<": "&lt;", ">": "&gt;"}
_AT_START: Final = re.compile(r"([-+=#:]|\d+(?=[.)](?:\s|$)))")


def markdown(timeline: Timeline, asof: str, dated: Dated = in_words) -> str:
    """Return the timeline with its title; `asof` is a sentence with the moment it is as of.

    Dates are as `dated` shows them, by default in words.

    Acts on events are listed below the table. An event that is named there or in another row shows
    its id.
    """
    notes = _Notes(timeline, dated)
    rows = [notes.row(row) for row in timeline.rows]
    parts = [
        [f"# {escaped(timeline.title)}"],
        [" ".join(_introduction(timeline, asof))],
        ["| Date | Event | Source | Standing |", "|---|---|---|---|", *rows],
        list(_traces(timeline, dated)),
        list(notes.list()),
    ]
    return "\n\n".join("\n".join(part) for part in parts if part) + "\n"


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

    def __init__(self, timeline: Timeline, dated: Dated) -> None:
        self._dated = dated
        self._zone = timeline.history.zone
        self._numbers: dict[Source, int] = {}
        self._named = {
            given
            for row in timeline.rows
            for given in (*by(row), *([row.visible.id] if row.acts else ()))
        }

    def row(self, row: TimelineRow) -> str:
        """Return the row of an event."""
        visible = row.visible
        cells = (
            escaped(self._dated(visible.event.occurred, self._zone)),
            escaped(visible.event.headline)
            + (f" (`{visible.id}`)" if visible.id in self._named else ""),
            "; ".join(self._cited(source) for source in visible.sources),
            _standing(row),
        )
        return f"| {' | '.join(cells)} |"

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
            yield escaped(self._dated(source.published, self._zone))
        if source.origin:
            yield f"Repeats {escaped(source.origin)}"
        if source.via:
            yield f"Read in {escaped(source.via)}"


def _traces(timeline: Timeline, dated: Dated) -> Iterable[str]:
    """Yield a line for each act on a listed event: when, and why."""
    for row in timeline.rows:
        for trace in traces(row, timeline.history, dated):
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
    return f"{row.standing} by {named}" if named else row.standing
