"""A change or a disagreement? What is asked of an append that would quietly replace a claim."""

from collections.abc import Sequence
from typing import Final

import attrs

from chrono.cli.input.prompting import choice
from chrono.cli.render.terminal import line
from chrono.events.drafts import Draft
from chrono.events.entries import CORRECTION
from chrono.events.history import History
from chrono.queries.findings.quiet_changes import QuietChange
from chrono.queries.preview import Preview
from chrono.state.visibility import View

_CHANGE: Final = "change"
_DISAGREE: Final = "disagree"
_NEITHER: Final = "neither"


def settled(change: Preview, after: History, drafts: Sequence[Draft]) -> Sequence[Draft] | None:
    """Return drafts that say how they stand to what they would quietly replace, after asking.

    Of each quiet change that a draft makes or meets it is asked which it is: a change makes a link
    in the draft, a disagreement a contest. An act that tells no event is not asked about.

    Args:
        change: The preview of the drafts.
        after: The history with them.
        drafts: The drafts.

    Returns:
        The drafts, unchanged where nothing was asked; None after an empty answer: it is neither,
        so nothing is to be written.

    Raises:
        click.Abort: The input ended.
    """
    said, roots = list(drafts), View(after).roots
    told = [roots[each.id] if each.kind == CORRECTION else each.id for each in drafts]
    places = {event: place for place, event in enumerate(told)}  # the last version counts
    for quiet in change.quiet_changes:
        later = quiet.event in places
        event, other = (quiet.event, quiet.replaced) if later else (quiet.replaced, quiet.event)
        if event in places:
            answer = _answer(quiet)
            if answer == _NEITHER:
                return None
            link = "contests" if answer == _DISAGREE else "after" if later else "before"
            said[places[event]] = _saying(said[places[event]], link, other)
    return said


def _answer(quiet: QuietChange) -> str:
    key, event, replaced = map(line, (quiet.key, quiet.event, quiet.replaced))
    question = f"{key}: did it change with {event}, or does that disagree with {replaced}"
    return choice(question, [_CHANGE, _DISAGREE, _NEITHER], _NEITHER)


def _saying(draft: Draft, link: str, other: str) -> Draft:
    """Return a draft whose event has one more link or contest."""
    corrects = draft.kind == CORRECTION
    event = draft.body["event"] if corrects else draft.body
    said = {**event, link: [*event.get(link, ()), other]}
    return attrs.evolve(draft, body={**draft.body, "event": said} if corrects else said)
