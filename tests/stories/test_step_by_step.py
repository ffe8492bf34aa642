"""Asked step by step at a terminal: each answer is checked when it is given, and none is lost."""

import json
import os
import signal
from pathlib import Path

import pexpect
import pytest

from tests.stories.command import complaints, contents, done, run
from tests.stories.prepared_logs import newsroom
from tests.stories.terminal import Terminal, terminal

QUESTION = "Append to chrono.db? [y/N/e=edit]:"
LEADS = ("add", "Emmett Shear leads", "--at", "2023-11-19")
SOURCED = (*LEADS, "--publisher", "Axios", "--published", "2023-11-20", "--basis", "reported")


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """Make a folder with what stood before 17 November 2023."""
    newsroom(tmp_path)
    return tmp_path


def answer_until_source(person: Terminal) -> None:
    """Answer what comes before the source, with the vacated office of a typed kind."""
    person.answer("What happened, in one line: ", "Greg Brockman ceases to chair the board")
    person.answer("March 2023: ", "2023-11-17")
    person.answer("Tab completes) [development]: ", "?")
    person.expect("Tab completes) [development]: ")
    person.press("office.v\t")
    person.answer("office.vacated", "")
    person.answer("office (as openai/president): ", "openai/chair")
    person.expect("person (as Greg Brockman) (optional): ")
    person.press("Gr\t")
    person.answer("Greg Brockman", "")


def drafts(folder: Path) -> list[Path]:
    """Return the files of the drafts that are kept."""
    return sorted((folder / "state" / "chrono" / "drafts").glob("*"))


def test_asked_step_by_step_it_writes_what_flags_would(desk: Path) -> None:
    """Kind, person and publisher are completed with Tab out of the log; ``?`` lists the kinds."""
    with terminal(desk, "add", size=(60, 80)) as person:
        answer_until_source(person)
        person.answer("its address (optional): ", "")
        person.expect("Published by: ")
        person.press("Bus\t")
        person.answer("Business Insider", "")
        person.answer("rumoured): ", "announced")
        person.answer("Published when: ", "2023-11-17")
        person.answer("Another source? y/n [no]: ", "y")
        person.answer("its address (optional): ", "https://www.axios.com/2023/11/17/chair")
        person.answer("Published by: ", "Axios")
        person.answer("rumoured): ", "reported")
        person.answer("Published when (optional): ", "")
        person.answer("Another source? y/n [no]: ", "")
        for link in ("after", "before", "denies"):
            person.answer(f"{link} which events (optional): ", "")
        person.answer(QUESTION, "y")
        assert person.finish() == 0

    assert "  office.vacated        Somebody leaves an office and nobody takes it yet.\n" in (
        person.shown
    )
    assert not drafts(desk)
    told = json.loads(done(desk, "show", "greg-brockman-ceases-to-chair-the-board", "--json"))
    assert told["kind"] == "office.vacated"
    assert told["data"] == {"office": "openai/chair", "person": "Greg Brockman"}
    assert told["sources"] == [
        {"publisher": "Business Insider", "basis": "announced", "published": "2023-11-17"},
        {"publisher": "Axios", "basis": "reported",
         "url": "https://www.axios.com/2023/11/17/chair"},
    ]  # fmt: skip


