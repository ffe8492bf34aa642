"""The short way to read stored developments: it takes what the other takes, and reads the same."""

import json
import pickle
import subprocess
import sys
from typing import Any
from unittest import mock

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chrono.events import entries, plain_bodies
from chrono.events.entries import Development, Entry, Record
from chrono.events.plain_bodies import plain_claims, plain_outline
from chrono.events.records import OTHER_KINDS
from chrono.events.stored_body import UnreadableEntry
from tests.crafted import ADA, Body, crafted, honest, text
from tests.strategies import examples

ROWS = [row for rows, _ in crafted().values() for row in rows]
LEFT_OUT = object()
STAMP = "2026-11-01T12:00:00.000000Z"

TELLING = (
    None, True, 7, 10**30, -0.0, 1.0, 2.5, "", "ada", "a b", "a\ud800b", "\U0001f600", "end",
    "club/x", "A B/x", "filed", "2023-02-29", "2024-02-30", "2024-04-31", "2024-02-29",
    "0000-01-01", "2024~", "2024-03-01T10:00Z", "2024-03-01T24:00Z",
    "retraction", "correction", "citation", "chronology",
    [], ["ada"], [7], {}, {"a": 7}, [{}], [["a"]], [[["a"]]], [[[["a"]]]], {"a": {"b": {"c": {}}}},
)  # fmt: skip
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=2), inner),
    max_leaves=4,
)
FIELDS = (
    "id", "kind", "chronology", "occurred", "headline", "note", "after", "before", "contests",
    "data", "sources", "derived", "position", "zzz",
    *(f"sources.0.{name}" for name in ("publisher", "basis", "published", "url", "via", "zzz")),
    *(f"derived.{name}" for name in ("claims", "version", "merged", "old", "replaces", "zzz")),
    *(f"derived.claims.0.{name}" for name in ("op", "key", "value", "zzz")),
)  # fmt: skip


def entry(body: str, recorded: str = STAMP, named: str = "ada") -> Entry:
    """Make an entry of a body, whatever its hashes."""
    return Entry(2, "affair", named, recorded, body, "", "")


def told(each: Entry) -> object:
    """Read a record, as all of its fields; or what is wrong with it."""
    try:
        return fields(
            entries.read(attrs.evolve(each))
        )  # anew, as an entry keeps what it is read to
    except UnreadableEntry as error:
        return str(error)


def fields(record: Record) -> dict[str, Any]:
    """List the fields of a record, its claims as JSON, as their order and types matter."""
    assert type(record).__name__  # of the same sort
    found = attrs.asdict(record, recurse=False)  # type: ignore[arg-type]
    event = found.pop("event", None)
    if event is not None:
        found |= {
            f"event.{name}": value for name, value in attrs.asdict(event, recurse=False).items()
        }
        del found["event._body"]
    return {name: repr(value) for name, value in {**found, "": type(record)}.items()}


def both(each: Entry) -> tuple[object, object]:
    """Read an entry by the short way, if that takes it, and without it."""
    with mock.patch.object(entries, "MANY", 0):
        short = told(each)
    with mock.patch.object(entries, "MANY", 1 << 60):
        return short, told(each)


def test_a_plain_development_takes_the_short_way() -> None:
    """Else nothing would be gained."""
    outline = plain_outline(text(honest()[ADA]), honest()[ADA]["chronology"], "ada", OTHER_KINDS)

    assert outline is not None
    assert [claim.value for claim in outline.claims] == ["Ada"]


@pytest.mark.parametrize("number", range(6))
def test_only_developments_do(number: int) -> None:
    """Acts and declarations are read the other way."""
    body = honest()[number]
    taken = plain_outline(text(body), body["chronology"], body["id"], OTHER_KINDS)

    assert (taken is not None) == (body["kind"] == "development")


def test_claims_alone_are_those_of_the_outline() -> None:
    """Of whatever somebody crafts: where there is no outline, there are none."""
    for row in ROWS:
        asked = row.body, honest()[ADA]["chronology"], row.id, OTHER_KINDS
        outline = plain_outline(*asked)

        assert plain_claims(*asked) == (outline.claims if outline else None), row.body[:300]


def test_whatever_somebody_crafts_is_read_alike_by_either_way() -> None:
    """What is refused is so with the same words, and what is read has the same fields."""
    for row in ROWS:
        short, other = both(entry(row.body, row.recorded or STAMP, row.id))

        assert short == other, row.body[:300]


@pytest.mark.parametrize("field", FIELDS)
def test_a_telling_change_is_read_alike_by_either_way(field: str) -> None:
    """Each field holds what is nearly right in another, or is left out."""
    for value in (*TELLING, LEFT_OUT):
        short, other = both(entry(json.dumps(changed(field, value))))

        assert short == other, value


