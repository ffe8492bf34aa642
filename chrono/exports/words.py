"""How an export for people writes dates, values and what was done to an event."""

from typing import Final
from zoneinfo import ZoneInfo

import attrs

from chrono.events.claims import Claim
from chrono.kinds.wording import wording_of
from chrono.state.standing import Standing
from chrono.values import date_words, value_words
from chrono.values.dates import Date

_OVER: Final = {"end": "ended", "lapse": "lapsed"}


@attrs.frozen(kw_only=True)
class Words:
    """How an export for people is worded.

    Attributes:
        edtf: Whether dates are as EDTF writes them, not in words.
        slips: Whether it says why we corrected or withdrew something without a source.
    """

    edtf: bool = False
    slips: bool = False

    def date(self, date: Date, zone: ZoneInfo) -> str:
        """Return a date; the zone is the home zone."""
        return str(date) if self.edtf else date_words.in_words(date, zone)

    def claim(self, claim: Claim) -> str:
        """Return what a claim says of its key, as ``office/club/chair: Ada``."""
        pending = claim.op in ("announce", "lapse")
        wording = wording_of(claim.key, pending=pending)
        if self.edtf:
            wording = attrs.evolve(wording, dates=frozenset())
        value = "" if claim.value is None else value_words.in_words(claim.value, wording)
        return f"{claim.key}: {claim_in_words(claim.op, value)}"


def claim_in_words(op: str, value: str, pending: str = Standing.PENDING) -> str:
    """Return what a claim says, given its value in words, which is empty where it has none.

    `pending` is the word for what is only announced.
    """
    if op in ("end", "lapse"):
        return f"{_OVER[op]} {value}".rstrip()
    if op in ("add", "drop"):
        return f"{value} {'in' if op == 'add' else 'out'}"
    return f"{pending}: {value}" if op == "announce" else value


IN_WORDS: Final = Words()
"""Dates in words, and no reasons of slips."""
