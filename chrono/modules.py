"""Modules of users: imported by the path of a file, or by the name of what is installed.

A bare name is never looked for in the current folder, since that may come from anybody.
"""

import importlib
import importlib.util
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.machinery import ModuleSpec, SourceFileLoader
from pathlib import Path
from types import ModuleType
from typing import Final

from chrono.errors import ChronoError, did_you_mean
from chrono.ingest.bounded import LARGEST, TooLarge

FORMS: Final = "./module.py:name, or module:name if it is installed, as ./seats.py:seats"
"""How a module and what is in it are named."""

_PYTHON: Final = ".py"
_own_folders: Final[list[str]] = []
"""The folders of the files that were named; they are on the path, for what these import."""


class NotFound(ChronoError):
    """A name of no kind or projection, or of one that cannot be imported."""

    def __init__(self, name: str, reason: str) -> None:
        self.name = name
        self.reason = reason
        super().__init__(f"{ascii(name)[:100]}: {reason}")


def parted(name: str) -> tuple[str, str]:
    """Return the module or path of a name, and what it names in there; empty for nothing."""
    module, _, attribute = name.rpartition(":") if ":" in name else (name, "", "")
    return (name, "") if "/" in attribute else (module, attribute)


def imported(name: str, module: str) -> ModuleType:
    """Return what a name leads to: a module that is installed, or the file of a path.

    Raises:
        NotFound: There is none, or it cannot be imported.
    """
    importlib.invalidate_caches()
    try:
        if is_path(module):
            return _from_file(name, Path(module).expanduser())
        with _without_own_folders():
            return importlib.import_module(module)
    except NotFound:
        raise
    except (Exception, SystemExit) as error:
        missing = error.name if isinstance(error, ModuleNotFoundError) else None
        if missing is None or is_path(module) or not f"{module}.".startswith(f"{missing}."):
            raise NotFound(name, f"cannot be imported: {error_text(error)}") from error
        reason = f"no module {module!r} is installed or on PYTHONPATH"
        raise NotFound(name, f"{reason}{_file_meant(name, module)}") from error


def is_path(module: str) -> bool:
    """Return whether a file is named, not a module: no name of a module looks like a path."""
    return "/" in module or module.endswith(_PYTHON)


def _file_meant(name: str, module: str) -> str:
    """Return which file of the current folder may be meant by a module, with how to name it."""
    files = sorted(Path().glob(f"*{_PYTHON}"), key=lambda path: path.stem != module)
    whole = Path(*module.split(".")).with_suffix(_PYTHON)
    near = [whole] if whole.is_file() else [f for f in files if did_you_mean(module, [f.stem])]
    meant = f"./{near[0]}{name.removeprefix(module)}" if near else ""
    return f"; did you mean {meant}? A file is named with its path" if meant else ""


def _from_file(name: str, file: Path) -> ModuleType:
    """Import a file; its folder comes last on the path, since it may import its neighbours.

    It may do so when it is called, so the folder stays there.
    """
    if file.suffix != _PYTHON or not file.is_file():
        near = did_you_mean(file.name, (path.name for path in file.parent.glob(f"*{_PYTHON}")))
        raise NotFound(name, f"no such file of Python{'; ' if near else ''}{near}")
    if file.stat().st_size > LARGEST:
        raise NotFound(name, str(TooLarge()))
    path = file.resolve()
    if str(path.parent) not in sys.path:
        sys.path.append(str(path.parent))
        _own_folders.append(str(path.parent))
    spec = importlib.util.find_spec(path.stem) if "." not in path.stem else None
    if spec is not None and Path(spec.origin or "").resolve() == path:
        return importlib.import_module(path.stem)  # it is one module, also to its neighbours
    return sys.modules.get(str(path)) or _executed(SourceFileLoader(str(path), str(path)))


def _executed(loader: SourceFileLoader) -> ModuleType:
    """Return the module of a file whose plain name another module has; it is named by its path."""
    module = importlib.util.module_from_spec(ModuleSpec(loader.name, loader, origin=loader.path))
    module.__file__ = loader.path
    sys.modules[loader.name] = module
    try:
        loader.exec_module(module)
    except BaseException:
        del sys.modules[loader.name]
        raise
    return module


@contextmanager
def _without_own_folders() -> Iterator[None]:
    """Take the folders of named files off the path, so that only what is installed is found."""
    ours = [folder for folder in _own_folders if folder in sys.path]
    for folder in ours:
        sys.path.remove(folder)
    try:
        yield
    finally:
        sys.path.extend(ours)


def error_text(error: BaseException) -> str:
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
