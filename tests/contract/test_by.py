"""By whom an entry was appended: hashed with it, kept by exports and merges, never compared."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from chrono.events.by import BadBy, By
from chrono.ingest.merge import merge
from chrono.log.chain import first_break
from chrono.log.contract import Log
from chrono.log.memory import MemoryLog
from tests.building import declaration, drafts, event
from tests.contract.stores import STORES
from tests.stories.command import complaints, done, run

ADA, BOB = By(who="ada"), By(who="bob", tool="chrono import", correlation="news.csv")


@pytest.fixture(params=STORES)
def log(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Log]:
    """Give an empty log of each sort."""
    store = STORES[request.param](tmp_path)
    log = store.open()
    yield log
    store.close(log)


def test_whoever_appends_is_stored_with_each_entry(log: Log) -> None:
    """And the same words by somebody else are nothing new."""
    first = log.append(drafts(declaration(), event("one", "2024")), by=ADA)
    again = log.append(drafts(event("one", "2024"), event("two", "2025")), by=BOB)

    assert [entry.by for entry in first.new] == [ADA.text, ADA.text]
    assert [(entry.id, entry.by) for entry in again.new] == [("two", BOB.text)]
    assert first_break(log.entries()) is None


def test_without_a_name_the_surroundings_say_who(log: Log, monkeypatch: pytest.MonkeyPatch) -> None:
    """CHRONO_BY, else the account."""
    monkeypatch.setenv("CHRONO_BY", "the desk")

    (entry,) = log.append(drafts(declaration())).new

    assert entry.by == '{"who":"the desk"}'


def test_a_merge_keeps_who_appended_it_first() -> None:
    """Through any number of logs."""
    there = MemoryLog()
    there.append(drafts(declaration(), event("one", "2024")), by=ADA)
    middle, here = MemoryLog(), MemoryLog()
    middle.append(merge((), there.entries(), "there.db").drafts, by=BOB)
    here.append(merge((), middle.entries(), "middle.db").drafts, by=By(who="eve"))

    assert json.loads(here.entries()[1].by or "") == {"who": "eve", "original": {"who": "ada"}}


@pytest.mark.parametrize(
    "text",
    [
        "{", "[]", "null", '{"who":7}', '{"who":" "}', '{"tool":"x"}', '{"who":"a","and":"b"}',
        '{"who":"a\\u001b[31m"}', '{"who":"a","original":{"who":"b","original":{"who":"c"}}}',
        '{"who":"%s"}' % ("a" * 201), "[" * 5000,
    ],
)  # fmt: skip
def test_what_is_no_name_is_refused(text: str) -> None:
    """Whatever a hand-made log has there."""
    with pytest.raises(BadBy):
        By.stored(text)


def test_the_flag_goes_before_the_surroundings(tmp_path: Path) -> None:
    """An import names its file, and `show` says all of it."""
    done(tmp_path, "init", "chrono.db", "--name", "club", "--by", "Ada Lovelace")
    (tmp_path / "news.jsonl").write_text(json.dumps(event("one", "2024")), encoding="utf-8")
    done(tmp_path, "import", "news.jsonl", "--by", "Bob")

    assert "  by: Bob (chrono import, news.jsonl)" in done(tmp_path, "show", "one")
    shown = json.loads(done(tmp_path, "show", "chronology", "--json"))
    assert shown["by"] == {"who": "Ada Lovelace", "tool": "chrono init"}
    refused = run(tmp_path, "import", "news.jsonl", "--by", " ")
    assert refused.returncode == 2
    assert complaints(refused) == ["--by says nobody; write a name, as Ada"]


def test_a_line_of_an_export_that_was_changed_is_named(tmp_path: Path) -> None:
    """It makes another hash; without hashes the lines are taken as they are."""
    done(tmp_path, "init", "chrono.db", "--name", "club")
    (tmp_path / "two.jsonl").write_text(
        "\n".join(json.dumps(event(given, "2024")) for given in ("one", "two")), encoding="utf-8"
    )
    done(tmp_path, "import", "two.jsonl")
    text = run(tmp_path, "export", "jsonl").stdout.decode()
    changed = text.replace('"headline":"one"', '"headline":"ONE"')
    (tmp_path / "log.jsonl").write_text(changed, encoding="utf-8")

    refused = run(tmp_path, "init", "again.db", "--from", "log.jsonl")
    assert refused.returncode == 2
    (told,) = complaints(refused)
    assert told.startswith("log.jsonl:2: hash: another than these lines make")
    assert not (tmp_path / "again.db").exists()

    lines = [json.loads(line) for line in changed.splitlines()]
    for line in lines:
        del line["hash"]
    (tmp_path / "log.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    done(tmp_path, "init", "again.db", "--from", "log.jsonl")
