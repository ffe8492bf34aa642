"""What an address asks: words in its path, and behind the question mark what flags say."""

from collections.abc import Sequence
from typing import Any, Final

from starlette.datastructures import QueryParams

from chrono.errors import ChronoError, did_you_mean

PAGE: Final = ("chronology", "recorded")
"""The parameters of a page, which has all other answers in it."""

ANSWER: Final = (*PAGE, "known", "basis", "without")
"""The parameters of an answer as JSON or CSV."""

_SEVERAL: Final = ("without", "key")
"""Those that may be given more than once."""


class BadParameter(ChronoError):
    """A parameter that an address does not take, or takes once."""


class NoAddress(ChronoError):
    """An address at which there is nothing."""


def parameters(given: QueryParams, taken: Sequence[str]) -> dict[str, Any]:
    """Return the parameters of an address by name; what was left out is left out here, too.

    Raises:
        BadParameter: One is not `taken`, or given twice.
    """
    found: dict[str, Any] = {}
    for name in given:
        values = given.getlist(name)
        if name not in taken:
            hint = did_you_mean(name, taken, f"this address takes {', '.join(taken)}")
            raise BadParameter(f"no parameter {name!r} here; {hint}")
        if len(values) > 1 and name not in _SEVERAL:
            raise BadParameter(f"{name} is given {len(values)} times; give it once")
        found[name] = tuple(values) if name in _SEVERAL else values[0]
    return found


def form_of(word: str, forms: Sequence[str]) -> tuple[str, str]:
    """Return a word without its ending, and the form that this asks for; ``html`` without one.

    >>> form_of("2023-11-19.json", ["json", "csv"])
    ('2023-11-19', 'json')

    Raises:
        NoAddress: The ending is of a form that is not among `forms`.
    """
    for form in ("json", "csv"):
        if word.endswith(f".{form}"):
            if form in forms:
                return word.removesuffix(f".{form}"), form
            raise NoAddress(f"there is no .{form} of this; ask for .{' or .'.join(forms)}")
    return word, "html"
