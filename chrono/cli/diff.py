"""The verb that compares two states: diff; and how a difference is said, in previews too."""

from collections.abc import Iterator
from typing import Any, Final

import click

from chrono.cli import completing, options
from chrono.cli.reading import Reading, opened, read
from chrono.cli.rows import answer_rows
from chrono.cli.state import named_value
from chrono.cli.text import answer, coloured, columns, heading, line, note
from chrono.cli.words import pending_in_words, standing_in_words, value_in_words
from chrono.projections.slot import Slot
from chrono.projections.standing import Standing
from chrono.queries.diff import Change, Diff
from chrono.queries.diff import diff as diff_of

_LONG: Final = 80
"""Characters of a change after which it goes on below."""


@options.verb(
    "diff",
    ("chrono diff 2025-10-27..2025-10-28", "what changed from the end of one day to the next"),
    ("chrono diff 2023-11-16.. 'office/*'", "since then, some keys"),
    ("chrono diff 2024-12-01 --known 2024-12-01..2024-12-31", "what we learnt of one date"),
    ("chrono diff 2023-11-19 --recorded e470..e480", "what the log changed its mind about"),
)
@click.argument("words", nargs=-1, metavar="A..B [KEY]...", shell_complete=completing.keys)
@click.option("--exit-code", is_flag=True, help="Exit 1 when there are differences.")
@options.which_log
@options.as_of
@options.projection
@options.rows
@options.output
def diff(  # noqa: PLR0913  one for each option
    words: tuple[str, ...],
    *,
    file: str | None,
    chronology: str | None,
    exit_code: bool,
    projection: str | None,
    form: str | None,
    as_json: bool,
    color: str,
    **asof: Any,
) -> int:
    """Say how two states differ, each key with the events and acts that caused it.

    A..B goes in the place of one moment: when it held, --known, or --recorded. A.. runs to now.
    """
    first, second = _both(words, asof)
    with opened(file, chronology) as log:
        head = log.head()
        old = read(log, first[0], chronology, **first[1], upto=head)
        new = read(log, second[0], chronology, **second[1], upto=head)
    if projection is not None:
        from chrono.cli.projecting import answer_difference  # noqa: PLC0415  only for one's own

        return answer_difference(
            old, new, projection, form=form, exit_code=exit_code, as_json=as_json, color=color
        )
    changes = diff_of(old.asof.world(old.history), new.asof.world(new.history), new.keys)
    found = Diff(before=old.asof, after=new.asof, changes=changes)
    if as_json:
        answer({**found.body(new.history), "log": _log(new)}, color, as_json=True)
    elif changes and form:
        answer_rows([change.body() for change in changes], form)
    elif changes:
        lines = diff_lines(found, new.history.chronology, new.history.zone.key)
        answer(lines, color, as_json=False)
    else:
        note("nothing differs")
    return 1 if changes and exit_code else 0


def _log(asked: Reading) -> dict[str, Any]:
    return {"entries": asked.head.entries, "head": asked.head.hash}


_Side = tuple[tuple[str, ...], dict[str, Any]]


def _both(words: tuple[str, ...], asof: dict[str, Any]) -> tuple[_Side, _Side]:
    """Part the one range among what was asked into the two moments at its ends.

    Raises:
        click.UsageError: There is none, or more than one.
    """
    ranges = [word for word in words if _is_range(word)]
    flags = [flag for flag in ("known", "recorded") if _is_range(asof[flag])]
    if len(ranges) + len(flags) != 1:
        raise click.UsageError(
            "diff takes one range A..B, as 2025-10-27..2025-10-28, or one moment and "
            "--known 2024-12-01..2024-12-31 or --recorded e470..e480"
        )
    whole = ranges[0] if ranges else asof[flags[0]]
    ends = whole.partition("..")
    if not ends[0]:
        raise click.UsageError(f"{whole} has no start; write A..B")

    def side(end: str) -> _Side:
        if flags:
            return words, {**asof, flags[0]: end or None}
        return tuple(end or "now" if word in ranges else word for word in words), asof

    return side(ends[0]), side(ends[2])


