"""Values in words read back as what they are, or are refused."""

import json
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chrono.errors import ChronoError
from chrono.events.entries import Correction, Development
from chrono.events.history import History
from chrono.kinds.wording import wording_of
from chrono.log.bundled import bundled
from chrono.values.canonical import canonical
from chrono.values.typed_values import NotInWords, NotJson, value_from_words
from chrono.values.value_words import in_words

NAME = "openai-microsoft"
BUNDLED = [
    (claim.key, claim.value, claim.op == "announce")
    for record in History.of(NAME, bundled(NAME).entries()).records
    if isinstance(record, Development | Correction)
    for claim in record.event.claims
    if claim.value is not None
]


def _words(value: Any, key: str, *, pending: bool = False) -> str:
    """Return a value of a key as it is printed."""
    return in_words(value, wording_of(key, pending=pending))


def _read(text: str, like: Any = None, key: str = "", *, pending: bool = False) -> Any:
    """Return what a typed text means for a key that held another value."""
    return value_from_words(text, like, wording_of(key, pending=pending))


def test_every_value_of_the_bundled_chronology_reads_back() -> None:
    """Whatever the first chronology holds can be typed as it is shown."""
    wrong = [
        (key, value)
        for key, value, pending in BUNDLED
        for words in [_words(value, key, pending=pending)]
        if _read(words, value, key, pending=pending) != value
    ]

    assert BUNDLED
    assert wrong == []


@pytest.mark.parametrize(
    ("stored", "printed"),
    [
        ("2026-10~", "about Oct 2026"),
        ("2025-12-31", "31 Dec 2025"),
        ("[2025-01..2025-03]", "between Jan and Mar 2025"),
        ("2025-12-31T12:00Z", "2025-12-31T12:00Z"),
        ("once the quay stands", "once the quay stands"),
    ],
)
def test_a_date_within_a_value_is_printed_in_words_and_read_back(stored: str, printed: str) -> None:
    """Also an approximate one; a time, and a condition, are printed as they are."""
    value = {"stage": "pending", "due": stored}
    words = _words(value, "deadline/quay")

    assert words == f"pending (due: {printed})"
    assert _read(words, value, "deadline/quay") == value


LETTERS = st.characters(categories=("Lu", "Ll", "Nd", "Lo"), include_characters=" -'&%;?!")
TEXTS = st.text(LETTERS, min_size=1).filter(lambda text: text == text.strip())
CURRENCIES = st.sampled_from(("USD", "EUR", "GBP", "JPY", "CHF", "CNY"))
AMOUNTS = st.one_of(
    st.integers(0, 10**15), st.integers(0, 10**6).map(lambda n: n * 10**7), st.just(1_234_500_000)
)
QUALIFIERS = st.sampled_from(("up to", "about", "more than", "at least", "≈"))
MONEY = st.fixed_dictionaries(
    {"amount": AMOUNTS, "currency": CURRENCIES}, optional={"qualifier": QUALIFIERS}
)
SALES = st.fixed_dictionaries(
    {"amount": AMOUNTS, "currency": CURRENCIES}, optional={"shares": TEXTS, "period": TEXTS}
)
HOLDERS = st.fixed_dictionaries({"person": TEXTS, "capacity": TEXTS}, optional={"note": TEXTS})
SEATS = st.fixed_dictionaries({"holder": TEXTS}, optional={"person": TEXTS})
STAGES = st.fixed_dictionaries({"stage": TEXTS}, optional={"outcome": TEXTS, "due date": TEXTS})
TERMS = st.fixed_dictionaries(
    {"says": TEXTS}, optional={"until": TEXTS, "version": st.integers(), "in force": st.booleans()}
)
PLAIN = st.dictionaries(st.sampled_from(("until", "by", "seats")), TEXTS, min_size=1)
NUMBERS = st.one_of(st.integers(), st.floats(allow_nan=False, allow_infinity=False), st.booleans())
MEMBERS = st.one_of(TEXTS, st.text('a,; "[\\:', min_size=1).filter(lambda t: t == t.strip()))
LISTS = st.one_of(st.lists(MEMBERS), st.lists(st.integers()), st.lists(MONEY, max_size=1))


