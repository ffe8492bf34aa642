"""Changes between two states: what was, what is, and what caused it; in previews too."""

from collections.abc import Iterator
from typing import Final

from chrono.cli.render.slots import named_value
from chrono.cli.render.terminal import coloured, columns, heading, line
from chrono.cli.render.values import standing_in_words, value_in_words
from chrono.queries.diff import Diff, SlotChange
from chrono.state.slot import Slot
from chrono.state.standing import Standing

_LONG: Final = 80
"""Characters of a change after which it goes on below."""


def diff_lines(found: Diff, chronology: str, zone: str) -> Iterator[str]:
    """Say from what to what, and each change on a line."""
    yield f"{line(chronology)} {heading(found.before, zone)}"
    yield f"{' ' * len(line(chronology))} → {heading(found.after, zone)}"
    yield ""
    yield from change_lines(found.changes)


def change_lines(changes: tuple[SlotChange, ...]) -> list[str]:
    """Say each change: what sort it is, the key, from what to what, and what caused it.

    ``+`` begins, ``-`` ends, ``~`` changes, ``!`` becomes disputed, ``=`` only rests on other
    events or sources.
    """
    return columns(row for change in changes for row in _rows(change))


def _rows(change: SlotChange) -> Iterator[list[str]]:
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
    gone = [value_in_words(one, after.key) for one in before.value if one not in after.value]
    came = [value_in_words(one, after.key) for one in after.value if one not in before.value]
    moved = (", ".join(gone) + " out" if gone else "", ", ".join(came) + " in" if came else "")
    return "; ".join(one for one in moved if one)


def slot_in_words(slot: Slot | None) -> str:
    """Say what holds, in one phrase."""
    if slot is None:
        return "nothing"
    pending = _pending(slot)
    return pending[2:] if slot.standing == Standing.PENDING else _standing_in_words(slot) + pending


def _pending(slot: Slot) -> str:
    coming = (value_in_words(one.value, slot.key, pending=True) for one in slot.pending)
    return "".join(f"; {Standing.PENDING}: {value}" for value in coming)


def _standing_in_words(slot: Slot) -> str:
    if slot.standing == Standing.DISPUTED:
        versions = " | ".join(named_value(one, slot.key) for one in slot.alternatives)
        return standing_in_words(slot.standing, versions)
    if slot.standing == Standing.POSSIBLE:
        possible = " or ".join(named_value(one, slot.key) for one in slot.possible)
        otherwise = f", else {value_in_words(slot.value, slot.key)}" if slot.because else ""
        return standing_in_words(slot.standing, f"{possible}{otherwise}")
    if slot.standing == Standing.ENDED:
        return Standing.ENDED
    return value_in_words(slot.value, slot.key)
