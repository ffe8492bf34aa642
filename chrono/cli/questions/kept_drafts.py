"""Drafts that are kept while somebody answers: files in the state folder of the person.

One file holds one draft. It is written whole after each answer, so that a kill at any moment loses
at most the answer that was being typed; and never over a draft of somebody else.
"""

import hashlib
import json
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path
from typing import Any, Final

from chrono import leaving
from chrono.cli.render.suggested import command
from chrono.cli.render.terminal import note, tell
from chrono.errors import ChronoError
from chrono.whole_file import write_whole

_FIELDS: Final[Mapping[str, type]] = {
    "command": list,
    "flags": dict,
    "answers": dict,
    "text": str,
    "format": str,
    "new_key": bool,
}
"""What a draft may hold, with the type of each."""


class BadDraft(ChronoError):
    """A kept draft that cannot be read."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path}: {reason}; mend it, or delete it to begin anew")


class NoDraft(ChronoError):
    """A draft to go on with where none is kept."""

    def __init__(self, log: str, words: Sequence[str]) -> None:
        begin = command(*words)
        super().__init__(f"no draft is kept for {log} and this command; begin one with: {begin}")


def state_folder() -> Path:
    """Return the folder in which drafts are kept; it need not exist.

    Raises:
        OSError: There is no home folder.
    """
    named = os.environ.get("XDG_STATE_HOME", "")
    try:
        state = Path(named) if os.path.isabs(named) else Path.home() / ".local" / "state"  # noqa: PTH117  an empty text is no path
    except RuntimeError as error:
        raise OSError(str(error)) from error
    return state / "chrono" / "drafts"


class KeptDraft:
    """A draft in a file; without a file until something is kept.

    Args:
        log: The file of the log that it is for.
        words: The verb, and the event that it is about.
        path: The file; None for a new one.
    """

    def __init__(self, log: str, words: Sequence[str], path: Path | None = None) -> None:
        self._log = log
        self.words = words
        self._path = path
        self._written = path.read_bytes() if path else b""
        self._line = self._kept() if path else ""
        self._unkept = False
        self.content = _read(path, self._written) if path else {}

    def keep(self, **parts: Any) -> None:
        """Keep parts of the draft, beside those that are kept.

        Where nothing can be written that is said, once.
        """
        self.content.update(command=list(self.words), **parts)
        content = f"{json.dumps(self.content, ensure_ascii=False, indent=1)}\n".encode()
        try:
            if self._path is None or self._path.read_bytes() != self._written:
                self._path = _new_file(self._log)  # somebody else goes on with that one
            write_whole(self._path, [content])
        except OSError as error:
            if not self._unkept:
                note(f"the answers cannot be kept: {error}")
            self._unkept = True
        else:
            self._written = content
            self._line = self._kept()

    def _kept(self) -> str:
        return f"kept: go on with {command(*self.words, '--resume')}"

    def forget(self) -> None:
        """Remove the draft, unless somebody else went on with it."""
        self._line = ""
        with suppress(OSError):
            if self._path and self._path.read_bytes() == self._written:
                self._path.unlink()

    def say(self) -> None:
        """Say how to go on, if the draft is kept."""
        line, self._line = self._line, ""
        if line:
            tell(line)

    def say_at_once(self) -> None:
        """Say the same when a signal ends the process."""
        line, self._line = self._line, ""
        if line and sys.stderr is not None:
            os.write(sys.stderr.fileno(), f"\n{line}\n".encode())


@contextmanager
def keeping(log: str, words: Sequence[str], *, resume: bool) -> Iterator[KeptDraft]:
    """Yield the draft to fill for a log; at the end, or on a signal, it is said if it is kept.

    Args:
        log: The file of the log.
        words: The verb, and the event that it is about.
        resume: Whether to go on with the draft that was kept last.

    Raises:
        NoDraft: There is none to go on with.
        BadDraft: It cannot be read.
    """
    kept = kept_drafts(log, words) if resume else ()
    if resume and not kept:
        raise NoDraft(log, words)
    draft = KeptDraft(log, words, kept[-1] if resume else None)
    with leaving.undone(draft.say_at_once):
        try:
            yield draft
        finally:
            draft.say()


def kept_drafts(log: str, words: Sequence[str]) -> Sequence[Path]:
    """Return the files of the drafts of a command on a log, in the order of their last change.

    Raises:
        BadDraft: One of the log cannot be read.
    """
    try:
        found = list(state_folder().glob(f"{_name(log)}-*.json"))
        found.sort(key=lambda path: (path.stat().st_mtime_ns, path.name))
        contents = [(path, path.read_bytes()) for path in found]
    except OSError:
        return []
    return [
        path
        for path, held in contents
        if held and _read(path, held).get("command") == list(words)  # a kill may leave it empty
    ]


def _name(log: str) -> str:
    """Return how the names of the drafts for a log begin: its name, and a mark of its folder."""
    whole = Path(log).resolve()
    mark = hashlib.sha256(os.fsencode(whole)).hexdigest()[:12]
    return f"{''.join(c if c.isalnum() else '-' for c in whole.stem)[:40]}-{mark}"


def _new_file(log: str) -> Path:
    """Make an empty file for a draft that only its owner can read, under a name that is free.

    Raises:
        OSError: It cannot be made.
    """
    folder = state_folder()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    for number in count(1):
        path = folder / f"{_name(log)}-{number}.json"
        with suppress(FileExistsError):
            os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
            return path
    raise AssertionError


def _read(path: Path, content: bytes) -> dict[str, Any]:
    """Return what a draft holds.

    Raises:
        BadDraft: It holds something else.
    """
    try:
        found = json.loads(content)
    except ValueError as error:
        raise BadDraft(path, f"no JSON ({error})") from error
    if not isinstance(found, dict):
        raise BadDraft(path, "no draft")
    for name, value in found.items():
        if not isinstance(value, _FIELDS.get(name, object)):
            raise BadDraft(path, f"{name}: {value!r} is not what stands there")
    answers = found.get("answers", {})
    if not all(isinstance(answer, str) for answer in answers.values()):
        raise BadDraft(path, "answers: each is a text")
    return found
