"""Logs that the stories begin with, made once by the real command and copied for each test."""

import functools
import json
import tempfile
from pathlib import Path
from typing import Any, Final

from chrono.log import bundled
from tests.stories.command import done

BUNDLED: Final = len((bundled.FOLDER / "openai-microsoft.jsonl").read_text("utf-8").splitlines())
"""How many entries the bundled chronology has, its declaration among them."""


def _office(given: str, at: str, office: str, person: str, **source: str) -> dict[str, Any]:
    return {
        "id": given,
        "kind": "office.filled",
        "occurred": at,
        "headline": f"{person} takes office at OpenAI: {office}",
        "data": {"office": f"openai/{office}", "person": person, "capacity": "permanent"},
        "sources": [source],
    }


_OPENAI_LP: Final = {
    "publisher": "OpenAI", "title": "Announcement of OpenAI LP", "published": "2019-03-11",
    "url": "https://openai.com/index/openai-lp/",
}  # fmt: skip
_QUITS: Final = (
    "https://startingbusinesseasy.com/innovation/"
    "openai-president-greg-brockman-posted-that-hes-quitting-following-sam-altmans-abrupt-ousting"
)

BEFORE: Final = (
    _office("altman-ceo", "2019-03~", "ceo", "Sam Altman", basis="announced", **_OPENAI_LP),
    _office("brockman-chair", "2019-03~", "chair", "Greg Brockman", basis="reported", **_OPENAI_LP),
    _office(
        "brockman-president", "../2023-11-16", "president", "Greg Brockman",
        publisher="Business Insider", published="2023-11-17", basis="announced",
        origin="Greg Brockman", via="startingbusinesseasy.com", url=_QUITS,
    ),
    {
        "id": "board-of-six",
        "kind": "board.seated",
        "occurred": "2023-07~",
        "headline": "OpenAI's board is down to six directors",
        "data": {
            "board": "openai",
            "members": ["Sam Altman", "Greg Brockman", "Ilya Sutskever", "Adam D'Angelo",
                        "Tasha McCauley", "Helen Toner"],
        },
        "sources": [{
            "publisher": "BNN Bloomberg", "published": "2023-07", "basis": "reported",
            "title": "Hurd is the third director to leave in 2023",
            "url": "https://www.bnnbloomberg.ca/openai-loses-third-board-member-with-exit-of-"
                   "presidential-candidate-will-hurd-1.1945274",
        }],
    },
)  # fmt: skip
"""What stood at OpenAI before 17 November 2023."""

REMOVAL: Final = (
    "https://www.itworldcanada.com/article/altman-out-at-openai-murati-appointed-interim-ceo/553085"
)

REMOVED: Final = (
    "add", "OpenAI's board removes Sam Altman; Mira Murati is interim chief executive",
    "--id", "altman-removed", "--at", "about 2023-11-17T12:00-08:00",
    "--set", "office/openai/ceo=Mira Murati (interim)", "--drop", "board/openai=Sam Altman",
    "--source", REMOVAL, "--publisher", "OpenAI", "--via", "IT World Canada",
    "--basis", "announced", "--published", "2023-11-17",
)  # fmt: skip
"""The first thing that the newsroom appends."""

CHAIR: Final = (
    "add", "Greg Brockman ceases to chair OpenAI's board", "--id", "brockman-not-chair",
    "--at", "2023-11-17", "--end", "office/openai/chair", "--drop", "board/openai=Greg Brockman",
    "--source-of", "altman-removed",
)  # fmt: skip

STAYS: Final = (
    "add", "Greg Brockman is told that he stays president", "--id", "brockman-to-stay",
    "--at", "2023-11-17", "--set", "office/openai/president=Greg Brockman",
    "--source-of", "altman-removed",
)  # fmt: skip

