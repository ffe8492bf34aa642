"""What HTML says, as text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chrono.ingest.spreadsheet.html_text import text_of


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("plain", "plain"),
        ("OpenAI&#x27;s board &amp; more", "OpenAI's board & more"),
        ("<p>One</p><p>Two<br>Three</p>", "One\nTwo\nThree"),
        ("<ul><li>a</li> <li>b</li></ul>", "a\nb"),
        ('a <a href="https://x.example/1">report</a>.', "a report (https://x.example/1)."),
        ('<a href="https://x.example">https://x.example</a>', "https://x.example"),
        ("a <b>bold</b> word", "a bold word"),
        ("3 < 4", "3 < 4"),
        ("</a>", ""),
    ],
)
def test_tags_go_and_links_stay(html: str, text: str) -> None:
    """With where they lead, for that is often the source."""
    assert text_of(html) == text


@given(st.text() | st.text(st.sampled_from("<a p/>&;=\"'#!-")))
def test_any_text_has_one(html: str) -> None:
    """No error comes out."""
    assert isinstance(text_of(html), str)
