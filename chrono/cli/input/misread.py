"""Words that are neither a moment nor a key: what was given, and what may be meant."""

import difflib

from chrono.cli.render.suggested import command, event_word
from chrono.cli.render.terminal import line
from chrono.errors import ChronoError
from chrono.state.visibility import View
from chrono.values.keys import family


class NoMomentNoKey(ChronoError):
    """A word is neither a moment nor a key; the sentence says what may be meant."""

    def __init__(self, word: str, why: str) -> None:
        self.word = word
        super().__init__(f"{line(word)!r} {why}")


def misread(verb: str, word: str, view: View) -> NoMomentNoKey | None:
    """Return what may be meant by a word that is no moment; None if it was meant as one.

    Args:
        verb: The verb that was typed.
        word: The word.
        view: What is visible, where ids and keys are looked for.
    """
    if any(word == record.id for record in view.present):
        return NoMomentNoKey(word, _an_event(word, view))
    if not word[:1].isalpha() or " " in word:
        return None
    families = sorted({family(key) for key in view.claims})
    if near := difflib.get_close_matches(word, families, n=1):
        return NoMomentNoKey(word, _a_family(verb, near[0]))
    key = next(iter(view.claims), "club/chair")
    return NoMomentNoKey(word, f"is neither a moment, as 2023-11-17, nor a key, as {line(key)}")


def _an_event(given: str, view: View) -> str:
    """Return that an event was named where a key or a moment is asked for."""
    claims = next((visible.event.claims for visible in view.events if visible.id == given), ())
    keys = ", ".join(dict.fromkeys(line(claim.key) for claim in claims))
    speaks = f" that speaks of {keys}" if keys else ""
    shown = command("show", event_word(given))
    return f"is an event{speaks}, and neither a key nor a moment; see it with: {shown}"


def _a_family(verb: str, name: str) -> str:
    """Return that the first part of some keys was given for a key."""
    asked = command("state" if verb == "why" else verb, f"{name}/*")
    return f"is no key, which has a slash; ask for all that start with {name} with: {asked}"
