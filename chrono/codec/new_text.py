"""What new text may hold, besides what a reader can read: no control characters, real addresses.

What an earlier release took is not new: it is restored and merged as it is, and escaped where it is
shown (docs/log-format.md, One gate).
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from chrono.codec.structuring import FieldPath, shown
from chrono.events.entries import CORRECTION
from chrono.values.addresses import BadAddress, checked_address

_UNWANTED: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
"""Control characters, with the separators of lines and paragraphs; a tab is folded to a space."""

_ENDS: Final = "\n\r\x85\u2028\u2029"
"""What ends a line."""

_OF_LINES: Final = (("note",), ("reason",), ("event", "note"))
"""The fields that may have more than one line."""


def is_old(written: object) -> bool:
    """Return whether a line is an entry that an earlier release took: of format 1, or marked so."""
    if not isinstance(written, Mapping) or "recorded" not in written:
        return False
    derived = written.get("derived")
    return "by" not in written or (isinstance(derived, Mapping) and derived.get("old") is True)


def folded(written: Any) -> tuple[Any, list[tuple[FieldPath, str]]]:
    """Return what is written with tabs folded to spaces, and the faults of its text.

    A control character is a fault, and so is a line end but in a note or a reason.
    """
    faults: list[tuple[FieldPath, str]] = []
    return _folded(written, (), faults), [*faults, *_addresses(written)]


def _folded(value: Any, path: FieldPath, faults: list[tuple[FieldPath, str]]) -> Any:
    if isinstance(value, str):
        return _text(value, path, faults) if _UNWANTED.search(value) else value
    if isinstance(value, dict):
        return {
            _folded(name, (*path, name), faults): _folded(item, (*path, name), faults)
            for name, item in value.items()
        }
    if isinstance(value, list):
        return [_folded(item, (*path, number), faults) for number, item in enumerate(value)]
    return value


def _text(text: str, path: FieldPath, faults: list[tuple[FieldPath, str]]) -> str:
    kept = text.replace("\r\n", "\n").replace("\t", " ")
    found = _UNWANTED.findall(kept)
    if path in _OF_LINES:
        found = [each for each in found if each != "\n"]
    if found and found[0] in _ENDS:
        faults.append((path, f"{shown(text)}: more than one line; write one, and the rest as note"))
    elif found:
        reason = f"{shown(text)}: holds the control character {found[0]!a}; leave it out"
        faults.append((path, reason))
    return kept


def _addresses(written: Any) -> Iterator[tuple[FieldPath, str]]:
    """Yield the sources whose address is none."""
    for path, fields in _with_sources(written):
        sources = fields.get("sources")
        for number, source in enumerate(sources if isinstance(sources, list) else ()):
            url = source.get("url") if isinstance(source, dict) else None
            if isinstance(url, str) and url:
                try:
                    checked_address(url)
                except BadAddress as error:
                    yield (*path, "sources", number, "url"), str(error)


def _with_sources(written: Any) -> Iterator[tuple[FieldPath, Mapping[str, Any]]]:
    if isinstance(written, dict):
        yield (), written
        if written.get("kind") == CORRECTION and isinstance(written.get("event"), dict):
            yield ("event",), written["event"]
