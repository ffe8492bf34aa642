"""The root of every error, faults (what is wrong with data, kept as values), and did-you-mean.

Bad calls raise; bad data is collected, so that all of it is shown at once and nothing is written.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

import attrs


class ChronoError(Exception):
    """The one root of every error that chrono raises.

    Its text states facts. What to type or to call instead is added where somebody asks: by the
    command line in flags, by the API in Python.

    Attributes:
        parameter: The name of the parameter whose value is wrong; empty where none was named.
    """

    parameter: str = ""


@contextmanager
def naming(parameter: str) -> Iterator[None]:
    """Name the parameter that is read here in whatever is raised."""
    try:
        yield
    except ChronoError as error:
        error.parameter = error.parameter or parameter
        raise


@attrs.frozen
class Fault:
    """One thing wrong with what somebody wrote.

    Attributes:
        where: ``file:line``, or the event's id where there is no file.
        field: The path of the field, as ``sources[0].publisher``; empty for the whole event.
        reason: What is wrong; what would be right.
        code: Names the sort of fault where a flag or a command would help; else empty.
    """

    where: str
    field: str
    reason: str
    code: str = attrs.field(default="", eq=False, kw_only=True)

    def __str__(self) -> str:
        return ": ".join(part for part in (self.where, self.field, self.reason) if part)


class Refused(ChronoError):
    """Input has faults; nothing of it was written.

    Attributes:
        faults: All of them, in the order of the input.
    """

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(str(fault) for fault in self.faults))


def did_you_mean(word: str, known: Iterable[str], otherwise: str = "") -> str:
    """Say which known word may have been meant, or what to say otherwise."""
    import difflib  # noqa: PLC0415  dear to import, and only needed when something is wrong

    near = difflib.get_close_matches(word, list(known))
    near.sort(key=lambda one: sorted(one) != sorted(word))  # two letters swapped are likeliest
    return f"did you mean {near[0]}?" if near else otherwise
