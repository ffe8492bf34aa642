"""Restricted YAML: plain strings, lists and maps, and nothing that surprises.

Every scalar is read as text, so ``no``, ``2019`` and ``2023-11-17`` stay what they look like.
Duplicate keys, anchors, aliases, tags and several documents are refused. The parser is PyYAML's;
what it parses is put together here, without recursion and with the line of every field.
"""

from collections.abc import Iterator
from typing import Any, Final

import attrs
import yaml

from chrono.codec.structuring import FieldPath
from chrono.faults import Fault
from chrono.values.canonical import DEEPEST

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_MARK: Final = "\ufeff"

_MOST_FAULTS: Final = 100
"""Faults after which the rest of a file is skipped, since it is something else."""

_MOST_VALUES: Final = 300_000
"""Values in a file, so that memory stays bounded; some fifteen thousand events."""

_AHEAD: Final = 65_536
"""How many characters after the parsed part are searched for brackets, when the parser stops."""

_OPENING: Final = (yaml.FlowSequenceStartToken, yaml.FlowMappingStartToken)
_CLOSING: Final = (yaml.FlowSequenceEndToken, yaml.FlowMappingEndToken)

_TOO_DEEP: Final = f"nested more than {DEEPEST} deep; write it flatter"

_HINTS: Final = {
    "cannot start any token": "put text that starts with a sign in quotes",
    "values are not allowed": "put text that holds a colon and a space in quotes",
    "stream": "close the quote or bracket that opens here",
}
"""What would be right, by words that the parser says."""


@attrs.frozen
class Read:
    """What a file holds.

    Attributes:
        value: Text, lists and maps; None for an empty file or one with faults.
        lines: The line on which each part starts, by its path; of a field, that of its name.
        faults: What is wrong with it.
    """

    value: Any
    lines: dict[FieldPath, int]
    faults: tuple[Fault, ...]


def read(text: str, name: str) -> Read:
    """Return the value of restricted YAML, with every fault up to one that stops the parser.

    Args:
        text: The content of a file.
        name: The name of the file, for faults.
    """
    text = text.removeprefix(_MARK)
    if _MARK in text:
        where = f"{name}:{text.count(chr(10), 0, text.index(_MARK)) + 1}"
        reason = "contains an invisible mark of byte order, U+FEFF; delete it"
        return Read(None, {}, (Fault(where, "", reason),))
    composer = _Composer(name)
    try:
        for event in yaml.parse(text, Loader=_Loader):
            composer.take(event)
            if composer.stopped:
                break
    except yaml.MarkedYAMLError as error:
        composer.refuse(*(composer.too_deep(text) or _broken(error, text)))
    except yaml.reader.ReaderError as error:
        composer.refuse(*_control(error, text))
    except ValueError:
        composer.refuse(1, "contains a character that does not exist; write it out in words")
    faults = tuple(composer.faults)
    return Read(None if faults else composer.value, composer.lines, faults)


def _control(error: yaml.reader.ReaderError, text: str) -> tuple[int, str]:
    """Return on which line a character stands that YAML does not take, and which one it is."""
    match = yaml.reader.Reader.NON_PRINTABLE.search(text)
    position, named = (
        (match.start(), f", not as U+{ord(match[0]):04X}") if match else (error.position, "")
    )
    line = text.count("\n", 0, position) + 1
    return line, f"contains a control character; write it out in words{named}"


def _broken(error: yaml.MarkedYAMLError, text: str) -> tuple[int, str]:
    """Return on which line the parser stopped, why, and what would be right."""
    problem = error.problem or error.context or "broken"
    mark = error.problem_mark or error.context_mark
    if "end of stream" in problem:  # what was never closed is to be mended where it starts
        mark = error.context_mark or mark
    line = mark.line + 1 if mark else 1
    if "nesting depth" in problem:  # libyaml has a limit of its own, and may reach it first
        return line, _TOO_DEEP
    written = text.splitlines()[line - 1 : line]
    if written and "\t" in written[0]:
        return line, "not YAML: a tab where spaces should stand; indent with spaces"
    hints = (hint for words, hint in _HINTS.items() if words in problem)
    return line, f"not YAML: {problem}; {next(hints, 'look at quotes, brackets and indents here')}"


