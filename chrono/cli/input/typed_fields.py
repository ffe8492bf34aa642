"""Fields as a person types them: dates, and the data of a kind, which may hold dates."""

import json
import re
import shlex
from collections.abc import Iterable, Mapping
from typing import Any, cast, get_origin

import attrs
import click

from chrono.cli.input.open_chronology import OpenChronology
from chrono.cli.render.dates import date_in_both
from chrono.cli.render.terminal import line, note
from chrono.errors import ChronoError
from chrono.events.kinds import Register
from chrono.log.clock import system_clock
from chrono.queries.in_use import texts
from chrono.values.dates import Date
from chrono.values.money import Currency
from chrono.values.typed_dates import edtf_of
from chrono.values.typed_money import BadMoney, read_money
from chrono.values.value_words import in_words


def date_of(opened: OpenChronology, flag: str, word: str) -> str:
    """Return a typed date as EDTF.

    Raises:
        click.UsageError: It is none; the sentence names the flag.
    """
    try:
        return edtf_of(word, system_clock(), opened.declared.zone)
    except ChronoError as error:
        raise click.UsageError(f"{flag} {error}".strip()) from error


def data_of(
    opened: OpenChronology, register: Register, kind: str, words: Iterable[str]
) -> dict[str, Any]:
    """Return the typed fields of a kind; a list field takes one flag for each item, or one for all.

    What a date in words was read as is said, and how a list was parted.
    """
    fields = {
        field.alias or field.name: field.type
        for field in attrs.fields(cast("type[attrs.AttrsInstance]", register[kind].cls))
    }
    data: dict[str, Any] = {}
    lists: dict[str, list[Any]] = {}
    for word in words:
        name, given, text = word.partition("=")
        if not given:
            raise click.UsageError(
                f"-d {word!r}: write FIELD=VALUE; {kind} has {', '.join(fields)}"
            )
        read = _date_said if name in register[kind].dates else _json_or_text
        value = read(opened, f"-d {name}", text)
        if get_origin(fields.get(name)) is tuple:
            lists.setdefault(name, []).append(value)
        elif name in data:
            raise click.UsageError(f"-d {name}: {data[name]!r} and {value!r}; give one")
        else:
            data[name] = value
    if Currency in fields.values() and isinstance(data.get("amount"), str):
        data.update(_money_of(data))
    return {**data, **{name: _items(opened, name, typed) for name, typed in lists.items()}}


def _money_of(data: Mapping[str, Any]) -> dict[str, Any]:
    """Return amount, currency and qualifier of money that was typed, in one field or in several.

    Raises:
        click.UsageError: The amount is none, has two readings, or contradicts another field.
    """
    try:
        money = read_money(data["amount"])
    except BadMoney as error:
        raise click.UsageError(f"-d amount: {error}") from error
    said = {"amount": str(money.amount), "currency": money.currency, "qualifier": money.qualifier}
    for name in ("currency", "qualifier"):
        if said[name] and data.get(name, said[name]) != said[name]:
            raise click.UsageError(
                f"-d amount={data['amount']}: the {name} is {said[name]}, and -d {name} says "
                f"{data[name]}; leave one out"
            )
    return {name: text for name, text in said.items() if text}


def _items(opened: OpenChronology, field: str, typed: list[Any]) -> list[Any]:
    """Return the items of a list field: each that was typed, those in JSON or in one text."""
    if len(typed) == 1 and isinstance(typed[0], str):
        one = f"-d {shlex.quote(f'{field}={json.dumps(typed, ensure_ascii=False)}')}"
        return parted(opened, f"-d {field}", typed[0], one)
    return [item for each in typed for item in (each if isinstance(each, list) else [each])]


def parted(opened: OpenChronology, flag: str, text: str, one: str) -> list[str]:
    """Return the names in a text: parted by semicolons, and by commas if every part is in use.

    What a text with any was read as is said, unless it is a name in use itself.

    Args:
        opened: The chronology in which names are in use.
        flag: What the text was typed for.
        text: The text.
        one: The flag that would say that it is one name.
    """
    if not re.search("[;,]", text):  # before names are looked up, for which all is read
        return [text]
    used = {*texts(opened.history), *opened.aliases}
    if text in used:
        return [text]
    between = ";" if ";" in text else ","
    parts = [part.strip() for part in text.split(between) if part.strip()]
    if between == "," and not used.issuperset(parts):
        parts, more = [text], "write a semicolon between names that are several"
    else:
        more = f"for one name: {one}"
    note(f"{flag} is {line(in_words(parts))}; {line(more)}")
    return parts


def _date_said(opened: OpenChronology, flag: str, word: str) -> str:
    """Return a typed date as EDTF, and say what it was read as if it was typed otherwise."""
    date = date_of(opened, flag, word)
    if date != word:
        note(f"{flag}: {date_shown(opened, date)}")
    return date


def date_shown(opened: OpenChronology, date: str) -> str:
    """Return a date in words and in EDTF."""
    return line(date_in_both(Date.parse(date), opened.declared.zone.key))


def _json_or_text(_: OpenChronology, flag: str, text: str) -> Any:
    if text[:1] not in ("[", "{"):
        return text
    try:
        return as_text(json.loads(text))
    except ValueError as error:
        raise click.UsageError(f"{flag}: {text[:40]!r} is no JSON ({error})") from error


def as_text(value: Any) -> Any:
    """Return a value with every scalar as text, for its field to read."""
    if isinstance(value, Mapping):
        return {name: as_text(item) for name, item in value.items()}
    if isinstance(value, list):
        return [as_text(item) for item in value]
    return value if isinstance(value, str) else json.dumps(value)
