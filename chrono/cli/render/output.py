"""The form in which an answer is printed: text, one body of JSON, or rows."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Self, TypeVar

import attrs

from chrono.cli.render.terminal import answer

_Row = TypeVar("_Row")


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Output:
    """What the flags say of the form of an answer.

    Attributes:
        as_json: Whether it is one body of JSON.
        color: When to use colour in text: ``auto``, ``always`` or ``never``.
        form: ``jsonl`` or ``csv`` for rows; None for text.
    """

    as_json: bool
    color: str = "auto"
    form: str | None = None

    @classmethod
    def taken_from(cls, flags: dict[str, Any]) -> Self:
        """Return the form of an answer, and remove its flags from those of a command."""
        names = [name for name in ("as_json", "color", "form") if name in flags]
        return cls(**{name: flags.pop(name) for name in names})

    def print(self, body: Callable[[], Any], lines: Callable[[], Iterable[str]]) -> None:
        """Print an answer as one body of JSON, or in lines."""
        answer(body() if self.as_json else lines(), self.color, as_json=self.as_json)

    def print_rows(
        self,
        rows: Sequence[_Row],
        row: Callable[[_Row], Mapping[str, Any]],
        *,
        body: Callable[[], Any],
        lines: Callable[[], Iterable[str]],
    ) -> None:
        """Print an answer of rows; without any, only JSON prints something.

        Args:
            rows: The rows of the answer.
            row: Returns one of them as JSON, for JSON Lines and CSV.
            body: Returns the whole answer as JSON.
            lines: Returns the whole answer in lines of text.
        """
        if rows and self.form and not self.as_json:
            from chrono.cli.render.rows import answer_rows  # noqa: PLC0415  for programs alone

            answer_rows([row(item) for item in rows], self.form)
        elif rows or self.as_json:
            self.print(body, lines)
