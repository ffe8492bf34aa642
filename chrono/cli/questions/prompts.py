"""Questions at a terminal, with Tab to complete an answer."""

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext, redirect_stdout
from typing import Final

import click

from chrono.cli.input.prompting import prompting, yes
from chrono.cli.questions.interview import BACK, EMPTY, HELP, Doubt, Question
from chrono.cli.render.layout import width, wrapped
from chrono.values.hidden_characters import revealed

HOW: Final = (
    f"Enter takes what is in [brackets]; {BACK[0]}, or {BACK[1]}, returns to the question before; "
    f"{HELP} explains."
)
"""How to answer, said once before the first question."""


class Prompts:
    """Asks somebody at a terminal; everything but the answers goes to stderr."""

    def answer(self, question: Question, default: str) -> str:
        """Return what was typed, without spaces around it.

        Raises:
            click.Abort: The input ended.
        """
        optional = " (optional)" if question.optional else ""
        hint = f" [{revealed(default)}]" if default else ""
        return _typed(f"{question.words}{optional}{hint}: ", question.choices)

    def explain(self, question: Question) -> None:
        """Show what may be answered, and how to leave a question out."""
        rows = [*question.listing]
        if question.optional and not rows:
            rows = [("Enter", "leaves it out"), (EMPTY, "takes what is in brackets away")]
        room = width(sys.stderr)
        label = max((len(word) for word, _ in rows), default=0)
        for word, meaning in rows:
            first, *more = wrapped(meaning, room and room - label - 6)
            click.echo(f"  {word:{label}}  {first}{' …' if more else ''}", err=True)

    def recall(self, question: Question, answer: str) -> None:
        """Show what was answered before."""
        self.say(f"{question.words}: {answer or 'left out'}")

    def say(self, text: str) -> None:
        """Show a line about the last answer."""
        for line in wrapped(f"  {revealed(text)}", width(sys.stderr), "  "):
            click.echo(line, err=True)

    def sure(self, doubt: Doubt) -> bool:
        """Return whether a doubtful answer is meant."""
        return yes(f"  {revealed(str(doubt))}")


def _typed(prompt: str, choices: Sequence[str]) -> str:
    """Return what was typed after a prompt; it never stands where an answer goes into a file.

    Raises:
        click.Abort: The input ended.
    """
    aside = nullcontext() if sys.stdout.isatty() else redirect_stdout(sys.stderr)
    with prompting(), _completing(choices), aside:
        try:
            return input(prompt).strip()
        except EOFError:
            click.echo(err=True)
            raise click.Abort from None


@contextmanager
def _completing(choices: Sequence[str]) -> Iterator[None]:
    """Complete with Tab in the block, on systems with readline."""
    try:
        import readline  # noqa: PLC0415  not on every system, and only needed here
    except ImportError:
        yield
        return

    def complete(typed: str, number: int) -> str | None:
        matches = [choice for choice in choices if choice.startswith(typed)]
        return matches[number] if number < len(matches) else None

    before = readline.get_completer(), readline.get_completer_delims()
    readline.set_completer(complete)
    readline.set_completer_delims("")
    readline.parse_and_bind("tab: complete")
    try:
        yield
    finally:
        readline.set_completer(before[0])
        readline.set_completer_delims(before[1])
