"""Names typed that are near one in use: asked about at a terminal, else said."""

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, Final

import click

from chrono.cli.input.prompting import yes
from chrono.cli.render.terminal import line, note
from chrono.values.canonical import normal_text

_SETTLED: Final = ContextVar("settled", default=False)
"""Whether names are as they are meant, since each was asked about when it was given."""

_ANSWERED: Final = "chrono.near_names"
"""Where a command keeps which names were meant, so that none is asked about twice."""


@contextmanager
def names_settled() -> Iterator[None]:
    """Take names as they are in the block: nothing is asked about them, and nothing said."""
    token = _SETTLED.set(True)
    try:
        yield
    finally:
        _SETTLED.reset(token)


def as_meant(written: Mapping[str, Any], near: Mapping[str, str]) -> dict[str, Any]:
    """Return what was written, with the names in use that are meant in place of those near them.

    Without a terminal, or where nothing is asked, every name stays as it was typed, which is said.

    Raises:
        click.Abort: The input ended.
    """
    if _SETTLED.get():
        return dict(written)
    meant = {name: used for name, used in near.items() if _is_meant(name, used)}
    fields = {field: _renamed(value, meant) for field, value in written.items() if field in _NAMING}
    return {**written, **fields}


_NAMING = ("data", "event", "sources")
"""The fields that hold names."""


def _is_meant(name: str, used: str) -> bool:
    """Return whether the name in use is meant; without anybody to ask it is not."""
    ctx = click.get_current_context()
    given, answered = ctx.params, ctx.meta.setdefault(_ANSWERED, {})
    if given["yes"] or given["dry_run"] or given["as_json"] or not sys.stdin.isatty():
        note(f"{line(name)!r} is near {line(used)!r}, which is in use; it stays as it is typed")
        return False
    if name not in answered:
        question = f"{line(used)} is in use; is that meant by {line(name)}?"
        answered[name] = yes(question, default=True)
    return bool(answered[name])


def _renamed(value: Any, meant: Mapping[str, str]) -> Any:
    if isinstance(value, str):
        return meant.get(normal_text(value), value)
    if isinstance(value, Mapping):
        return {name: _renamed(inner, meant) for name, inner in value.items()}
    return [_renamed(inner, meant) for inner in value] if isinstance(value, list) else value
