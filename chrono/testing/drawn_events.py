"""Sources and events, as one line of JSONL has them; an event has no id and no links yet."""

import functools
import itertools
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from hypothesis import strategies as st

from chrono.codec.codec import Codec
from chrono.events.kinds import kind_of
from chrono.plugins import register
from chrono.testing.calendar import CALENDAR, every_date
from chrono.testing.data_of_kinds import TEXTS, data_of
from chrono.testing.drawn_claims import Written, claims, together
from chrono.testing.growing import Kinds, classes_in, codec_of
from chrono.testing.short_lists import several

GENERIC: Final = "development"
"""The kind that lists its claims itself."""

_PUBLISHERS: Final = ("Gazette", "Herald", "Mirror")
_BASES: Final = ("reported", "filed", "announced", "alleged", "rumoured")


def sources(calendar: Sequence[str] = CALENDAR) -> st.SearchStrategy[Written]:
    """Draw a source: of three publishers, any basis, dated on the calendar, after it or not at all.

    Some repeat the report of an agency, so that two of them are one witness.
    """
    drawn = every_source(calendar)

    def numbered(number: int) -> Written:
        return drawn[number]

    return st.sampled_from(range(len(drawn))).map(numbered)  # by number, so that its repr is short


def every_source(calendar: Sequence[str]) -> list[Written]:
    """Return every source that is drawn."""
    days = tuple(calendar)
    published = (*days, *days, days[0][:7], days[0][:4], "2099", None)
    every = itertools.product((None, None, "Agency"), published, _BASES, _PUBLISHERS)
    return [source(*one) for one in every]


def source(origin: str | None, published: str | None, basis: str, publisher: str) -> Written:
    """Return a source as it is written; what is None is left out."""
    fields = {"publisher": publisher, "basis": basis, "published": published, "origin": origin}
    present = {name: value for name, value in fields.items() if value is not None}
    return {**present, "url": "https://example.org/"}


def events(
    kinds: Kinds = (GENERIC,),
    *,
    claims: st.SearchStrategy[Written] | None = None,
    calendar: Sequence[str] = CALENDAR,
    texts: Iterable[str] = TEXTS,
) -> st.SearchStrategy[Written]:
    """Draw an event that any log takes first: kind, date, headline, data and sources.

    Args:
        kinds: The kinds of the events; the data of a class is drawn from the types of its fields.
        claims: The claims of an event of the generic kind: one or two of these.
        calendar: The days that dates are about.
        texts: The values of text fields of other kinds, often a part of a key.

    Raises:
        UnknownKind: A name belongs to no registered kind.
        CannotDraw: A kind has a field of a type for which nothing can be drawn.
    """
    rest = several((every_date(calendar), 1, 1), (every_source(calendar), 1, 2))
    drawn = [
        st.tuples(data, rest).map(functools.partial(_event, name))
        for name, data in _data(kinds, claims, tuple(texts))
    ]
    return st.one_of(drawn)


def _event(kind: str, drawn: tuple[Written, list[list[Any]]]) -> Written:
    data, ((occurred,), rests_on) = drawn
    return {
        "kind": kind,
        "occurred": occurred,
        "headline": f"{kind} {occurred}",
        "data": data,
        "sources": rests_on,
    }


def _data(
    kinds: Kinds, claimed: st.SearchStrategy[Written] | None, texts: tuple[str, ...]
) -> Iterator[tuple[str, st.SearchStrategy[Written]]]:
    """Yield the name of each kind with a strategy for its data."""
    drawn = kinds if isinstance(kinds, Mapping) else {}
    codec = codec_of(kinds)
    for given in kinds:
        name = given if isinstance(given, str) else kind_of(given).name
        if name in drawn:
            yield name, drawn[name]
        elif name == GENERIC:
            listed = st.lists(claimed if claimed is not None else claims(), min_size=1, max_size=2)
            yield name, listed.map(together).map(_listing)
        else:
            cls = register(classes=classes_in(kinds))[name].cls
            yield name, data_of(cls, texts).filter(_takes(codec, name))


def _listing(listed: list[Written]) -> Written:
    return {"claims": listed}


def _takes(codec: Codec, kind: str) -> Callable[[Written], bool]:
    """Return a function that tests whether the validators and claims of a kind accept data."""
    plain = source(None, None, "reported", "Gazette")
    rest = {"id": "e1", "occurred": CALENDAR[0], "headline": "drawn", "sources": [plain]}
    return lambda data: codec.draft({"kind": kind, "data": data, **rest}, "")[0] is not None