def test_wrong_answers_are_asked_again_with_the_reason(desk: Path) -> None:
    """One slip does not cost the answers given before it, and none is found at the end."""
    with terminal(desk, "add") as person:
        person.answer("in one line: ", "")
        person.answer("  this one is needed", "Emmett Shear is named interim chief executive")
        person.answer("March 2023: ", "10/11/2023")
        person.expect("2023-11-10 (day first) or 2023-10-11 (month first)")
        person.answer("March 2023: ", "between 2023-11-19 and 2023-11-20")
        person.expect("19 or 20 Nov 2023 ([2023-11-19..2023-11-20])")
        person.answer("[development]: ", "ofice.filled")
        person.expect("did you mean office.filled?")
        person.answer("[development]: ", "")
        person.answer("from then on (optional): ", "sett office/openai/ceo=Emmett Shear (interim)")
        person.expect("did you mean set?")
        person.answer("from then on (optional): ", "set office/Open AI/ceo=Emmett Shear")
        person.expect("is no key")
        person.answer("from then on (optional): ", "add office/openai/ceo=Emmett Shear")
        person.expect("add")
        person.expect("from then on (optional): ")
        person.press("set office/openai/ce\t")
        person.answer("office/openai/ceo", "=Emmett Shear (interim)")
        person.answer("What else holds from then on (optional): ", "")
        person.answer("its address (optional): ", "www.axios.com/2023/11/20/shear")
        person.expect("an address starts with https://")
        person.answer("its address (optional): ", "https://www.axios.com/2023/11/20/shear")
        person.answer("Published by: ", "Axios")
        person.answer("rumoured): ", "anounced")
        person.expect("did you mean announced?")
        person.answer("rumoured): ", "announced")
        person.answer("Published when (optional): ", "2023-11-20")
        person.answer("Another source? y/n [no]: ", "maybe")
        person.answer("say y or n", "n")
        person.answer("It came after which events (optional): ", "board-of-sixx")
        person.expect("did you mean board-of-six?")
        for _ in range(3):
            person.answer("which events (optional): ", "")
        person.answer(QUESTION, "y")
        assert person.finish() == 0

    (held,) = json.loads(done(desk, "state", "2023-11-20", "office/openai/ceo", "--json"))["state"]
    assert held["value"] == {"person": "Emmett Shear", "capacity": "interim"}


def test_a_new_key_is_asked_about_at_its_answer(desk: Path) -> None:
    """Also that of a typed kind, before its other fields are answered; no asks again."""
    with terminal(desk, *SOURCED, "--kind", "office.filled") as person:
        person.answer("office (as openai/president): ", "openai/coe")
        person.expect("did you mean office/openai/ceo?")
        person.answer("Is a new key meant? [y/N]: ", "n")
        person.answer("office (as openai/president): ", "openai/hardware")
        person.answer("Is a new key meant? [y/N]: ", "y")
        person.answer("person (as Greg Brockman): ", "Ada")
        person.answer("capacity (permanent, interim): ", "interim")
        person.answer("its address (optional): ", "")
        for _ in range(3):
            person.answer("which events (optional): ", "")
        person.answer(QUESTION, "y")
        assert person.finish() == 0

    assert "Ada (interim)" in done(desk, "state", "2023-11-20", "office/openai/hardware")


def test_a_date_in_a_field_of_a_kind_is_asked_again_with_both_readings(desk: Path) -> None:
    """As the date of the event itself; what is given by flag is not asked."""
    with terminal(desk, *LEADS, "--kind", "deadline.set", "-d", "deadline=fee") as person:
        person.answer("Is a new key meant? [y/N]: ", "y")
        person.answer("due (a date, as 10 Nov 2023) (optional): ", "10/11/2023")
        person.expect("2023-11-10 (day first) or 2023-10-11 (month first)")
        person.answer("due (a date, as 10 Nov 2023) (optional): ", "10 Nov 2023")
        person.interrupt("condition")
        assert person.finish() == 130

    assert "What happened" not in person.shown


def test_two_tabs_list_what_may_be_meant(desk: Path) -> None:
    """Where several words begin alike, they are shown."""
    with terminal(desk, *LEADS) as person:
        person.expect("[development]: ")
        person.press("board.\t\t")
        listed = person.expect("board.seated")
        person.interrupt("board.")
        code = person.finish()

    assert "board.left" in listed
    assert code == 130


