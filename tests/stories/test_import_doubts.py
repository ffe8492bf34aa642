"""What an import brings in goes in unasked; what an editor should look at is in its summary."""

import json
from pathlib import Path
from typing import Any

import pytest

from chrono.cli.main import run as command
from tests.stories.command import complaints, contents, done, run

KEY = "office/acme/ceo"


def told(given: str, occurred: str, value: str, basis: str = "announced") -> dict[str, Any]:
    """Tell who leads."""
    return {
        "id": given,
        "kind": "development",
        "occurred": occurred,
        "headline": f"{value} leads",
        "data": {"claims": [{"set": KEY, "value": value}]},
        "sources": [{"publisher": "Paper", "basis": basis, "published": occurred}],
    }


def lines(folder: Path, name: str, *events: dict[str, Any]) -> None:
    """Write events, one a line."""
    text = "".join(f"{json.dumps(event)}\n" for event in events)
    (folder / name).write_text(text, "utf-8")


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """Make a log in which somebody is announced, and a file with more."""
    done(tmp_path, "init", "chrono.db", "--name", "acme")
    lines(tmp_path, "first.jsonl", told("ada", "2024-01-25", "Ada Lovelace"))
    done(tmp_path, "import", "first.jsonl")
    lines(
        tmp_path, "more.jsonl",
        told("bo", "2024-01-26", "Bo", "rumoured"),
        told("again", "2024-01-24", "Ada Lovelace"),
        told("spelt", "2024-03-01", "Ada lovelace"),
    )  # fmt: skip
    return tmp_path


def test_the_summary_names_what_nobody_was_asked(desk: Path) -> None:
    """A rumour over an announcement, an event told twice and another spelling, as check does."""
    would = done(desk, "import", "more.jsonl", "--dry-run")
    said = done(desk, "import", "more.jsonl")
    checked = run(desk, "check").stdout.decode()

    assert (
        "quiet-change: 1, worth a look\n  bo: replaces what ada says of office/acme/ceo (rumoured "
        "against announced); "
    ) in said
    assert "\n  mend with: chrono correct bo --after ada --reason" in said
    assert "repeat: 1, worth a look\n  again: ada claims the same of office/acme/ceo" in said
    assert "near-name: 1, worth a look\n  spelt: 'Ada lovelace' is nearly 'Ada Lovelace'" in said
    assert said.partition("\n")[2] in checked
    assert would.splitlines()[1:] == [
        each for each in said.splitlines()[1:] if "mend with" not in each and each[:4] != "  se"
    ]


def test_a_log_that_is_made_of_text_names_it_too(desk: Path) -> None:
    """An export was a log already, and is made again without a word."""
    declared = {"id": "chronology", "kind": "chronology", "chronology": "acme",
                "data": {"title": "Acme", "zone": "UTC"}}  # fmt: skip
    said = [told("ada", "2024-01-25", "Ada"), told("bo", "2024-01-26", "Bo", "rumoured")]
    lines(desk, "all.jsonl", declared, *({**each, "chronology": "acme"} for each in said))
    made = done(desk, "init", "new.db", "--from", "all.jsonl")
    run(desk, "export", "jsonl", "-f", "new.db", "-o", "whole.jsonl")

    assert "quiet-change: 1, worth a look\n  bo: replaces what ada says of office/acme/ceo" in made
    assert "quiet-change" not in done(desk, "init", "again.db", "--from", "whole.jsonl")


def test_events_alone_are_no_chronology_and_init_says_what_takes_them(desk: Path) -> None:
    """What it says is what works."""
    (refused,) = complaints(run(desk, "init", "new.db", "--from", "more.jsonl"))

    assert "make the log without it, then: chrono import more.jsonl -f FILE" in refused
    done(desk, "init", "new.db")
    done(desk, "import", "more.jsonl", "-f", "new.db")


def test_what_was_there_before_is_not_named_again(desk: Path) -> None:
    """The same file again brings nothing to look at."""
    done(desk, "import", "more.jsonl")

    assert done(desk, "import", "more.jsonl").count("\n") == 1
    body = json.loads(done(desk, "import", "more.jsonl", "--json"))
    assert (body["findings"], body["findings_count"]) == ([], 0)


def test_of_many_some_are_shown_and_all_are_counted(desk: Path) -> None:
    """Thirty rows told twice are three examples in text, and twenty in JSON."""
    events = [
        {**told(f"x{n}", f"20{n // 2 + 10}-01-02", "Ada Lovelace"), "data": {},
         "headline": f"Item {n // 2} of the list"}
        for n in range(60)
    ]  # fmt: skip
    lines(desk, "many.jsonl", *events)
    body = json.loads(done(desk, "import", "many.jsonl", "--dry-run", "--json"))
    said = done(desk, "import", "many.jsonl")

    assert (len(body["findings"]), body["findings_count"]) == (20, 30)
    assert "repeat: 30, worth a look\n  x1: x0 has nearly the same headline" in said
    assert "\n  27 more; all of them with: chrono check --json\n" in said


