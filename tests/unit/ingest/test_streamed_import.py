"""A text of lines comes in part by part, and makes what it makes when all of it is held."""

import json
import weakref
from collections.abc import Callable
from pathlib import Path
from typing import Any
from unittest import mock

import pytest

from chrono.errors import ChronoError
from chrono.events.by import By
from chrono.events.entries import Entry
from chrono.exports.jsonl import jsonl
from chrono.faults import Refused
from chrono.ingest import beginning, bounded, imports, streamed_import
from chrono.ingest.beginning import made
from chrono.ingest.imports import TextImport, imported
from chrono.kinds.catalogue import KINDS
from chrono.log.creation import create_log
from chrono.log.errors import UnwritableLog
from chrono.log.sqlite import SqliteLog
from chrono.log.stretch import Stretch
from tests.building import declaration, drafts, event

BY = By(who="Ada")
CHAIR = {"set": "club/chair", "value": "Ada"}
MANY = 60

Item = dict[str, Any]


@pytest.fixture(autouse=True)
def small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make parts of four drafts, of which eight entries are remembered; keep two entries."""
    monkeypatch.setattr("chrono.ingest.streamed_lines._PART", 4)
    monkeypatch.setattr("chrono.log.appending.preparation._MOST", 8)
    monkeypatch.setattr("chrono.log.kept._MOST", 2)


def text(folder: Path, *items: Item, name: str = "text.jsonl") -> Path:
    """Write items as lines, each with the name of its chronology."""
    path = folder / name
    lines = (json.dumps({"chronology": "test", **item}) + "\n" for item in items)
    path.write_text("".join(lines), encoding="utf-8")
    return path


def told(path: Path) -> list[tuple[object, ...]]:
    """Tell what a log holds, which is whole; of moments only which are the same."""
    if not path.exists():
        return []
    with SqliteLog(path) as log:
        assert log.first_break() is None
        entries = log.entries()
    moments = [*dict.fromkeys(entry.recorded for entry in entries)]
    return [(moments.index(entry.recorded), entry.body, entry.by) for entry in entries]


def outcome(act: Callable[[Path], object], path: Path) -> tuple[str, list[tuple[object, ...]]]:
    """Act, and tell the error, if there is one, and what the log holds then."""
    try:
        act(path)
    except ChronoError as raised:
        return f"{type(raised).__name__}: {raised}", told(path)
    return "", told(path)


def both_ways(folder: Path, act: Callable[[Path], object], *before: Item) -> list[Any]:
    """Act on the same log part by part and at once, and tell what came of each."""
    found = []
    for name, is_streamed in (("parts", True), ("once", False)):
        path = folder / name / "test.db"
        path.parent.mkdir(parents=True)
        if before:
            create_log(path, drafts(*before), by=BY)
        with (
            mock.patch.object(imports, "is_streamed", return_value=is_streamed),
            mock.patch.object(beginning, "is_streamed", return_value=is_streamed),
        ):
            found.append(outcome(act, path))
    return found


def events(*numbers: int, **more: Any) -> list[Item]:
    """Make events of some numbers, which claim on one of three keys."""
    return [
        event(f"n{n}", f"2024-01-{1 + n % 28:02}", {"set": f"club/k{n % 3}", "value": n}, **more)
        for n in numbers
    ]


ACT = {"id": "n2-retraction", "kind": "retraction", "retracts": "n2", "reason": "an error"}
AGAIN = declaration(keys={"club/*": {"title": "the club"}}) | {"id": "chronology~2"}
TEXTS = {
    "plain": [declaration(), *events(*range(20))],
    "a line twice": [declaration(), *events(*range(9)), *events(1, 2, 3, 8)],
    "an id twice": [declaration(), *events(*range(9)), event("n1", "2020")],
    "a later link": [declaration(), *events(0, before=["n15"]), *events(*range(1, 20))],
    "an earlier link": [declaration(), *events(*range(18)), *events(18, 19, after=["n1"])],
    "a cycle": [declaration(), *events(*range(12)), *events(12, after=["n13"]),
                *events(13, after=["n12"])],
    "a cycle that is withdrawn": [declaration(), *events(0, after=["n2"]), *events(1),
                                  *events(2, after=["n0"]), *events(*range(3, 12)), ACT],
    "a link to nothing": [declaration(), *events(*range(9)), *events(9, contests=["none"])],
    "an act": [declaration(), *events(*range(9)), ACT, *events(*range(10, 20))],
    "an act before its event": [declaration(), ACT, *events(*range(9))],
    "a set where a value stands": [declaration(), *events(*range(9)),
                                   event("set", "2024", {"add": "club/k1", "value": "x"})],
    "the only value withdrawn": [declaration(), *events(2), ACT,
                                 event("set", "2024", {"add": "club/k2", "value": "x"})],
    "another declaration": [declaration(), *events(*range(9)), AGAIN, *events(*range(9, 20))],
    "a declaration against it": [declaration(), *events(*range(9)),
                                 AGAIN | {"data": {**AGAIN["data"], "zone": "Europe/Berlin"}}],
    "a line that says why": [declaration(), *events(*range(9), changed="an error")],
    "faults": [declaration(), *events(*range(9)), event("x", "2024-99"), event("y", "never")],
    "no declaration": events(*range(9)),
    "nothing": [],
}  # fmt: skip


@pytest.mark.parametrize("items", TEXTS.values(), ids=TEXTS)
def test_a_log_made_by_parts_is_that_made_at_once(tmp_path: Path, items: list[Item]) -> None:
    """The same entries, recorded at one moment, or the same faults and no file."""
    path = text(tmp_path, *items)
    parts, once = both_ways(tmp_path, lambda target: made(target, path, KINDS, BY))

    assert parts == once


@pytest.mark.parametrize("before", [0, 1, 12], ids=["declared", "one", "most of it"])
@pytest.mark.parametrize("items", TEXTS.values(), ids=TEXTS)
def test_an_import_by_parts_is_that_at_once(tmp_path: Path, items: list[Item], before: int) -> None:
    """The same entries after those of the log, or the same faults and the log as it was."""
    path = text(tmp_path, *items)
    source = TextImport(path=path, register=KINDS)
    parts, once = both_ways(
        tmp_path,
        lambda target: imported(source, str(target), BY, dry_run=False),
        declaration(),
        *events(*range(before)),
    )

    assert parts == once


@pytest.mark.parametrize(
    "name",
    ["plain", "a line twice", "a later link", "an earlier link", "an act", "another declaration",
     "the only value withdrawn", "a line that says why", "nothing"],
)  # fmt: skip
def test_what_needs_no_explanation_is_never_held_at_once(tmp_path: Path, name: str) -> None:
    """Nor when it is imported again, and all of it is there."""
    path, target = text(tmp_path, *TEXTS[name]), tmp_path / "test.db"
    source = TextImport(path=path, register=KINDS)
    with (
        mock.patch.object(beginning, "begun", side_effect=AssertionError),
        mock.patch.object(imports, "_imported_at_once", side_effect=AssertionError),
    ):
        made(target, path, KINDS, BY)
        before = told(target)
        if name != "another declaration":  # the last one of which counts
            assert not imported(source, str(target), BY, dry_run=False).done.new

    assert told(target) == before


@pytest.mark.parametrize("declares", [True, False])
def test_what_somebody_appends_while_lines_are_read_counts(
    tmp_path: Path, *, declares: bool
) -> None:
    """Names are those of the aliases that the log has by then; another event changes nothing."""
    path, target = text(tmp_path, *events(*range(9))), tmp_path / "test.db"
    create_log(target, drafts(declaration(), event("a", "2024")))
    more = declaration(aliases={"Paper": "The Paper"}) | {"id": "chronology~2"}
    laid_by = streamed_import._laid_by  # noqa: SLF001  what is done before the lock

    def overtaken(parts: Any) -> Any:
        with SqliteLog(target, write=True) as other:
            other.append(drafts(more if declares else event("b", "2024")))
        return laid_by(parts)

    with mock.patch.object(streamed_import, "_laid_by", overtaken):
        came = imported(TextImport(path=path, register=KINDS), str(target), dry_run=False)

    assert [entry.position for entry in came.done.new] == [*range(4, 13)]
    assert ["The Paper" in entry.body for entry in came.done.new] == [declares] * 9


CHANGED = event("n1", "2020", {"set": "club/k1", "value": 1}, changed="an error")


@pytest.mark.parametrize(
    "log",
    [
        [declaration(), *events(0, 1)],
        [declaration(), *events(0, 1, 2), ACT],
        [declaration(title="another"), *events(0)],
        [declaration(), AGAIN, *events(0)],
        [declaration(aliases={"Paper": "The Paper"}), *events(0)],
        [declaration(), *events(0, 1),
         {"id": "n1~2", "kind": "correction", "corrects": "n1", "reason": "an error",
          "event": {k: v for k, v in event("n1", "2020").items() if k != "id"}}],
    ],
)  # fmt: skip
@pytest.mark.parametrize("more", [[], [CHANGED]], ids=["the same", "changed"])
def test_what_the_log_has_of_a_text_is_told_as_at_once(
    tmp_path: Path, log: list[Item], more: list[Item]
) -> None:
    """Corrected, declared anew, withdrawn or under another name: where the parts cannot tell."""
    path = text(tmp_path, *(more or events(1)), *events(0, 2, 3, 4))
    source = TextImport(path=path, register=KINDS)
    parts, once = both_ways(
        tmp_path, lambda target: imported(source, str(target), BY, dry_run=False), *log
    )

    assert parts == once


def test_an_export_makes_the_same_log_part_by_part(tmp_path: Path) -> None:
    """Recorded at the same moments, with the same head."""
    path, export = tmp_path / "test.db", tmp_path / "export.jsonl"
    create_log(path, drafts(declaration(), *events(*range(9))), by=BY)
    with SqliteLog(path, write=True) as log:
        log.append(drafts(*events(*range(9, 22), after=["n1"])), by=BY)
        log.append(drafts(ACT), by=BY)
        lines = [*jsonl(log.entries(), whole=True)]
    export.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    with mock.patch.object(beginning, "begun", side_effect=AssertionError):
        came = made(tmp_path / "again.db", export, KINDS, None)

    assert came.recorded
    assert told(tmp_path / "again.db") == told(path)
    for lacking in (lines[0].replace('"recorded"', '"note"'), '{"id": "x"}'):
        export.write_text("\n".join([*lines[:3], lacking, *lines[3:]]), encoding="utf-8")
        parts, once = both_ways(
            tmp_path / lacking[2:4], lambda target: made(target, export, KINDS, None)
        )
        assert parts == once
        assert parts[0].startswith("Refused")


class Alive:
    """Counts the entries that are held at once."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        entries: weakref.WeakSet[Entry] = weakref.WeakSet()
        self.most = 0
        make = Entry.__init__

        def counting(entry: Entry, *columns: Any) -> None:
            make(entry, *columns)
            entries.add(entry)
            self.most = max(self.most, len(entries))

        monkeypatch.setattr(Entry, "__init__", counting)