@pytest.mark.parametrize("way", ["Ctrl-C", "Ctrl-D", "SIGTERM", "no"])
def test_a_session_that_is_broken_off_goes_on_where_it_stopped(desk: Path, way: str) -> None:
    """Every answer is kept for its owner alone, the log is as it was, and `--resume` is named."""
    before = contents(desk / "chrono.db")
    codes = {"Ctrl-C": 130, "Ctrl-D": 130, "SIGTERM": 143, "no": 1}
    with terminal(desk, *SOURCED[:4]) as person:
        person.answer("[development]: ", "")
        person.answer("from then on (optional): ", "set office/openai/ceo=Emmett Shear")
        person.answer("from then on (optional): ", "<")
        person.answer("on (optional) [set office/openai/ceo=Emmett Shear]: ", "")
        person.answer("What else holds from then on (optional): ", "")
        person.answer("its address (optional): ", "")
        person.answer("Published by: ", "Axios")
        person.answer("rumoured): ", "reported")
        if way == "no":
            person.answer("Published when: ", "2023-11-20")
            person.answer("Another source? y/n [no]: ", "")
            for _ in range(3):
                person.answer("which events (optional): ", "")
            person.answer(QUESTION, "")
        else:
            person.expect("Published when: ")
            keys = {"Ctrl-C": "\x03", "Ctrl-D": "\x04"}
            person.press(keys.get(way, ""))
            if way == "SIGTERM":
                os.kill(person.child.pid, signal.SIGTERM)
        person.child.expect(pexpect.EOF)
        person.child.close()

    assert codes[way] in (person.child.exitstatus, 128 + (person.child.signalstatus or 0))
    assert "kept: go on with chrono add --resume\n" in person.shown
    assert "Traceback" not in person.shown
    assert contents(desk / "chrono.db") == before
    (draft,) = drafts(desk)
    assert draft.stat().st_mode & 0o777 == 0o600
    assert draft.parent.stat().st_mode & 0o777 == 0o700

    with terminal(desk, "add", "--resume") as person:
        recalled = person.expect("(optional): " if way == "no" else "Published when: ")
        assert "Published by: Axios" in recalled
        if way == "no":
            person.answer("", "")
        else:
            person.answer("", "2023-11-20")
            person.answer("Another source? y/n [no]: ", "")
            for _ in range(3):
                person.answer("which events (optional): ", "")
        person.answer(QUESTION, "y")
        assert person.finish() == 0

    assert not drafts(desk)
    assert "Emmett Shear" in done(desk, "state", "2023-11-20", "office/openai/ceo")


def test_a_second_session_leaves_the_first_draft_alone(desk: Path) -> None:
    """It says that there is one; each goes on with its own file, the last first, and its flags."""
    for headline in ("The first", "The second"):
        with terminal(desk, "add", headline, "--set", "hall/chair=Ada", "--new-key") as person:
            person.answer("March 2023: ", "2023-11-17")
            person.interrupt("its address (optional): ")
            assert person.finish() == 130

    assert "note: a draft is kept, and this is another one" in person.shown
    kept = [json.loads(draft.read_text("utf-8"))["flags"]["headline"] for draft in drafts(desk)]
    assert kept == ["The first", "The second"]
    with terminal(desk, "add", "--resume") as person:
        person.expect("headline: The second")
        person.interrupt("its address (optional): ")
        person.finish()
    assert len(drafts(desk)) == 2


def test_leaving_before_the_first_answer_keeps_nothing(desk: Path) -> None:
    """There is nothing to go on with, and nothing is said of it."""
    with terminal(desk, "add") as person:
        person.interrupt("in one line: ")
        assert person.finish() == 130

    assert "kept" not in person.shown
    assert not drafts(desk)


def editor(folder: Path, program: str) -> str:
    """Make an editor out of a program for sed, and return its command."""
    path = folder / "editor"
    path.write_text(f'#!/bin/sh\nsed -i -E {program} "$1"\n', "utf-8")
    path.chmod(0o755)
    return str(path)


