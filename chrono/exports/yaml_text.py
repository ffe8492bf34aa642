"""YAML as the folder form has it: lists and maps of texts, each on one line where it fits.

Every scalar is read as text (`chrono.ingest.restricted_yaml`), so none needs quotes for its type.
"""

import json
import re
import textwrap
from collections.abc import Iterator, Mapping
from typing import Any, Final

from chrono.values.hidden_characters import hidden

_WIDTH: Final = 116
"""Characters of a line, at most, unless a word is longer."""

_UNSAFE: Final = re.compile(r": |:$| #| $")
"""What makes text something else, or is lost from its end."""

_UNSAFE_IN_FLOW: Final = re.compile(rf"{_UNSAFE.pattern}|[\[\]{{}},]")
"""What does so within a list or a map on one line."""

_UNPRINTABLE: Final = re.compile(f"{hidden().pattern}|[\ufffe\uffff]")


def yaml_text(value: Mapping[str, Any] | list[Any]) -> str:
    """Return a list or a map as the text of a file; its scalars are texts."""
    lines = _map(value, "") if isinstance(value, Mapping) else _list(value, "")
    return "".join(f"{line}\n" for line in lines)


def _map(value: Mapping[str, Any], indent: str) -> Iterator[str]:
    for name, one in value.items():
        yield from _under(f"{indent}{_scalar(name)}:", one, indent)


def _list(value: list[Any], indent: str) -> Iterator[str]:
    for one in value:
        if isinstance(one, Mapping) and one and len(f"{indent}- {_flow(one)}") > _WIDTH:
            first, *rest = _map(one, f"{indent}  ")
            yield f"{indent}- {first.lstrip()}"
            yield from rest
        else:
            yield from _under(f"{indent}-", one, indent)


def _under(lead: str, value: Any, indent: str) -> Iterator[str]:
    """Yield the lines of a value behind what leads to it."""
    short = _scalar(value, _UNSAFE) if isinstance(value, str) else _flow(value)
    line, inner = f"{lead} {short}", f"{indent}  "
    if len(line) <= _WIDTH or not value:
        yield line
    elif isinstance(value, Mapping):
        yield lead
        yield from _map(value, inner)
    elif isinstance(value, list):
        yield lead
        yield from _list(value, inner)
    else:
        folded = textwrap.wrap(
            value, _WIDTH - len(inner), break_long_words=False, break_on_hyphens=False
        )
        if value.isprintable() and " ".join(folded) == value:
            yield f"{lead} >-"
            yield from (f"{inner}{part}" for part in folded)
        else:
            yield line


def _flow(value: Any) -> str:
    """Return a value on one line."""
    if isinstance(value, Mapping):
        return f"{{{', '.join(f'{_scalar(name)}: {_flow(one)}' for name, one in value.items())}}}"
    if isinstance(value, list):
        return f"[{', '.join(map(_flow, value))}]"
    return _scalar(value)


def _scalar(text: str, unsafe: re.Pattern[str] = _UNSAFE_IN_FLOW) -> str:
    """Return a text as it is where that is the same in YAML, else in double quotes."""
    if text[:1].isalnum() and text.isprintable() and not unsafe.search(text):
        return text
    quoted = json.dumps(text, ensure_ascii=False)
    return _UNPRINTABLE.sub(lambda run: "".join(map(_escape, run[0])), quoted)


def _escape(character: str) -> str:
    code = ord(character)
    return f"\\U{code:08x}" if code > 0xFFFF else f"\\u{code:04x}"