@examples(200)
@given(st.sampled_from(FIELDS), VALUES | st.just(LEFT_OUT))
def test_any_change_is_read_alike_by_either_way(field: str, value: object) -> None:
    """One field after the other may hold anything, or be left out."""
    body = changed(field, value)
    short, other = both(entry(json.dumps(body)))

    assert short == other


@pytest.mark.parametrize("number", ["1e999", "1" * 5000, "-1e999", "NaN", "1e-999", "01"])
@pytest.mark.parametrize("field", ["zzz", "data", "derived.claims.0.value", "derived.claims.0.zzz"])
def test_numbers_are_read_alike_by_either_way(field: str, number: str) -> None:
    """Also those that no JSON has, or that are not finite."""
    mark = "the-number"
    value = {"a": mark} if field == "data" else mark
    body = json.dumps(changed(field, value)).replace(f'"{mark}"', number)
    short, other = both(entry(body))

    assert short == other


@pytest.mark.parametrize("recorded", ["2026", "2026-02-30T12:00:00.000000Z", ""])
def test_a_bad_stamp_is_told_by_either_way(recorded: str) -> None:
    """The moment of recording stands outside the body."""
    short, other = both(entry(text(honest()[ADA]), recorded))

    assert short == other
    assert "not an instant" in str(short)


def changed(field: str, value: object) -> Body:
    """Return a development with another value in a field, named by a path, or without it."""
    body: Any = honest()[ADA]
    *steps, last = (int(step) if step.isdigit() else step for step in field.split("."))
    inner = body
    for step in steps:
        inner = inner[step]
    if value is LEFT_OUT:
        inner.pop(last, None)
    else:
        inner[last] = value
    found: Body = body
    return found


def quickly(monkeypatch: pytest.MonkeyPatch) -> Development:
    """Read a development by the short way."""
    monkeypatch.setattr(entries, "MANY", 0)
    record = entry(text(honest()[ADA])).record
    assert isinstance(record, Development)
    return record


def test_what_is_decoded_on_demand_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """Dates and sources are made once, and a record has the sources of its event."""
    record = quickly(monkeypatch)

    assert record.event.occurred is record.event.occurred
    assert record.sources is record.event.sources
    assert [source.publisher for source in record.sources] == ["Minutes"]


def test_a_record_has_no_fields_of_other_names(monkeypatch: pytest.MonkeyPatch) -> None:
    """A mistyped name is told as ever, before and after the rest was decoded."""
    record = quickly(monkeypatch)

    for value in (record, record.event, attrs.evolve(record.event), attrs.evolve(record)):
        for name in ("colour", "written_date", "__deepcopy__"):
            assert not hasattr(value, name)


def test_a_record_read_by_the_short_way_can_be_pickled(monkeypatch: pytest.MonkeyPatch) -> None:
    """What was not asked for yet is decoded for that."""
    record = quickly(monkeypatch)
    copy = pickle.loads(pickle.dumps(record))  # noqa: S301  our own

    assert copy.event.occurred == record.event.occurred
    assert copy.sources == record.sources


def test_the_fields_of_whatever_somebody_crafts_are_read_alike_by_either_way() -> None:
    """Those of acts and declarations, too; what is wrong is told with the same words."""

    def told(body: str) -> str:
        try:
            return repr(entry(body).content)
        except UnreadableEntry as error:
            return str(error)

    for row in ROWS:
        with mock.patch.object(entries, "MANY", 0):
            short = told(row.body)
        with mock.patch.object(entries, "MANY", 1 << 60):
            assert short == told(row.body), row.body[:300]


def test_a_short_log_is_read_without_what_the_short_way_imports() -> None:
    """The bundled chronology is answered from before that would pay."""
    code = (
        "import sys, chrono\n"
        "with chrono.Chronology.open() as chronology: chronology.state('2023-11-19')\n"
        "print('msgspec' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout == "False\n"


def test_the_data_of_an_event_is_only_decoded_when_asked_for() -> None:
    """Whoever goes through a whole history asks for dates and sources, and data is large."""
    body = honest()[ADA]
    with mock.patch.object(entries, "MANY", 0):
        record = entry(text(body)).record
    assert isinstance(record, Development)
    with mock.patch.object(plain_bodies, "data", wraps=plain_bodies.data) as asked:
        assert record.event.kind == body["kind"]
        assert record.sources
        assert asked.call_count == 0
        assert record.event.data == body["data"]
        assert record.event.data is record.event.data
        assert asked.call_count == 1
