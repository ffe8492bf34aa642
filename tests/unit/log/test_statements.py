"""The statements in SQL."""

import re

from chrono.log import statements


def test_no_place_of_a_statement_is_numbered() -> None:
    """From Python 3.14 on, numbered places take no sequence: they have names, or none."""
    texts = [text for text in vars(statements).values() if isinstance(text, str)]
    assert any("?" in text for text in texts)
    assert not [text for text in texts if re.search(r"\?\d", text)]
