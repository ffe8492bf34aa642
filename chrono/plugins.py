"""Plugins: kinds and projections of users, found by name.

A name is ``module:name``, with the module in the current folder or else installed, or the name of
an entry point of an installed package, in the group ``chrono.kinds`` or ``chrono.projections``.
"""

import functools
import importlib
import sys
from collections.abc import Iterable, Iterator
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path
from types import ModuleType
from typing import Any, Final

import attrs

from chrono.errors import ChronoError, did_you_mean
from chrono.events.kinds import Asserts, Register, kind_of
from chrono.kinds.catalogue import KINDS
from chrono.projections.fold import Projection

KIND_GROUP: Final = "chrono.kinds"
PROJECTION_GROUP: Final = "chrono.projections"


class NotFound(ChronoError):
    """A name of no kind or projection, or of one that cannot be imported."""

    def __init__(self, name: str, reason: str) -> None:
        self.name = name
        self.reason = reason
        super().__init__(f"{ascii(name)[:100]}: {reason}")


def register(names: Iterable[str] = (), classes: Iterable[type[Asserts]] = ()) -> Register:
    """Return the register of kinds: the built-in ones, those installed, and these.

    Args:
        names: ``module:NAME`` of a class or of several, or ``module`` for its KINDS.
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
    """Return a projection by ``module:name``, or by the name of an entry point.

    Raises:
        NotFound: There is none of this name.
    """
    module, colon, attribute = name.partition(":")
    if not colon:
        return _installed_projection(name)
    if not module or not attribute:
        raise NotFound(name, "write module:name, as seats:seats")
    imported = _imported(name, module)
    if not hasattr(imported, attribute):
        raise NotFound(name, f"{_file(imported)} has no {attribute!r}; {_projections_of(imported)}")
    return _projection(name, getattr(imported, attribute), _projections_of(imported))


def _installed_projection(name: str) -> Projection[Any]:
    points = {point.name: point for point in _installed(PROJECTION_GROUP)}
    if name not in points:
        there = f"there is {', '.join(sorted(points))}" if points else ""
        hint = did_you_mean(name, points, there)
        own = "one of your own is module:name, as seats:seats"
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
    module, _, attribute = name.partition(":")
    imported = _imported(name, module)
    attribute = attribute or "KINDS"
    if not hasattr(imported, attribute):
        known = [n for n, value in vars(imported).items() if n == "KINDS" or _is_kind(value)]
        listed = f"it has: {', '.join(known)}" if known else "declare one with @kind(name)"
        raise NotFound(name, f"{_file(imported)} has no {attribute!r}; {listed}")
    return getattr(imported, attribute)


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
        raise NotFound(name, f"cannot be imported: {_error_text(error)}") from error


def _imported(name: str, module: str) -> ModuleType:
    """Import a module, from the current folder first, as ``python -m`` does.

    The folder stays on the path, since a module may import its neighbours when it is called.
    """
    here = str(Path.cwd())
    if here not in sys.path:
        sys.path.insert(0, here)
    importlib.invalidate_caches()
    try:
        return importlib.import_module(module)
    except ModuleNotFoundError as error:
        if error.name is None or not f"{module}.".startswith(f"{error.name}."):
            raise NotFound(name, f"cannot be imported: {_error_text(error)}") from error
        near = did_you_mean(module, sorted(path.stem for path in Path(here).glob("*.py")))
        looked = "looked in this folder and in the environment"
        reason = f"no module {module!r}; {looked}{'; ' if near else ''}{near}"
        raise NotFound(name, reason) from error
    except (Exception, SystemExit) as error:
        raise NotFound(name, f"cannot be imported: {_error_text(error)}") from error


def _error_text(error: BaseException) -> str:
    """Return an import error in words, with the line of the module that raised it."""
    where, trace = "", error.__traceback__
    while trace is not None:
        file = trace.tb_frame.f_code.co_filename
        if "importlib" not in file and file != __file__:
            where = f" ({Path(file).name}:{trace.tb_lineno})"
        trace = trace.tb_next
    if isinstance(error, SyntaxError):  # names its own file and line
        where = ""
    text = " ".join(f"{type(error).__name__}: {error}".split()).removesuffix(":")
    return f"{text}{where}"


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
