"""One entry in full, field by field."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from chrono.cli.render.terminal import coloured, line
from chrono.cli.render.values import value_in_words


def entry_lines(shown: Mapping[str, Any]) -> Iterator[str]:
    """Yield one entry, field by field."""
    yield f"e{shown['position']} {line(shown['id'])}  {coloured(shown['standing'])}"
    for name, value in shown.items():
        if name not in ("position", "id", "standing") and value:
            yield from _field_lines(name, value, "  ")


def _field_lines(name: str, value: Any, indent: str) -> Iterator[str]:
    if isinstance(value, Mapping):
        yield f"{indent}{line(name)}:"
        for inner, item in value.items():
            yield from _field_lines(inner, item, indent + "  ")
    elif isinstance(value, Sequence) and not isinstance(value, str):
        yield f"{indent}{line(name)}:"
        for item in value:
            if isinstance(item, Mapping):
                key = str(item.get("key", ""))
                parts = (
                    f"{line(k)}: {value_in_words(v, key)}" for k, v in item.items() if v is not None
                )
                yield f"{indent}  - {', '.join(parts)}"
            else:
                yield f"{indent}  - {value_in_words(item)}"
    else:
        yield f"{indent}{line(name)}: {value_in_words(value)}"
