"""The command: its verbs, and how an error becomes a message and an exit code."""

import gc
import importlib
import io
import os
import sys
from keyword import iskeyword
from typing import TYPE_CHECKING, Any, Final, TextIO

import click

import chrono as package
from chrono import leaving
from chrono.cli.exit_codes import BROKEN, DONE, INTERRUPTED, MISUSE, NO
from chrono.cli.render.layout import width

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from chrono.errors import ChronoError

# The bare command, -h, --version and a Tab after it are to start fast, so nothing else is imported
# here: a verb brings what it needs, and so does a mistake.

VERBS: Final = {
    "Ask": {
        "state": "what held at a moment",
        "timeline": "what happened, by date",
        "log": "the entries, or the periods of a key",
        "show": "one entry in full",
        "why": "every claim on a key, and its sources",
        "diff": "how two states differ, and why",
        "disputes": "the keys on which sources disagree",
    },
    "Write": {
        "init": "make a log",
        "add": "append a development",
        "cite": "add sources to one",
        "correct": "replace what one says",
        "retract": "withdraw an event or an act",
        "import": "bring in a folder, file, table or log",
    },
    "Hand on": {
        "export": "a page, a table, or the log itself",
        "serve": "show the page live in a browser",
    },
    "Look after": {
        "check": "whether a log is what was appended",
        "backup": "copy the log, verified",
        "rebuild": "compute every state from zero",
        "schema": "the JSON Schema of a chronology's files",
    },
}
"""The verbs by purpose, each with the line that a shell shows at Tab.

Each has a module of its name, which is imported only when it is used.
"""

_HELP_WIDTH: Final = 100
"""The most characters of a line of help, and how many there are in a pipe."""

_MEANT: Final = {
    **dict.fromkeys(("list", "ls", "events", "history"), "log"),
    **dict.fromkeys(("get", "query", "ask", "now"), "state"),
    **dict.fromkeys(("append", "new", "insert", "put"), "add"),
    **dict.fromkeys(("edit", "update", "fix", "change", "amend"), "correct"),
    **dict.fromkeys(("delete", "del", "rm", "remove", "undo", "revert"), "retract"),
    **dict.fromkeys(("create", "make"), "init"),
    **dict.fromkeys(("verify", "validate", "lint", "status"), "check"),
    **dict.fromkeys(("search", "find", "grep"), "log --grep"),
    **dict.fromkeys(("publish", "print", "report"), "export"),
    "compare": "diff", "explain": "why", "load": "import", "source": "cite", "keys": "state",
    "help": "-h", "version": "--version",
}  # fmt: skip
"""What other programs call what our verbs do."""


class Verbs(click.Group):
    """The group of verbs, which imports a verb's module only when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the verbs in the order in which they are shown."""
        return [verb for verbs in VERBS.values() for verb in verbs]

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        """Import a verb."""
        if name not in self.list_commands(ctx):
            return None
        own = f"{name}_" if iskeyword(name) else name
        command: click.Command = getattr(importlib.import_module(f"chrono.cli.commands.{own}"), own)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the verb that was typed; an unknown one is refused with the nearest name."""
        if args[0] not in self.list_commands(ctx) and not args[0].startswith("-"):
            from chrono.errors import did_you_mean  # noqa: PLC0415  for mistakes

            near = did_you_mean(args[0], self.list_commands(ctx), "see chrono -h")
            hint = f"did you mean {_MEANT[args[0]]}?" if args[0] in _MEANT else near
            raise click.UsageError(f"no verb {args[0]!r}; {hint}")
        return super().resolve_command(ctx, args)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> "list[CompletionItem[Any]]":
        """Return the verbs and flags that start with what was typed; no verb is imported."""
        from click.shell_completion import CompletionItem  # noqa: PLC0415  only at Tab

        verbs = {verb: about for verbs in VERBS.values() for verb, about in verbs.items()}
        return [
            *(CompletionItem(v, help=verbs[v]) for v in verbs if v.startswith(incomplete)),
            *click.Command.shell_complete(self, ctx, incomplete),
        ]

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Show what to type first, then the verbs."""
        formatter.write("Ask a sourced chronology what held at any date, and why.\n\n")
        formatter.write_dl(
            [
                ("chrono state 2023-11-19", "what held at the end of that day"),
                (
                    "chrono state 2023-11-19 office/openai/ceo",
                    "one key, or a glob such as 'term/*'",
                ),
                ("chrono why office/openai/ceo 2023-11-22", "every claim and source behind it"),
                ("chrono init desk.db --from openai-microsoft", "a log of your own"),
            ],
            col_max=min(60, formatter.width - 40),
        )
        formatter.write("\n")
        for purpose, verbs in VERBS.items():
            formatter.write(f"{purpose:12}{'  '.join(verbs)}\n")
        formatter.write("\nchrono VERB -h shows examples, then flags.\n")


