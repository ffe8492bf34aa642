"""What the verb export writes: the log itself, its events as others read them, or the page."""

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import click

from chrono.api.answering import of_timeline
from chrono.api.reading import Reader
from chrono.cli.exit_codes import DONE, NO
from chrono.cli.input.known_kinds import known_kinds
from chrono.cli.input.opening import chosen, opened, reading, split
from chrono.cli.input.which_log import log_file
from chrono.cli.render.as_of import as_of_in_words
from chrono.cli.render.dates import as_edtf
from chrono.cli.render.output_file import write_file
from chrono.cli.render.terminal import counted, line, note, to_json
from chrono.cli.workflows.folder_export import export_folder
from chrono.codec.upcasts import up_to_date
from chrono.events.entries import Entry
from chrono.exports.csv_table import comma_separated
from chrono.exports.jsonl import jsonl
from chrono.exports.markdown import markdown
from chrono.exports.timelinejs import timelinejs
from chrono.exports.words import Words
from chrono.log.chain import first_break
from chrono.log.chronologies import pick_in
from chrono.log.contract import Log
from chrono.log.errors import DamagedLog
from chrono.log.head import Head
from chrono.queries.timeline import Timeline, timeline
from chrono.state.moments import recorded_position
from chrono.values.hidden_characters import revealed

_ALIASES: Final = {"md": "markdown"}
_LOGS: Final = ("jsonl", "yaml")
"""Forms that have the log as it was written, not the events as they stand."""
_PAGE: Final = "html"
"""The form that has every answer, and so the events of all moments."""

_WRITERS: Final[dict[str, Callable[[Timeline, str, Words], str]]] = {
    "csv": lambda events, _, words: comma_separated(events, words),
    "markdown": markdown,
    "timelinejs": lambda events, asof, words: f"{to_json(timelinejs(events, asof, words))}\n",
}


def run(form: str, words: tuple[str, ...], output: Path | None, **flags: Any) -> int:
    """Write what the words and flags of the verb ask for; return its exit code."""
    form = _ALIASES.get(form, form)
    if form in _LOGS:
        return (_folder if form == "yaml" else _jsonl)(words, output, **flags)
    if form == _PAGE and output is None and sys.stdout.isatty():
        raise click.UsageError("html is a page for a browser; say where it goes: -o page.html")
    write = _page if form == _PAGE else _timeline
    text, notes, head = write(form, words, **flags)
    where = f"Wrote {line(str(output))}" if text and output else ""
    if text:
        _hand_over([text], output, flags["file"])
    note(" · ".join(part for part in (where, *notes, f"head {head.hash or 'none'}") if part))
    return DONE if text else NO


def _hand_over(parts: Iterable[str], output: Path | None, file: str | None) -> None:
    """Write a file, or stdout: bytes as they are, but never raw to a terminal."""
    if output is not None:
        write_file(output, (part.encode() for part in parts), log_file(file))
        return
    shown = revealed if sys.stdout.isatty() else str
    sys.stdout.flush()
    for part in parts:
        sys.stdout.buffer.write(shown(part).encode())
    sys.stdout.buffer.flush()


_Written = tuple[str, Sequence[str], Head]
"""What to hand over, empty for nothing; what to say of it; and where the log ended."""


def _page(form: str, words: tuple[str, ...], **flags: Any) -> _Written:
    """Return the page of a chronology, up to what was recorded by then.

    Raises:
        click.UsageError: Something is to be left out of it.
    """
    from chrono.exports.html.page import page  # noqa: PLC0415  dear, and only for this form

    where = {name: flags.pop(name) for name in ("file", "chronology", "recorded")}
    keys, _ = split(words)
    given = [*keys, *(f"--{name.replace('_', '-')}" for name, value in flags.items() if value)]
    if given:
        raise click.UsageError(
            f"{form} has every answer, so {', '.join(given)} goes with csv, markdown or "
            f"timelinejs; {form} takes WHEN, -c and --recorded"
        )
    with reading(words, **where) as query:
        history = up_to_date(query.history, known_kinds())
        last = query.asof.at.instant if query.when else None
        text = page(history, query.head, last)
    return text, [f"{len(text.encode()) / 1e6:.1f} MB"], query.head