def _is_range(word: str | None) -> bool:
    """Tell a range from a date with two dots of its own, as [2025-06-01..2025-06-10] or 2019/.."""
    if word is None or ".." not in word:
        return False
    return not word.startswith(("[", "../")) and not word.endswith("/..")


def diff_lines(found: Diff, chronology: str, zone: str) -> Iterator[str]:
    """Say from what to what, and each change on a line."""
    yield f"{line(chronology)} {heading(found.before, zone)}"
    yield f"{' ' * len(line(chronology))} → {heading(found.after, zone)}"
    yield ""
    yield from change_lines(found.changes)


def change_lines(changes: tuple[Change, ...]) -> list[str]:
    """Say each change: what sort it is, the key, from what to what, and what caused it.

    ``+`` begins, ``-`` ends, ``~`` changes, ``!`` becomes disputed, ``=`` only rests on other
    events or sources.
    """
    return columns(row for change in changes for row in _rows(change))


def _rows(change: Change) -> Iterator[list[str]]:
    """Say a change in a row, or in three where it is long: what was, what is, and the causes."""
    first = f"{_mark(change)} {line(change.key)}"
    causes = " ".join(line(cause) for cause in change.causes)
    before, after = _from_to(change)
    if len(before) + len(after) <= _LONG:
        yield [first, f"{before} → {after}" if before else after, causes]
        return
    yield [first, before or after]
    if before:
        yield ["", f"→ {after}"]
    yield ["", causes]


def _mark(change: Change) -> str:
    if change.same_answer:
        return "="
    if change.after and change.after.standing == Standing.DISPUTED:
        was = change.before and change.before.standing
        return "~" if was == Standing.DISPUTED else coloured("!")
    if _holds(change.before):
        return "~" if _holds(change.after) else "-"
    return "+" if _holds(change.after) else "~"


def _holds(slot: Slot | None) -> bool:
    return slot is not None and slot.standing != Standing.ENDED


def _from_to(change: Change) -> tuple[str, str]:
    """Say what was and what is; a set by who came and went, an equal answer once."""
    before, after = change.before, change.after
    if change.same_answer:
        return "", f"{slot_in_words(after)} (other evidence)"
    if before and after and isinstance(before.value, list) and isinstance(after.value, list):
        moved = _moved(before, after)
        if moved and before.standing == after.standing == Standing.HOLDS:
            pending = _pending(after) if _pending(after) != _pending(before) else ""
            return "", f"{len(before.value)} → {len(after.value)}: {moved}{pending}"
    return slot_in_words(before), slot_in_words(after)


def _moved(before: Slot, after: Slot) -> str:
    """Name who came into a set and who left it."""
    gone = [value_in_words(one) for one in before.value if one not in after.value]
    came = [value_in_words(one) for one in after.value if one not in before.value]
    moved = (", ".join(gone) + " out" if gone else "", ", ".join(came) + " in" if came else "")
    return "; ".join(one for one in moved if one)


def slot_in_words(slot: Slot | None) -> str:
    """Say what holds, in one phrase."""
    if slot is None:
        return "nothing"
    pending = _pending(slot)
    return pending[2:] if slot.standing == Standing.PENDING else _standing_in_words(slot) + pending


def _pending(slot: Slot) -> str:
    return "".join(f"; {Standing.PENDING}: {pending_in_words(one.value)}" for one in slot.pending)


def _standing_in_words(slot: Slot) -> str:
    if slot.standing == Standing.DISPUTED:
        versions = " | ".join(named_value(one) for one in slot.alternatives)
        return standing_in_words(slot.standing, versions)
    if slot.standing == Standing.POSSIBLE:
        possible = " or ".join(named_value(one) for one in slot.possible)
        otherwise = f", else {value_in_words(slot.value)}" if slot.because else ""
        return standing_in_words(slot.standing, f"{possible}{otherwise}")
    return Standing.ENDED if slot.standing == Standing.ENDED else value_in_words(slot.value)


VERBS: Final = {"diff": diff}
