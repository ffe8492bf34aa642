"""Asking step by step what happened, in a terminal, with completion of what the log knows."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Final, Literal, cast, get_args, get_origin

import attrs
import click

from chrono.cli.input.drafting import claims_of, event_of
from chrono.cli.input.event_flags import LINKS, SOURCE_FIELDS
from chrono.cli.input.known_kinds import known_kinds
from chrono.cli.input.open_chronology import OpenChronology
from chrono.cli.input.prompting import prompting
from chrono.cli.input.typed_fields import date_of
from chrono.cli.render.terminal import safe
from chrono.errors import ChronoError, did_you_mean
from chrono.events.claims import OPS
from chrono.events.kinds import kind_of
from chrono.kinds.generic import GenericDevelopment
from chrono.state.visibility import View
from chrono.values.sources import BASES

Check = Callable[[str], object]
"""Raises where an answer is wrong; what it returns is not used."""


def _anything(_: str) -> None:
    """Take any answer."""


def _dated(opened: OpenChronology) -> Check:
    """Return the check of an answer that is a date, or empty."""
    return lambda word: word and date_of(opened, "", word)


_GENERIC: Final = kind_of(GenericDevelopment).name
_FLAGS: Final = ("occurred", "kind", "headline", "note", "given", "source_of", "url")


def ask(opened: OpenChronology) -> dict[str, Any]:
    """Ask for everything that an event needs, and return it as flags would give it.

    An answer that is wrong is asked again, with the reason. Tab completes. An empty answer leaves
    out what may be left out.
    """
    flags: dict[str, Any] = dict.fromkeys((*_FLAGS, *SOURCE_FIELDS))
    flags.update(dict.fromkeys((*OPS, *LINKS), ()), data=())
    view = View(opened.history)
    known, kinds = _Known.of(opened), known_kinds()
    flags["headline"] = _answer("What happened, in one line")
    flags["occurred"] = _answer("When", check=_dated(opened))
    flags["kind"] = _answer(
        "What sort of development (Tab lists the kinds)",
        [kind.name for kind in kinds],
        default=_GENERIC,
        check=lambda word: kinds[word],
    )
    if flags["kind"] == _GENERIC:
        flags.update(_claims(opened, list(view.claims)))
    else:
        flags["data"] = tuple(_data(opened, flags["kind"], known.values))
    flags.update(_source(opened, known))
    for name in LINKS:
        ids = list(opened.history.by_id)
        asked = {"after": "It came after", "before": "It came before", "contests": "It denies"}
        word = _answer(
            f"{asked[name]} which event, if that must be said",
            ids,
            default="",
            check=lambda word: word and event_of(opened, "", word),
        )
        flags[name] = (word,) if word else ()
    return flags


@attrs.frozen
class _Known:
    """What the log knows, to complete answers with."""

    publishers: list[str]
    urls: list[str]
    values: list[str]

    @classmethod
    def of(cls, opened: OpenChronology) -> "_Known":
        sources = [source for record in opened.history.records for source in record.sources]
        claims = [c for claims in View(opened.history).claims.values() for _, c in claims]
        return cls(
            sorted({source.publisher for source in sources}),
            sorted({source.url for source in sources if source.url}),
            sorted({text for claim in claims for text in _texts(claim.value)}),
        )


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from _texts(one)
    elif isinstance(value, list):
        for one in value:
            yield from _texts(one)


def _claims(opened: OpenChronology, keys: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Ask for claims, one at a time, until the answer is empty."""
    found: dict[str, list[str]] = {op: [] for op in OPS}
    choices = [f"{op} {key}" for op in OPS for key in keys]

    def check(word: str) -> None:
        op, _, rest = word.partition(" ")
        if word and op not in OPS:
            hint = did_you_mean(op, OPS, f"start with one of {', '.join(OPS)}")
            raise click.UsageError(f"{op!r} is no claim; {hint}")
        if word:
            claims_of(opened, {**dict.fromkeys(OPS, ()), op: (rest.strip(),)})

    while True:
        word = _answer(
            "What holds from then on, as: set office/firm/ceo=Ada (interim); nothing more: Enter",
            choices,
            default="",
            check=check,
        )
        if not word:
            return {op: tuple(words) for op, words in found.items()}
        op, _, rest = word.partition(" ")
        found[op].append(rest.strip())