class _Composer:
    """Puts parser events together."""

    def __init__(self, name: str) -> None:
        self.value: Any = None
        self.lines: dict[FieldPath, int] = {}
        self.faults: list[Fault] = []
        self.stopped = False
        self._name = name
        self._open: list[tuple[Any, FieldPath]] = []
        self._field: list[tuple[str, int] | None] = []
        self._documents = 0
        self._end: Any = None

    def refuse(self, line: int, reason: str, field: str = "") -> None:
        """Add a fault; after 100 faults the rest of the file is skipped."""
        self.faults.append(Fault(f"{self._name}:{line}", field, reason))
        if len(self.faults) == _MOST_FAULTS:
            stopped = f"stopped here, after {_MOST_FAULTS} faults"
            self.faults.append(Fault(f"{self._name}:{line}", "", stopped))
            self.stopped = True

    def take(self, event: Any) -> None:
        """Add the next event of the parser."""
        line = event.start_mark.line + 1
        self._end = event.end_mark
        if isinstance(event, yaml.DocumentStartEvent):
            self._documents += 1
            if self._documents > 1:
                self.refuse(line, "a second document; write one document a file, without ---")
                self.stopped = True
            return
        if isinstance(event, yaml.CollectionEndEvent):
            self._open.pop()
            self._field.pop()
            return
        if not isinstance(event, yaml.NodeEvent):
            return
        for reason in _forbidden(event):
            self.refuse(line, reason)
        if isinstance(event, yaml.ScalarEvent):
            self._put(event.value, line)
        elif isinstance(event, yaml.AliasEvent):
            self._put("", line)
        elif isinstance(event, yaml.CollectionStartEvent):
            self._start({} if isinstance(event, yaml.MappingStartEvent) else [], line)

    def too_deep(self, text: str) -> tuple[int, str] | None:
        """Return the line on which brackets nest too deep, and the reason; None if none do.

        Parsers look ahead for the colon of a field's name, and some have a bound of their own,
        which they may meet before they give us the brackets.
        """
        start = self._end.index if self._end else 0
        depth = len(self._open)
        try:
            for token in yaml.scan(text[start : start + _AHEAD], Loader=yaml.SafeLoader):
                depth += isinstance(token, _OPENING)
                depth -= isinstance(token, _CLOSING)
                if depth > DEEPEST:
                    return text.count("\n", 0, start + token.start_mark.index) + 1, _TOO_DEEP
        except (yaml.YAMLError, ValueError):
            pass  # what the parser broke on
        return None

    def _start(self, collection: Any, line: int) -> None:
        if self._open and isinstance(self._open[-1][0], dict) and self._field[-1] is None:
            self.refuse(
                line, "a list or map where a field's name should stand; quote text in brackets"
            )
            self.stopped = True
            return
        if len(self._open) >= DEEPEST:
            self.refuse(line, _TOO_DEEP)
            self.stopped = True
            return
        path = self._put(collection, line)
        self._open.append((collection, path))
        self._field.append(None)

    def _put(self, value: Any, line: int) -> FieldPath:
        """Add a value at the position of the parser, and return its path."""
        path: FieldPath = ()
        if not self._open:
            self.value = value
        elif isinstance(self._open[-1][0], list):
            collection, around = self._open[-1]
            path = (*around, len(collection))
            collection.append(value)
        elif self._field[-1] is None:
            self._field[-1] = (value, line)
            return ()
        else:
            path, line = self._put_field(value)
        self.lines.setdefault(path, line)
        if len(self.lines) > _MOST_VALUES:
            self.refuse(line, f"the file holds more than {_MOST_VALUES} values; split it by year")
            self.stopped = True
        return path

    def _put_field(self, value: Any) -> tuple[FieldPath, int]:
        collection, around = self._open[-1]
        name, line = self._field[-1] or ("", 0)
        self._field[-1] = None
        path = (*around, name)
        if name == "<<":
            self.refuse(line, "merge <<; write the fields out")
        if name in collection:
            first = self.lines[path]
            self.refuse(line, f"stands twice; it stood on line {first} already", str(name))
        else:
            collection[name] = value
        return path, line


def _forbidden(event: Any) -> Iterator[str]:
    if isinstance(event, yaml.AliasEvent):
        yield f"alias *{event.anchor!s:.40}; write the value out"
    elif event.anchor is not None:
        yield f"anchor &{event.anchor!s:.40}; write the value out wherever it is needed"
    tag: str | None = getattr(event, "tag", None)
    if tag is not None:
        short = tag.replace("tag:yaml.org,2002:", "!!")[:40]
        yield f"tag {short}; write plain text, its field gives it a type"
