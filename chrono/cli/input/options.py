"""Options that verbs share, and the form of their help: examples first, then flags."""

from collections.abc import Callable, Sequence
from typing import Any, Final, TypeVar

import click

from chrono.cli.input import completion
from chrono.cli.input.as_typed import keep_typed, refuse_second
from chrono.cli.input.kinds_option import kept, kinds
from chrono.cli.render.progress import working
from chrono.cli.render.terminal import EDTF, NO_PAGER
from chrono.values.bases import BASES

__all__ = [
    "CHOICE",
    "as_of",
    "edtf",
    "filters",
    "json",
    "kinds",
    "output",
    "projection",
    "rows",
    "together",
    "verb",
    "which_log",
    "window",
]

_F = TypeVar("_F", bound=Callable[..., Any])


_MOMENT: Final = ("--at", "--date", "--when", "--on", "--as-of", "--asof")
_MEANT: Final = {
    **dict.fromkeys((*_MOMENT, "--occurred"), "--at"),
    **dict.fromkeys(("--from", "--start"), "--since"),
    **dict.fromkeys(("--to", "--stop", "--till"), "--until"),
    **dict.fromkeys(("--log", "--db", "--database"), "--file"),
    **dict.fromkeys(("--limit", "--last", "--tail", "--count"), "-n"),
}
"""Flags that other programs have, and ours that do the same."""


def _after(flag: str, words: Sequence[str]) -> list[str]:
    """Return the value that was given to a flag, if there is one."""
    for number, word in enumerate(words):
        if word.startswith(f"{flag}="):
            return [word.partition("=")[2]]
        if word == flag:
            return list(words[number + 1 : number + 2])
    return []


class Verb(click.Command):
    """A command whose help starts with examples."""

    def __init__(self, *args: Any, examples: Sequence[tuple[str, str]] = (), **more: Any) -> None:
        self.examples = examples
        super().__init__(*args, **more)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; a terminal shows how long it takes."""
        with working(str(ctx.info_name)):
            return super().invoke(ctx)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the words and flags; a flag of other programs is refused with what is meant."""
        words = list(args)
        try:
            typed = keep_typed(self, ctx, words)
            rest = super().parse_args(ctx, args)
        except click.NoSuchOption as error:
            flag = error.option_name
            if flag in _MOMENT and any("WHEN" in (param.metavar or "") for param in self.params):
                value = [word for word in _after(flag, words) if not word.startswith("-")]
                import shlex  # noqa: PLC0415  for mistakes

                asked = shlex.join(["chrono", self.name or "", *value])
                reason = f"a moment has no flag: {asked}"
            elif any(_MEANT.get(flag) in param.opts for param in self.params):
                reason = f"did you mean {_MEANT[flag]}?"
            else:
                raise
            raise click.UsageError(f"{self.name} has no {flag}; {reason}") from error
        if not ctx.resilient_parsing:
            refuse_second(typed)
        return rest

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write what it does, examples, usage and flags."""
        formatter.write(f"{self.get_short_help_str(limit=200)}\n\n")
        if self.examples:
            formatter.write_dl(list(self.examples), col_max=min(60, formatter.width - 40))
            formatter.write("\n")
        self.format_usage(ctx, formatter)
        rest = (self.help or "").partition("\n\n")[2]
        if rest:
            formatter.write_paragraph()
            formatter.write_text(" ".join(rest.split()))
        self.format_options(ctx, formatter)


def verb(name: str, *examples: tuple[str, str]) -> Callable[[Callable[..., Any]], Verb]:
    """Return a decorator that declares a verb with its examples."""

    def declare(function: Callable[..., Any]) -> Verb:
        return click.command(name, cls=Verb, examples=examples)(function)

    return declare


def together(*options: Callable[[_F], _F]) -> Callable[[_F], _F]:
    """Return one decorator that adds several options, in their order."""

    def apply(function: _F) -> _F:
        for option in reversed(options):
            function = option(function)
        return function

    return apply


file = click.option(
    "-f",
    "--file",
    type=click.Path(),
    metavar="FILE",
    help="The log; else CHRONO_FILE, else ./chrono.db.",
)

which_log = together(
    file,
    click.option(
        "-c", "--chronology", metavar="NAME", help="Which chronology, if there are several."
    ),
)

window = together(
    click.option("--since", metavar="WHEN", help="What is not over by that day, or instant."),
    click.option("--until", metavar="WHEN", help="What begins by the end of that day, or then."),
)

filters = together(
    click.option("--grep", metavar="TEXT", help="What has this text in headline, note or id."),
    click.option(
        "--publisher",
        metavar="NAME",
        shell_complete=completion.publishers,
        help="What has a source of this publisher.",
    ),
)

CHOICE: Final = ("since", "until", "grep", "publisher")
"""The parameters of `window` and `filters`."""

as_of = together(
    click.option("--known", metavar="WHEN", help="Only what was public by then."),
    click.option(
        "--recorded", metavar="WHEN", help="As the log stood then: a date, instant or e17."
    ),
    click.option(
        "--basis", type=click.Choice(BASES), help="Only sources with this basis or a better one."
    ),
    click.option(
        "--without",
        metavar="PUBLISHER",
        multiple=True,
        shell_complete=completion.publishers,
        help="Without this publisher or origin.",
    ),
)


edtf = click.option(
    "--edtf",
    is_flag=True,
    expose_value=False,
    callback=kept(EDTF),
    help="Dates in text as EDTF writes them, not in words.",
)

json = click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")

projection = click.option(
    "--projection",
    metavar="FILE.py:NAME",
    help="Fold a projection of your own, as ./seats.py:seats; or an installed one.",
)

output = together(
    json,
    click.option(
        "--color",
        type=click.Choice(["auto", "always", "never"]),
        default="auto",
        help="Colour; by default only on a terminal without NO_COLOR.",
    ),
    click.option(
        "--no-pager",
        is_flag=True,
        expose_value=False,
        callback=kept(NO_PAGER),
        help="Print a long answer at once, also on a terminal.",
    ),
    edtf,
)

rows = together(
    click.option("--jsonl", "form", flag_value="jsonl", help="Answer in JSON, one row a line."),
    click.option("--csv", "form", flag_value="csv", help="Answer in CSV, for a spreadsheet."),
)
