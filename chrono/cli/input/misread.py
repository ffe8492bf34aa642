"""Words that are neither a moment nor a key: what was given, and what may be meant."""

import difflib
import re
from collections.abc import Callable, Sequence

import click

from chrono.api.reading import Query
from chrono.cli.render.suggested import command, event_word
from chrono.cli.render.terminal import line
from chrono.errors import ChronoError
from chrono.state.moments import recorded_position
from chrono.state.visibility import View
from chrono.values.keys import BadKey, family


class NoMomentNoKey(ChronoError):
    """A word is neither a moment nor a key; the sentence says what may be meant."""

    def __init__(self, word: str, why: str) -> None:
        self.word = word
        super().__init__(f"{line(word)!r} {why}")


class SeveralMoments(ChronoError):
    """Several moments where one is asked for."""

    def __init__(self, moments: Sequence[str]) -> None:
        first, second = moments[:2]
        compared = command("diff", f"{first}..{second}")
        super().__init__(
            f"two moments, {line(first)!r} and {line(second)!r}; give one, or compare them with: "
            f"{compared}"
        )


def meant(
    error: ChronoError, moments: Sequence[str], query: Callable[..., Query]
) -> NoMomentNoKey | None:
    """Return what may be meant by the word of an error; None if it was meant as it was typed.

    Args:
        error: That of the words, which are keys and moments.
        moments: The words that are no keys.
        query: Returns the query at the moment that a word is, by default now; ids and keys are
            looked for in what is visible then.
    """
    if isinstance(error, BadKey):
        return _no_key(error.key, query().view)
    if error.parameter != "at" or any(recorded_position(word) is not None for word in moments):
        return None
    whole = " ".join(moments)
    if len(moments) > 1 and _is_moment(whole, query):
        asked = command(_verb(), whole)
        return NoMomentNoKey(whole, f"is one moment; put it in quotes: {asked}")
    view = query().view
    return next(filter(None, (_misread(word, view, query) for word in moments)), None)


def _no_key(word: str, view: View) -> NoMomentNoKey | None:
    """Return what may be meant by a word that is no key; None for nothing that is there."""
    plain = word.partition("=")[0].strip("/").lower()
    if any(key.startswith(f"{plain}/") for key in view.claims):
        return NoMomentNoKey(word, _all_of(word, plain))
    near = difflib.get_close_matches(plain, view.claims, n=1)
    if not near:
        return None
    asked = _retyped(word, near[0])
    return NoMomentNoKey(word, f"is no key; did you mean {line(near[0])}? ask with: {asked}")


def _misread(word: str, view: View, query: Callable[..., Query]) -> NoMomentNoKey | None:
    if any(word == record.id for record in view.present):
        return NoMomentNoKey(word, _an_event(word, view))
    ends = re.fullmatch(r"([^\[].*?)\.\.(.+)", word)
    if ends and all(_is_moment(end, query) for end in ends.groups()):
        return NoMomentNoKey(word, _two_moments(*ends.groups()))
    if not word[:1].isalpha() or " " in word or _is_moment(word, query):
        return None
    families = sorted({family(key) for key in view.claims})
    if near := difflib.get_close_matches(word, families, n=1):
        return NoMomentNoKey(word, _all_of(word, near[0]))
    key = next(iter(view.claims), "club/chair")
    return NoMomentNoKey(word, f"is neither a moment, as 2023-11-17, nor a key, as {line(key)}")


def _is_moment(word: str, query: Callable[..., Query]) -> bool:
    try:
        query(word)
    except ChronoError:
        return False
    return True


def _an_event(given: str, view: View) -> str:
    """Return that an event was named where a key or a moment is asked for."""
    claims = next((visible.event.claims for visible in view.events if visible.id == given), ())
    keys = ", ".join(dict.fromkeys(line(claim.key) for claim in claims))
    speaks = f" that speaks of {keys}" if keys else ""
    shown = command("show", event_word(given))
    return f"is an event{speaks}, and neither a key nor a moment; see it with: {shown}"


def _two_moments(first: str, second: str) -> str:
    """Return that a range was given where a moment is asked for."""
    if _verb() in ("timeline", "log"):
        window = command(_verb(), "--since", first, "--until", second)
        return f"is two moments; for what happened between them: {window}"
    return f"is two moments; compare them with: {command('diff', f'{first}..{second}')}"


def _all_of(word: str, name: str) -> str:
    """Return that the first part of some keys was given for a key."""
    asked = _retyped(word, f"{name}/*")
    return f"is no key, which has a slash; ask for all that start with {name} with: {asked}"


def _retyped(word: str, instead: str) -> str:
    """Return the command with another word in the place of one; `state` for `why`, of a glob."""
    ctx = click.get_current_context(silent=True)
    given = ctx.params if ctx else {}
    words = [instead if each == word else each for each in given.get("words", (word,))]
    form = [given["form"]] if _verb() == "export" else []
    verb = "state" if _verb() == "why" and "*" in instead else _verb()
    return command(verb, *form, *words)


def _verb() -> str:
    ctx = click.get_current_context(silent=True)
    return str(ctx.info_name) if ctx else "state"
