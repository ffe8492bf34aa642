"""Law 17: what is written is read as it was meant, in text and in JSONL, there and back.

People write YAML. So events are written here as a person might, in block style with plain or
quoted scalars, and must be read as the same events as from JSONL.
"""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from chrono.codec.codec import Codec
from chrono.events.drafts import Draft
from chrono.exports.jsonl import jsonl
from chrono.ingest.folder import Written, read
from chrono.ingest.imports import planned
from chrono.kinds.catalogue import KINDS
from chrono.log.memory import MemoryLog
from chrono.values.clocks import Instant
from tests.building import NOW, declaration, log_of
from tests.strategies import DATES, Row, Rows, examples, logs, rows_of

WORDS = st.text(st.characters(codec="utf-8", categories=["L", "Nd", "P", "Zs"]), min_size=1)
SAYING = WORDS.map(str.strip).filter(bool)
QUOTES = st.sampled_from(("plain", "double", "single"))
_PLAIN = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-/.~_")


def yaml(value: Any, quote: str, indent: str = "") -> Iterator[str]:
    """Write lists and maps of texts in block style, each scalar in the quotes that are wanted."""
    if isinstance(value, dict):
        for name, one in value.items():
            yield from _entry(f"{indent}{name}:", one, quote, indent)
    else:
        for one in value:
            yield from _entry(f"{indent}-", one, quote, indent)


def _entry(before: str, value: Any, quote: str, indent: str) -> Iterator[str]:
    if isinstance(value, dict | list) and value:
        yield before
        yield from yaml(value, quote, indent + "  ")
    else:
        yield f"{before} {scalar(value, quote)}"


def scalar(value: Any, quote: str) -> str:
    """Write a text, plain only where that is plain; or an empty list or map."""
    if not isinstance(value, str):
        return json.dumps(value)
    if quote == "plain" and set(value) <= _PLAIN and value[0].isalpha():
        return value
    if quote == "single":
        return "'" + value.replace("'", "''") + "'"
    return json.dumps(value, ensure_ascii=False)


def drafts_of(folder: Path, name: str, text: str) -> tuple[Draft, ...]:
    """Read a file as an import into a fresh log does."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    found = read(path)
    assert found.faults == ()
    return tuple(planned(Written(found.items, ()), log_of(), KINDS).drafts)


def lines(events: Iterable[Any]) -> str:
    """Write JSONL."""
    return "\n".join(json.dumps(event, ensure_ascii=False) for event in events)


def contents(drafts: Iterable[Draft]) -> list[Any]:
    """List what drafts say, wherever they stood."""
    return [(draft.chronology, draft.id, draft.kind, draft.body, draft.derived) for draft in drafts]


@examples(100)
@given(logs(size=(1, 5)), QUOTES, SAYING)
def test_text_says_what_jsonl_says(written: Rows, quote: str, headline: str) -> None:
    """An event or act in YAML, however it is quoted, is the event that the same JSON is."""
    rows = [{**one, "headline": headline} if "headline" in one else one for one in written]
    with TemporaryDirectory() as folder:
        as_text = drafts_of(Path(folder), "2024.yaml", "\n".join(yaml(rows, quote)))
        as_json = drafts_of(Path(folder), "2024.jsonl", lines(rows))
    assert contents(as_text) == contents(as_json)


@examples(100)
@given(logs(size=(1, 5)), QUOTES, SAYING)
def test_an_event_written_as_text_again_is_the_same_event(
    written: Rows, quote: str, headline: str
) -> None:
    """From text to event to text to event: nothing is added, lost or spelt otherwise."""
    rows = [{**one, "headline": headline} if "headline" in one else one for one in written]
    with TemporaryDirectory() as folder:
        once = drafts_of(Path(folder), "2024.yaml", "\n".join(yaml(rows, quote)))
        text = "\n".join(yaml([spoken(draft) for draft in once], quote))
        again = drafts_of(Path(folder), "2024.yaml", text)
        third = "\n".join(yaml([spoken(draft) for draft in again], quote))
    assert contents(again) == contents(once)
    assert third == text


def spoken(draft: Draft) -> Row:
    """Give the body of a draft as it is written in a file."""
    return {name: one for name, one in draft.body.items() if name != "chronology"}


@examples(100)
@given(logs(size=(1, 6)))
def test_jsonl_read_and_written_again_is_the_same_jsonl(written: Rows) -> None:
    """What stands in a log, exported, read as events, kept elsewhere and exported: equal lines."""
    rows = rows_of(written)
    first = kept([{n: v for n, v in row.items() if n != "position"} for row in rows])
    text = "".join(jsonl(first.entries(), whole=True))
    again = kept([json.loads(line) for line in text.splitlines()])
    assert [entry.body for entry in again.entries()] == [entry.body for entry in first.entries()]
    assert said_of("".join(jsonl(again.entries(), whole=True))) == said_of(text)


def kept(bodies: Iterable[Row]) -> MemoryLog:
    """Keep what is written in a log, each by itself."""
    ticks = iter(range(10**6))
    log = MemoryLog(clock=lambda: Instant(NOW + next(ticks)))
    for body in bodies:
        draft, faults = Codec("test", KINDS).draft(
            {name: value for name, value in body.items() if name != "recorded"}, "test"
        )
        assert draft is not None, faults
        log.append([draft])
    return log


def said_of(text: str) -> list[str]:
    """List the lines of an export without when they were recorded."""
    return [line.partition('"recorded"')[0] for line in text.splitlines()]


@examples(100)
@given(st.sampled_from(DATES), QUOTES)
def test_a_date_is_spelt_in_one_way(date: str, quote: str) -> None:
    """Read from text, kept, exported and read again, it is the text that stands in the file."""
    rows = [{"id": "one", "kind": "development", "occurred": date, "headline": "told"}]
    rows[0]["sources"] = [{"publisher": "P", "basis": "filed", "published": "2024"}]  # type: ignore[assignment]
    with TemporaryDirectory() as folder:
        (draft,) = drafts_of(Path(folder), "2024.yaml", "\n".join(yaml(rows, quote)))
        log = kept([declaration(), spoken(draft)])
        line = "".join(jsonl(log.entries(), whole=True)).splitlines()[-1]
        (again,) = drafts_of(Path(folder), "2024.jsonl", line)
    assert draft.body["occurred"] == again.body["occurred"] == date
