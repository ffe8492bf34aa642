"""By whom an entry was appended: a part of its envelope, beside when it was recorded.

It is hashed with the entry, and never compared: idempotency, merges and texts look at content alone
(docs/log-format.md, By whom).
"""

import json
import unicodedata
from collections.abc import Mapping
from functools import cached_property
from typing import Any, Final

import attrs

from chrono.errors import ChronoError
from chrono.events.entries import Entry
from chrono.events.stored_body import UnreadableEntry
from chrono.values.canonical import NotCanonical, canonical, normal

LONGEST: Final = 200
"""The characters of a name, at most."""

_NAMES: Final = ("who", "tool", "correlation")


class BadBy(ChronoError):
    """What an entry says of who appended it cannot be read."""

    parameter = "by"


@attrs.frozen(kw_only=True)
class By:
    """Who appended an entry, and with what.

    Attributes:
        who: A name: of the person, or of the account.
        tool: The tool, as ``chrono import``; empty where nothing is said of it.
        correlation: What the entries of one piece of work have in common, as the name of the file
            that was imported; empty for nothing.
        original: Who appended it first, to the log from which it was merged; None if it was not.

    Raises:
        BadBy: A name is empty or longer than 200 characters, or has control characters.

    >>> By(who="ada", tool="chrono add").text
    '{"tool":"chrono add","who":"ada"}'
    """

    who: str
    tool: str = ""
    correlation: str = ""
    original: "By | None" = None

    def __attrs_post_init__(self) -> None:
        if not self.who.strip():
            raise BadBy("says nobody; write a name, as Ada")
        for name in _NAMES:
            value = getattr(self, name)
            if len(value) > LONGEST or any(unicodedata.category(each) == "Cc" for each in value):
                raise BadBy(f"{ascii(value)[:60]}: write one line of at most {LONGEST} characters")

    def merging(self, other: "By") -> "By":
        """Return who appends what another has appended elsewhere."""
        return attrs.evolve(self, original=other.original or other)

    @cached_property
    def text(self) -> str:
        """The canonical JSON that a log stores."""
        return canonical(self.body())

    def body(self) -> dict[str, Any]:
        """Return it as JSON, without what is empty."""
        named = {name: getattr(self, name) for name in _NAMES if getattr(self, name)}
        return {**named, "original": self.original.body()} if self.original else named

    @classmethod
    def stored(cls, text: str) -> "By":
        """Return what a stored entry says.

        Raises:
            BadBy: It is something else than `text` makes.
        """
        try:
            return cls.read(json.loads(text))
        except (ValueError, RecursionError) as error:
            raise BadBy(f"{ascii(text)[:60]} is not JSON") from error

    @classmethod
    def read(cls, body: object) -> "By":
        """Return what a line of an export says.

        Raises:
            BadBy: It is something else than `body` makes.
        """
        try:
            fields = normal(body)
        except NotCanonical as error:
            raise BadBy(str(error)) from error
        if not isinstance(fields, Mapping) or not fields.keys() <= {*_NAMES, "original"}:
            raise BadBy(f"{ascii(fields)[:60]} is no map of who, tool, correlation and original")
        named = {name: fields.get(name, "") for name in _NAMES}
        wrong = next((value for value in named.values() if not isinstance(value, str)), None)
        if wrong is not None:
            raise BadBy(f"{ascii(wrong)[:60]} is not text")
        original = cls.read(fields["original"]) if "original" in fields else None
        if original and original.original:
            raise BadBy("what it was merged from names whom that was merged from; one is kept")
        return cls(**named, original=original)


def appended_by(entry: Entry) -> By | None:
    """Return who appended a stored entry; None where that is not said.

    Raises:
        UnreadableEntry: What is said cannot be read.
    """
    try:
        return None if entry.by is None else By.stored(entry.by)
    except BadBy as error:
        raise UnreadableEntry(entry.position, f"by: {error}") from error
