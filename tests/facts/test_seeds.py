"""Every statement of the founding documents went somewhere, or is said to be no event."""

import re
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).parents[2] / "events" / "openai-microsoft"
LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
CODES = [
    f"{letter}{number}"
    for letter, count in (("A", 28), ("B", 23), ("C", 20), ("D", 30), ("E", 37))
    for number in range(1, count + 1)
]


def rows() -> dict[str, tuple[str, str]]:
    """List the table by code: what carries it, and the remark."""
    text = (FOLDER / "seeds.md").read_text(encoding="utf-8")
    found = re.findall(r"^\| ([A-E]\d+) \| (.*?) ?\| (.*?) ?\|$", text, re.MULTILINE)
    return {code: (carried, remark) for code, carried, remark in found}


def names() -> set[str]:
    """List the ids of all events and acts of the text, and of its sources."""
    found: set[str] = set()
    for path in FOLDER.glob("[12]*.yaml"):
        items = yaml.load(path.read_text(encoding="utf-8"), LOADER)  # noqa: S506  strings only
        found.update(item["id"] for item in items)
    text = (FOLDER / "sources.yaml").read_text(encoding="utf-8")
    found.update(yaml.load(text, LOADER))  # noqa: S506  strings only
    return found


def test_every_code_is_traced_once_in_order() -> None:
    """All 138 statements are there."""
    assert list(rows()) == CODES


def test_every_event_named_exists() -> None:
    """A trace that leads nowhere is none."""
    named = {name for cells in rows().values() for cell in cells for name in
             re.findall(r"`([^`/]+)`", cell)}  # fmt: skip

    assert named - names() == set()


def test_what_no_event_carries_has_a_reason() -> None:
    """A statement is either carried by an event or said to be none."""
    silent = [
        code for code, (carried, remark) in rows().items() if "`" not in carried and not remark
    ]

    assert silent == []
