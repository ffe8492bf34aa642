"""Keys: addresses in the state, as ``office/openai/ceo``, and globs that match them."""

import re
import unicodedata
from collections.abc import Iterable
from fnmatch import translate
from functools import lru_cache

from chrono.errors import ChronoError

_KEY = re.compile(r"[a-z][a-z0-9-]*(?:/[a-z0-9-]+)+", re.ASCII)
_GLOB = re.compile(r"[a-z*][a-z0-9*-]*(?:/[a-z0-9*-]+)+", re.ASCII)
_LONGEST = 200


class BadKey(ChronoError):
    """A text that is not two or more segments of ``a-z 0-9 -``.

    Attributes:
        key: The text.
        hint: The key that may be meant, of the same words; empty for none.
    """

    def __init__(self, key: str) -> None:
        self.key = key
        self.hint = _slug(key)
        meant = f"did you mean {self.hint}? a key is" if self.hint else "write"
        super().__init__(
            f"{ascii(key)[:60]} is no key; {meant} two or more segments of a-z 0-9 - "
            "separated by slashes, as office/openai/ceo"
        )


def _slug(text: str) -> str:
    """Return the key of the words of a text: in small letters, without accents; empty for none."""
    if len(text) > _LONGEST:
        return ""
    plain = unicodedata.normalize("NFKD", text.lower()).encode("ascii", "ignore").decode()
    parts = (re.sub(r"[^a-z0-9-]+", "-", part.strip()).strip("-") for part in plain.split("/"))
    slug = "/".join(part for part in parts if part)
    return slug if _KEY.fullmatch(slug) else ""


def part_meant(text: str) -> str:
    """Return the part of a key, behind its first segment, that a text may mean; empty for none.

    >>> part_meant("Post Office/CEO")
    'post-office/ceo'
    """
    return _slug(f"x/{text}").removeprefix("x/")


@lru_cache(maxsize=8192)  # many events claim on few keys
def checked(key: str) -> str:
    """Return the key itself.

    Raises:
        BadKey: It is not two or more segments of ``a-z 0-9 -``, the first starting with a letter.
    """
    if len(key) > _LONGEST or not _KEY.fullmatch(key):
        raise BadKey(key)
    return key


def checked_glob(glob: str) -> str:
    """Return the key or glob itself.

    Raises:
        BadKey: It can match no key.
    """
    if len(glob) > _LONGEST or not _GLOB.fullmatch(glob):
        raise BadKey(glob)
    return glob


def family(key: str) -> str:
    """Return the first segment of a key, as ``office``."""
    return key.partition("/")[0]


def matcher(globs: Iterable[str]) -> re.Pattern[str]:
    """Return one pattern for globs, to be used with ``fullmatch``; a star also matches slashes.

    Without globs it matches every key.
    """
    return _pattern(tuple(globs))


@lru_cache(maxsize=64)
def _pattern(globs: tuple[str, ...]) -> re.Pattern[str]:
    """Return the pattern, cached: the keys that a chronology declares are asked for each claim."""
    # Only the star is special; `translate` makes a pattern that does not try again and again.
    plain = (glob.replace("[", "[[]").replace("?", "[?]") for glob in globs)
    parts = [translate(glob) for glob in plain]
    return re.compile("|".join(parts) if parts else ".*")
