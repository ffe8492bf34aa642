"""Stories: what a broken law looks like, so that a person sees at once what happened."""

from collections.abc import Iterator
from pprint import pformat
from typing import Any, Final

import attrs

from chrono.events.entries import ACTS
from chrono.testing.drawn_claims import Written
from chrono.testing.drawn_events import GENERIC
from chrono.testing.trial_log import Asked, TrialLog

_WIDTH: Final = 80
_SIGNS: Final = {"set": "=", "add": "+", "drop": "-", "announce": "announced", "lapse": "lapses"}


@attrs.frozen(kw_only=True)
class Story:
    """One case in which a projection breaks a law.

    Attributes:
        law: The law, in words.
        log: The events and acts.
        asked: As of which moments.
        where: At which point of the folding, if that matters.
        expected: The state that the law wants.
        got: The state that came.
        hint: What may be the reason.
    """

    law: str
    log: TrialLog
    asked: Asked = attrs.field(factory=Asked)
    where: str = ""
    expected: Any
    got: Any
    hint: str = ""

    def __str__(self) -> str:
        return "\n".join(self._lines())

    def _lines(self) -> Iterator[str]:
        yield f"Law: {self.law}"
        yield from entry_lines(self.log, published=self.asked.known is not None)
        yield from (f"  {line}" for line in (_asked(self.asked), self.where) if line)
        yield f"  expected  {_shown(self.expected)}"
        yield f"  got       {_shown(self.got)}"
        if self.hint:
            yield f"Hint: {self.hint}"


@attrs.frozen
class InPlaceOfAState:
    """Words that stand where a state would."""

    words: str

    def __repr__(self) -> str:
        return self.words


def entry_lines(log: TrialLog, *, published: bool) -> Iterator[str]:
    """Yield a line for each entry, with when its sources were published if that matters."""
    bodies = log.bodies()
    wide = max((len(body["id"]) for body in bodies), default=0)
    dates = max((len(body.get("occurred", "")) for body in bodies), default=0)
    for body in bodies:
        when = body.get("occurred", "")
        line = f"    {body['id']:{wide}}  {when:{dates}}  {_entry(body)}"
        yield f"{line}{_published(body) if published else ''}"


def _entry(body: Written) -> str:
    """Return what an event claims, or what an act does to another entry."""
    kind, claimed = body["kind"], _claims(body)
    if kind == "correction":
        event = body["event"]
        return f"corrects {body['corrects']}: {event['occurred']}  {_event(event, claimed)}"
    if kind in ACTS:
        return f"{ACTS[kind]} {body[ACTS[kind]]}"
    return _event(body, claimed)


def _event(event: Written, claimed: str) -> str:
    kind = "" if event["kind"] == GENERIC else f"{event['kind']}: "
    links = (f"; {link} {', '.join(event[link])}" for link in ("after", "before", "contests")
             if event.get(link))  # fmt: skip
    return f"{kind}{claimed or 'claims nothing'}{''.join(links)}"


def _claims(body: Written) -> str:
    return ", ".join(_claim(claim) for claim in body.get("derived", {}).get("claims", ()))


def _claim(claim: Written) -> str:
    if claim["op"] == "end":
        return f"{claim['key']} ends"
    value = f" {claim['value']!r}" if "value" in claim else ""
    return f"{claim['key']} {_SIGNS[claim['op']]}{value}"


def _published(body: Written) -> str:
    days = ", ".join(source.get("published", "at no date") for source in body.get("sources", ()))
    return f"; published {days}" if days else ""


def _asked(asked: Asked) -> str:
    at = f"asked for the end of {asked.at}" if asked.at else ""
    known = f"known by the end of {asked.known}" if asked.known else ""
    return ", ".join(part for part in (at, known) if part)


def _shown(state: Any) -> str:
    """Return a state as text, sets in order, its further lines below the first."""
    short = _repr(state)
    text = pformat(state, width=_WIDTH) if len(short) > _WIDTH else short
    return text.replace("\n", f"\n{' ' * 12}")


def _repr(value: Any) -> str:
    """Return the `repr` of a value with sets in order, which is chance otherwise."""
    if isinstance(value, set | frozenset) and value:
        members = ", ".join(sorted(map(_repr, value)))
        return f"{{{members}}}" if isinstance(value, set) else f"frozenset({{{members}}})"
    if attrs.has(type(value)) and not isinstance(value, InPlaceOfAState):
        fields = (f"{f.name}={_repr(getattr(value, f.name))}" for f in attrs.fields(type(value)))
        return f"{type(value).__name__}({', '.join(fields)})"
    return repr(value)
