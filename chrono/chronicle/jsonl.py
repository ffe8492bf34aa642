"""JSONL: the machine form of the same events, one object a line, with the sources inline."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NoReturn

from chrono.chronicle.items import DEEPEST, LONGEST_LINE, Item
from chrono.errors import Fault


class _Refused(ValueError):
    """A line is JSON that we do not take; the text says why."""


def read(path: Path) -> tuple[list[Item], list[Fault]]:
    """Read the items of a file, and what is wrong with it; blank lines are passed over.

    Memory is bounded by the longest line taken, 1 MiB, besides the items themselves.
    """
    items: list[Item] = []
    faults: list[Fault] = []
    try:
        for number, line in _lines(path):
            where = f"{path.name}:{number}"
            try:
                if line is None or line.strip():
                    items.append(Item(_object(line), path.name, number))
            except _Refused as error:
                faults.append(Fault(where, "", str(error)))
    except OSError as error:
        faults.append(Fault(str(path), "", f"cannot be read: {error.strerror}"))
    return items, faults


def _lines(path: Path) -> Iterator[tuple[int, bytes | None]]:
    """Yield the lines with their numbers; one that is too long as None, without holding it."""
    with path.open("rb") as file:
        number = 0
        while line := file.readline(LONGEST_LINE + 1):
            number += 1
            if len(line) <= LONGEST_LINE or line.endswith(b"\n"):
                yield number, line
                continue
            while line and not line.endswith(b"\n"):
                line = file.readline(LONGEST_LINE + 1)
            yield number, None


def _object(line: bytes | None) -> Any:
    if line is None:
        raise _Refused(f"longer than {LONGEST_LINE >> 20} MiB; an event is shorter")
    try:
        text = line.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise _Refused("not UTF-8; save the file as UTF-8") from None
    if _depth(text) > DEEPEST:
        raise _Refused(f"nested more than {DEEPEST} deep")
    try:
        return json.loads(text, object_pairs_hook=_once, parse_constant=_no_constant)
    except json.JSONDecodeError as error:
        raise _Refused(f"not JSON at column {error.colno}: {error.msg}") from None
    except _Refused:
        raise
    except ValueError:
        raise _Refused("holds a number of more than 4300 digits") from None


def _depth(text: str) -> int:
    """Return how deep brackets stand in each other at the most, those in strings included."""
    deepest = depth = 0
    for character in text if text.count("{") + text.count("[") > DEEPEST else "":
        if character in "{[":
            depth += 1
            deepest = max(deepest, depth)
        elif character in "}]":
            depth -= 1
    return deepest


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise _Refused(f"field {ascii(twice)[:60]} stands twice; keep one")
    return found


def _no_constant(name: str) -> NoReturn:
    raise _Refused(f"{name} is not a finite number; write a number such as 13.75")
