"""JSON that is printed piece by piece is JSON as all answers have it."""

import json
from typing import Any

import pytest

from chrono.cli.render.long_json import Items, answer_long, item_of
from chrono.cli.render.terminal import to_json

ITEMS: list[dict[str, Any]] = [
    {"event": "a", "others": ["b", "c"], "message": "two\nlines, and \u202e hidden", "key": ""},
    {"event": "é", "others": [], "more": {"deep": [1, {"x": None}]}},
]


@pytest.mark.parametrize("count", [0, 1, 2])
def test_a_long_answer_is_the_same_bytes(count: int, capsys: pytest.CaptureFixture[str]) -> None:
    """Whatever stands around the list, and also of no items."""
    items = ITEMS[:count]
    body = {"broken": None, "log": {"entries": 3}, "findings": items, "support": [{"single": []}]}
    answer_long({**body, "findings": Items(map(item_of, items))}, "auto")
    printed = capsys.readouterr().out

    assert printed == to_json(body) + "\n"
    assert json.loads(printed) == body
