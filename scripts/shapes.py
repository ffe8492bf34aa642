"""The shapes of all --json answers, found by running the commands: what scripts/pages writes."""

import contextlib
import functools
import io
import json
import os
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from chrono.cli.main import run

EVENTS = Path(__file__).parents[1] / "events"

PAPER = "--publisher Paper --basis reported --published 2023-11-24"
EMPTY = "--at [2023-11-18..2023-11-20] --end office/openai/ceo"

SEATS = "--projection ./seats.py:seats"
THEN = "--known 2023-11-20 --recorded e400"

SETUP = (
    "init chrono.db --from openai-microsoft",
    f"add Away {EMPTY} {PAPER} --yes",
    "correct away --at 2023-11-19 --reason slip --yes",
    "retract away --reason slip --yes",
    "init desk.db --from openai-microsoft",
    "correct murati-interim --headline Here --reason slip --yes",
    "correct murati-interim --headline There --reason slip --yes -f desk.db",
)
"""What is done to the log before the examples, so that it holds every sort of act."""

MORE = {
    "id": "more",
    "kind": "development",
    "occurred": "2023-11-18",
    "headline": "More",
    "sources": [{"publisher": "Paper", "published": "2023-11-19", "basis": "reported"}],
}
"""What a file to import holds."""

KEPT = {
    "id": "blog-no-reason-withdrawn",
    "kind": "retraction",
    "retracts": "blog-no-reason-given",
    "reason": "Told in other words.",
}
"""An act of the bundled text, which says now something else."""

EXAMPLES = {
    "state": [
        "state 2023-11-19",
        "state 2023-06-30 stake/microsoft",
        "state 2017-06-30 board/openai",
        "state 2021-06-30 capital/microsoft/committed",
        "state 2025-04-30 board/openai capital/microsoft/committed deal/windsurf",
        "state 2024-12-01 --known 2024-12-01 --recorded e400",
    ],
    "timeline": ["timeline 2023-11-22", "timeline 2025-04-30 capital/*"],
    "log": ["log"],
    "log KEY": ["log office/openai/ceo", "log capital/microsoft/committed"],
    "show": ["show altman-removed", "show blog-no-reason-withdrawn", "show chronology"],
    "why": ["why office/openai/ceo 2023-11-22", "why capital/microsoft/committed 2025-04-30",
            "why stake/microsoft 2023-02-01", "why capital/microsoft/committed 2021-06-30"],
    "diff": ["diff 2025-10-27..2025-10-28", "diff 2024-12-01 --known 2024-12-01..2024-12-31"],
    "state --projection": [f"state 2023-11-19 {SEATS}", f"state 2023-11-19 {SEATS} {THEN}"],
    "diff --projection": [f"diff 2023-11-16..2023-11-22 {SEATS}",
                          f"diff 2023-11-16..2023-11-22 {SEATS} {THEN}"],
    "disputes": ["disputes 2025-04-30"],
    "add, cite, correct, retract": [
        f"add Gone {EMPTY} --after brockman-resigns {PAPER} --yes",
        f"add New --at 2023-11-22 --set office/openai/cfo=Ada --new-key {PAPER} --dry-run",
        f"add Off --at 2023-11-23 --kind office.vacated -d office=openai/ceo {PAPER} --dry-run",
        "correct gone --at 2023-11-19 --reason slip --dry-run",
        "retract gone --reason slip --dry-run",
        f"cite gone --source https://example.org/ {PAPER} --dry-run",
    ],
    "init": ["init other.db --name other"],
    "import": ["import more.jsonl", "import changed.jsonl --reason slip",
               "import kept.jsonl",
               f"import {EVENTS / 'openai-microsoft'} --dry-run", "import desk.db"],
    "check": ["check", f"check {EVENTS / 'musk-twitter'}"],
    "rebuild": ["rebuild", f"rebuild {SEATS}", "rebuild --check --projection ./seats.py:counted"],
}  # fmt: skip
"""Commands on a log of the bundled chronology that show every part of an answer."""