def _data(opened: OpenChronology, kind: str, names: Sequence[str]) -> Iterator[str]:
    """Ask for each field of a kind; of a list, one item at a time."""
    known = known_kinds()[kind]
    for field in attrs.fields(cast("type[attrs.AttrsInstance]", known.cls)):
        name, choices = field.alias or field.name, list(_choices(field.type))
        optional = field.default is not attrs.NOTHING
        listed = get_origin(field.type) is tuple
        words = f"{name} ({', '.join(choices)})" if choices else name
        while answer := _answer(
            words,
            choices or names,
            default="" if optional or listed else None,
            check=_dated(opened) if name in known.dates else _anything,
        ):
            yield f"{name}={answer}"
            if not listed:
                break


def _choices(type_: Any) -> Iterable[str]:
    """List what a field may be, where that is a few words; an optional one as well."""
    if get_origin(type_) is Literal:
        return [str(one) for one in get_args(type_)]
    return [choice for one in get_args(type_) for choice in _choices(one)]


def _source(opened: OpenChronology, known: _Known) -> dict[str, Any]:
    """Ask for a source; what the log knows of the same page need not be said again."""
    url = _answer("Source: its address, if it has one", known.urls, default="")
    told = next(
        (s for r in opened.history.records for s in r.sources if url and s.url == url), None
    )
    published = str(told.published) if told and told.published else ("" if url else None)
    return {
        "url": url or None,
        "publisher": _answer(
            "Published by", known.publishers, default=told.publisher if told else None
        ),
        "basis": _answer(
            f"How it knows ({', '.join(BASES)})", BASES, check=lambda word: _among(word, BASES)
        ),
        "published": _answer(
            "Published when",
            default=published,
            check=_dated(opened),
        )
        or None,
    }


def _among(word: str, choices: Sequence[str]) -> None:
    if word not in choices:
        raise click.UsageError(did_you_mean(word, choices, f"one of {', '.join(choices)}"))


def _answer(
    question: str,
    choices: Sequence[str] = (),
    *,
    default: str | None = None,
    check: Check = _anything,
) -> str:
    """Ask until the answer is right; an empty one is the default, if there is one.

    Raises:
        click.Abort: The input ended.
    """
    hint = f" [{safe(default)}]" if default else ""
    while True:
        with prompting(), _completing(choices):
            try:
                word = input(f"{question}{hint}: ").strip() or default
            except EOFError:
                raise click.Abort from None
        if word is None:
            click.echo("  this one is needed", err=True)
            continue
        try:
            check(word)
        except (ChronoError, click.UsageError) as error:
            text = error.format_message() if isinstance(error, click.UsageError) else str(error)
            click.echo(f"  {safe(text)}", err=True)
        else:
            return word


@contextmanager
def _completing(choices: Sequence[str]) -> Iterator[None]:
    """Complete what is typed with Tab, where the system can."""
    try:
        import readline  # noqa: PLC0415  not on every system, and only needed here
    except ImportError:
        yield
        return

    def complete(typed: str, number: int) -> str | None:
        found = [one for one in choices if one.startswith(typed)]
        return found[number] if number < len(found) else None

    before = readline.get_completer(), readline.get_completer_delims()
    readline.set_completer(complete)
    readline.set_completer_delims("")
    readline.parse_and_bind("tab: complete")
    try:
        yield
    finally:
        readline.set_completer(before[0])
        readline.set_completer_delims(before[1])
