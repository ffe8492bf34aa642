"""JSON that is printed piece by piece, as `chrono.cli.render.terminal.to_json` has it."""

import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any, Final

import attrs
import click

from chrono.cli.render.progress import stop
from chrono.cli.render.terminal import say
from chrono.values.hidden_characters import revealed

_AT_ONCE: Final = 500
"""The pieces that are printed at once."""


@attrs.frozen(eq=False)
class Items:
    """The items of a list in a body of JSON, each written by `item_of`; few are held at once."""

    written: Iterable[str]


def item_of(value: Any) -> str:
    """Return an item of a list in a field of a body, in lines, as it stands there."""
    return _indented(value, "  ")


def answer_long(body: Mapping[str, Any], color: str) -> None:
    """Print a body as JSON; on a terminal all at once, as there may be a pager."""
    if sys.stdout.isatty():
        say("".join(_pieces(body)), color)
        return
    stop()
    pieces = _pieces(body)
    while some := "".join(islice(pieces, _AT_ONCE)):
        click.echo(revealed(some), nl=False)
    click.echo()


def _pieces(body: Mapping[str, Any]) -> Iterator[str]:
    before = "{"
    for name, value in body.items():
        yield f"{before}\n {json.dumps(name)}: "
        if isinstance(value, Items):
            yield from _listed(value.written)
        else:
            yield _indented(value, " ")
        before = ","
    yield "\n}"


def _listed(items: Iterable[str]) -> Iterator[str]:
    before = "["
    for item in items:
        yield f"{before}\n  {item}"
        before = ","
    yield "[]" if before == "[" else "\n ]"


def _indented(value: Any, by: str) -> str:
    # No text within has a line end: it would be escaped.
    return json.dumps(value, ensure_ascii=False, indent=1).replace("\n", f"\n{by}")
