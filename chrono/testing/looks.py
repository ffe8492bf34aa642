"""What a projection looks at: keys, kinds and texts, so that the drawn logs contain them.

They are the keys that its function asks an event for in a try run, and the texts in its code.
Others are not detected; users give those to `laws_of`.
"""

import re
from collections.abc import Iterable, Iterator
from types import CodeType, FunctionType
from typing import Any, Final

import attrs

from chrono.errors import ChronoError
from chrono.events.kinds import Register
from chrono.projections.event import Event
from chrono.projections.fold import Projection, sequence
from chrono.state.visibility import View
from chrono.testing.apart import apart, names_in
from chrono.testing.drawn_events import GENERIC
from chrono.testing.growing import history_of
from chrono.values.keys import checked

_PART: Final = re.compile(r"[a-z0-9-]+(?:/[a-z0-9-]+)*", re.ASCII)
_TRIED: Final[tuple[dict[str, Any], ...]] = (
    {"claims": [{"set": "office/x", "value": "A"}]},
    {"claims": [{"add": "team/z", "value": "A"}]},
    {},
)
"""The data of the events of the try run."""


@attrs.frozen
class Looks:
    """What a projection looks at, as far as it shows.

    Attributes:
        keys: Keys, each with whether it holds a ``set`` or a ``single`` value; empty if either.
        kinds: Names of kinds.
        texts: Parts of keys and other short texts of its code.
    """

    keys: dict[str, str]
    kinds: tuple[str, ...]
    texts: tuple[str, ...]


def looks(projection: Projection[Any], known: Register) -> Looks:
    """Return what a projection looks at."""
    texts = list(dict.fromkeys(_texts(projection.function, set())))
    keys = {key: "" for text in texts for key in _keys(text)}
    keys |= _asked(projection)
    kinds = tuple(text for text in texts if known.get(text) is not None)
    parts = [key.partition("/")[2] for key in keys]
    parts += [text for text in texts if _PART.fullmatch(text) and text not in keys]
    return Looks(keys, kinds, tuple(dict.fromkeys(parts)))


@attrs.frozen(kw_only=True)
class _Asking(Event):
    """An event that records which keys it is asked for."""

    asked: dict[str, set[str]] = attrs.field(factory=dict, eq=False)

    def _value(self, op: str, key: str) -> Any:
        self._note(key, "single")
        return super()._value(op, key)

    def ended(self, key: str) -> bool:
        self._note(key, "either")
        return super().ended(key)

    def _members(self, op: str, key: str) -> frozenset[Any]:
        self._note(key, "set")
        return super()._members(op, key)

    def _note(self, key: str, holds: str) -> None:
        self.asked.setdefault(key, set()).add(holds)


def _asked(projection: Projection[Any]) -> dict[str, str]:
    """Return which keys the function asks a few events for, and as a set or a single value."""
    asked: dict[str, set[str]] = {}
    for event in _events(asked):
        own = apart(projection)
        try:
            own(own.initial, event)
        except Exception:  # noqa: BLE001, S112  the laws will tell
            continue
    return {key: "set" if "set" in how else "single" if "single" in how else ""
            for key, how in asked.items() if _keys(key) == [key]}  # fmt: skip


def _events(asked: dict[str, set[str]]) -> Iterator[_Asking]:
    for data in _TRIED:
        written = {
            "id": "e1",
            "kind": GENERIC,
            "occurred": "2024-01-01",
            "headline": "tried",
            "data": data,
            "sources": [{"publisher": "Gazette", "basis": "reported", "published": "2024-01-01"}],
        }
        for event in sequence(View(history_of([written]))):
            yield _Asking(**attrs.asdict(event, recurse=False), asked=asked)


def _keys(text: str) -> list[str]:
    """Return the key that a text is, or one that begins with it; empty for neither."""
    try:
        return [checked(f"{text}x" if text.endswith("/") else text)]
    except ChronoError:
        return []


def _texts(value: Any, seen: set[int]) -> Iterator[str]:
    """Yield the texts that a function can see: in its code, its globals and its closures."""
    if id(value) in seen:
        return
    seen.add(id(value))
    if isinstance(value, str):
        yield value
    elif isinstance(value, CodeType):
        yield from _all(value.co_consts, seen)
    elif isinstance(value, FunctionType):
        named = names_in(value.__code__)
        visible = [value.__globals__[name] for name in named if name in value.__globals__]
        yield from _all((value.__code__, *visible, value.__defaults__), seen)
        yield from _all((cell.cell_contents for cell in value.__closure__ or ()), seen)
    elif isinstance(value, dict):
        yield from _all((*value, *value.values()), seen)
    elif isinstance(value, tuple | list | set | frozenset):
        yield from _all(value, seen)


def _all(values: Iterable[Any], seen: set[int]) -> Iterator[str]:
    for value in values:
        yield from _texts(value, seen)
