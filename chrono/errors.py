"""The base class of every error, and suggestions for misspelt words."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager


class ChronoError(Exception):
    """The base class of every error that chrono raises.

    Its text states facts. The command line adds which flag or command helps, the API which call.

    Attributes:
        parameter: The name of the parameter whose value is wrong; empty where it is not known.
    """

    parameter: str = ""


@contextmanager
def naming(parameter: str) -> Iterator[None]:
    """Set ``parameter`` on a ChronoError that the block raises, unless it names one already."""
    try:
        yield
    except ChronoError as error:
        error.parameter = error.parameter or parameter
        raise


def did_you_mean(
    word: str, known: Iterable[str], otherwise: str = "", *, nearness: float = 0.6
) -> str:
    """Return ``did you mean X?`` for the known word nearest to `word`, or `otherwise` for none.

    `nearness` is the share of letters that are alike, from 0 to 1, from which on a word is near.
    """
    import difflib  # noqa: PLC0415  slow to import; for mistakes

    near = difflib.get_close_matches(word, list(known), cutoff=nearness)
    near.sort(key=lambda match: sorted(match) != sorted(word))  # swapped letters are the likeliest
    return f"did you mean {near[0]}?" if near else otherwise
