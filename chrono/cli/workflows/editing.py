"""Drafts as a text to edit: YAML as in a folder, JSON lines where YAML cannot say it."""

import json
import shutil
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any, Final, TypeVar

import attrs
import click
import yaml

from chrono import leaving
from chrono.cli.input.event_file import drafted_from_file
from chrono.cli.input.open_chronology import OpenChronology
from chrono.cli.input.prompting import yes
from chrono.cli.input.typed_fields import as_text
from chrono.cli.render.terminal import note, tell
from chrono.events.drafts import Draft
from chrono.faults import Fault, Refused
from chrono.ingest.drafting import Drafted
from chrono.values.hidden_characters import revealed

_T = TypeVar("_T")

_WRONG: Final = "# wrong: "
"""Begins a line that says what is wrong with the line below it."""

NEW_KEY: Final = "new key"
"""The code of the fault of a key that was never used."""

_NAMES: Final = {False: "draft.yaml", True: "draft.jsonl"}


@attrs.frozen
class DraftText:
    """Drafts as a text.

    Attributes:
        text: What is edited.
        as_json: Whether it is JSON lines.
    """

    text: str
    as_json: bool = False

    @property
    def form(self) -> str:
        """Return what its form is called where it is kept."""
        return "jsonl" if self.as_json else "yaml"

    @classmethod
    def of(cls, opened: OpenChronology, drafts: Sequence[Draft]) -> "DraftText":
        """Return the text of drafts, which reads back as the same drafts."""
        bodies = [
            {name: value for name, value in draft.body.items() if name != "chronology"}
            for draft in drafts
        ]
        listed = [as_text(_without_none(body)) for body in bodies]
        text = yaml.safe_dump(listed, allow_unicode=True, sort_keys=False, width=100)
        in_yaml = cls(text)
        read = in_yaml.drafted(opened)
        if not read.faults and [d.text for d in read.drafts] == [d.text for d in drafts]:
            return in_yaml
        rows = (json.dumps(body, ensure_ascii=False) for body in bodies)
        return cls("".join(f"{row}\n" for row in rows), as_json=True)

    def drafted(self, opened: OpenChronology) -> Drafted:
        """Return the drafts that the text describes, with every fault in it."""
        return _in_file(self, lambda path: drafted_from_file(opened, str(path)))

    def edited(self, faults: Iterable[Fault] = ()) -> "DraftText":
        """Return the text as somebody has edited it, with what is wrong shown above its line.

        Where no editor can be started that is said, and the text stays.
        """
        return attrs.evolve(self, text=_in_file(self._with(faults), _edited)).plain()

    def _with(self, faults: Iterable[Fault]) -> "DraftText":
        lines = self.text.splitlines()
        wrong = [] if self.as_json else [(_line(fault), fault) for fault in faults]
        for number, fault in sorted(wrong, key=lambda each: -each[0]):
            field = f"{fault.field}: " if fault.field else ""
            reason = " ".join(f"{field}{fault.reason}".split())
            lines.insert(max(number - 1, 0), f"{_WRONG}{reason}")
        return attrs.evolve(self, text="\n".join(lines) + "\n")

    def plain(self) -> "DraftText":
        """Return the text without the lines that say what is wrong."""
        kept = [line for line in self.text.splitlines() if not line.startswith(_WRONG)]
        return attrs.evolve(self, text="\n".join(kept) + "\n")


def _without_none(value: Any) -> Any:
    """Return a value without the fields that are left out."""
    if isinstance(value, Mapping):
        return {name: _without_none(v) for name, v in value.items() if v is not None}
    return [_without_none(item) for item in value] if isinstance(value, list) else value


def _line(fault: Fault) -> int:
    """Return the line of a fault; 1 where none is known."""
    number = fault.where.rpartition(":")[2]
    return int(number) if number.isdigit() else 1


def _in_file(draft: DraftText, use: Callable[[Path], _T]) -> _T:
    """Return what comes of using a file with the text, which is gone afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="chrono-"))
    with leaving.undone(partial(shutil.rmtree, folder, ignore_errors=True)):
        path = folder / _NAMES[draft.as_json]
        path.write_text(draft.text, "utf-8")
        return use(path)


def _edited(path: Path) -> str:
    with leaving.interrupts_passed_over():  # they are for the editor
        try:
            click.edit(filename=str(path))
        except click.ClickException as error:
            note(f"{error.format_message()}; say which with VISUAL or EDITOR")
    return path.read_text("utf-8", errors="replace")


def new_keys_meant(refused: Refused) -> bool:
    """Return whether new keys are all that is wrong with drafts, and are meant."""
    if any(fault.code != NEW_KEY for fault in refused.faults):
        return False
    for fault in refused.faults:
        tell(f"note: {revealed(str(fault))}")
    return yes("Is a new key meant?")


def edits_again(refused: Refused) -> bool:
    """Show what is wrong with a text, and return whether somebody edits it once more."""
    for fault in refused.faults:
        tell(f"error: {revealed(str(fault))}")
    return yes("Edit it again?", default=True)
