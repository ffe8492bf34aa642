"""JSONL: the machine form of the same events, one object a line, with the sources inline."""

import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from sys import intern
from typing import Any, Final, NoReturn

from chrono.faults import Fault
from chrono.ingest import bounded
from chrono.ingest.bounded import LONGEST_LINE, Bound, TooLarge
from chrono.ingest.items import Item, unreadable
from chrono.values.canonical import DEEPEST

_MOST: Final = 20
"""Broken lines after which no more are read: the file is something else."""


class BadLine(ValueError):
    """A line is not JSON that we take; the text says why."""


class _Binary(BadLine):
    """A line is no text at all, so neither is the file."""


def read(path: Path) -> tuple[list[Item], list[Fault]]:
    """Return the items of a file, and its faults; blank lines are skipped.

    Memory is bounded by the longest line taken, besides the items themselves. After twenty broken
    lines it stops: then the file is not JSONL.
    """
    items: list[Item] = []
    faults: list[Fault] = []
    try:
        for number, line in enumerate(Bound(bounded.LARGEST_BY_LINE).by_line(path), 1):
            if line == b"\n":  # a file of nothing else is passed over quickly
                continue
            try:
                text = _text(line).rstrip()
                if text:
                    items.append(Item(decoded(text), path.name, number))
            except BadLine as error:
                where = f"{path.name}:{number}"
                faults.append(Fault(where, "", str(error)))
                if isinstance(error, _Binary):
                    break
                if len(faults) == _MOST:
                    faults.append(Fault(where, "", f"stopped here, after {_MOST} broken lines"))
                    break
    except TooLarge as error:
        return [], [unreadable(path, error)]
    except OSError as error:
        faults.append(unreadable(path, error))
    return items, faults


def one_by_one(path: Path) -> Iterator[Item | Fault]:
    """Yield the items of a file of any length, each with its line; a fault for a broken line.

    Raises:
        OSError: It cannot be read.
    """
    for number, line in enumerate(Bound(sys.maxsize, sys.maxsize).by_line(path), 1):
        try:
            text = _text(line).rstrip()
            if text:
                yield Item(decoded(text), path.name, number)
        except BadLine as error:
            yield Fault(f"{path.name}:{number}", "", str(error))


def _text(line: bytes | None) -> str:
    if line is None:
        raise BadLine(f"longer than {LONGEST_LINE >> 20} MiB; write one event a line")
    try:
        return line.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise _Binary("not UTF-8; save the file as UTF-8, one event a line") from None


def decoded(text: str) -> Any:
    """Return the value of a text in JSON.

    Raises:
        BadLine: It is none, or nested too deep, or has a field twice, or a number that is none.
    """
    if _depth(text) > DEEPEST:
        raise BadLine(f"nested more than {DEEPEST} deep; write it flatter")
    try:
        return json.loads(text, object_pairs_hook=_once, parse_constant=_no_constant)
    except json.JSONDecodeError as error:
        raise BadLine(f"not JSON at column {error.colno}: {_why(error)}") from None
    except BadLine:
        raise
    except ValueError:
        reason = "holds a number of more than 4300 digits; write it as text"
        raise BadLine(reason) from None


def _why(error: json.JSONDecodeError) -> str:
    """Return what is wrong in the words of the parser, and what would be right."""
    if "control character" in error.msg:
        escape = json.dumps(error.doc[error.pos])
        return f"Invalid control character; write {escape[1:-1]} for it"
    return f"{error.msg}; write one whole event a line, in braces"


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
    fields = {intern(name): value for name, value in pairs}  # one text for a name of all lines
    if len(fields) < len(pairs):
        twice = Counter(name for name, _ in pairs).most_common(1)[0][0]
        raise BadLine(f"field {ascii(twice)[:60]} stands twice; keep one")
    return fields


def _no_constant(name: str) -> NoReturn:
    raise BadLine(f"{name} is not a finite number; write a number such as 13.75")