def test_e_at_the_preview_edits_the_draft_and_faults_are_shown_in_it(desk: Path) -> None:
    """The first change makes a wrong date; with the reason above it, the second mends it."""
    program = (
        "\"/^# wrong: occurred: '2023-99'/,+1s/2023-99'?$/2023-11-21'/; s/2023-11-19/2023-99/\""
    )
    edits = editor(desk, program)
    claimed = (*SOURCED, "--set", "office/openai/ceo=Emmett Shear (interim)")
    with terminal(desk, *claimed, VISUAL=edits) as person:
        person.answer(QUESTION, "e")
        person.expect("error: draft.yaml:3: occurred: '2023-99'")
        person.answer("Edit it again? [Y/n]: ", "")
        person.expect("21 Nov 2023 (2023-11-21)  Emmett Shear leads")
        person.answer(QUESTION, "n")
        assert person.finish() == 1
    assert "kept: go on with chrono add --resume" in person.shown

    with terminal(desk, "add", "--resume") as person:
        person.expect("21 Nov 2023 (2023-11-21)  Emmett Shear leads")
        person.answer(QUESTION, "y")
        assert person.finish() == 0
    shown = json.loads(done(desk, "show", "emmett-shear-leads", "--json"))
    assert shown["occurred"] == "2023-11-21"
    assert not drafts(desk)


def test_an_edited_text_may_bring_a_new_key(desk: Path) -> None:
    """It is asked about, as at an answer; values that YAML cannot hold are edited as JSON."""
    edits = editor(desk, "s,openai/ceo,openai/cto,")
    claimed = (*SOURCED, "--set", 'office/openai/ceo={"person": "Emmett Shear", "days": 3}')
    with terminal(desk, *claimed, EDITOR=edits) as person:
        person.answer(QUESTION, "e")
        person.expect("no key 'office/openai/cto'")
        person.answer("Is a new key meant? [y/N]: ", "y")
        person.interrupt(QUESTION)
        assert person.finish() == 130
    with terminal(desk, "add", "--resume") as person:
        person.answer(QUESTION, "y")
        assert person.finish() == 0

    assert person.shown.count("new key meant") == 0
    (held,) = json.loads(done(desk, "state", "2023-11-20", "office/openai/cto", "--json"))["state"]
    assert held["value"] == {"person": "Emmett Shear", "days": 3}


def test_a_new_key_by_flag_is_asked_about_at_a_terminal(desk: Path) -> None:
    """Though nothing else is left out; no and Ctrl-C write nothing, and no name is asked twice."""
    claimed = (*SOURCED, "--set", "hardware/openai/lead=Ada")
    for refuse in ("n", "maybe"):
        with terminal(desk, *claimed, size=(60, 60)) as person:
            person.answer("Is a new key meant? [y/N]: ", refuse)
            if refuse == "maybe":
                person.interrupt("Is a new key meant? [y/N]: ")
            assert person.finish() == (2 if refuse == "n" else 130)
    with terminal(desk, *SOURCED, "--set", "hardware/openai/lead=sam altman") as person:
        person.answer("is that meant by sam altman? [Y/n]: ", "y")
        person.answer("Is a new key meant? [y/N]: ", "y")
        person.answer(QUESTION, "y")
        assert person.finish() == 0

    assert person.shown.count("is that meant by") == 1
    assert "Sam Altman" in done(desk, "state", "2023-11-20", "hardware/openai/lead")


def test_each_of_several_sources_is_asked_for_what_it_lacks(desk: Path) -> None:
    """The question says of which."""
    first = ("--source", "https://a.example/1", "--publisher", "A", "--published", "2023-11-20")
    with terminal(
        desk, *LEADS, "--set", "office/openai/ceo=Ada", *first, "--source", "B"
    ) as person:
        person.answer("rumoured) (https://a.example/1): ", "reported")
        person.answer("Source: its address (B) (optional): ", "")
        person.answer("rumoured) (B): ", "announced")
        person.answer("Published when (B): ", "2023-11-21")
        for _ in range(3):
            person.answer("which events (optional): ", "")
        person.answer(QUESTION, "y")
        assert person.finish() == 0

    told = json.loads(done(desk, "show", "emmett-shear-leads", "--json"))["sources"]
    assert [(each["publisher"], each["basis"]) for each in told] == [
        ("A", "reported"), ("B", "announced"),
    ]  # fmt: skip


