"""What is in use in a chronology, and may be meant again: publishers, pages, values and words."""

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from typing import Any

from chrono.errors import ChronoError, did_you_mean
from chrono.events.claims import texts_in
from chrono.events.entries import Correction
from chrono.events.history import History
from chrono.state.visibility import View
from chrono.values.clocks import shown
from chrono.values.hosts import host_of
from chrono.values.keys import family
from chrono.values.sources import Source


class UnknownPublisher(ChronoError):
    """A name that no source has as its publisher or origin, and that is no alias of one."""

    def __init__(self, name: str, hint: str) -> None:
        self.name = name
        super().__init__(f"{shown(name)} is no publisher or origin here; {hint}")


def sources(history: History) -> list[Source]:
    """Return every source of every entry, in the order of the log."""
    found = list[Source]()
    for record in history.records:
        found += record.event.sources if isinstance(record, Correction) else ()
        found += record.sources
    return found


def publishers(history: History) -> list[str]:
    """Return the publishers of all sources, in alphabetical order."""
    return sorted({source.publisher for source in sources(history)})


def publishers_named(name: str, history: History) -> frozenset[str]:
    """Return the publishers and origins that a name means: itself or what it is an alias of.

    Case does not matter, so names that differ by it alone are all meant.

    Raises:
        UnknownPublisher: It means none.
    """
    plain = {alias.casefold(): of for alias, of in _aliases(history).items()}
    known = {of for source in sources(history) for of in (source.publisher, source.rests_on)}
    meant = {plain.get(name.casefold(), name).casefold(), name.casefold()}
    named = frozenset(each for each in known if each.casefold() in meant)
    if not named:
        names = {each.casefold(): each for each in sorted(known)} | plain
        near = did_you_mean(name.casefold(), names).removeprefix("did you mean ").removesuffix("?")
        hint = f"did you mean {names[near]}?" if near else "chrono log lists sources"
        raise UnknownPublisher(name, hint)
    return named


def _aliases(history: History) -> Mapping[str, str]:
    return history.declaration.aliases if history.declaration else {}


def addresses(history: History) -> list[str]:
    """Return the addresses of all sources, in alphabetical order."""
    return sorted({source.url for source in sources(history) if source.url})


def texts(history: History) -> list[str]:
    """Return every text within the value of a claim, in alphabetical order."""
    claims = [claim for listed in View(history).claims.values() for _, claim in listed]
    return sorted({text for claim in claims for text in texts_in(claim.value)})


def source_at(history: History, url: str | None) -> dict[str, str]:
    """Return publisher, date and title of a page; of another page of a known site, its publisher.

    Where the page was cited several times, the last citation counts. Empty for what is not known.
    """
    cited = [source for source in sources(history) if source.url]
    same = [source for source in cited if source.url == url]
    if same:
        known = same[-1].body()
        return {name: known[name] for name in ("publisher", "published", "title") if name in known}
    host = host_of(url or "")
    return source_of_site({s.publisher for s in cited if host and host_of(s.url or "") == host})


def source_of_site(publishers: AbstractSet[str]) -> dict[str, str]:
    """Return the publisher of a site, of which these are known; empty for several or none."""
    return {"publisher": next(iter(publishers))} if len(publishers) == 1 else {}


def last_value(history: History, key: str, *, member: bool = False) -> Any:
    """Return the last value of a key; else of a key of its family with as many parts; else None.

    With `member`, the last one that came into a set or left it.
    """
    view, depth = View(history), key.count("/")
    near = [k for k in view.claims if family(k) == family(key) and k.count("/") == depth]
    value = value_on(view, [key], member=member)
    return value_on(view, near, member=member) if value is None else value


def value_on(view: View, keys: Iterable[str], *, member: bool) -> Any:
    """Return the last value that came to any of some keys, as `last_value`; None for none."""
    values = [
        (index, claim.value)
        for key in keys
        for index, claim in view.claims.get(key, ())
        if claim.value is not None and member == (claim.op in ("add", "drop"))
    ]
    return max(values, key=lambda each: each[0])[1] if values else None
