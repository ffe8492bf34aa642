"""Addresses: http and https with a host, and a hint where one is near."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chrono.values.addresses import BadAddress, checked_address, is_address, is_meant_as_address

SOUND = (
    "https://example.org/page",
    "http://example.org",
    "HTTPS://EXAMPLE.ORG/a?b=c#d",
    "https://example.org:8443/a",
    "https://user.example.org/@somebody",
    "https://b\u00fccher.example/x",
    "https://archive.example/2020/https://example.org/",
    "http://localhost:8000/x",
    "http://[::1]/x",
)
WRONG = (
    # text, words of the reason, the hint
    ("Spreadsheet", "starts with https://", ""),
    ("see the file", "starts with https://", ""),
    ("", "starts with https://", ""),
    ("www.example.org/a", "write https://www.example.org/a", "https://www.example.org/a"),
    ("ftp://example.org", "starts with https://", ""),
    ("javascript:alert(1)", "starts with https://", ""),
    ("https://", "starts with https://", ""),
    ("https:///page", "starts with https://", ""),
    ("https://example.org:port/", "starts with https://", ""),
    ("https://[::1/x", "starts with https://", ""),
    ("https://me:secret@example.org/a", "nothing of a user", "https://example.org/a"),
    ("https://example.org@evil.example/", "nothing of a user", "https://evil.example/"),
    ("https://example.org/a b", "holds no ' '", "https://example.org/a%20b"),
    ("https://example.org/a\nb", "holds no", ""),
    ("https://example.org\\@evil.example", "nothing of a user", "https://evil.example"),
    ("https://-/", "starts with https://", ""),
)


@pytest.mark.parametrize("text", SOUND)
def test_an_address_is_returned_as_it_is(text: str) -> None:
    """Case, ports and what comes behind the host are the publisher's own."""
    assert checked_address(text) == text


@pytest.mark.parametrize(("text", "reason", "hint"), WRONG)
def test_what_is_none_is_refused_with_what_may_be_meant(text: str, reason: str, hint: str) -> None:
    """A hint is an address itself, and hides no user."""
    with pytest.raises(BadAddress) as refused:
        checked_address(text)

    assert reason in str(refused.value)
    assert refused.value.hint == hint


@given(st.text() | st.text(st.sampled_from("htps:/@.[]a1 \\?#")).map("https://".__add__))
def test_any_text_is_an_address_or_none(text: str) -> None:
    """No other error comes out, and a hint is sound."""
    with contextlib.suppress(BadAddress):
        assert checked_address(text) == text
        return
    with pytest.raises(BadAddress) as refused:
        checked_address(text)
    assert refused.value.hint == "" or is_address(refused.value.hint)


@pytest.mark.parametrize(
    "text", [*SOUND, *(text for text, _, _ in WRONG if "/" in text or ":" in text)]
)
def test_what_has_a_scheme_or_a_path_is_meant_as_an_address(text: str) -> None:
    """So that a wrong one is refused, and not taken for the name of a publisher."""
    assert is_meant_as_address(text)


@pytest.mark.parametrize(
    "name", ["The Gazette", "law.example", "AC/DC Weekly", "Ship: the log", ""]
)
def test_a_name_is_not_meant_as_an_address(name: str) -> None:
    """Nor is a host alone, which many publishers are named after."""
    assert not is_meant_as_address(name)
