"""One entry in full, field by field."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from chrono.cli.render.dates import date_in_words
from chrono.cli.render.sources import source_in_words
from chrono.cli.render.terminal import coloured, line
from chrono.cli.render.values import value_in_words
from chrono.events.acts import Version
from chrono.state.standing import Standing
from chrono.values.sources import Source

_NOT_LISTED: Final = ("position", "id", "standing", "bounds")
"""What stands in the first line, or is for programs."""

_FIRST: Final = ("headline", "reason", "occurred", "kind")
"""What a reader asks for first, in this order."""

_LAST: Final = ("acts", "recorded", "by", "chronology")
"""What is of the log more than of the affair."""


def entry_lines(
    shown: Mapping[str, Any], zone: str, instead: Sequence[Version] = ()
) -> Iterator[str]:
    """Yield one entry, field by field.

    Args:
        shown: The entry.
        zone: The home zone.
        instead: The versions that stand in its place, of which each is named in a line.
    """
    yield f"e{shown['position']} {line(shown['id'])}  {coloured(shown['standing'])}"
    for version in instead:
        now, said = version.record, version.record.event
        date = date_in_words(said.occurred, zone)
        yield f"  now e{now.position} {line(now.id)}: {date}, {line(said.headline)}"
    for name in _ordered(shown):
        value = shown[name]
        if name == "by" and value:
            yield f"  by: {_by_whom(value)}"
        elif name not in _NOT_LISTED and value:
            yield from _field_lines(name, value, "  ", zone)


def _ordered(shown: Mapping[str, Any]) -> list[str]:
    """Return the names of the fields, what happened first; data that are claims alone are out."""
    said = [name for name in shown if name != "data" or shown[name].keys() != {"claims"}]
    last = len(_FIRST)
    places = {name: place for place, name in enumerate(_FIRST)}
    places |= {name: last + 1 + place for place, name in enumerate(_LAST)}
    return sorted(said, key=lambda name: places.get(name, last))


def _by_whom(by: Mapping[str, Any]) -> str:
    """Return who appended an entry, with what, and who did first where it was merged."""
    more = ", ".join(line(by[name]) for name in ("tool", "correlation") if name in by)
    first = f", first by {_by_whom(by['original'])}" if "original" in by else ""
    return line(by["who"]) + (f" ({more})" if more else "") + first


def _field_lines(name: str, value: Any, indent: str, zone: str) -> Iterator[str]:
    if isinstance(value, Mapping):
        yield f"{indent}{line(name)}:"
        for inner in _ordered(value) if name == "event" else value:
            yield from _field_lines(inner, value[inner], indent + "  ", zone)
    elif isinstance(value, Sequence) and not isinstance(value, str):
        yield f"{indent}{line(name)}:"
        yield from (f"{indent}  - {_item(name, item, zone)}" for item in value)
    elif name == "occurred":
        yield f"{indent}{name}: {date_in_words(value, zone)}"
    else:
        yield f"{indent}{line(name)}: {value_in_words(value)}"


def _item(name: str, item: Any, zone: str) -> str:
    if not isinstance(item, Mapping):
        return value_in_words(item)
    if name == "sources":
        return source_in_words(Source.stored(item), zone)
    if name == "claims" and "op" in item:
        value = item.get("value")
        pending = item["op"] in ("announce", "lapse")
        words = "" if value is None else value_in_words(value, item["key"], pending=pending)
        said = words and f" = {words}"
        return f"{line(item['op'])} {line(item['key'])}{said}"
    if name == "acts":
        reason = f": {line(item['reason'])}" if item["reason"] else ""
        undone = "" if item["standing"] == Standing.STANDS else f"  {coloured(item['standing'])}"
        return f"{item['kind']} {line(item['id'])}{reason}{undone}"
    return ", ".join(f"{line(k)}: {value_in_words(v)}" for k, v in item.items() if v is not None)
