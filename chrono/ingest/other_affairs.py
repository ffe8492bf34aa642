"""The guard of an import against another affair, which would stay in a log for good."""

from collections.abc import Mapping, Sequence

from chrono.faults import Fault, Refused
from chrono.log.chronologies import NoChronology, pick
from chrono.log.contract import Log


def refuse_other_affairs(
    log: Log, there: Mapping[str, int], where: str, also: Sequence[str] = ()
) -> None:
    """Raise an error where an import would add the events of another chronology to a log.

    What is one affair has one name; a log that has events is about another one already.

    Args:
        log: What it is imported into.
        there: How many events and acts it brings, by the name of their chronology.
        where: What is imported, as faults name it.
        also: The chronologies that are meant though they are other affairs.

    Raises:
        Refused: With every chronology that has something to bring and nothing in the log.
        NoChronology: One that is meant is not brought.
    """
    meant = named_also(there, also)
    here = log.chronologies()
    others = [name for name, count in there.items() if count and not here.get(name)]
    reason = "is another affair than those of this log, and would stay for good"
    faults = [
        Fault(where, "", f"{name} {reason}", code="another affair", remedy=name)
        for name in others
        if name not in meant
    ]
    if any(here.values()) and faults:
        raise Refused(faults)


def named_also(there: Mapping[str, int], also: Sequence[str]) -> Sequence[str]:
    """Return the chronologies that are meant though they are other affairs.

    Raises:
        NoChronology: One of them is not brought.
    """
    try:
        return [pick(there, name) for name in also]
    except NoChronology as error:
        error.parameter = "also"
        raise
