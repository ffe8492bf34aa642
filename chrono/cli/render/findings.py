"""The findings of a check, of a log or of texts, in lines."""

from collections.abc import Iterator, Mapping
from typing import Any

from chrono.cli.render.terminal import coloured, line


def log_lines(body: Mapping[str, Any]) -> Iterator[str]:
    """Yield whether a log is whole, then each finding."""
    if body["broken"]:
        broken = body["broken"]
        yield f"{coloured('broken')} at entry {broken['position']}: {line(broken['reason'])}"
        return
    yield f"whole: {body['log']['entries']} entries, head {body['log']['head']}"
    for finding in body["findings"]:
        yield _finding(finding, "  ")


def text_lines(body: Mapping[str, Any]) -> Iterator[str]:
    """Yield each finding with its file and line, then how many there are."""
    for finding in body["findings"]:
        yield f"{finding['where']}: {_finding(finding, ': ')}"
    problems = sum(finding["problem"] for finding in body["findings"])
    yield f"{problems} problems, {len(body['findings']) - problems} worth a look"


def _finding(finding: Mapping[str, Any], gap: str) -> str:
    return f"{finding['code']}{gap}{line(finding['event'])}: {line(finding['message'])}"
