"""Names that are typed in one text."""

from types import SimpleNamespace
from typing import Any

import pytest

from chrono.cli.input.typed_fields import parted


def test_one_name_is_read_without_the_names_in_use() -> None:
    """Which are those of the whole log; what has a comma or a semicolon may be several."""
    unread: Any = SimpleNamespace(aliases={})

    assert parted(unread, "--add board/mill", "Ada L.", "") == ["Ada L."]
    with pytest.raises(AttributeError):
        parted(unread, "--add board/mill", "Ada, Ben", "")
