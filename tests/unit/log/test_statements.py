"""The statements in SQL."""

import re

from chrono.log import index_statements, statements


def test_no_place_of_a_statement_is_numbered() -> None:
    """From Python 3.14 on, numbered places take no sequence: they have names, or none."""
    found = {**vars(statements), **vars(index_statements)}.values()
    texts = [text for text in found if isinstance(text, str)]
    assert any("?" in text for text in texts)
    assert not [text for text in texts if re.search(r"\?\d", text)]
