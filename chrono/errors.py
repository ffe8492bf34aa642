"""The base class of every error, faults as values, and suggestions for misspelt words.

A bad call raises. Faults of data are collected, so that all are shown at once; nothing is written.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

import attrs


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


@attrs.frozen
class Fault:
    """One thing that is wrong with input.

    Attributes:
        where: ``file:line``, or the event's id where there is no file.
        field: The path of the field, as ``sources[0].publisher``; empty for the whole event.
        reason: What is wrong, and what would be right.
        code: The sort of fault, where a flag or a command would help; else empty.
        remedy: What such a flag or command would be given; else empty.
    """

    where: str
    field: str
    reason: str
    code: str = attrs.field(default="", eq=False, kw_only=True)
    remedy: str = attrs.field(default="", eq=False, kw_only=True)

    def __str__(self) -> str:
        return ": ".join(part for part in (self.where, self.field, self.reason) if part)


class Refused(ChronoError):
    """Input that has faults; nothing of it was written.

    Attributes:
        faults: All of them, in the order of the input.
    """

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(str(fault) for fault in self.faults))


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
