"""The findings of a check, of a log or of texts, in lines, and what would mend them."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from chrono.cli.render.remedies import ordering, unlinking
from chrono.cli.render.suggested import A_SOURCE, command, event_word, writing
from chrono.cli.render.terminal import coloured, counted, line
from chrono.queries.named import MOST_NAMED

SHOWN: Final = 3
"""How many findings of a sort are listed; of more, these are examples."""

_SHOWN_OF_TEXT: Final = 500
"""How many findings of a sort are listed of a text, where each has its place for an editor."""

_MEND: Final = "  mend with"
_NEWS: Final = ("HEADLINE", "--at", "DATE", *A_SOURCE)


def _cited(finding: Mapping[str, Any]) -> str:
    return writing(_MEND, "cite", event_word(finding["event"]), *A_SOURCE)


def _corrected(finding: Mapping[str, Any]) -> str:
    date = finding["right"] or "DATE"
    words = ("--at", date, "--reason", "no source is that precise" if finding["right"] else "WHY")
    return writing(_MEND, "correct", event_word(finding["event"]), *words)


def _looked_at(finding: Mapping[str, Any]) -> str:
    return f"  see it with: {command('show', event_word(finding['event']))}"


def _told_again(finding: Mapping[str, Any], how: str) -> str:
    reason = f"told again {how}"
    return writing(_MEND, "retract", event_word(finding["event"]), "--reason", reason)


def _retracted(finding: Mapping[str, Any]) -> str:
    return writing(_MEND, "retract", event_word(finding["others"][-1]), "--reason", "WHY")


MENDED: Final[Mapping[str, Callable[[Mapping[str, Any]], str]]] = {
    "undated": _cited,
    "single-sourced": _cited,
    "early-source": lambda found: writing(
        _MEND, "correct", event_word(found["event"]), "--note", "WHY", "--reason", "WHY"
    ),
    "late-source": lambda found: _told_again(found, "with another date"),
    "mixed-host": lambda found: _told_again(found, "with another address"),
    "quiet-change": lambda found: ordering(_MEND, found["event"], found["others"][0]),
    "repeat": lambda found: _told_again(found, f"as {found['others'][0]}"),
    "near-name": _looked_at,
    "void-link": lambda found: unlinking(_MEND, found["event"], found["others"][0]),
    "two-versions": _retracted,
    "repeats-denied": lambda found: ordering(_MEND, found["event"], found["others"][0]),
    "unordered": lambda found: ordering(_MEND, found["event"], found["others"][0]),
    "without-end": _corrected,
    "far-ahead": _corrected,
    "too-fine": _corrected,
    "left-pending": lambda found: writing(_MEND, "add", *_NEWS, "--lapse", found["key"]),
    "overdue": lambda found: writing(_MEND, "add", *_NEWS, "--end", found["key"]),
    "stale": lambda found: writing(_MEND, "add", *_NEWS, "--end", found["key"]),
    "outlived": lambda found: writing(_MEND, "add", *_NEWS, "--end", found["key"]),
    "recorded-ahead": lambda _: "",  # nothing is ever recorded anew
    "not-admitted": lambda _: f"  see the claims with: {command('rebuild')}",
    "against-log": _looked_at,
    "unknown-kind": lambda _: f"  name it with: {command('check', '--kinds', 'FILE.py:NAME')}",
    "old-text": lambda _: "",
    "passed-over": lambda _: f"  see what is missing with: {command('check', '--head', 'HEAD')}",
}
"""The command that mends a finding, by its code; empty where none does."""


def log_lines(body: Mapping[str, Any]) -> Iterator[str]:
    """Yield whether a log is whole, then what was found, by its sort."""
    if body["broken"]:
        broken = body["broken"]
        where = f" at entry {broken['position']}" if broken["position"] else ""
        yield f"{coloured('broken')}{where}: {line(broken['reason'])}"
        return
    entries = counted(body["log"]["entries"], "entry", "entries")
    yield f"whole: {entries}, head {body['log']['head']}"
    yield from findings_lines(body["findings"])
    yield from _supported(body["support"])


class Sorts:
    """Findings by their sort: of each how many there are, and the first, which are listed."""

    def __init__(self, found: Iterable[Mapping[str, Any]] = ()) -> None:
        self.first: dict[str, list[Mapping[str, Any]]] = {}
        self.counts = Counter[str]()
        self.are_problems = False
        self._chronologies: set[str] = set()
        for finding in found:
            self.append(finding)

    @property
    def several(self) -> bool:
        """Whether they are of several chronologies."""
        return len(self._chronologies) > 1

    def append(self, finding: Mapping[str, Any], count: int = 1) -> None:
        """Take one more finding, or the first of so many of its sort; 0 for one more of those."""
        code = finding["code"]
        first = self.first.setdefault(code, [])
        self.counts[code] += count
        self.are_problems |= finding["problem"]
        if len(first) < SHOWN:
            first.append(finding)
        if not self.several:
            self._chronologies.add(finding["chronology"])


def findings_lines(
    found: Iterable[Mapping[str, Any]] | Sorts, *, written: bool = True
) -> Iterator[str]:
    """Yield findings by their sort: of many the first, and commands, if their events are written.

    The commands are the one that mends the first of a sort, and the one that shows all. Where they
    are of several chronologies, each names its own.
    """
    sorts = found if isinstance(found, Sorts) else Sorts(found)
    for code in sorts.first:
        yield from _of_a_sort(sorts, code, written=written)


def _of_a_sort(sorts: Sorts, code: str, *, written: bool) -> Iterator[str]:
    first, more = sorts.first[code], sorts.counts[code] - SHOWN
    yield f"{code}: {sorts.counts[code]}{'' if first[0]['problem'] else ', worth a look'}"
    for finding in first:
        of = f"{line(finding['chronology'])} " if sorts.several else ""
        yield f"  {of}{line(finding['event'])}: {line(finding['message'])}"
    if more > 0:
        every = f"; all of them with: {command('check', '--json')}" if written else ""
        yield f"  {more} more{every}"
    mended = MENDED[code](first[0]) if written else ""
    if mended:
        yield mended


def text_lines(body: Mapping[str, Any]) -> Iterator[str]:
    """Yield each finding with its file and line, how sure what holds is, and how many there are.

    Of very many of a sort the first are named.
    """
    sorts = Counter[str]()
    for finding in body["findings"]:
        sorts[finding["code"]] += 1
        if sorts[finding["code"]] <= _SHOWN_OF_TEXT:
            message = f"{line(finding['event'])}: {line(finding['message'])}"
            yield f"{finding['where']}: {finding['code']}: {message}"
    for code, count in sorts.items():
        if count > _SHOWN_OF_TEXT:
            yield f"{code}: {count - _SHOWN_OF_TEXT} more; all of them with --json"
    yield from _supported(body["support"])
    problems = sum(finding["problem"] for finding in body["findings"])
    yield f"{counted(problems, 'problem')}, {len(body['findings']) - problems} worth a look"


def _supported(each: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """Yield of each chronology how many values have two origins, and the keys of the others.

    Of many chronologies the first are named; of many keys too, and the others may be counted.
    """
    for body in each[:MOST_NAMED]:
        values, independent = body["values"], body["independent"]
        share = f"{independent / values:.0%}" if values else "none"
        yield (
            f"{body['chronology']} at {line(body['at'])}: {independent} of {values} values that "
            f"hold rest on two independent origins ({share})"
        )
        keys = list(dict.fromkeys(line(single["key"]) for single in body["single"]))
        more = len(keys) - MOST_NAMED + body.get("more_keys", 0)
        if keys:
            rest = f" and {more} more; all of them with --json" if more > 0 else ""
            yield f"  on one: {', '.join(keys[:MOST_NAMED])}{rest}"
    if len(each) > MOST_NAMED:
        yield f"{len(each) - MOST_NAMED} more chronologies; all of them with --json"
