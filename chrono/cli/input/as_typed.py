"""Options as they were typed: each with its value, in order, and those that were typed twice."""

from collections.abc import Iterable, Sequence
from typing import Any, Final

import click

Typed = Sequence[tuple[click.Option, Any]]

_TYPED: Final = "chrono.typed"
"""Where a command keeps what was typed."""


def keep_typed(command: click.Command, ctx: click.Context, words: Iterable[str]) -> Typed:
    """Return each option with its value, in the order in which they were typed, and keep it.

    The value of a flag is None.

    Raises:
        click.UsageError: An option that the command does not have, or one without its value.
    """
    options = [param for param in command.get_params(ctx) if isinstance(param, click.Option)]
    parser = command.make_parser(ctx)
    for option in options:
        if not (option.is_flag or option.count):  # the parser keeps the last value; here it is each
            parser.add_option(option, option.opts, option.name, "append", option.nargs)
    values, _, order = parser.parse_args(list(words))
    left = {name: iter(each) for name, each in values.items() if isinstance(each, list)}
    typed = [
        (option, next(left[option.name]) if option.name in left else None)
        for option in order
        if isinstance(option, click.Option)
    ]
    ctx.meta[_TYPED] = typed
    return typed


def typed_in(ctx: click.Context) -> Typed:
    """Return each option of a command with its value, in the order in which they were typed."""
    typed: Typed = ctx.meta.get(_TYPED, ())
    return typed


def refuse_second(typed: Typed) -> None:
    """Refuse an option that takes one value and was given several, or two flags for one thing.

    Raises:
        click.UsageError: With all of its values.
    """
    given: dict[str | None, list[tuple[click.Option, Any]]] = {}
    for option, value in typed:
        if not (option.multiple or option.count):
            given.setdefault(option.name, []).append((option, value))
    for each in given.values():
        flags = list(dict.fromkeys(_longest(option) for option, _ in each))
        if len(flags) > 1:
            raise click.UsageError(f"{' and '.join(flags)}: give one of them")
        if len(each) > 1 and not each[0][0].is_flag:
            from chrono.values.clocks import shown  # noqa: PLC0415  dear, and only for mistakes

            values = " and ".join(shown(str(value)) for _, value in each)
            raise click.UsageError(f"{flags[0]} {values}: give one, it takes one value")


def _longest(option: click.Option) -> str:
    return max(option.opts, key=len)
