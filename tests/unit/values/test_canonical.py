"""Canonical JSON: equal values have equal bytes, and no others."""

import json
import math
import unicodedata
from collections.abc import Callable, Mapping
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from chrono.errors import ChronoError
from chrono.values.canonical import (
    DEEPEST,
    NotCanonical,
    _Quickly,
    canonical,
    normal,
    normal_text,
)

texts = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]))
values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | texts,
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(texts.map(normal_text), inner, max_size=4)
    ),
    max_leaves=6,
)


def typed(value: Any) -> Any:
    """Make a value that is equal exactly to those that JSON cannot tell from it."""
    if isinstance(value, Mapping):
        return ("map", frozenset((typed(name), typed(item)) for name, item in value.items()))
    if isinstance(value, list | tuple):
        return ("list", tuple(typed(item) for item in value))
    if isinstance(value, str):
        return ("text", unicodedata.normalize("NFC", value))
    if value is None or isinstance(value, bool):
        return ("word", value)
    return ("number", value)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ({"b": 1, "a": [True, None, "x"]}, '{"a":[true,null,"x"],"b":1}'),
        ({"a": {"d": 1, "c": 2}}, '{"a":{"c":2,"d":1}}'),
        ({"Z": 1, "a": 2, "É": 3}, '{"Z":1,"a":2,"É":3}'),
        ("Zoë ☃ 𝄞", '"Zoë ☃ 𝄞"'),
        ("Zoe\u0308", '"Zo\u00eb"'),
        ({"Zoe\u0308": 1}, '{"Zo\u00eb":1}'),
        ('"\\/\n\t\x01\x7f', '"\\"\\\\/\\n\\t\\u0001\x7f"'),
        (1.0, "1"),
        (-0.0, "0"),
        (1e22, "10000000000000000000000"),
        (13.75, "13.75"),
        (1e-7, "1e-07"),
        (-(2**70), "-1180591620717411303424"),
        ((1, 2), "[1,2]"),
        ([], "[]"),
        ({}, "{}"),
    ],
)
def test_a_value_has_one_spelling(value: Any, expected: str) -> None:
    """Sorted keys, no spaces, NFC, the shortest number."""
    assert canonical(normal(value)) == expected


@given(values)
def test_canonical_json_reads_back_as_the_value(value: Any) -> None:
    """Any JSON reader finds what was written."""
    assert typed(json.loads(canonical(normal(value)))) == typed(value)


@given(values)
def test_a_normal_value_is_normal(value: Any) -> None:
    """Twice is once, also after reading back."""
    once = normal(value)

    assert canonical(normal(once)) == canonical(once)
    assert canonical(normal(json.loads(canonical(once)))) == canonical(once)


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers(-(2**63) + 1, 2**63 - 1) | texts,
        lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts, inner, max_size=4),
        max_leaves=6,
    )
)
@example('\x7f\u2028\b\f\n\r\t\x01"\\/\U0001d11e')
@example({"\uffff": 1, "\U0001d11e": 2, "é": 3, "z": 4})
def test_the_quick_way_spells_alike(value: Any) -> None:
    """Before msgspec has paid for its import, and after."""
    before, after = _Quickly(), _Quickly()
    after._before = 0  # noqa: SLF001

    assert before(value) == after(value) == canonical(value)


@given(values, values)
@example([1], [True])
@example([0], [False])
@example(1, "1")
@example(None, "null")
@example([1, 2], [2, 1])
@example({"a": 1}, {"a": 1.0})
@example({}, [])
@example("Zoe\u0308", "Zo\u00eb")
def test_texts_are_equal_exactly_when_values_are(one: Any, other: Any) -> None:
    """True is not 1, 1 is 1.0, and order counts in lists alone."""
    same = canonical(normal(one)) == canonical(normal(other))

    assert same == (typed(one) == typed(other))


@given(values)
def test_canonical_json_is_utf_8(value: Any) -> None:
    """It can be stored and hashed as it is."""
    assert canonical(normal(value)).encode().decode() == canonical(normal(value))


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        (math.nan, "not a finite number"),
        (math.inf, "not a finite number"),
        ([-math.inf], "not a finite number"),
        ("a\0b", "NUL"),
        ("ä\0b", "NUL"),
        ("\ud800", "half a surrogate pair"),
        ({"\udfff": 1}, "half a surrogate pair"),
        ([10**4300], "more than 4000 digits"),
        ([-(10**4300)], "more than 4000 digits"),
        ({1: 2}, "names are text"),
        ({None: 2}, "names are text"),
        (b"bytes", "not JSON"),
        ({1, 2}, "not JSON"),
        (object, "not JSON"),
    ],
)
def test_what_has_no_canonical_json_is_refused(value: Any, reason: str) -> None:
    """An error of ours says what is wrong, wherever in a value it stands."""
    with pytest.raises(NotCanonical, match=reason) as caught:
        normal([{"deep": value}])

    assert isinstance(caught.value, ChronoError)
    assert str(caught.value).isascii()


def test_two_spellings_of_one_name_are_refused() -> None:
    """Neither of two fields is lost because their names are the same in NFC."""
    with pytest.raises(NotCanonical, match="given twice"):
        normal({"Zoe\u0308": 1, "Zo\u00eb": 2})


@pytest.mark.parametrize("wrap", [lambda value: [value], lambda value: {"a": value}])
def test_what_is_too_deep_is_refused(wrap: Callable[[Any], Any]) -> None:
    """Lists and maps may stand in each other 64 deep, and an endless one is an error of ours."""
    value = wrap("text")
    for _ in range(DEEPEST - 1):
        value = wrap(value)
    assert normal(value) == value

    endless: list[Any] = []
    endless.append(endless)
    for deep in (wrap(value), endless):
        with pytest.raises(NotCanonical, match="nested more than 64 deep"):
            normal(deep)


def test_the_longest_numbers_that_are_taken_can_be_written() -> None:
    """No number passes that Python would refuse to write or read."""
    value = 2**13_000 - 1

    assert json.loads(canonical(normal(value))) == value


@given(st.text())
def test_text_is_brought_to_nfc_or_refused(text: str) -> None:
    """Whatever text there is."""
    try:
        found = normal_text(text)
    except NotCanonical:
        assert "\0" in text or any("\ud800" <= character <= "\udfff" for character in text)
    else:
        assert found == unicodedata.normalize("NFC", text)
        assert "\0" not in found
        found.encode()
