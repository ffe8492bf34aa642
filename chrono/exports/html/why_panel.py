"""Why: of each key the chain of claims, and how each stands at every moment, with its sources."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from chrono.exports.html.grid import Grid
from chrono.exports.html.markup import Markup, element, joined
from chrono.exports.html.source_links import source_link
from chrono.exports.html.wording import Wording
from chrono.exports.words import claim_in_words
from chrono.queries.rectangles import Given, Rectangle
from chrono.queries.why import Step, chain
from chrono.state.rule import World
from chrono.values.canonical import canonical


def steps_in(world: World, key: str) -> Iterator[tuple[str, Step]]:
    """Yield the claims on a key, each after its text."""
    for step in chain(world, key):
        body = step.body()
        del body["bounds"]
        yield canonical(body), step


def panel(key: str, steps: Sequence[Given[Step]], grid: Grid, wording: Wording) -> Markup:
    """Return the section of a key: its claims, newest first, as the last of them counts."""
    claims: dict[str, list[Given[Step]]] = defaultdict(list)
    for given in sorted(steps, key=lambda each: (*each.answer.bounds.by_date, each.answer.event)):
        step = given.answer
        claims[canonical([step.event, step.op, step.value, step.occurred])].append(given)
    title = wording.title(key)
    return element(
        "section",
        element("h3", title, " ", *([element("code", key)] if title != key else [])),
        element("ol", *(_claim(key, each, grid, wording) for each in reversed(claims.values()))),
        id=f"why/{key}",
        class_="why",
        tabindex="-1",
    )


def _claim(key: str, variants: Sequence[Given[Step]], grid: Grid, wording: Wording) -> Markup:
    """Return one claim, with each standing that it ever has and each source, where they count."""
    step = variants[-1].answer
    whole = [each for given in variants for each in given.rectangles]
    date = wording.date(step.occurred)
    return element(
        "li",
        element("time", date),
        " ",
        element("strong", _said(key, step, wording)),
        " ",
        wording.event(step.event),
        " ",
        *_standings(variants, whole, grid, wording),
        _sources(variants, whole, grid, wording),
        **grid.shown(whole),
    )


def _said(key: str, step: Step, wording: Wording) -> str:
    if step.op == "after":
        return f"after {step.value}"
    pending = step.op in ("announce", "lapse")
    member = step.op in ("add", "drop")
    value = (
        "" if step.value is None else wording.value(step.value, key, pending=pending, member=member)
    )
    return claim_in_words(step.op, value, "announced")


def _standings(
    variants: Sequence[Given[Step]], whole: Sequence[Rectangle], grid: Grid, wording: Wording
) -> Iterator[Markup]:
    """Yield the standings of a claim, each in the rectangles in which it stands so."""
    when: dict[Markup, list[Rectangle]] = defaultdict(list)
    for given in variants:
        when[_standing(given.answer, wording)] += given.rectangles
    for words, rectangles in when.items():
        yield element("span", words, **grid.within(rectangles, whole))


def _standing(step: Step, wording: Wording) -> Markup:
    parts: list[str] = [element("b", step.standing, class_=step.standing)]
    if step.by:
        more = step.by_count - len(step.by)
        parts += [" by ", wording.events(step.by), f" and {more} more" if more else ""]
    if step.reason:
        parts.append(f": {step.reason}")
    return joined(parts)


def _sources(
    variants: Sequence[Given[Step]], whole: Sequence[Rectangle], grid: Grid, wording: Wording
) -> Markup:
    """Return the sources of a claim; one that is not always among them, in its rectangles."""
    when: dict[Markup, list[Rectangle]] = defaultdict(list)
    for given in variants:
        for source in given.answer.sources:
            when[source_link(source, wording, brief=True)] += given.rectangles
    items = (
        element("li", link, **grid.within(rectangles, whole)) for link, rectangles in when.items()
    )
    return element("ul", *items)
