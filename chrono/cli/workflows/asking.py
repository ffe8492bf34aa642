"""How a verb asks for what its flags leave out, and keeps the answers until they are appended."""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import Any, Final

import attrs
import click

from chrono.cli.exit_codes import DONE
from chrono.cli.input.near_names import names_settled
from chrono.cli.input.open_chronology import OpenChronology, open_chronology
from chrono.cli.input.prompting import asks
from chrono.cli.input.which_log import log_to_write
from chrono.cli.questions.answered_flags import NO_FLAGS, Asked, Flags, Make, Questions
from chrono.cli.questions.interview import Answers, Interview
from chrono.cli.questions.kept_drafts import BadDraft, KeptDraft, keeping, kept_drafts
from chrono.cli.questions.prompts import HOW, Prompts
from chrono.cli.render.suggested import command
from chrono.cli.render.terminal import note, tell
from chrono.cli.workflows.append import NobodyToAsk, propose
from chrono.cli.workflows.editing import DraftText
from chrono.errors import ChronoError
from chrono.ingest.drafting import Drafted

_CALLED: Final = {"occurred": "date", "given": "id", "source_of": "sources of"}
"""What flags are called that have another name in the program than for people."""


class _LeftOut(ChronoError):
    """Flags that leave out what is needed, where somebody can be asked."""


def propose_asking(make: Make, questions: Questions, flags: Flags, *words: str) -> int:
    """Append what flags describe, after asking for what they leave out, if anything is needed.

    Without a terminal, with ``--yes`` or ``--json`` nothing is asked, and what is left out is
    refused. What was answered, or edited, is kept until it is appended.

    Args:
        make: Returns the draft of flags.
        questions: Yields the questions to which flags give no answer.
        flags: Those of the verb.
        words: The verb, and the event that it is about.

    Returns:
        The exit code, as `propose`.

    Raises:
        NobodyToAsk: Somebody is needed to go on with a draft.
        NoDraft: None is kept.
    """
    path = flags["file"] or log_to_write(None)
    flags = {**NO_FLAGS, **flags, "file": path}
    somebody = asks(flags)
    if flags["resume"] and not somebody:
        raise NobodyToAsk("--resume goes on with questions at a terminal")
    with keeping(path, words, resume=flags["resume"]) as draft:
        asking = _Asking(make, questions, draft)
        if not somebody:
            code = propose(lambda opened: make(opened, flags), flags)
        elif flags["resume"]:
            code = asking.resume(flags)
        else:
            code = asking.begin(flags)
        if code == DONE and not flags["dry_run"]:
            draft.forget()
        return code


@attrs.frozen(eq=False, repr=False)
class _Asking:
    """The way from flags to an append, by questions at a terminal where they leave something out.

    Attributes:
        make: Returns the draft of flags.
        questions: Yields the questions to which flags give no answer.
        draft: Where answers, or an edited text, are kept until they are appended.
    """

    make: Make
    questions: Questions
    draft: KeptDraft

    def begin(self, flags: Flags) -> int:
        """Append what flags describe, and answers where they leave out what is needed."""

        def complete(opened: OpenChronology) -> Drafted:
            if any(question.needed for question in self._asked(opened, flags).plan({})):
                raise _LeftOut
            return self.make(opened, flags)

        try:
            return propose(complete, flags, self.draft)
        except _LeftOut:
            with suppress(BadDraft):  # which is said to whoever goes on with it
                if kept_drafts(flags["file"], self.draft.words):
                    resume = command(*self.draft.words, "--resume")
                    note(f"a draft is kept, and this is another one; go on with that by: {resume}")
            return self._append_answered(flags)

    def resume(self, flags: Flags) -> int:
        """Append what was edited, or what somebody goes on to answer."""
        content = self.draft.content
        flags = {**flags, "new_key": flags["new_key"] or content.get("new_key", False)}
        if content.get("text"):
            text = DraftText(content["text"], as_json=content.get("format") == "jsonl")
            return propose(text.drafted, flags, self.draft, text)
        given = {**flags, **content.get("flags", {}), **_said(flags)}
        for words in _recalled(given):
            Prompts().say(words)
        return self._append_answered(given)

    def _append_answered(self, flags: Flags) -> int:
        answered = self._answered(flags)
        with names_settled():  # each was asked about at its answer
            return propose(lambda opened: self.make(opened, answered), answered, self.draft)

    def _answered(self, flags: Flags) -> dict[str, Any]:
        """Return flags with what somebody answers at a terminal.

        Raises:
            Refused: The flags themselves have faults.
            click.UsageError: A key or a name in them is doubtful, and is not meant.
        """
        prompts = Prompts()
        answers: dict[str, str] = dict(self.draft.content.get("answers", {}))

        def keep(answers: Answers) -> None:
            self.draft.keep(flags=_said(flags), answers=answers, new_key=flags["new_key"])

        with open_chronology(flags["file"], flags["chronology"], write=False) as opened:
            asked = self._asked(opened, flags)
            for name, doubt in asked.check({}).items():
                if name not in answers and not prompts.sure(doubt):
                    raise click.UsageError(f"{doubt.reason}; {doubt.remedy}")
                answers[name] = "yes"
            tell(HOW)
            Interview(
                plan=asked.plan, check=asked.check, asker=prompts, answers=answers, keep=keep
            ).hold()
            return asked.flags(answers)

    def _asked(self, opened: OpenChronology, flags: Flags) -> Asked:
        return Asked(opened=opened, given=flags, make=self.make, questions=self.questions)


def _said(flags: Flags) -> Mapping[str, Any]:
    """Return the flags that say something of the event."""
    return {name: flags[name] for name in NO_FLAGS if flags[name]}


def _recalled(flags: Flags) -> Iterator[str]:
    """Yield in words what flags say of the event."""
    for name, given in _said(flags).items():
        parts = [given] if isinstance(given, str) else given
        words = (", ".join(part.values()) if isinstance(part, dict) else part for part in parts)
        yield f"{_CALLED.get(name, name)}: {'; '.join(words)}"
