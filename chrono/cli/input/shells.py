"""What a shell is offered at Tab: never more than the text of one word, whatever a log holds.

A candidate comes from the data of a log that somebody else may have written, and goes into a line
that a shell will run. So bash is given it in quotes, which zsh and fish add by themselves; one that
a shell could take for more than one word, or that a terminal would not show, is left out.
"""

import os
import shlex
from typing import Any, Final

from click.shell_completion import (
    BashComplete,
    CompletionItem,
    FishComplete,
    ShellComplete,
    ZshComplete,
    add_completion_class,
)

from chrono import leaving
from chrono.cli.render.terminal import line

PATIENCE: Final = 0.5
"""The seconds after which nothing is offered: somebody waits at a key."""

_ENDS_QUOTES: Final = {"'": "'", '"': '"$`\\!'}
"""The characters that mean something within the quotes that a word was opened with."""


class _Careful(ShellComplete):
    """Completion that offers nothing where anything goes wrong: what it prints is read as words."""

    def get_completions(self, args: list[str], incomplete: str) -> "list[CompletionItem[Any]]":
        """Return the candidates that one word can hold."""
        leaving.leave_after(PATIENCE)
        try:
            found = super().get_completions(args, incomplete)
        except Exception:  # noqa: BLE001  a traceback amid the line that somebody types helps nobody
            return []
        return [item for item in found if line(item.value) == item.value and self.fits(item)]

    def fits(self, item: "CompletionItem[Any]") -> bool:
        """Return whether the shell's own script keeps a candidate as one word."""
        return bool(item.value)


class Bash(_Careful, BashComplete):
    """Completion in bash, where a word that stands in the line may have opened a quote."""

    source_template = BashComplete.source_template.replace(
        "+=($value)",
        '+=("$value")',  # a file name for a pattern, else
    ).replace("read type", "read -r type")  # a backslash is lost, else

    def fits(self, item: "CompletionItem[Any]") -> bool:
        """Return whether a candidate means itself within the quotes that the word has opened."""
        return not set(item.value) & set(_ENDS_QUOTES.get(self._opening, ""))

    def format_completion(self, item: "CompletionItem[Any]") -> str:
        """Return the type and the value, in quotes where bash would read more than a word."""
        value = item.value if self._opening in _ENDS_QUOTES else shlex.quote(item.value)
        return f"{item.type},{value if item.type == 'plain' else item.value}"

    @property
    def _opening(self) -> str:
        """The first character of the word as it stands in the line, quotes and all."""
        words = os.environ["COMP_WORDS"].split("\n")
        number = int(os.environ["COMP_CWORD"])
        return words[number][:1] if number < len(words) else ""


class Zsh(_Careful, ZshComplete):
    """Completion in zsh, which adds quotes by itself."""


class Fish(_Careful, FishComplete):
    """Completion in fish, which adds quotes by itself; its script parts a candidate at a comma."""

    def fits(self, item: "CompletionItem[Any]") -> bool:
        """Return whether a candidate has no comma."""
        return "," not in item.value


def offer_carefully() -> None:
    """Put these in the place of what click knows of shells."""
    for shell in (Bash, Zsh, Fish):
        add_completion_class(shell)
