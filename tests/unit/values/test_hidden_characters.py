"""Hidden characters: what shows nothing, or takes over a terminal, is shown as an escape."""

import json
import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chrono.values.hidden_characters import hidden, revealed


def tags(text: str) -> str:
    """Write text in tag characters, which show nothing."""
    return "".join(chr(0xE0000 + ord(character)) for character in text)


HIDDEN = {
    "a control character": "a\x1b[31mb",
    "one of the upper ones": "a\x9bb",
    "one that turns text around": "a\u202eb",
    "an isolate": "a\u2067b",
    "a mark of direction": "a\u200fb",
    "a line separator": "a\u2028b",
    "a soft hyphen": "pay\u00adpal",
    "a joiner of graphemes": "a\u034fb",
    "a Hangul filler": "a\u115f\u1160\u3164\uffa0b",
    "a Khmer vowel that is not shown": "\u1780\u17b4",
    "a word joiner": "a\u2060b",
    "an invisible operator": "f\u2061x\u2062y\u2063z\u2064",
    "a zero-width space": "a\u200bb",
    "a joiner in Latin": "a\u200db",
    "a non-joiner in Latin": "a\u200cb",
    "a non-joiner at the end of a word": "\u0645\u06cc\u200c ",
    "two non-joiners in a word": "\u0645\u06cc\u200c\u200c\u0634\u0648\u062f",
    "a mark of byte order": "a\ufeffb",
    "a variation selector after a letter": "a\ufe0fb",
    "two after an emoji": "\u2764\ufe0f\ufe0f",
    "one of the others after an emoji": "\U0001f600\U000e0101",
    "one after a space": " \ufe0f",
    "one after a digit": "1\ufe0f2",
    "text in tags": "a" + tags("hidden"),
    "text in tags after a flag": "\U0001f3f4" + tags("attack now"),
    "a flag that does not end": "\U0001f3f4" + tags("gbeng"),
    "a joiner after an emoji": "\U0001f469\u200d ",
    "a mark between notes": "a\U0001d173b",
    "what is reserved to be ignored": "a\U000e0fffb",
}

SHOWN = {
    "a heart": "\u2764\ufe0f",
    "a heart as text": "\u2764\ufe0e",
    "a family": "\U0001f469\u200d\U0001f469\u200d\U0001f467",
    "a woman with red hair, and a judge": "\U0001f469\U0001f3fd\u200d\u2696\ufe0f",
    "the rainbow flag": "\U0001f3f3\ufe0f\u200d\U0001f308",
    "a keycap": "1\ufe0f\u20e3",
    "the flags of England, Scotland and Wales": "".join(
        f"\U0001f3f4{tags(code)}\U000e007f" for code in ("gbeng", "gbsct", "gbwls")
    ),
    "the flag of a country": "\U0001f1e9\U0001f1ea",
    "Persian": "\u0645\u06cc\u200c\u0634\u0648\u062f",
    "Hindi": "\u0915\u094d\u200d\u0937 \u0915\u094d\u200c\u0937",
    "Malayalam": "\u0d05\u0d35\u0d28\u0d4d\u200d",
    "Sinhala": "\u0dc1\u0dca\u200d\u0dbb\u0dd3",
    "Mongolian": "\u1820\u180b\u1828\u180e\u1820",
    "a Japanese name": "\u845b\U000e0100",
    "Hebrew and accents": "\u05e9\u05c1\u05dc\u05d5\u05dd caf\u0065\u0301",
    "text of several lines": "a\tb\nc",
}


@pytest.mark.parametrize("text", HIDDEN.values(), ids=HIDDEN)
def test_what_is_hidden_is_shown_as_an_escape(text: str) -> None:
    """Its escape is that of JSON, so that nothing is lost."""
    assert "\\u" in revealed(text)
    assert json.loads(f'"{revealed(text)}"') == text


@pytest.mark.parametrize("text", SHOWN.values(), ids=SHOWN)
def test_what_shows_something_stays_as_it_is(text: str) -> None:
    """Emoji, and scripts whose letters join or have variants, are whole."""
    assert revealed(text) == text


def test_every_one_that_is_hidden_is_shown() -> None:
    """Of a run each character has an escape of its own."""
    assert revealed("a\u00ad\u3164\ufe0fb") == "a\\u00ad\\u3164\\ufe0fb"
    assert revealed("\U000e0041") == "\\udb40\\udc41"


@given(st.text())
def test_no_control_character_is_left(text: str) -> None:
    """Whatever the data, but for newline and tab."""
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", revealed(text))


@given(st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "S", "Zs"])))
def test_what_prints_stays(text: str) -> None:
    """Letters, digits and signs have no escapes, but for the fillers among the letters."""
    shown = "".join(c for c in text if "FILLER" not in unicodedata.name(c, ""))
    assert revealed(shown) == shown


def test_what_is_hidden_among_plain_letters_is_escaped() -> None:
    """Text of letters alone is not looked through, and a hidden one makes it another text."""
    for number in range(0x400):
        text = f"é{chr(number)}e"
        shown = hidden().sub(lambda run: f"\\u{ord(run[0]):04x}", text)

        assert shown == revealed(text)
