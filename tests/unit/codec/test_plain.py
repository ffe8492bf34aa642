"""The short way through the codec: it takes what the codec takes, and makes the same of it."""

from collections.abc import Callable
from typing import Any
from unittest import mock

import attrs
import hypothesis
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chrono.codec import plain
from chrono.codec.codec import Codec
from chrono.codec.plain import Plain
from chrono.events.claims import Claim
from chrono.events.drafts import Draft
from chrono.events.kinds import Register, kind
from chrono.kinds.catalogue import KINDS
from chrono.values.canonical import _Quickly
from tests.building import event, source
from tests.strategies import examples, logs

Row = dict[str, Any]
ALIASES = {"Paper": "The Paper", "Ada": "Ada Lovelace"}
CEO = {"set": "office/x/ceo", "value": "Ada"}

CHANGES: tuple[Callable[[Row], Row], ...] = (
    *([lambda row: row] * 4),
    *(
        lambda row, more=more: {**row, **more}  # type: ignore[misc]
        for more in (
            {"headline": "a\x1b[31mb"}, {"headline": "a\tb"}, {"headline": "cafe\u0301"},
            {"headline": "Zoë ☃"}, {"headline": " "}, {"headline": "x" * 301}, {"headline": 7},
            {"note": "one\ntwo"}, {"note": ""}, {"note": "one"}, {"note": "a\u2028b"},
            {"occurred": "2024-01-01T10:00+00"}, {"occurred": "[2023-01..2024]"},
            {"occurred": "soon"}, {"id": "a b"}, {"id": "n~2"}, {"id": None}, {"colour": "red"},
            {"chronology": "other"}, {"chronology": "a b"}, {"kind": "retraction"},
            {"kind": "chronology"}, {"kind": "nothing"}, {"kind": ["development"]},
            {"sources": []}, {"sources": {}}, {"sources": [source(), "x"]},
            {"sources": [source(url="javascript:x")]}, {"sources": [source(title="")]},
            {"sources": [source(url="https://example.org/a")]}, {"sources": [source(title=None)]},
            {"sources": [source(publisher=" Paper")]}, {"sources": [source(basis="certain")]},
            {"sources": [{"publisher": "Paper", "basis": "filed"}]},
            {"sources": [source(published="2024-01-01T10:00:00+00")]},
            {"data": {"claims": [CEO, CEO]}}, {"data": {"claims": [{**CEO, "value": 2.0}]}},
            {"data": {"claims": [{**CEO, "value": float("nan")}]}}, {"data": {"x": 1}},
            {"data": {"claims": [{**CEO, "value": 1 << 70}]}}, {"data": {"claims": (CEO,)}},
            {"data": {"claims": [{**CEO, "value": {"a": ["Ada", None, True]}}]}},
            {"data": {"claims": [{**CEO, "value": {1: 2}}]}}, {"data": {"claims": [{}]}},
            {"data": {"claims": [{"set": "A B/x", "value": 1}]}}, {"data": None},
            {"data": {"claims": [{"add": "board/x", "value": "Ada"}]}}, {"data": {}},
            {"data": {"claims": [{"set": "board/x", "value": ["Ada", "Bob"]}]}},
            {"data": {"claims": [{"set": "board/x", "value": ["Ada", "Ada"]}]}},
            {"data": {"claims": [{"end": "office/x", "value": 1}]}},
            {"after": ["a", ""]}, {"after": []}, {"after": None}, {"before": "a"},
            {"contests": ["a", "b"]}, {"headline": 'a \\ "b"'}, {"headline": "a\x7fb"},
            {"data": {"claims": [{**CEO, "value": ""}]}}, {"headline": "\\n"},
            {"data": {"claims": [{**CEO, "value": {"": 1}}]}}, {"headline": "\u0301a"},
            {"kind": "office.taken", "data": {"office": "x/ceo", "person": "Ada"}},
            {"kind": "seat.left", "data": {"seat": "x"}}, {"kind": "stake.held"},
            {"recorded": "2026-12-01T00:00:00.000000Z"}, {"derived": {}},
        )
    ),
)  # fmt: skip
"""What may stand in an event that is plain, that is rare, and that is wrong."""


def both(row: Row, register: Register = KINDS) -> tuple[Draft | None, Draft | None]:
    """Read an event by the short way alone, and without it."""
    codec, found = Codec("test", register, ALIASES), []
    draft = Plain.draft

    def kept(*arguments: Any) -> None:
        found.append(draft(*arguments))

    with mock.patch.object(Plain, "draft", kept):
        whole, _ = codec.draft(row, "test")
    return found[0], whole


@examples(100)
@given(logs(size=(1, 2)), st.data(), st.lists(st.sampled_from(CHANGES), max_size=2))
def test_what_the_short_way_takes_the_codec_takes_and_makes_the_same_of_it(
    rows: list[Row], data: st.DataObject, changes: list[Callable[[Row], Row]]
) -> None:
    """With the same bytes to store, whatever the event."""
    row = data.draw(st.sampled_from([*rows, event("n1", "2024", CEO)]))
    for change in changes:
        row = change(row)
    short, whole = both(row)
    hypothesis.event(f"taken: {short is not None}, by the codec: {whole is not None}")
    if short is not None:
        assert whole == short
        assert short.stored() == whole.stored() == short.whole


@pytest.mark.parametrize("change", CHANGES)
def test_each_change_alone_is_read_alike_by_both(change: Callable[[Row], Row]) -> None:
    """Each of the table, which a draw may miss."""
    short, whole = both(change(event("n1", "2024", CEO)))
    assert short is None or (short, short.whole) == (whole, whole and whole.stored())


def test_a_plain_event_takes_the_short_way() -> None:
    """Names stand for what they are aliases of."""
    short, whole = both(event("n1", "2024-05-01T10:00:00Z", CEO, sources=[source()]))
    assert short is not None
    assert short == whole


@kind("share")
class Share:
    """A kind that works out what it claims."""

    parts: int

    def claims(self) -> list[Claim]:
        """Return a claim with a number that JSON has in more than one spelling."""
        return [Claim("set", "share/x", 1 / self.parts)]


@kind("listed")
class Listed:
    """A kind that lists its claims, and claims others."""

    asserted: tuple[Claim, ...] = attrs.field(default=(), alias="claims")

    def claims(self) -> list[Claim]:
        """Return no claim of the list."""
        return [Claim("end", claim.key) for claim in self.asserted]


@pytest.mark.parametrize(
    "more",
    [
        {"kind": "share", "data": {"parts": 65536}},
        {"kind": "listed", "data": {"claims": [CEO]}},
        {"kind": "listed"},
    ],
)
def test_kinds_of_ones_own_are_read_alike_by_both(
    more: Row, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A number is spelt as the log spells it, and claims are those of the kind."""
    quickly = _Quickly()
    quickly._before = 0  # noqa: SLF001
    monkeypatch.setattr(plain, "quickly", quickly)
    row = {**event("n1", "2024"), **more}

    short, whole = both(row, Register.of(Share, Listed))

    assert whole is not None
    assert short is None or (short, short.whole) == (whole, whole.stored())


def test_a_draft_does_not_change_with_what_was_read() -> None:
    """A program may go on with its own mapping."""
    value: Row = {"a": ["b"]}
    row = event("n1", "2024", {**CEO, "value": value})
    short, _ = both(row)
    assert short is not None
    before = short.stored()
    value["a"].append("c")
    row["sources"].clear()
    assert short.stored() == before
