"""Addresses of sources: http or https, with a host, and nobody's name or password in them."""

import re
from typing import Final
from urllib.parse import SplitResult, urlsplit

from chrono.errors import ChronoError
from chrono.values.clocks import shown

_EXPECTED: Final = "an address starts with https:// and a host, as https://example.org/page"
_BARE: Final = re.compile(r"(?:[\w-]+\.)+[a-z]{2,}(?:[/?#]\S*)?", re.IGNORECASE)
"""What a person writes who leaves the scheme out."""

_MEANT: Final = re.compile(
    r".*://.*|[a-z][\w+.-]*:\S+|(?:[\w-]+\.)+[a-z]{2,}/.*", re.IGNORECASE | re.DOTALL
)
"""What is no name of a publisher: it has a scheme, or a path after a host."""

_HOST: Final = re.compile(r"[^\W_](?:[\w.-]*[^\W_])?\.?|[0-9a-f:.]*:[0-9a-f:.]*", re.IGNORECASE)
_NOT_IN_IT: Final = re.compile(r'[\s\x00-\x1f\x7f-\x9f\\<>"]')


class BadAddress(ChronoError):
    """A text is no address that a reader can follow.

    Attributes:
        hint: What may have been meant, an address itself; empty where nothing is near.
    """

    def __init__(self, text: str, reason: str, hint: str = "") -> None:
        self.hint = hint
        more = f"; write {hint}" if hint else ""
        super().__init__(f"{shown(text)}: {reason}{more}")


def checked_address(text: str) -> str:
    """Return an address unchanged.

    Raises:
        BadAddress: It is not http or https, has no host, holds white space, or names a user. A hint
            is an address itself.
    """
    parts = _split(text)
    if parts is None or parts.scheme not in ("http", "https"):
        raise BadAddress(text, _EXPECTED, _hint(f"https://{text}") if _BARE.fullmatch(text) else "")
    if "@" in parts.netloc:
        host = parts.netloc.rpartition("@")[2]
        without = _hint(parts._replace(netloc=host).geturl())
        raise BadAddress(text, "an address says nothing of a user before an @", without)
    if wrong := _NOT_IN_IT.search(text):
        coded = text.strip().replace(" ", "%20")
        hint = "" if _NOT_IN_IT.search(coded) else _hint(coded)
        raise BadAddress(text, f"an address holds no {shown(wrong[0])}", hint)
    if not _has_host(parts):
        raise BadAddress(text, _EXPECTED)
    return text


def is_address(text: str) -> bool:
    """Return whether a text is an address."""
    try:
        checked_address(text)
    except BadAddress:
        return False
    return True


def is_meant_as_address(text: str) -> bool:
    """Return whether a text is an address, or a page with its scheme left out or another one.

    A name, and a host alone, as ``law.example``, is not.
    """
    return bool(_MEANT.fullmatch(text.strip()))


def _split(text: str) -> SplitResult | None:
    try:
        return urlsplit(text)
    except ValueError:  # brackets that are no address of version 6
        return None


def _has_host(parts: SplitResult) -> bool:
    try:
        parts.port  # noqa: B018  it is read when it is asked for
    except ValueError:
        return False
    return bool(parts.hostname and _HOST.fullmatch(parts.hostname))


def _hint(text: str) -> str:
    return text if is_address(text) else ""
