"""Claims on a small pool of keys, as the generic kind lists them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from hypothesis import strategies as st

from chrono.values.keys import checked

Written = dict[str, Any]
"""A claim, a source, an event or an act, as one line of JSONL has it."""

KEYS: Final[Mapping[str, str]] = {"office/x": "single", "step/y": "single", "team/z": "set"}
"""The keys that are drawn by default: two hold one value, the third a set."""

VALUES: Final = ("A", "B")


def claims(keys: Iterable[str] | Mapping[str, str] = KEYS) -> st.SearchStrategy[Written]:
    """Draw a claim, as ``{"set": "office/x", "value": "A"}``.

    Args:
        keys: On which keys; as a mapping, whether each holds a ``single`` value or a ``set``.
            For a key without either both are drawn, and a log takes what fits the first claim.

    Raises:
        BadKey: One of them is no key.
    """
    return st.sampled_from(pool(keys))


def pool(keys: Iterable[str] | Mapping[str, str]) -> tuple[Written, ...]:
    """Return every claim on some keys, with one of two values or members; common ones twice."""
    holds = keys if isinstance(keys, Mapping) else dict.fromkeys(keys, "")
    return tuple(
        claim for key, what in holds.items() for claim in _on(checked(key), what or "either")
    )


def _on(key: str, what: str) -> Iterator[Written]:
    if what in ("set", "either"):
        for op in ("add", "drop") * 2:
            yield from ({op: key, "value": member} for member in VALUES)
        yield from ({"set": key, "value": listed} for listed in (["A"], ["B", "A"], []))
        yield from ({op: key, "value": ["A", "B"]} for op in ("announce", "lapse"))
    if what in ("single", "either"):
        for op in ("set", "set", "announce"):
            yield from ({op: key, "value": value} for value in VALUES)
        yield {"lapse": key, "value": "A"}
    yield from ({op: key} for op in ("end", "lapse"))


def together(claims: Sequence[Written]) -> list[Written]:
    """Return those claims that one event may make: one live and one pending claim on each key."""
    kept: dict[tuple[bool, str], Written] = {}
    for claim in claims:
        op, key = next((op, claim[op]) for op in claim if op != "value")
        kept.setdefault((op in ("announce", "lapse"), key), claim)
    return list(kept.values())
