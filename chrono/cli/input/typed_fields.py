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
from chrono.queries.known import texts
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
        return edtf_of(word, system_clock(), opened.history.zone)
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
    items: dict[str, list[Any]] = {}
    for word in words:
        name, given, text = word.partition("=")
        if not given:
            raise click.UsageError(
                f"-d {word!r}: write FIELD=VALUE; {kind} has {', '.join(fields)}"
            )
        read = _date_said if name in register[kind].dates else _json_or_text
        value = read(opened, f"-d {name}", text)
        if get_origin(fields.get(name)) is tuple and not isinstance(value, list):
            items.setdefault(name, []).append(value)
        else:
            data[name] = value
    if Currency in fields.values() and isinstance(data.get("amount"), str):
        data.update(_money_of(data))
    return {**data, **{name: _parted(opened, name, listed) for name, listed in items.items()}}


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


def _parted(opened: OpenChronology, field: str, items: list[Any]) -> list[Any]:
    """Return the items of a list field; one that is typed alone may be several.

    A semicolon parts it, and commas do where every part is a name in use.
    """
    if len(items) > 1 or not isinstance(items[0], str) or not re.search("[;,]", items[0]):
        return items
    used = {*texts(opened.history), *opened.stored.aliases}
    between = ";" if ";" in items[0] else ","
    parts = [part.strip() for part in items[0].split(between) if part.strip()]
    if items[0] in used or (between == "," and not used.issuperset(parts)):
        parts, more = items, "; write a semicolon between names that are several"
    else:
        whole = shlex.quote(f"{field}={json.dumps(items, ensure_ascii=False)}")
        more = f"; for one name: -d {whole}"
    note(f"-d {field} is {line(in_words(parts))}{line(more)}")
    return parts


def _date_said(opened: OpenChronology, flag: str, word: str) -> str:
    """Return a typed date as EDTF, and say what it was read as if it was typed otherwise."""
    date = date_of(opened, flag, word)
    if date != word:
        note(f"{flag}: {date_shown(opened, date)}")
    return date


def date_shown(opened: OpenChronology, date: str) -> str:
    """Return a date in words and in EDTF."""
    return line(date_in_both(Date.parse(date), opened.history.zone.key))


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