RESIGNS: Final = (
    "add", "Greg Brockman resigns as president of OpenAI", "--id", "brockman-resigns",
    "--at", "2023-11-17", "--end", "office/openai/president", "--source", _QUITS,
    "--publisher", "Business Insider", "--origin", "Greg Brockman", "--basis", "announced",
)  # fmt: skip

PARODY: Final = (
    "add", "OpenAI's board is said to resign", "--id", "board-resigns", "--at", "2023-11-18",
    "--end", "board/openai", "--publisher", "A parody account", "--basis", "rumoured",
    "--published", "2023-11-18",
)  # fmt: skip
"""What nobody should have believed."""

WITHDRAWN: Final = (
    "retract", "board-resigns", "--id", "not-resigned", "--reason", "Parody account; our error",
)  # fmt: skip

SHEAR: Final = (
    "add", "Emmett Shear is named interim chief executive", "--id", "shear-interim",
    "--at", "between 2023-11-19 and 2023-11-20",
    "--set", "office/openai/ceo=Emmett Shear (interim)",
    "--source", "https://www.axios.com/2023/11/20/sam-altman-openai-board-emmet-shear",
    "--publisher", "Axios", "--basis", "announced", "--published", "2023-11-20",
)  # fmt: skip

MICROSOFT: Final = (
    "add", "Sam Altman is to head a new research team at Microsoft", "--id", "altman-to-microsoft",
    "--at", "2023-11-20", "--announce", "office/microsoft-research-team/ceo=Sam Altman",
    "--new-key", "--publisher", "Satya Nadella", "--published", "2023-11-19T23:53-08:00",
    "--basis", "announced", "--source", "http://globuzz.org/index-1101.html", "--via", "Globuzz",
)  # fmt: skip

PACIFIC: Final = (
    "correct", "altman-to-microsoft", "--at", "2023-11-19T23:53-08:00", "--reason", "Pacific time",
)  # fmt: skip

RETURN: Final = (
    "add", "Sam Altman is to return as chief executive of OpenAI", "--id", "altman-to-return",
    "--at", "about 2023-11-21T22:00-08:00", "--announce", "office/openai/ceo=Sam Altman",
    "--announce", "board/openai=Bret Taylor, Larry Summers, Adam D'Angelo",
    "--publisher", "OpenAI", "--via", "Gulf News", "--basis", "announced",
    "--published", "about 2023-11-21T22:00-08:00",
)  # fmt: skip

DAYS: Final = (
    REMOVED,
    CHAIR,
    STAYS,
    (*RESIGNS, "--after", "brockman-to-stay"),
    PARODY,
    WITHDRAWN,
    SHEAR,
    MICROSOFT,
    PACIFIC,
    RETURN,
)
"""All that the newsroom appends from 17 to 22 November 2023, in the order of its writing."""


def newsroom(folder: Path) -> Path:
    """Put a log into a folder that holds what stood before 17 November 2023."""
    return _put(folder, _before())


def after_the_days(folder: Path) -> Path:
    """Put a log into a folder that holds everything up to 22 November 2023."""
    return _put(folder, _after())


def analyst(folder: Path) -> Path:
    """Put a log of the whole bundled chronology into a folder."""
    return _put(folder, _bundled())


def _put(folder: Path, log: bytes) -> Path:
    path = folder / "chrono.db"
    path.write_bytes(log)
    return path


@functools.cache
def _before() -> bytes:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        done(folder, "init", "chrono.db", "--name", "desk", "--zone", "America/Los_Angeles")
        (folder / "before.jsonl").write_text("\n".join(map(json.dumps, BEFORE)), "utf-8")
        done(folder, "import", "before.jsonl")
        return (folder / "chrono.db").read_bytes()


@functools.cache
def _after() -> bytes:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        newsroom(folder)
        for command in DAYS:
            done(folder, *command, "--yes")
        return (folder / "chrono.db").read_bytes()


@functools.cache
def _bundled() -> bytes:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        done(folder, "init", "chrono.db", "--from", "openai-microsoft")
        return (folder / "chrono.db").read_bytes()
