"""Prompts: an event, asked for step by step in a terminal, completed from what the log holds."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Final, Literal, cast, get_args, get_origin

import attrs
import click

from chrono.cli.input.drafting import claims_of, event_of
from chrono.cli.input.event_flags import LINKS
from chrono.cli.input.known_kinds import known_kinds
from chrono.cli.input.open_chronology import OpenChronology
from chrono.cli.input.prompting import prompting
from chrono.cli.input.typed_fields import date_of
from chrono.errors import ChronoError, did_you_mean
from chrono.events.claims import OPS
from chrono.events.kinds import kind_of
from chrono.kinds.generic import GenericDevelopment
from chrono.queries import known
from chrono.state.visibility import View
from chrono.values.hidden_characters import revealed
from chrono.values.sources import BASES

Check = Callable[[str], object]
"""Raises an error for a wrong answer; what it returns is not used."""


def _anything(_: str) -> None:
    """Take any answer."""


def _dated(opened: OpenChronology) -> Check:
    """Return the check of an answer that is a date, or empty."""
    return lambda word: word and date_of(opened, "", word)


_GENERIC: Final = kind_of(GenericDevelopment).name
_FLAGS: Final = ("occurred", "kind", "headline", "note", "given", "source_of")


def ask(opened: OpenChronology) -> dict[str, Any]:
    """Return the flags of an event, each asked for in a terminal.

    After a wrong answer the question comes again, with the reason. Tab completes. An empty answer
    leaves out what is optional.

    Raises:
        click.Abort: The input ended.
    """
    flags: dict[str, Any] = dict.fromkeys(_FLAGS)
    flags.update(dict.fromkeys((*OPS, *LINKS), ()), data=())
    view = View(opened.history)
    kinds = known_kinds()
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
        flags["data"] = tuple(_data(opened, flags["kind"], known.texts(opened.history)))
    flags["sources"] = [_source(opened)]
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


def _claims(opened: OpenChronology, keys: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Return claims by operation, asked for one by one until the answer is empty."""
    claims: dict[str, list[str]] = {op: [] for op in OPS}
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
            return {op: tuple(words) for op, words in claims.items()}
        op, _, rest = word.partition(" ")
        claims[op].append(rest.strip())


def _data(opened: OpenChronology, kind: str, names: Sequence[str]) -> Iterator[str]:
    """Yield each field of a kind as FIELD=VALUE; of a list, each item."""
    known_kind = known_kinds()[kind]
    for field in attrs.fields(cast("type[attrs.AttrsInstance]", known_kind.cls)):
        name, choices = field.alias or field.name, list(_choices(field.type))
        optional = field.default is not attrs.NOTHING
        listed = get_origin(field.type) is tuple
        words = f"{name} ({', '.join(choices)})" if choices else name
        while answer := _answer(
            words,
            choices or names,
            default="" if optional or listed else None,
            check=_dated(opened) if name in known_kind.dates else _anything,
        ):
            yield f"{name}={answer}"
            if not listed:
                break


def _choices(type_: Any) -> Iterable[str]:
    """Return the words that a field may be, of an optional one too; empty for any text."""
    if get_origin(type_) is Literal:
        return [str(choice) for choice in get_args(type_)]
    return [choice for part in get_args(type_) for choice in _choices(part)]


def _source(opened: OpenChronology) -> dict[str, str]:
    """Return a source; what the log holds of its page is offered as the default."""
    history = opened.history
    url = _answer("Source: its address, if it has one", known.addresses(history), default="")
    cited = known.source_at(history, url)
    source = {
        "url": url,
        "publisher": _answer(
            "Published by", known.publishers(history), default=cited.get("publisher")
        ),
        "basis": _answer(
            f"How it knows ({', '.join(BASES)})", BASES, check=lambda word: _among(word, BASES)
        ),
        "published": _answer(
            "Published when",
            default=cited.get("published", "" if url else None),
            check=_dated(opened),
        ),
    }
    return {field: text for field, text in source.items() if text}


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
    """Return a right answer, asking until there is one; an empty one is the default, if any.

    Raises:
        click.Abort: The input ended.
    """
    hint = f" [{revealed(default)}]" if default else ""
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
            click.echo(f"  {revealed(text)}", err=True)
        else:
            return word


@contextmanager
def _completing(choices: Sequence[str]) -> Iterator[None]:
    """Complete with Tab in the block, on systems with readline."""
    try:
        import readline  # noqa: PLC0415  not on every system, and only needed here
    except ImportError:
        yield
        return

    def complete(typed: str, number: int) -> str | None:
        matches = [choice for choice in choices if choice.startswith(typed)]
        return matches[number] if number < len(matches) else None

    before = readline.get_completer(), readline.get_completer_delims()
    readline.set_completer(complete)
    readline.set_completer_delims("")
    readline.parse_and_bind("tab: complete")
    try:
        yield
    finally:
        readline.set_completer(before[0])
        readline.set_completer_delims(before[1])