PROJECTION = """from chrono import projection

@projection("seats", initial=())
def seats(now, event):
    return event.members("board/openai", frozenset(now))

KEPT = []

@projection("counted", initial=0)
def counted(now, event):
    KEPT.append(event)
    return len(KEPT)
"""
"""Projections of one's own, in seats.py; the second is wrong, so that a check has to say so."""

OWN = {
    "state --projection": {"state": "any"},
    "diff --projection": {"changes[].before": "any", "changes[].after": "any"},
    "rebuild": {"rebuilt[].mismatch.carried": "any", "rebuilt[].mismatch.fresh": "any"},
    "import": {"renamed": "texts by id"},
}
"""What stands where a state of one's own does, or where the log's own ids are names."""

NAMED = {
    "slot": {"key", "standing", "alternatives"},
    "version": {"since", "because"},
    "date": {"edtf", "earliest", "before"},
    "source": {"publisher", "basis"},
    "difference": {"before", "after", "changes"},
    "log": {"entries", "head"},
}
"""Shapes that stand in many places: each with the names by which it is known; the first that fits
is meant."""

FREE = ("value", "data", "member")
"""Fields that hold whatever an event says, so their insides are no promise."""

MEANINGS = {
    "acts": "the acts upon it, by id; of an entry in full, each with its kind, reason and standing",
    "after": "the second state; of an event, ids of those that came earlier",
    "alternatives": "every distinct live value, when disputed",
    "appended": "the entries that were written; none after --dry-run",
    "at": "the moment that was asked about, as written",
    "at_instant": "the instant that it stands for, exclusive, in UTC",
    "basis": "how it is known, by the best source: filed, announced, reported, alleged, rumoured",
    "because": "the ids of the events that it rests on, in the order of their dates",
    "before": "the first instant that is too late, in UTC; of a change, the first state",
    "bounds": "within which it happened, as capped by its first publication",
    "broken": "the first place that is not what was appended; null for a whole log",
    "by": "what beat, contests, withdrew or corrected it: ids, at most 20; of an entry in full, by "
    "whom it was appended, null in one of an earlier release",
    "by_count": "how many there are of them in all",
    "carried": "the state of one's own that was carried on from event to event",
    "causes": "the ids of the events and acts that made the difference, in the order of the log",
    "certain": "whether it surely held at all; between its inner bounds it did",
    "chain": "every claim on the key, in the order of the dates",
    "changes": "the keys that differ, in their order",
    "chronology": "its name",
    "claims": "what it asserts, as computed at the append",
    "code": "which sort of finding",
    "computed": "how many events were computed anew",
    "correlation": "what the entries of one piece of work have in common, as the file imported",
    "corrections": "events that changed since they were last imported",
    "corrects": "the id of what a correction replaces",
    "data": "what was written for its kind",
    "diffs": "what changes, at the dates of what is new, and last now",
    "disputes": "keys that become disputed, with the events on all sides",
    "earliest": "the first instant at which it may have begun, in UTC; null for unknown",
    "edtf": "the date as written",
    "entries": "how many entries the log has",
    "event": "the id of the event",
    "events": "ids of events; of many in doubt, the first 20",
    "events_count": "how many there are of them in all",
    "every": "after how many events it was compared; null for not at all",
    "field": "of a state of one's own, the field that differs",
    "findings": "what is doubtful; after an import the first twenty, and of a key the first "
    "twenty `repeats-denied` and `without-end`, with one more that says so where there are more",
    "findings_count": "how many there are",
    "folded": "how many events had surely happened",
    "fresh": "the same state, folded from zero",
    "from": "when it began to hold",
    "gone": "ids of what stands in the log and has left the text",
    "acts_gone": "the acts that stand in the log and not in the imported folder",
    "head": "the hash of the last entry",
    "headline": "what happened, in one line",
    "holds": "of a member of a set: whether it is in",
    "how": "order, decision, date, outcome or link: what would settle it",
    "id": "its id",
    "independent": "how many of these values rest on two independent origins or more",
    "kept": "ids of acts, and of events under one, that stay as recorded though their text changed",
    "key": "the key",
    "kind": "its kind",
    "keys": "keys that would hold something else today",
    "known": "until when sources count, as written; null for all",
    "log": "the log that gave the answer",
    "member": "of a set: who is in doubt",
    "message": "what is doubtful, and what would settle it",
    "mismatch": "the first event after which the two differ; null for a pure function",
    "more_overlaps": "of each key with more than 20 such pairs, the events that overlap on it",
    "new": "the ids of what would be appended",
    "new_keys": "keys never used before",
    "note": "limits and conflicts, in words",
    "number": "how many events were folded until then",
    "occurred": "the date, as written",
    "one": "the event that stands first in the log",
    "op": "set, end, add, drop, announce or lapse; after, for a void link",
    "origin": "the report that a source repeats",
    "origins": "the independent reports behind it",
    "other": "the other event",
    "others": "the ids of the other entries that a finding is about",
    "overlaps": "claims that differ at dates that overlap, one of them new: of each key the first "
    "20 pairs",
    "pending": "what is announced, and neither done nor lapsed",
    "pinpoint": "page, paragraph or time within a source",
    "position": "its place in the log, from 1",
    "possible": "the values that may hold, and do not surely",
    "preferred": "the better-sourced alternative and why; null where there is none (rule 9)",
    "preview": "what the append changes; null where nothing is new",
    "problem": "whether it is wrong unless somebody says otherwise; else only worth a look",
    "projection": "the name of a projection of one's own; null for the built-in state",
    "public": "the date of the first publication of a version",
    "published": "when a source made it public",
    "publisher": "who published a source",
    "quiet_changes": "claims that replace better ones, and do not say that they mean to",
    "rebuilt": "each chronology, computed from zero",
    "reason": "why: of an act, of a preference (basis or origins), of a repeat, of a quiet change",
    "recorded": "when it was appended; of a question, up to where the log was read",
    "renamed": "ids of the other log that are others here",
    "repeats": "events that may be told already, so that a citation would do",
    "replaced": "the event whose claim another one quietly replaces",
    "retracts": "the id of what a retraction withdraws",
    "right": "what would be right, where that is known: a date in EDTF",
    "rivals": "ids of the events that deny it, at most 20",
    "rivals_count": "how many there are of them in all",
    "settle": "what would settle it",
    "since": "from when, as the first event says that it rests on",
    "single": "the values that rest on one origin alone",
    "slot": "what holds for the key; null for nothing",
    "sources": "who reports it",
    "stale": "entries whose kinds say today something else than is stored, each with both",
    "standing": "holds, ended, possible, disputed or pending; of a claim in a chain also "
    "superseded, corrected, withdrawn or void; of an entry, stands, corrected or withdrawn; of an "
    "event in a timeline also ahead: it happens after the moment asked",
    "state": "the slots, in the order of their keys",
    "support": "of each chronology, how many of the values that hold rest on several origins",
    "timeline": "the events, in the order of their dates",
    "title": "what a source is called",
    "to": "until when it held; null if it holds still",
    "told": "the event that was there",
    "tool": "with what an entry was appended",
    "url": "where a source can be read",
    "value": "what holds, any JSON; null for nothing, an end or a dispute",
    "values": "how many values surely hold; of a set each member counts",
    "version": "the id of the entry that tells this version",
    "via": "the copy in which a source was read",
    "where": "the file and line",
    "who": "who appended an entry: the person or the account",
    "zone": "the home zone, in which bare dates are days",
}


