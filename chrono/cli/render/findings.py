"""What a check of a log, or of texts, has found."""

from collections.abc import Iterator, Mapping
from typing import Any

from chrono.cli.render.terminal import coloured, line


def log_lines(body: Mapping[str, Any]) -> Iterator[str]:
    """Say whether a log is whole, and each finding."""
    if body["broken"]:
        broken = body["broken"]
        yield f"{coloured('broken')} at entry {broken['position']}: {line(broken['reason'])}"
        return
    yield f"whole: {body['log']['entries']} entries, head {body['log']['head']}"
    for one in body["findings"]:
        yield f"{one['code']}  {line(one['event'])}: {line(one['message'])}"


def text_lines(body: Mapping[str, Any]) -> Iterator[str]:
    """Say each finding with its file and line, and count them."""
    for one in body["findings"]:
        yield f"{one['where']}: {one['code']}: {line(one['event'])}: {line(one['message'])}"
    problems = sum(one["problem"] for one in body["findings"])
    yield f"{problems} problems, {len(body['findings']) - problems} worth a look"