def test_questions_and_the_last_line_fit_the_terminal(desk: Path) -> None:
    """Each is broken between words; only a word that is longer stands whole."""
    rumour = ("add", "Mira Murati is said to be out of the company already", "--at", "2023-11-20")
    sourced = ("--publisher", "A former colleague", "--published", "2023-11-20")
    said = (*rumour, *sourced, "--basis", "rumoured", "--set", "office/openai/chieff=Ada Lovelace")
    with terminal(desk, *said, "--kind", "development", size=(60, 40)) as person:
        person.answer("[y/N]: ", "y")
        person.answer("e=edit]: ", "y")
        assert person.finish() == 0

    wide = [row for row in person.shown.splitlines() if len(row) > 40]
    assert [row for row in wide if " " in row.strip()] == []


def test_a_citation_is_asked_for_its_source(desk: Path) -> None:
    """It needs a date."""
    with terminal(desk, "cite", "board-of-six") as person:
        person.answer("its address (optional): ", "https://example.org/six")
        person.answer("Published by: ", "Axios")
        person.answer("rumoured): ", "reported")
        person.answer("Published when: ", "")
        person.answer("  this one is needed", "8 July 2023")
        person.answer("Another source? y/n [no]: ", "")
        person.answer(QUESTION, "y")
        assert person.finish() == 0

    sources = json.loads(done(desk, "show", "board-of-six-citation", "--json"))["sources"]
    assert [source["published"] for source in sources] == ["2023-07-08"]


def test_a_retraction_is_asked_for_its_reason(desk: Path) -> None:
    """And goes on after a break, as `add` does."""
    with terminal(desk, "retract", "board-of-six") as person:
        person.answer("or was: ", "a trial")
        person.interrupt("Is it news, with a source? y/n [no]: ")
        assert person.finish() == 130
    assert "kept: go on with chrono retract board-of-six --resume" in person.shown

    with terminal(desk, "retract", "board-of-six", "--resume") as person:
        person.answer("y/n [no]: ", "")
        assert "retracts board-of-six: a trial" in person.expect(QUESTION)
        person.answer("", "y")
        assert person.finish() == 0


def test_a_correction_is_asked_for_what_changes(desk: Path) -> None:
    """Each part is shown as it stands, and what stands is the default of each question."""
    with terminal(desk, "correct", "board-of-six", size=(60, 80)) as person:
        assert "date      about Jul 2023 (2023-07~)" in person.expect("one or more of these: ")
        person.answer("", "dat data")
        person.answer("did you mean date?", "date data")
        person.answer("[2023-07~]: ", "July 2023")
        person.answer("[openai]: ", "")
        person.answer("[Sam Altman]: ", "")
        person.answer("[Greg Brockman]: ", "Reid Hoffman")
        for member in ("Ilya Sutskever", "Adam D'Angelo", "Tasha McCauley", "Helen Toner"):
            person.answer(f"[{member}]: ", "")
        person.answer("members, one more (optional): ", "")
        person.answer("or was: ", "a closer look")
        person.answer("Is it news, with a source? y/n [no]: ", "n")
        person.answer(QUESTION, "y")
        assert person.finish() == 0

    (board,) = json.loads(done(desk, "state", "2023-08", "board/openai", "--json"))["state"]
    assert board["since"]["edtf"] == "2023-07"
    assert "Reid Hoffman" in board["value"]
    assert "Greg Brockman" not in board["value"]


@pytest.mark.parametrize(
    ("arguments", "flag"),
    [
        (LEADS, "--source URL"),
        (("cite", "board-of-six"), "--source URL"),
        (("retract", "board-of-six"), "--reason WHY"),
        (("correct", "board-of-six", "--reason", "x"), "--at DATE"),
        (("add", "--resume"), "no terminal to ask on"),
    ],
)
def test_without_a_terminal_nothing_is_asked(
    desk: Path, arguments: tuple[str, ...], flag: str
) -> None:
    """What is missing is refused with its flag."""
    before = contents(desk / "chrono.db")
    found = run(desk, *arguments)

    assert found.returncode == 2
    assert flag in complaints(found)[0]
    assert contents(desk / "chrono.db") == before
