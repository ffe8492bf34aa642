"""The moment, and the sources, of an exported answer: a sentence for its readers."""

from collections.abc import Sequence

from chrono.api.reading import Query
from chrono.cli.render.dates import date_in_words
from chrono.cli.render.moments import moment_in_words, public_by
from chrono.cli.render.terminal import line
from chrono.values.dates import Date


def as_of_in_words(query: Query, basis: str | None, without: Sequence[str], *, now: bool) -> str:
    """Return a sentence with the moments, and the choice of sources, of an exported answer."""
    asof, zone = query.asof, query.records.declared.zone
    if now:  # nobody needs its microseconds
        parts = [f"As of {date_in_words(Date.parse(f'{asof.at.text[:19]}Z'), zone)}"]
    else:
        parts = [f"As of {moment_in_words(asof.at, zone.key)}"]
    if asof.known:
        parts.append(public_by(asof, zone.key))
    if asof.recorded:
        parts.append(f"as recorded by {line(asof.recorded)}")
    if basis:
        parts.append(f"from sources that are {basis} or better")
    if without:
        parts.append(f"without {line(', '.join(without))}")
    return f"{', '.join(parts)}."
