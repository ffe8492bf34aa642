"""The statements in SQL."""

import re
from pathlib import Path

from chrono import log

FOLDER = Path(log.__file__).parent


def test_no_place_of_a_statement_is_numbered() -> None:
    """From Python 3.14 on, numbered places take no sequence: they have names, or none."""
    texts = {path.name: path.read_text("utf-8") for path in FOLDER.glob("*.py")}
    assert "= ?" in texts["index_statements.py"]
    assert not [name for name, text in texts.items() if re.search(r"\?\d", text)]