@pytest.mark.no_cover  # properties, each within a test
@pytest.mark.parametrize(
    ("key", "values"),
    [
        ("capital/a", MONEY),
        ("sales/a", SALES),
        ("office/a", HOLDERS),
        ("observer/a", SEATS),
        ("deal/a", STAGES),
        ("term/a", TERMS),
        ("ship/maps", st.one_of(PLAIN, HOLDERS, STAGES)),
        ("ship/lists", LISTS),
        ("ship/numbers", NUMBERS),
        ("office/texts", TEXTS),
    ],
)
def test_values_read_back_as_what_they_are(key: str, values: st.SearchStrategy[Any]) -> None:
    """Words said of a value are read as that value, given a value of its shape."""

    @given(values)
    def reads_back(value: Any) -> None:
        words = _words(value, key)
        assert canonical(_read(words, value, key)) == canonical(value)

    reads_back()


ANYTHING = st.recursive(
    st.one_of(TEXTS, st.text('ab,:() "[{1', max_size=9), st.integers(), st.booleans()),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(st.sampled_from(("stage", "person", "capacity", "who")), inner, max_size=3),
    ),
    max_leaves=10,
)
KEYS = st.sampled_from(("office/a", "deal/a", "ship/a"))


@given(st.text(st.characters(categories=("L", "N", "P", "S", "Zs"))), ANYTHING, KEYS)
def test_what_is_refused_is_shown_as_json_that_reads(text: str, like: Any, key: str) -> None:
    """Any text is read, or refused with a sentence whose JSON, and words if any, read back."""
    try:
        _read(text, like, key)
    except NotJson as error:
        shown = str(error).partition("write it as ")[2]
        assert _read(shown, like, key) == text.strip()
    except NotInWords as error:
        shown = str(error).partition("write it as ")[2].rpartition("JSON: ")
        assert _read(shown[2], like, key) == like
        if "or as" in shown[0]:
            assert _read(_words(like, key), like, key) == like


@pytest.mark.parametrize("text", ["2019", "true", "null", "13.5", "no", "1: A", "$5"])
def test_text_without_a_shape_stays_text(text: str) -> None:
    """Where nothing says that a key holds numbers, what looks like one is text."""
    assert _read(text) == text
    assert _read(text, like="anything") == text


@pytest.mark.parametrize("like", [13, 13.5, 0])
def test_numbers_are_read_where_the_key_holds_numbers(like: float) -> None:
    """A number where there are numbers; text, truth, nothing and no finite number are refused."""
    assert _read("2019", like) == 2019
    for text in ("twelve", "true", "null", "NaN", "Infinity", "-Infinity", ""):
        with pytest.raises(NotInWords, match="has not the shape of what stands there"):
            _read(text, like)


def test_truth_is_read_where_the_key_holds_truth() -> None:
    """A number is not taken for true or false."""
    assert _read("false", like=True) is False
    with pytest.raises(NotInWords):
        _read("1", like=True)


@pytest.mark.parametrize("text", ['{"a": [1, "b"]}', '["A, Inc.", 2]', '"text"'])
def test_json_is_read_whatever_the_shape(text: str) -> None:
    """What starts as JSON does is JSON, in any place."""
    for like in (None, "text", [], {"stage": "open"}):
        assert _read(f" {text} ", like) == json.loads(text)


