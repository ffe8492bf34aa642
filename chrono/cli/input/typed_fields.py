"""Fields as a person types them: dates, and the data of a kind, which may hold dates."""

import json
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
from chrono.values.dates import Date
from chrono.values.typed_dates import edtf_of


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
    """Return the typed fields of a kind; a list field takes one flag for each item.

    What a date in words was read as is said.
    """
    fields = {
        field.alias or field.name: field.type
        for field in attrs.fields(cast("type[attrs.AttrsInstance]", register[kind].cls))
    }
    data: dict[str, Any] = {}
    for word in words:
        name, given, text = word.partition("=")
        if not given:
            raise click.UsageError(
                f"-d {word!r}: write FIELD=VALUE; {kind} has {', '.join(fields)}"
            )
        read = _date_said if name in register[kind].dates else _json_or_text
        value = read(opened, f"-d {name}", text)
        if get_origin(fields.get(name)) is tuple and not isinstance(value, list):
            data.setdefault(name, []).append(value)
        else:
            data[name] = value
    return data


def _date_said(opened: OpenChronology, flag: str, word: str) -> str:
    """Return a typed date as EDTF, and say what it was read as if it was typed otherwise."""
    date = date_of(opened, flag, word)
    if date != word:
        note(f"{flag}: {line(date_in_both(Date.parse(date), opened.history.zone.key))}")
    return date


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
