"""Text for people: values in words, columns, and nothing that could take over a terminal."""

import json
import os
import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Final

import click

from chrono.values.clocks import iso

if TYPE_CHECKING:  # answers are queries' own; text needs their names only
    from chrono.queries.moments import Moment
    from chrono.queries.state import AsOf

_UNSAFE: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]"
)
"""Control characters but tab and newline, and those that reorder or hide text."""

_DAYS: Final = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS: Final = (
    "Jan",
    "Feb",
    "Mar",
    "Apr",
    "May",
    "Jun",
    "Jul",
    "Aug",
    "Sep",
    "Oct",
    "Nov",
    "Dec",
)
_SIGNS: Final = {"USD": "$", "EUR": "€", "GBP": "£", "JPY": "¥"}
_LEADS: Final = ("stage", "says", "share", "nature", "holder")
"""The field of a map that says the most; it comes first, the others in brackets."""

_SCALES: Final = ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"))
_COLOURS: Final = {
    "disputed": "red",
    "possibly": "yellow",
    "pending": "cyan",
    "withdrawn": "red",
    "void": "red",
    "contested": "red",
    "live": "green",
    "broken": "red",
}


def safe(text: str) -> str:
    """Escape what could take over a terminal: control, bidirectional and invisible characters."""
    return _UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def line(text: str) -> str:
    """Escape text that is to stay on one line."""
    return safe(text).replace("\n", "\\n").replace("\t", " ")


def to_json(value: Any) -> str:
    """Write JSON that a terminal can show; what is escaped in it reads back the same."""
    return safe(json.dumps(value, ensure_ascii=False, indent=1))


def answer(found: Any, color: str, *, as_json: bool) -> None:
    """Print an answer on stdout: lines of text as they are, or a body as JSON."""
    click.echo(to_json(found) if as_json else "\n".join(found), color=colour(color))


def note(text: str) -> None:
    """Say something about an answer, on stderr."""
    click.echo(f"note: {text}", err=True)


def colour(choice: str) -> bool | None:
    """Decide about colour: None lets the terminal decide."""
    if choice != "auto":
        return choice == "always"
    return False if os.environ.get("NO_COLOR") or not sys.stdout.isatty() else None


def coloured(word: str) -> str:
    """Colour a word by what it says; never by colour alone, for the word stays."""
    colour = _COLOURS.get(word.lower().split(" ")[0].rstrip(","))
    return click.style(word, fg=colour) if colour else word


def value_in_words(value: Any) -> str:
    """Say a value in a few words."""
    if value is None:
        return "vacant"
    if isinstance(value, list):
        return f"{len(value)}: {', '.join(value_in_words(one) for one in value)}"
    if isinstance(value, Mapping):
        return _map_in_words(value)
    return line(value) if isinstance(value, str) else json.dumps(value)


def _map_in_words(value: Mapping[str, Any]) -> str:
    """Say a map: a holder of an office and money have forms of their own."""
    rest = dict(value)
    if "person" in rest:
        first = value_in_words(rest.pop("person"))
        if rest.get("capacity") == "permanent":
            del rest["capacity"]
    elif "amount" in rest and "currency" in rest:
        first = _money(rest.pop("amount"), rest.pop("currency"), rest.pop("qualifier", ""))
    elif lead := next((name for name in _LEADS if name in rest), None):
        first = value_in_words(rest.pop(lead))
    else:
        return ", ".join(f"{line(name)}: {value_in_words(one)}" for name, one in rest.items())
    if not rest:
        return first
    if rest.keys() == {"capacity"}:
        return f"{first} ({value_in_words(rest['capacity'])})"
    more = ", ".join(f"{line(name)}: {value_in_words(one)}" for name, one in rest.items())
    return f"{first} ({more})"


def _money(amount: Any, currency: Any, qualifier: Any) -> str:
    sign = _SIGNS.get(str(currency), f"{line(str(currency))} ")
    number = f"{amount:,}" if isinstance(amount, int) else str(amount)
    for scale, name in _SCALES:
        if isinstance(amount, int) and abs(amount) >= scale and not amount % (scale // 1000):
            number = f"{amount / scale:.3f}".rstrip("0").rstrip(".") + f" {name}"
            break
    return f"{line(str(qualifier))} {sign}{number}".strip()


def moment_in_words(moment: "Moment", zone: str) -> str:
    """Say a moment so that a copied answer stays citable, with the instant that it stands for."""
    text = moment.text
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        day = date.fromisoformat(text)
        words = f"{_DAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1]} {day.year}"
        text = f"the end of {words}"
    elif "T" not in text and not re.fullmatch(r"e\d+\^?", text):
        text = f"the end of {text}"
    return f"{line(text)} ({zone}; {iso(moment.instant) or 'the end of time'})"


def heading(asof: "AsOf", zone: str) -> str:
    """Say as of when, on every clock that was asked about."""
    parts = [f"at {moment_in_words(asof.at, zone)}"]
    if asof.known:
        parts.append(f"from what was public by {moment_in_words(asof.known, zone)}")
    if asof.recorded:
        parts.append(f"as recorded by {line(asof.recorded)}")
    return ", ".join(parts)


def columns(rows: Iterable[Sequence[str]], indent: str = "  ") -> list[str]:
    """Align rows of text by column, without trailing space; styles take no room.

    The last cell of a row may run on, so it widens no column.
    """
    table = [list(row) for row in rows]
    widths: dict[int, int] = {}
    for row in table:
        for number, cell in enumerate(row[:-1]):
            widths[number] = max(widths.get(number, 0), len(click.unstyle(cell)))
    return [
        (indent + "  ".join(_padded(cell, widths.get(n, 0)) for n, cell in enumerate(row))).rstrip()
        for row in table
    ]


def _padded(cell: str, width: int) -> str:
    return cell + " " * (width - len(click.unstyle(cell)))