@pytest.mark.parametrize(
    ("key", "text", "like", "value"),
    [
        ("board/a", "A, B", ["C"], ["A", "B"]),
        ("board/a", "0:", ["C"], []),
        ("board/a", "A; B, Inc.;", ["C"], ["A", "B, Inc."]),
        ("office/a", "Ann (interim)", {"person": "B", "capacity": "permanent"},
         {"person": "Ann", "capacity": "interim"}),
        ("office/a", "Ann", {"person": "B", "capacity": "interim"}, {"capacity": "permanent"}),
        ("proceeding/a", "closed", {"stage": "open", "outcome": "x"}, {"stage": "closed"}),
        ("deal/a", "talks (again)", {"stage": "open"}, {"stage": "talks (again)"}),
        ("term/a", "in force (until: 2030)", {"says": "x", "until": "y"}, {"until": "2030"}),
        ("ship/a", "stage: afloat", {"stage": "sunk", "by": "x"}, {"stage": "afloat"}),
        ("deal/a/sum", "£1,500", {"amount": 1, "currency": "USD"},
         {"amount": 1500, "currency": "GBP"}),
        ("ship/a", "CHF 2.5 million", {"amount": 1, "currency": "USD"}, {"currency": "CHF"}),
        ("ship/a", "up to $1 billion", {"amount": 1, "currency": "USD"}, {"qualifier": "up to"}),
        ("ship/a", "12.5bn", {"amount": 1, "currency": "EUR"},
         {"amount": 12_500_000_000, "currency": "EUR"}),
    ],
)  # fmt: skip
def test_words_are_read_as_people_type_them(key: str, text: str, like: Any, value: Any) -> None:
    """A count, a permanent capacity, and fields that do not apply can be left out."""
    found = _read(text, like, key)

    assert found == value if isinstance(value, list) else value.items() <= found.items()


@pytest.mark.parametrize(
    ("key", "text", "like"),
    [
        ("board/a", "1: Acme, Inc.", ["B"]),
        ("board/a", "2: A", ["B"]),
        ("deal/a", "closed (result: x)", {"stage": "open", "outcome": "x"}),
        ("deal/a", "closed (outcome: )", {"stage": "open", "outcome": "x"}),
        ("deal/a", "closed (stage: open)", {"stage": "open", "outcome": "x"}),
        ("deal/a", "", {"stage": "open"}),
        ("ship/a", "afloat", {"stage": "sunk"}),
        ("term/a", "one (version: two)", {"says": "x", "version": 2}),
        ("term/a", "nothing named", {"until": "2030"}),
        ("ship/a", "some money", {"amount": 1, "currency": "USD"}),
        ("ship/a", "$0.5", {"amount": 1, "currency": "USD"}),
        ("ship/a", "$1 million (in 2019)", {"amount": 1, "currency": "USD"}),
        ("deal/a", "{stage", {"stage": "open"}),
    ],
)
def test_a_wrong_shape_is_refused_with_one_that_works(key: str, text: str, like: Any) -> None:
    """What cannot be meant is not guessed at: the sentence shows words and JSON that read back."""
    with pytest.raises(NotInWords) as refused:
        _read(text, like, key)

    shown = re.search(r"write it as '(.+)', or as JSON: (.+)$", str(refused.value))
    assert shown is not None
    assert _read(shown[1], like, key) == like
    assert _read(shown[2], like, key) == like


def test_what_is_announced_is_typed_as_it_is_said() -> None:
    """The closing that is announced is the stage closed; of what has happened it is a word."""
    like = {"stage": "agreed"}

    assert _read("closing", like, "deal/a", pending=True) == {"stage": "closed"}
    assert _read("closing", like, "deal/a") == {"stage": "closing"}


def test_a_member_with_a_comma_is_in_quotes() -> None:
    """So one member is told from two, and what is printed can be typed."""
    assert _words(["Acme, Inc.", "Ada"], "board/a") == '2: "Acme, Inc.", Ada'
    assert _words(["Acme", "Inc.", "Ada"], "board/a") == "3: Acme, Inc., Ada"
    with pytest.raises(NotInWords, match=r"""write it as '1: "Acme, Inc."', or as JSON"""):
        _read("2: A", ["Acme, Inc."])


def test_words_that_would_not_read_back_are_not_offered() -> None:
    """A member of two lines can be written as JSON only, and the sentence says so."""
    with pytest.raises(NotInWords, match=r'write it as JSON: \["Acme\\nInc."\]$'):
        _read("2: A", ["Acme\nInc."])


def test_text_that_starts_as_json_does_is_refused_with_its_quotes() -> None:
    """A quoted phrase at the start of a text is no JSON; the sentence writes the whole as JSON."""
    with pytest.raises(NotJson, match=r'write it as "\\"soon\\", they say"$'):
        _read('"soon", they say')


def test_both_refusals_are_refusals_of_the_engine() -> None:
    """Whoever catches what the engine refuses catches these."""
    assert issubclass(NotInWords, ChronoError)
    assert issubclass(NotJson, ChronoError)
