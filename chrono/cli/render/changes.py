"""Changes between two answers in lines, also in previews: before, after, and the causes."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

from chrono.cli.render.layout import columns
from chrono.cli.render.moments import heading
from chrono.cli.render.slots import named_value
from chrono.cli.render.terminal import coloured, line
from chrono.cli.render.values import standing_in_words, value_in_words
from chrono.queries.diff import Diff, SlotChange
from chrono.state.slot import Slot
from chrono.state.standing import Standing

_LONG: Final = 80
"""Characters of a change after which it goes on below."""


def diff_lines(title: str, diff: Diff[Any], zone: str, changes: Iterable[str]) -> Iterator[str]:
    """Yield a title with both moments, then the lines of the changes."""
    yield f"{line(title)} {heading(diff.before, zone)}"
    yield f"{' ' * len(line(title))} → {heading(diff.after, zone)}"
    yield ""
    yield from changes


def change_lines(changes: Iterable[SlotChange]) -> list[str]:
    """Return lines for each changed key: a mark, the key, both values, and the causes.

    ``+`` begins, ``-`` ends, ``~`` changes, ``!`` becomes disputed, ``=`` only rests on other
    events or sources.
    """
    return columns(
        row
        for change in changes
        for row in change_rows(
            f"{_mark(change)} {line(change.key)}", *_from_to(change), change.causes
        )
    )


def change_rows(name: str, before: str, after: str, causes: Iterable[str]) -> Iterator[list[str]]:
    """Yield a change in one row, or in three if it is long: before, after, causes.

    Without text for before, the other says both.
    """
    because = " ".join(map(line, causes))
    if len(before) + len(after) <= _LONG:
        yield [name, f"{before} → {after}" if before else after, because]
        return
    yield [name, before or after]
    if before:
        yield ["", f"→ {after}"]
    yield ["", because]


def _mark(change: SlotChange) -> str:
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


def _from_to(change: SlotChange) -> tuple[str, str]:
    """Return before and after in words; of a set who came and went, of an equal answer one text."""
    before, after = change.before, change.after
    if change.same_answer:
        return "", f"{slot_in_words(after)} (other evidence)"
    if before and after and isinstance(before.value, list) and isinstance(after.value, list):
        moved = list_change(before.value, after.value, after.key)
        if moved and before.standing == after.standing == Standing.HOLDS:
            pending = _pending(after) if _pending(after) != _pending(before) else ""
            return "", f"{moved}{pending}"
    return slot_in_words(before), slot_in_words(after)


def list_change(before: Sequence[Any], after: Sequence[Any], key: str = "") -> str:
    """Return how a list changed: ``4 → 3: Ada, Ben out; Cleo in``; nothing for equal members."""
    gone = [value_in_words(value, key, member=True) for value in before if value not in after]
    came = [value_in_words(value, key, member=True) for value in after if value not in before]
    parts = (", ".join(gone) + " out" if gone else "", ", ".join(came) + " in" if came else "")
    moved = "; ".join(part for part in parts if part)
    return f"{len(before)} → {len(after)}: {moved}" if moved else ""


def slot_in_words(slot: Slot | None) -> str:
    """Return what holds, in one phrase."""
    if slot is None:
        return "nothing"
    pending = _pending(slot)
    return pending[2:] if slot.standing == Standing.PENDING else _standing_in_words(slot) + pending


def _pending(slot: Slot) -> str:
    coming = (value_in_words(candidate.value, slot.key, pending=True) for candidate in slot.pending)
    return "".join(f"; {Standing.PENDING}: {value}" for value in coming)


def _standing_in_words(slot: Slot) -> str:
    if slot.standing == Standing.DISPUTED:
        versions = " | ".join(named_value(candidate, slot.key) for candidate in slot.alternatives)
        return standing_in_words(slot.standing, versions)
    if slot.standing == Standing.POSSIBLE:
        possible = " or ".join(named_value(candidate, slot.key) for candidate in slot.possible)
        otherwise = f", else {value_in_words(slot.value, slot.key)}" if slot.because else ""
        return standing_in_words(slot.standing, f"{possible}{otherwise}")
    if slot.standing == Standing.ENDED:
        return Standing.ENDED
    return value_in_words(slot.value, slot.key)