@click.group(
    cls=Verbs,
    context_settings={"help_option_names": ["-h", "--help"]},
    invoke_without_command=True,
)
@click.option("--version", is_flag=True, help="Print the version.")
@click.pass_context
def chrono(ctx: click.Context, *, version: bool) -> None:
    """Ask a sourced chronology what held at any date, and why."""
    if version:
        click.echo(f"chrono {package.__version__}")
    elif ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())


def main(arguments: list[str] | None = None) -> None:
    """Run the command and leave with its exit code."""
    _open_streams()
    try:
        code = run(arguments)
    finally:
        gc.freeze()  # what is left goes with the process; a Tab leaves by an exit of click's
    sys.exit(code)


def run(arguments: list[str] | None = None) -> int:
    """Run the command and return its exit code."""
    messages: tuple[object, ...] = ()
    if "_CHRONO_COMPLETE" in os.environ:
        from chrono.cli.input.shells import offer_carefully  # noqa: PLC0415  only at Tab

        offer_carefully()
    try:
        room = min(width() or _HELP_WIDTH, _HELP_WIDTH)
        result = chrono.main(
            arguments, prog_name="chrono", standalone_mode=False, terminal_width=room
        )
        sys.stdout.flush()
        code = result if isinstance(result, int) else DONE
    except (click.Abort, KeyboardInterrupt):
        messages, code = (leaving.INTERRUPTED,), INTERRUPTED
    except click.ClickException as error:
        messages, code = (error.format_message(),), MISUSE
    except (BrokenPipeError, SystemExit) as error:  # whoever read us has seen enough
        # Click makes an exit of that, with a code that would mean: no. Signals have others.
        if isinstance(error, SystemExit) and error.code != NO:
            raise
        _silence(sys.stdout)
        code = DONE
    except _chrono_error() as error:
        messages, code = _in_flags(error), BROKEN if getattr(error, "broken", None) else MISUSE
    except OSError as error:
        messages, code = (_unwritten(error),), MISUSE
    for message in messages:
        _complain(str(message))
    return code


def _chrono_error() -> "type[ChronoError]":
    """Return the class of our errors, which is imported only once something went wrong."""
    from chrono.errors import ChronoError  # noqa: PLC0415

    return ChronoError


def _in_flags(error: "ChronoError") -> tuple[object, ...]:
    """Return a message for each fault of an error, with what to type instead."""
    from chrono.cli.hints import in_flags  # noqa: PLC0415  only where something is wrong
    from chrono.faults import Refused  # noqa: PLC0415

    return tuple(map(in_flags, error.faults if isinstance(error, Refused) else (error,)))


def _open_streams() -> None:
    """Make stdout and stderr UTF-8 whatever the locale, with escapes for what that cannot encode.

    A closed stream is replaced by the null device, so that no file of ours gets its descriptor.
    """
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: PTH123, SIM115
        elif isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _unwritten(error: OSError) -> str:
    """Return what could not be written: a file by its name, else stdout."""
    if error.filename is not None:
        return f"{error.filename}: {error.strerror}"
    _silence(sys.stdout)
    return (
        f"stdout cannot be written ({error.strerror}); send the answer elsewhere; "
        "what was to be appended, if anything, is in the log"
    )


def _complain(message: str) -> None:
    from chrono.cli.render.terminal import tell  # noqa: PLC0415  only where something is wrong
    from chrono.values.hidden_characters import revealed  # noqa: PLC0415

    try:
        tell(f"error: {revealed(message)}")
    except OSError:
        _silence(sys.stderr)


def _silence(stream: TextIO) -> None:
    """Discard what is left in the buffer of a stream."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