def _jsonl(words: tuple[str, ...], output: Path | None, **flags: Any) -> int:
    """Write the log as text, up to what was recorded by then, and return the exit code."""
    with _entries("jsonl", words, **flags) as (entries, head):
        count = last = 0
        for entry in entries:
            count, last = count + 1, entry.position
        if count:
            lines = jsonl(entries, whole=count == last)
            _hand_over(lines, output, flags["file"])
    where = f"Wrote {line(str(output))} · " if output and count else ""
    number = counted(count, "entry", "entries")
    note(f"{where}{number} · head {head.hash or 'none'}")
    return DONE if count else NO


def _folder(words: tuple[str, ...], output: Path | None, **flags: Any) -> int:
    """Write one chronology as a folder, and return the exit code.

    Raises:
        click.UsageError: No folder is named, or it would be read as another chronology.
    """
    with _entries("yaml", words, **flags) as (found, head):
        entries = [*found]
    if not entries:
        note(f"0 entries · head {head.hash or 'none'}")
        return NO
    name = entries[0].chronology
    if output is None:
        raise click.UsageError(f"yaml is a folder; say where it goes: -o {name}")
    if output.resolve().name != name:
        better = line(str(output.parent / name))
        reason = f"a folder has the name of its chronology; say -o {better}"
        raise click.UsageError(f"-o {line(str(output))}: {reason}")
    export_folder(output, entries)
    wrote = f"Wrote {line(str(output))} · {counted(len(entries), 'entry', 'entries')}"
    note(f"{wrote} · head {head.hash}")
    return DONE


@contextmanager
def _entries(
    form: str,
    words: tuple[str, ...],
    *,
    file: str | None,
    chronology: str | None,
    recorded: str | None,
    **others: Any,
) -> Iterator[tuple[Iterable[Entry], Head]]:
    """Yield the entries up to what was recorded by then, and where the log ended; of yaml, of one.

    They are read as they are gone through, which may be more than once.

    Raises:
        click.UsageError: Something is to be chosen from them.
        DamagedLog: The log is not as it was appended.
    """
    given = [f"--{name.replace('_', '-')}" for name, value in others.items() if value]
    if words or given:
        raise click.UsageError(
            f"{form} has the log as it was written, so {', '.join((*words, *given))} goes with "
            f"csv, markdown or timelinejs; {form} takes -c and --recorded"
        )
    with opened(file, chronology) as log:
        head = log.head()
        if recorded is not None:
            head = log.head(min(head.entries, _position(recorded, log, chronology)))
        if chronology is not None or form == "yaml":
            chronology = pick_in(log, chronology)
        broken = first_break(log.one_by_one())
        if broken is not None:
            raise DamagedLog(log_file(file) or str(chronology), broken.where)
        yield log.one_by_one(chronology, head.entries), head


def _position(word: str, log: Log, chronology: str | None) -> int:
    position = recorded_position(word)
    if position is not None:
        return position
    return Reader(log, pick_in(log, chronology)).position(word)  # whose zone is meant


def _timeline(
    form: str,
    words: tuple[str, ...],
    *,
    since: str | None,
    until: str | None,
    withdrawn: bool,
    **where: Any,
) -> _Written:
    """Return the chosen events as text."""
    slips = where.pop("with_slips")
    with reading(words, **where) as query:
        only = chosen(query, since=since, until=until)
        history = up_to_date(of_timeline(query, only), known_kinds())
        events = timeline(history, query.asof, only, withdrawn=withdrawn)
        as_of = as_of_in_words(query, where["basis"], where["without"], now=query.when is None)
    parts = [counted(len(events.rows), "event")]
    if events.left_out:
        parts.append(f"{events.left_out} withdrawn left out (--withdrawn lists them)")
    worded = Words(edtf=as_edtf(), slips=slips)
    return _WRITERS[form](events, as_of, worded) if events.rows else "", parts, query.head
