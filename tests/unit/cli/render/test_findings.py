"""The findings of a check in lines: of many the first, and how many more there are."""

from typing import Any

import attrs

from chrono.cli.render.findings import Sorts, findings_lines, log_lines, text_lines
from chrono.queries.findings.finding import Finding


def found(chronology: str, code: str, count: int) -> list[dict[str, Any]]:
    """Give findings of a sort."""
    return [
        {"chronology": chronology, "where": f"2024.yaml:{n}"}
        | attrs.asdict(Finding(code, f"e{n}", "is doubtful", problem=False))
        for n in range(count)
    ]


def of_log(*findings: dict[str, Any], chronologies: int = 1) -> list[str]:
    """Give the lines of a check of a log that is whole."""
    support = [
        {"chronology": f"c{n}", "at": "2024", "values": 0, "independent": 0, "single": []}
        for n in range(chronologies)
    ]
    log = {"entries": 9, "head": "5c11"}
    return [*log_lines({"broken": None, "log": log, "findings": findings, "support": support})]


def test_a_log_of_many_chronologies_has_one_list_for_each_sort() -> None:
    """Each finding names its chronology, and so many lines are enough, however many there are."""
    each = [found(f"c{n}", code, 9) for n in range(50) for code in ("undated", "stale")]
    lines = of_log(*(one for findings in each for one in findings), chronologies=50)

    assert lines[1:6] == [
        "undated: 450, worth a look",
        "  c0 e0: is doubtful",
        "  c0 e1: is doubtful",
        "  c0 e2: is doubtful",
        "  447 more; all of them with: chrono check --json",
    ]
    assert lines[-1] == "30 more chronologies; all of them with --json"
    assert len(lines) == 1 + 2 * 6 + 20 + 1


def test_a_log_of_one_chronology_does_not_name_it_again() -> None:
    """Nor does it say that there are more where there are none."""
    lines = of_log(*found("c0", "old-text", 3))

    assert lines[1:5] == ["old-text: 3, worth a look", *(f"  e{n}: is doubtful" for n in range(3))]
    assert lines[5:] == [
        "c0 at 2024: 0 of 0 values that hold rest on two independent origins (none)"
    ]


def test_of_a_text_each_finding_is_named_up_to_many() -> None:
    """An editor goes through them by file and line; of more the number is told."""
    findings = [*found("c", "undated", 503), *found("c", "stale", 500)]
    lines = [*text_lines({"findings": findings, "support": []})]

    assert lines[499] == "2024.yaml:499: undated: e499: is doubtful"
    assert lines[500:502] == [f"2024.yaml:{n}: stale: e{n}: is doubtful" for n in range(2)]
    assert lines[1000:] == [
        "undated: 3 more; all of them with --json",
        "0 problems, 1003 worth a look",
    ]


def test_findings_that_were_only_counted_are_printed_as_all_of_them_are() -> None:
    """The lines are the same, and it is remembered whether any is a problem."""
    each = [*found("c0", "undated", 2), *found("c0", "stale", 5), *found("c1", "undated", 7)]
    sorts = Sorts(each)

    assert [*findings_lines(sorts)] == [*findings_lines(each)]
    assert not sorts.are_problems
    sorts.append({**each[0], "problem": True})
    assert sorts.are_problems
    assert max(map(len, sorts.first.values())) == 3
