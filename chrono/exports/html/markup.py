"""Markup: the one way in which text becomes HTML, so that no data is ever markup."""

import base64
import hashlib
import re
from collections.abc import Iterable
from html import escape
from typing import Final

from chrono.values.hidden_characters import revealed

_VOID: Final = frozenset(("circle", "input", "line", "meta", "path", "rect", "use"))
"""Elements without content, and the shapes of SVG, which are closed in themselves."""

_PLAIN: Final = re.compile(r"[\w#%+,./:~-]+", re.ASCII)
"""A value that needs neither quotes nor escapes."""


class Markup(str):
    """Text that is markup already."""

    __slots__ = ()


def escaped(text: str) -> Markup:
    """Return text that a browser shows as it is; hidden characters, as of direction, as escapes.

    It can stand in an element, and in an attribute between double quotes.

    >>> escaped("<b>Ada & Bo</b>")
    '&lt;b&gt;Ada &amp; Bo&lt;/b&gt;'
    """
    if isinstance(text, Markup):
        return text
    return Markup(escape(revealed(text), quote=False).replace('"', "&quot;"))


def joined(parts: Iterable[str], between: str = "") -> Markup:
    """Return parts one after the other; those that are no markup are escaped."""
    return Markup(escaped(between).join(map(escaped, parts)))


def element(tag: str, *content: str, **attributes: str | float | None) -> Markup:
    """Return an element; its content and the values of its attributes are escaped.

    An attribute ``data_key`` is written ``data-key``, ``class_`` as ``class``. One that is None is
    left out, and one that is empty has its name alone.

    >>> element("td", "1 < 2", class_="value", hidden="")
    '<td class=value hidden>1 &lt; 2</td>'
    """
    given = "".join(
        f" {key.rstrip('_').replace('_', '-')}{_value(str(value))}"
        for key, value in attributes.items()
        if value is not None
    )
    if tag in _VOID:
        return Markup(f"<{tag}{given} />")
    return Markup(f"<{tag}{given}>{joined(content)}</{tag}>")


def _value(text: str) -> str:
    """Return the value of an attribute; quotes are left out where HTML needs none."""
    if not text:
        return ""
    return f"={text}" if _PLAIN.fullmatch(text) else f'="{escaped(text)}"'


def hash_of(text: str) -> str:
    """Return the hash of an inline script or style, as a content security policy names it."""
    digest = hashlib.sha256(text.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"