@pytest.mark.parametrize("imports_it", [False, True], ids=["made", "imported"])
def test_few_entries_of_a_long_text_are_held_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, imports_it: bool
) -> None:
    """Twice the lines take no more."""
    most = {}
    for count in (MANY, 2 * MANY):
        alive, target = Alive(monkeypatch), tmp_path / f"{count}.db"
        path = text(tmp_path, declaration(), *events(*range(count)))
        if imports_it:
            create_log(target, drafts(declaration()))
            came = imported(TextImport(path=path, register=KINDS), str(target), dry_run=False)
            done, tally = came.done, came.tally
        else:
            new = made(target, path, KINDS, BY)
            done, tally = new.done, new.tally
        most[count] = alive.most
        assert tally.events == count
        assert len(done.new) == count + (not imports_it)
        assert [entry.id for entry in done.new][-1] == done.new[-1].id == f"n{count - 1}"

    assert 0 < most[2 * MANY] <= most[MANY] < MANY / 2


@pytest.fixture
def low(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let only the shortest texts be held at once."""
    monkeypatch.setattr(bounded, "MOST_LINES", 5)


@pytest.mark.usefixtures("low")
def test_a_text_that_is_too_long_to_be_held_comes_in_all_the_same(tmp_path: Path) -> None:
    """And one with faults names them, as far as they are found."""
    good = text(tmp_path, declaration(), *events(*range(20)))
    bad = text(tmp_path, declaration(), *events(*range(9)), event("x", "2024-99"), name="b.jsonl")
    late = text(tmp_path, declaration(), *events(*range(9)), ACT, ACT | {"id": "n1"},
                name="c.jsonl")  # fmt: skip
    changed = text(tmp_path, *events(*range(9)), {**CHANGED, "occurred": "2021"}, name="d.jsonl")
    path = tmp_path / "test.db"

    assert made(path, good, KINDS, BY).tally.events == 20
    with pytest.raises(Refused, match=r"b\.jsonl:11: occurred: "):
        made(tmp_path / "b.db", bad, KINDS, BY)
    with pytest.raises(Refused, match=r"c\.jsonl:12: id: "):
        made(tmp_path / "c.db", late, KINDS, BY)
    with pytest.raises(Refused, match=r"d\.jsonl"):
        imported(TextImport(path=changed, register=KINDS), str(path), dry_run=False)
    assert sorted(each.name for each in tmp_path.glob("*.db")) == ["test.db"]
    with SqliteLog(path) as log:
        assert log.head().entries == 21


@pytest.mark.usefixtures("low")
def test_many_faults_of_a_long_text_are_not_all_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After so many it is something else."""
    monkeypatch.setattr("chrono.ingest.streamed_lines._MOST_FAULTS", 3)
    path = text(tmp_path, declaration(), *(event(f"n{n}", "2024-99") for n in range(9)))
    path.write_bytes(b"none\n" + path.read_bytes())
    with pytest.raises(Refused) as refused:
        made(tmp_path / "test.db", path, KINDS, BY)

    assert [fault.where for fault in refused.value.faults] == [
        "text.jsonl:1", "text.jsonl:3", "text.jsonl:4"]  # fmt: skip


@pytest.mark.parametrize("lines", [5, 5000], ids=["long", "short"])
def test_without_room_to_lay_lines_by_a_text_is_held(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lines: int
) -> None:
    """If it can be; else nothing is written, and the folder is named."""
    monkeypatch.setattr(bounded, "MOST_LINES", lines)
    target, path = tmp_path / "test.db", text(tmp_path, *events(*range(9)))
    create_log(target, drafts(declaration()))
    full = mock.patch.object(
        streamed_import.pickle, "dump", side_effect=OSError(28, "No space left")
    )
    source = TextImport(path=path, register=KINDS)
    with full:
        if lines == 5:
            with pytest.raises(UnwritableLog, match="No space left"):
                imported(source, str(target), dry_run=False)
        else:
            imported(source, str(target), dry_run=False)

    assert len(told(target)) == (1 if lines == 5 else 10)


def test_a_stretch_is_read_as_often_as_it_is_asked_for(tmp_path: Path) -> None:
    """By places from either end, in slices, and of one chronology."""
    path = tmp_path / "test.db"
    create_log(path, drafts(declaration(), *events(*range(5))))
    with SqliteLog(path) as log:
        entries, kept = log.entries(), log.kept
    stretch = Stretch(path, 2, 5, kept)

    assert [*stretch] == [*stretch] == [*entries[2:5]]
    assert (len(stretch), stretch[0], stretch[-1]) == (3, entries[2], entries[4])
    assert stretch[-2:] == [*entries[3:5]]
    assert ([*stretch.of("test")], [*stretch.of("other")]) == ([*entries[2:5]], [])
    with pytest.raises(IndexError):
        stretch[3]