def page() -> str:
    """Write the page: every path of every answer, with what may stand there."""
    answers, named = shapes()
    parts = [
        "# The shapes of JSON answers",
        "",
        "Every verb answers in JSON with `--json`. This page is made by `scripts/pages`, which",
        "runs the commands; a test compares it with what they answer now. `[]` is each item of a",
        "list, `any` is whatever an event says. Names and types are a promise; new names may come.",
        "",
    ]
    for verb, paths in answers.items():
        parts += [f"## {verb}", "", "```text", *_lines(paths), "```", ""]
    parts += ["## Shapes that stand in many places", ""]
    for name in NAMED:
        parts += [f"### {name}", "", "```text", *_lines(named[name]), "```", ""]
    parts += ["## What the names mean", "", "| name | means |", "|---|---|"]
    parts += [f"| {name} | {meaning} |" for name, meaning in MEANINGS.items()]
    return "\n".join(parts) + "\n"


def _lines(paths: Mapping[str, set[str]]) -> list[str]:
    width = max(len(path) for path in paths)
    return [f"{path:{width}}  {' or '.join(sorted(types))}" for path, types in paths.items()]


Paths = dict[str, set[str]]
"""Paths, as ``state[].key``, each with the types that were found there."""


@functools.cache
def shapes() -> tuple[dict[str, Paths], dict[str, Paths]]:
    """Run the examples; list the paths of the answers by verb, and those of the named shapes."""
    found: dict[str, Paths] = {}
    named: dict[str, Paths] = {name: {} for name in NAMED}
    with tempfile.TemporaryDirectory() as folder, _at(folder):
        Path("seats.py").write_text(PROJECTION, encoding="utf-8")
        for command in SETUP:
            answered(command)
        Path("more.jsonl").write_text(json.dumps(MORE), encoding="utf-8")
        changed = {**MORE, "headline": "Changed"}
        Path("changed.jsonl").write_text(json.dumps(changed), encoding="utf-8")
        Path("kept.jsonl").write_text(json.dumps(KEPT), encoding="utf-8")
        for verb, commands in EXAMPLES.items():
            found[verb] = {}
            for command in commands:
                value = json.loads(answered(f"{command} --json"))
                _inside(value, "", found[verb], named)
            for path, said in OWN.get(verb, {}).items():
                _free(path, found[verb], said)
    return found, named