def test_the_rows_of_a_table_and_another_log_are_looked_at_too(desk: Path) -> None:
    """Whatever the door, the summary is the same."""
    table = "id,date,headline,publisher,basis,published\n"
    rows = "t1,2022-05-01,The mill burns down,Paper,reported,2022-05-02\n"
    again = "t2,2022-05-02,The mill burns down,Diary,reported,2022-05-03\n"
    (desk / "rows.csv").write_text(table + rows + again, "utf-8")
    (desk / "copy.db").write_bytes((desk / "chrono.db").read_bytes())
    done(desk, "import", "more.jsonl", "-f", "copy.db")

    assert "  t2: t1 has nearly the same headline" in done(desk, "import", "rows.csv", "--map",
                                                           "date=date")  # fmt: skip
    assert "  bo: replaces what ada says" in done(desk, "import", "copy.db")


@pytest.fixture
def affairs(desk: Path) -> Path:
    """Keep two other affairs in one log beside."""
    for name in ("rowing", "chess"):
        done(desk, "init", f"{name}.db", "--name", name)
        lines(desk, f"{name}.jsonl", told(f"{name}-1", "2024-01-25", "Ada"))
        done(desk, "import", f"{name}.jsonl", "-f", f"{name}.db")
    done(desk, "import", "chess.db", "-f", "rowing.db", "--also", "chess")
    return desk


def test_another_affair_is_refused_until_it_is_named(affairs: Path) -> None:
    """It would stay for good; all that are not named are told at once, and nothing is written."""
    before = contents(affairs / "chrono.db")

    for flags, missing in (
        ((), ["rowing", "chess"]),
        (("--also", "chess"), ["rowing"]),
        (("-c", "rowing"), ["rowing"]),
        (("--dry-run",), ["rowing", "chess"]),
    ):
        found = run(affairs, "import", "rowing.db", *flags)
        assert found.returncode == 2
        assert complaints(found) == [
            f"rowing.db: {name} is another affair than those of this log, and would stay for good; "
            f"take it in with --also {name}, or keep it in a log of its own"
            for name in missing
        ]
    assert contents(affairs / "chrono.db") == before

    done(affairs, "import", "rowing.db", "--also", "rowing", "--also", "chess")
    assert json.loads(done(affairs, "state", KEY, "-c", "chess", "--json"))["chronology"] == "chess"
    assert done(affairs, "import", "rowing.db").startswith("Appended 0 events")


def test_a_folder_or_a_line_of_another_affair_is_refused_until_it_is_named(affairs: Path) -> None:
    """A folder is the chronology of its name, and a line may name one; neither comes unasked."""
    (affairs / "legal").mkdir()
    (affairs / "legal" / "chronology.yaml").write_text("title: Legal\nzone: UTC\n", "utf-8")
    body = told("trial", "2024-03-01", "Ada")
    declared = {"id": "legal", "kind": "chronology", "data": {"title": "L", "zone": "UTC"}}
    lines(affairs / "legal", "trial.jsonl", body)
    lines(affairs, "named.jsonl", *({**each, "chronology": "legal"} for each in (declared, body)))
    before = contents(affairs / "chrono.db")

    for path in ("legal", "named.jsonl"):
        found = run(affairs, "import", path)
        (complaint,) = complaints(found)
        assert found.returncode == 2
        assert complaint.startswith(f"{path}: legal is another affair than those of this log")
        assert "; take it in with --also legal, or " in complaint
    assert contents(affairs / "chrono.db") == before

    assert done(affairs, "import", "legal", "--also", "legal").startswith("Appended 1 event,")
    assert done(affairs, "import", "legal", "--also", "legal").startswith("Appended 0 events")
    assert done(affairs, "import", "legal").startswith("Appended 0 events")


def test_a_chronology_that_is_picked_is_the_only_one_but_those_named(affairs: Path) -> None:
    """With -c alone the others stay out."""
    done(affairs, "import", "rowing.db", "-c", "chess", "--also", "chess")

    said = run(affairs, "state", KEY, "-c", "rowing")
    assert (said.returncode, b"no such chronology" in said.stderr) == (2, True)


def test_an_empty_log_takes_any_affair(affairs: Path) -> None:
    """Where nothing was told yet, there is no other affair."""
    done(affairs, "init", "new.db", "--name", "new")

    assert done(affairs, "import", "rowing.db", "-f", "new.db").startswith("Appended 2 events")


@pytest.mark.parametrize(
    ("path", "also", "said"),
    [
        ("rows.csv", "chess", "--also is for a text or a log; rows.csv is a table"),
        ("rowing.jsonl", "chess", "--also 'chess': no such chronology here; there is acme"),
        ("rowing.db", "ches", "--also 'ches': no such chronology here; did you mean chess?"),
    ],
)
def test_what_also_names_is_a_chronology_of_what_is_imported(
    affairs: Path, path: str, also: str, said: str
) -> None:
    """A table has none, and a wrong name is told with the nearest."""
    found = run(affairs, "import", path, "--also", also)

    assert (found.returncode, complaints(found)) == (2, [said])


def test_a_chronology_of_very_many_entries_is_left_to_a_check(
    desk: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A note says so, and the import is in the log."""
    monkeypatch.chdir(desk)
    monkeypatch.setattr("chrono.cli.workflows.doubts._MOST", 3)
    assert command(["import", "first.jsonl"]) == 0
    assert command(["import", "more.jsonl", "--json"]) == 0
    said = capsys.readouterr()

    assert '"findings_count": 0' in said.out
    assert (
        "note: acme has more than 3 entries, so what is doubtful in it is not named here; "
        "see it with: chrono check -c acme"
    ) in said.err
    assert "quiet-change: 1" in run(desk, "check").stdout.decode()
