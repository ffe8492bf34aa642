"""An antitrust analyst in October 2025: disputed claims, and what would settle them."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from tests.stories.command import done, run
from tests.stories.prepared_logs import BUNDLED, analyst

COMMITTED = "capital/microsoft/committed"
CAUSE = "cause/windsurf-collapse"
FORTUNE = ("--publisher", "Fortune", "--published", "2025-07-12", "--basis", "reported")
RIGHTS = (
    "add", "Microsoft's access is said to have ended the purchase", "--id", "windsurf-rights",
    "--at", "2025-07-11", "--set", f"{CAUSE}=Microsoft's access to Windsurf's technology",
    *FORTUNE,
)  # fmt: skip


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """Make a folder with a log of the whole bundled chronology."""
    analyst(tmp_path)
    return tmp_path


def slot(folder: Path, key: str, when: str, *more: str) -> dict[str, Any]:
    """Ask for one key, as JSON."""
    (found,) = json.loads(done(folder, "state", when, key, "--json", *more))["state"]
    return dict(found)


def test_the_disputes_of_a_day_stand_side_by_side(case: Path) -> None:
    """Each version with its date, its basis, since when it was public, and who holds it."""
    answer = done(case, "disputes", "2025-04-30", "capital/*").splitlines()

    rows = [" ".join(line.split()) for line in answer]
    since = "since {0}, public since {0} reported"
    read = "public since some time between 28 Apr 2025 and 26 Nov 2026"
    assert rows[0].startswith("openai-microsoft at the end of Wed 30 Apr 2025")
    assert rows[2:] == [
        f"{COMMITTED} 3 versions",
        f"A $13 billion {since.format('23 Jan 2023')} New York Times, Bloomberg committed-2023",
        f"B $13.75 billion {since.format('18 Oct 2024')} Wall Street Journal committed-wsj-2024",
        f"C $11 billion since 28 Apr 2025, {read} reported Lumida Wealth committed-digest-2025",
        "nobody is preferred: one is later than another, and may be a change",
        "open: a later claim that contests none of them would end it, or retractions",
    ]


def test_a_version_may_be_public_long_after_its_date(case: Path) -> None:
    """That Microsoft owns no part was told in December 2023, of the time since January."""
    answer = json.loads(done(case, "disputes", "2025-04-30", "stake/microsoft", "--json"))

    (dispute,) = answer["state"]
    since = {
        side["because"][0]: (side["since"]["edtf"], side["public"])
        for side in dispute["alternatives"]
    }
    assert since["microsoft-owns-nothing"] == ("2023-01/..", "2023-12-08")


def test_why_names_who_is_preferred_for_what_reason(case: Path) -> None:
    """Better sourced, never newer; and what would settle it."""
    answer = done(case, "why", "stake/microsoft", "2023-07-15")

    assert "(computed: a share of profit distributions only) (better basis)" in answer
    assert "open: a later claim that contests none of them would end it" in answer
    assert "disputed by microsoft-owns-nothing" in answer


READING = {
    "state": ("state", "2025-04-30", COMMITTED),
    "why": ("why", COMMITTED, "2025-04-30"),
    "disputes": ("disputes", "2025-04-30", "capital/*"),
    "log": ("log", COMMITTED),
    "show": ("show", "committed-2023"),
    "diff": ("diff", "2022-12-31..2025-04-30", COMMITTED),
    "export": ("export", "csv", COMMITTED, "2025-04-30"),
}


@pytest.mark.parametrize("verb", READING)
@pytest.mark.parametrize(
    "flags", [("--basis", "announced"), ("--without", "New York Times", "--without", "Bloomberg")]
)
def test_sources_that_are_put_aside_change_every_answer(
    case: Path, verb: str, flags: tuple[str, ...]
) -> None:
    """Without them the thirteen billion were never said."""
    whole, found = run(case, *READING[verb]), run(case, *READING[verb], *flags)

    assert b"committed-2023" in whole.stdout
    assert b"committed-2023" not in found.stdout
    assert b"Traceback" not in found.stderr


def test_publishers_that_are_put_aside_can_make_a_tie(case: Path) -> None:
    """Of two origins of one version they leave one, and the other has one."""
    key = "deadline/softbank-conversion/at-risk"
    one, both = ("--without", "Financial Times"), ("--without", "Yahoo Finance")
    with_more = slot(case, key, "2025-07-15", *one)
    without = slot(case, key, "2025-07-15", *one, *both)

    assert with_more["preferred"]["reason"] == "origins"
    assert with_more["preferred"]["value"].startswith("$20bn")
    assert len(without["alternatives"]) == 2
    assert without["preferred"] is None


def test_what_was_not_public_then_is_not_held_against_anybody(case: Path) -> None:
    """The financial test of AGI held on 1 December 2024, and nobody outside knew."""
    key = "term/agi-profit-test"
    known = run(case, "state", "2024-12-01", key, "--known", "2024-12-01")

    assert slot(case, key, "2024-12-01")["standing"] == "holds"
    assert (known.returncode, known.stdout) == (1, b"")
    assert "agi-profit-test" not in known.stderr.decode().replace(key, "")


def test_a_dry_run_says_which_dispute_is_joined_and_what_would_settle_it(case: Path) -> None:
    """Three versions instead of two, and an order that nothing says."""
    before = done(case, "log", "--oneline")
    answer = run(case, *RIGHTS, "--dry-run").stdout.decode()

    assert f"~ {CAUSE}" in answer
    for other in ("windsurf-cause-exclusivity", "windsurf-cause-microsoft"):
        assert (
            f"overlap  {CAUSE}: nothing says whether windsurf-rights or {other} came later; "
            f"--after {other}, --before {other} or --contests {other} would"
        ) in answer
    assert done(case, "log", "--oneline") == before


@pytest.mark.parametrize("link", ["--contests", "--after"])
def test_the_flag_that_was_named_makes_the_note_go(case: Path, link: str) -> None:
    """What the preview asks for is what settles it."""
    links = (link, "windsurf-cause-exclusivity", link, "windsurf-cause-microsoft")
    answer = done(case, *RIGHTS, *links, "--yes")

    sides = slot(case, CAUSE, "2025-10-28")["alternatives"]
    assert "overlap" not in answer
    assert len(sides) == (3 if link == "--contests" else 0)


def test_before_says_that_another_came_later(case: Path) -> None:
    """The order is the same from the other side."""
    links = ("--before", "windsurf-cause-exclusivity", "--before", "windsurf-cause-microsoft")
    answer = done(case, *RIGHTS, *links, "--yes")

    assert "overlap" not in answer
    assert "windsurf-rights" not in json.dumps(slot(case, CAUSE, "2025-10-28"))


def test_a_sum_told_again_is_a_repeat_with_a_citation_offered(case: Path) -> None:
    """A source that says the same is no second event."""
    answer = run(
        case, "add", "The purchase of Windsurf falls through", "--at", "2025-07-11", "--kind",
        "deal.reached", "-d", "deal=windsurf", "-d", "stage=lapsed", *FORTUNE, "--dry-run",
    ).stdout.decode()  # fmt: skip

    assert "repeat   windsurf-lapsed claims the same of deal/windsurf" in answer
    assert "chrono cite windsurf-lapsed" in answer


def test_two_accounts_of_one_headline_are_noticed_without_any_claim(case: Path) -> None:
    """Nearly the same words within three days are worth a look."""
    answer = run(
        case, "add", "OpenAI's purchase of Windsurf falls through", "--at", "2025-07-12", *FORTUNE,
        "--dry-run",
    ).stdout.decode()  # fmt: skip

    assert "repeat   windsurf-lapsed has nearly the same headline" in answer


def test_it_is_retracted_once(case: Path) -> None:
    """The second time nothing stands to be withdrawn; the log is as after the first."""
    done(case, *RIGHTS, "--yes")
    done(case, "retract", "windsurf-rights", "--reason", "Not what the page says", "--yes")
    again = run(case, "retract", "windsurf-rights", "--reason", "Again", "--yes")

    assert again.returncode == 2
    assert b"windsurf-rights does not stand: windsurf-rights-retraction withdrew it" in again.stderr
    assert done(case, "check").startswith(f"whole: {BUNDLED + 2} entries")


def test_a_dispute_ends_with_a_later_claim(case: Path) -> None:
    """The quarterly report of September 2025 says thirteen billion; the sides fall away."""
    committed = slot(case, COMMITTED, "2025-10-28")

    assert committed["standing"] == "holds"
    assert committed["value"]["amount"] == 13_000_000_000
    assert "committed-10q-2025" in committed["because"]


def test_an_account_can_be_handed_on_as_a_table(case: Path) -> None:
    """Date, event, source and standing, as of the end of October."""
    found = run(case, "export", "csv", COMMITTED, "2025-04-30")
    rows = list(csv.DictReader(io.StringIO(found.stdout.decode())))

    standing = {row["Id"]: row["Standing"] for row in rows}
    assert found.returncode == 0
    assert standing["committed-2023"] == "disputed"
    assert standing["committed-2021"] == "stands"


def test_an_account_can_be_handed_on_as_text_and_as_a_timeline(case: Path) -> None:
    """For people, and for TimelineJS."""
    text = run(case, "export", "markdown", "deal/windsurf")
    timeline = run(case, "export", "timelinejs", "deal/windsurf")

    assert "Windsurf" in text.stdout.decode()
    assert json.loads(timeline.stdout)["events"]


def test_the_whole_log_can_be_handed_on_and_taken_up_again(case: Path) -> None:
    """With what the analyst added to it."""
    done(case, *RIGHTS, "--yes")
    assert run(case, "export", "jsonl", "-o", "log.jsonl").returncode == 0
    assert run(case, "init", "copy.db", "--from", "log.jsonl").returncode == 0

    ask = ("state", "2025-10-28", "--json")
    mine, copy = (json.loads(done(case, *ask, *where)) for where in ((), ("-f", "copy.db")))
    assert mine["state"] == copy["state"]


def test_at_the_end_the_log_is_whole(case: Path) -> None:
    """After an event, a citation, a correction and a retraction."""
    done(case, *RIGHTS, "--contests", "windsurf-cause-exclusivity", "--yes")
    done(case, "cite", "windsurf-rights", "--source-of", "windsurf-cause-microsoft", "--yes")
    done(case, "correct", "windsurf-rights", "--at", "2025-07", "--reason", "no day", "--yes")
    done(case, "retract", "windsurf-rights", "--reason", "The page does not say it", "--yes")

    assert done(case, "check").startswith(f"whole: {BUNDLED + 4} entries, head ")