def _free(path: str, paths: Paths, said: str) -> None:
    """Promise no more than this of what stands at a path, and nothing below it."""
    for below in [one for one in paths if one.startswith((f"{path}.", f"{path}["))]:
        del paths[below]
    paths[path] = {said}


def answered(command: str) -> str:
    """Run a command and return what it prints."""
    out = io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(io.StringIO()):
        run(command.split())
    return out.getvalue()


@contextlib.contextmanager
def _at(folder: str) -> Iterator[None]:
    """Work in a folder whose log is chrono.db."""
    before = os.environ.pop("CHRONO_FILE", None)
    with contextlib.chdir(folder):
        yield
    if before is not None:
        os.environ["CHRONO_FILE"] = before


def _collect(value: Any, path: str, paths: Paths, named: dict[str, Paths]) -> None:
    """Note what stands at a path; a named shape is noted once, under its name."""
    types = paths.setdefault(path, set())
    if path.rpartition(".")[2] in FREE:
        types.add("any")
        return
    shape = next((name for name, has in NAMED.items() if _has(value, has)), None)
    kinds = {dict: "object", list: "list", str: "text", bool: "truth", int: "number"}
    types.add("null" if value is None else shape or kinds[type(value)])
    _inside(value, "" if shape else path, named[shape] if shape else paths, named)


def _inside(value: Any, path: str, paths: Paths, named: dict[str, Paths]) -> None:
    if isinstance(value, Mapping):
        for name, one in value.items():
            _collect(one, f"{path}.{name}".removeprefix("."), paths, named)
    elif isinstance(value, list):
        for one in value:
            _collect(one, f"{path}[]", paths, named)


def _has(value: Any, names: set[str]) -> bool:
    return isinstance(value, Mapping) and names <= value.keys()
