"""A function apart: a copy that shares nothing changeable with the original, nor with other copies.

A law that finds a projection impure must find it so again, with ever fewer events, until the story
is short. So each try runs in a world of its own: what the function keeps in globals of its module,
in closures and in default arguments begins anew. What it keeps elsewhere (attributes of classes,
other modules, files) is out of reach.
"""

import copy
from collections.abc import Callable, Iterator
from types import CellType, CodeType, FunctionType, ModuleType
from typing import Any, TypeVar

import attrs

from chrono.projections.fold import Projection

S = TypeVar("S")


def apart(projection: Projection[S]) -> Projection[S]:
    """Return the same projection with memories of its own, as they are at first."""
    function = _World().own(projection.function)
    return attrs.evolve(projection, function=function)


def names_in(code: CodeType) -> Iterator[str]:
    """Return the global names that code refers to, functions defined within it included."""
    yield from code.co_names
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from names_in(constant)


class _World:
    """Copies made for one use, each thing once, so that what was one thing stays one."""

    def __init__(self) -> None:
        self._globals: dict[int, dict[str, Any]] = {}
        self._copied: dict[int, Any] = {}
        self._functions: dict[int, tuple[Any, FunctionType]] = {}
        self._filled: set[tuple[int, str]] = set()

    def own(self, value: Any) -> Any:
        """Return a copy of a value that can change, or the value itself if it cannot be copied."""
        if isinstance(value, FunctionType):
            return self._function(value)
        if isinstance(value, ModuleType | type | Projection):
            return value
        try:
            return copy.deepcopy(value, self._copied)
        except Exception:  # noqa: BLE001  a lock, a connection, or whatever else refuses
            return value

    def _function(self, function: FunctionType) -> Callable[..., Any]:
        if id(function) in self._functions:
            return self._functions[id(function)][1]
        theirs = function.__globals__
        ours = self._globals.setdefault(id(theirs), dict(theirs))
        cells = tuple(CellType() for _ in function.__closure__ or ())
        made = FunctionType(function.__code__, ours, function.__name__, None, cells)
        self._functions[id(function)] = function, made
        made.__defaults__ = self.own(function.__defaults__)
        made.__kwdefaults__ = self.own(function.__kwdefaults__)
        for cell, original in zip(cells, function.__closure__ or (), strict=True):
            if not _empty(original):
                cell.cell_contents = self.own(original.cell_contents)
        self._fill(function, ours, theirs)
        return made

    def _fill(self, function: FunctionType, ours: dict[str, Any], theirs: dict[str, Any]) -> None:
        """Put into a function its own copy of each global that it names, once for all functions."""
        for name in names_in(function.__code__):
            mark = (id(theirs), name)
            if name in theirs and mark not in self._filled and _ours(theirs[name], theirs):
                self._filled.add(mark)
                ours[name] = self.own(theirs[name])


def _ours(value: Any, theirs: dict[str, Any]) -> bool:
    """Return whether a global is data, or a function of the same module."""
    return not isinstance(value, FunctionType) or value.__globals__ is theirs


def _empty(cell: CellType) -> bool:
    try:
        cell.cell_contents  # noqa: B018  asked whether it is there
    except ValueError:
        return True
    return False
