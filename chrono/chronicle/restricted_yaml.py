"""Restricted YAML: plain strings, lists and maps, and nothing that surprises.

Every scalar is read as text, so ``no``, ``2019`` and ``2023-11-17`` stay what they look like.
Duplicate keys, anchors, aliases, tags and several documents are refused. The parser is PyYAML's;
what it parses is put together here, without recursion and with the line of every field.
"""

from collections.abc import Iterator
from typing import Any

import attrs
import yaml

from chrono.chronicle.items import DEEPEST, Place
from chrono.errors import Fault

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@attrs.frozen
class Read:
    """What a file holds.

    Attributes:
        value: Text, lists and maps; None for an empty file or one with faults.
        lines: The line on which each part starts, by its path; of a field, that of its name.
        faults: What is wrong with it.
    """

    value: Any
    lines: dict[Place, int]
    faults: tuple[Fault, ...]


def read(text: str, name: str) -> Read:
    """Read restricted YAML, with all faults up to the first that stops the parser.

    Args:
        text: The content of a file.
        name: The name of the file, for faults.
    """
    composer = _Composer(name)
    try:
        for event in yaml.parse(text, Loader=_Loader):
            composer.take(event)
            if composer.stopped:
                break
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        composer.refuse(line, f"not YAML: {error.problem or error.context}")
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        composer.refuse(line, "contains a control character; write it out in words")
    faults = tuple(composer.faults)
    return Read(None if faults else composer.value, composer.lines, faults)


class _Composer:
    """Puts parser events together."""

    def __init__(self, name: str) -> None:
        self.value: Any = None
        self.lines: dict[Place, int] = {}
        self.faults: list[Fault] = []
        self.stopped = False
        self._name = name
        self._open: list[tuple[Any, Place]] = []
        self._field: list[tuple[str, int] | None] = []
        self._documents = 0

    def refuse(self, line: int, reason: str, field: str = "") -> None:
        """Note a fault."""
        self.faults.append(Fault(f"{self._name}:{line}", field, reason))

    def take(self, event: Any) -> None:
        """Take the next event of the parser."""
        line = event.start_mark.line + 1
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
        elif isinstance(event, yaml.CollectionStartEvent):
            self._start({} if isinstance(event, yaml.MappingStartEvent) else [], line)

    def _start(self, collection: Any, line: int) -> None:
        if self._open and isinstance(self._open[-1][0], dict) and self._field[-1] is None:
            self.refuse(line, "a list or map where a field's name should stand")
            self.stopped = True
            return
        if len(self._open) >= DEEPEST:
            self.refuse(line, f"nested more than {DEEPEST} deep")
            self.stopped = True
            return
        place = self._put(collection, line)
        self._open.append((collection, place))
        self._field.append(None)

    def _put(self, value: Any, line: int) -> Place:
        """Put a value where the parser stands, and return its path."""
        place: Place = ()
        if not self._open:
            self.value = value
        elif isinstance(self._open[-1][0], list):
            collection, around = self._open[-1]
            place = (*around, len(collection))
            collection.append(value)
        elif self._field[-1] is None:
            self._field[-1] = (value, line)
            return ()
        else:
            place, line = self._put_field(value)
        self.lines.setdefault(place, line)
        return place

    def _put_field(self, value: Any) -> tuple[Place, int]:
        collection, around = self._open[-1]
        name, line = self._field[-1] or ("", 0)
        self._field[-1] = None
        place = (*around, name)
        if name in collection:
            first = self.lines[place]
            self.refuse(line, f"stands twice; it stood on line {first} already", str(name))
        else:
            collection[name] = value
        return place, line


def _forbidden(event: Any) -> Iterator[str]:
    if isinstance(event, yaml.AliasEvent):
        yield f"alias *{event.anchor}; write the value out"
    elif event.anchor is not None:
        yield f"anchor &{event.anchor}; write the value out wherever it is needed"
    if getattr(event, "tag", None) is not None:
        yield f"tag {event.tag}; write plain text, its field gives it a type"
