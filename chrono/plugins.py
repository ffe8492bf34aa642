"""Plugins: kinds and projections of users, found by name.

A name is ``./module.py:name``, with the path of a file; or ``module:name``, of a module that is
installed or on PYTHONPATH, never of one that merely lies in the current folder; or the name of an
entry point of an installed package, in the group ``chrono.kinds`` or ``chrono.projections``.
"""

import functools
from collections.abc import Iterable, Iterator
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path
from types import ModuleType
from typing import Any, Final

import attrs

from chrono.errors import did_you_mean
from chrono.events.kinds import Asserts, Register, kind_of
from chrono.kinds.catalogue import KINDS
from chrono.modules import FORMS, NotFound, error_text, imported, is_path, parted
from chrono.projections.fold import Projection

KIND_GROUP: Final = "chrono.kinds"
PROJECTION_GROUP: Final = "chrono.projections"


def register(names: Iterable[str] = (), classes: Iterable[type[Asserts]] = ()) -> Register:
    """Return the register of kinds: the built-in ones, those installed, and these.

    Args:
        names: ``./module.py:NAME`` or ``module:NAME`` of a class or of several; for KINDS without
            ``:NAME``.
        classes: Classes declared with `kind`.

    Raises:
        NotFound: A name leads to no kinds, or something given is none.
        KindTaken: Two classes declare one name.
    """
    return _register(tuple(names), tuple(classes))


@functools.cache
def _register(names: tuple[str, ...], classes: tuple[type[Asserts], ...]) -> Register:
    built_in = [kind.cls for kind in KINDS]
    installed = [cls for point in _installed(KIND_GROUP) for cls in _of_point(point)]
    named = [cls for name in names for cls in _kinds(name, _named_kinds(name))]
    given = _kinds("kinds", classes)
    return Register.of(*dict.fromkeys((*built_in, *installed, *named, *given)))


def projection_named(name: str) -> Projection[Any]:
    """Return a projection by ``./module.py:name``, ``module:name``, or the name of an entry point.

    Raises:
        NotFound: There is none of this name.
    """
    module, attribute = parted(name)
    if not attribute and not is_path(module) and ":" not in name:
        return _installed_projection(name)
    if not module or not attribute:
        raise NotFound(name, f"write {FORMS}")
    found = imported(name, module)
    if not hasattr(found, attribute):
        raise NotFound(name, f"{_file(found)} has no {attribute!r}; {_projections_of(found)}")
    return _projection(name, getattr(found, attribute), _projections_of(found))


def _installed_projection(name: str) -> Projection[Any]:
    points = {point.name: point for point in _installed(PROJECTION_GROUP)}
    if name not in points:
        there = f"there is {', '.join(sorted(points))}" if points else ""
        hint = did_you_mean(name, points, there)
        own = f"one of your own is {FORMS}"
        raise NotFound(
            name, "; ".join(filter(None, ("no such projection is installed", hint, own)))
        )
    return _projection(name, _loaded(points[name]), "")


def _projection(name: str, value: object, hint: str) -> Projection[Any]:
    if not isinstance(value, Projection):
        declare = "declare one with @projection(name, initial=...)"
        raise NotFound(name, f"{_what(value)} is no projection; {hint or declare}")
    return value


def _named_kinds(name: str) -> object:
    """Return what a name of kinds leads to; without a colon, the module's KINDS."""
    module, attribute = parted(name)
    found = imported(name, module)
    attribute = attribute or "KINDS"
    if not hasattr(found, attribute):
        known = [n for n, value in vars(found).items() if n == "KINDS" or _is_kind(value)]
        listed = f"it has: {', '.join(known)}" if known else "declare one with @kind(name)"
        raise NotFound(name, f"{_file(found)} has no {attribute!r}; {listed}")
    return getattr(found, attribute)


def _of_point(point: EntryPoint) -> list[type[Asserts]]:
    loaded = _loaded(point)
    if isinstance(loaded, ModuleType):
        loaded = getattr(loaded, "KINDS", loaded)
    return _kinds(f"entry point {point.name} = {point.value}", loaded)


def _kinds(name: str, value: object) -> list[type[Asserts]]:
    """Return one class or several as a list; each must be declared as a kind and have claims."""
    several = isinstance(value, Iterable) and not isinstance(value, type | str)
    listed: list[Any] = list(value) if several else [value]  # type: ignore[call-overload]
    for cls in listed:
        if not _is_kind(cls):
            raise NotFound(name, f"{_what(cls)} is no kind; declare it with @kind(name)")
        if not callable(getattr(cls, "claims", None)):
            raise NotFound(name, f"{_what(cls)} has no claims(); it says what an event asserts")
        try:
            attrs.resolve_types(cls)
        except NameError as error:
            raise NotFound(name, f"{_what(cls)} has a field of an unknown type: {error}") from error
    return listed


def _is_kind(value: object) -> bool:
    return isinstance(value, type) and hasattr(value, "__kind__") and kind_of(value).cls is value


def _installed(group: str) -> Iterator[EntryPoint]:
    yield from sorted(entry_points(group=group), key=lambda point: (point.name, point.value))


def _loaded(point: EntryPoint) -> Any:
    name = f"entry point {point.name} = {point.value}"
    try:
        return point.load()
    except (Exception, SystemExit) as error:
        raise NotFound(name, f"cannot be imported: {error_text(error)}") from error


def _file(module: ModuleType) -> str:
    return Path(module.__file__).name if module.__file__ else module.__name__


def _projections_of(module: ModuleType) -> str:
    """Return which names of a module are projections, in words."""
    known = [name for name, value in vars(module).items() if isinstance(value, Projection)]
    return f"it has: {', '.join(known)}" if known else "it has no projection"


def _what(value: object) -> str:
    if isinstance(value, type):
        return f"the class {value.__name__}"
    return "a function" if callable(value) else f"{ascii(value)[:40]}"
