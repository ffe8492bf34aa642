"""The sections of the page, in the order in which they are read."""

from collections.abc import Collection, Sequence
from typing import Final

from chrono.exports.html.answers import Answers
from chrono.exports.html.event_list import event_list
from chrono.exports.html.markup import Markup, element, joined
from chrono.exports.html.state_rows import Answer, row
from chrono.exports.html.why_panel import panel
from chrono.exports.html.wording import Wording
from chrono.log.head import Head
from chrono.queries.rectangles import Given, Rectangle
from chrono.state.visibility import Visible

_MOST: Final = 4
"""How many events of one moment are named beside the slider."""


def opening(answers: Answers, wording: Wording) -> Markup:
    """Return the head of the page: what it is about, and where its record ends."""
    timeline = answers.timeline
    documents = {source.url or source for row in timeline.rows for source in row.visible.sources}
    told = f"{_many(timeline.rows, 'event')}, told by {_many(documents, 'document')}."
    newest = wording.date(answers.newest) if answers.newest else ""
    ends = f" The record ends with its newest source, of {newest}." if newest else ""
    zone = wording.history.zone.key
    return element(
        "header",
        element("h1", wording.name),
        element("p", f"{told}{ends} Days are those of {zone}.", class_="about"),
    )


def _many(things: Collection[object], noun: str) -> str:
    return f"{len(things)} {noun}{'' if len(things) == 1 else 's'}"


def controls(answers: Answers, wording: Wording) -> Markup:
    """Return the moment that governs the page, with its slider and fields, and what turned then."""
    turns = (_turn(given, answers, wording) for given in answers.turns)
    slider = element(
        "div",
        _button("earlier", "◀ Earlier"),
        element("label", element("span", "Moment", class_="unseen"), _range(answers)),
        _button("later", "Later ▶"),
        class_="slider scripted",
    )
    fields = element(
        "div",
        _field("when", "Moment", "text", "2023-11-19, 2023-11, 2023 or e17"),
        _field("day", "or a day", "date"),
        _field("known", "As known on", "date"),
        element("label", _box("that-day"), " the same day"),
        _button("everything", "All that is known"),
        _button("cite", "Cite this answer"),
        class_="fields scripted",
    )
    return joined(
        (
            element(
                "section",
                element("h2", "What held at the end of the record", id="heading"),
                element("p", id="live", role="status", class_="unseen"),
                slider,
                element("ul", *turns, class_="turns"),
                id="moment",
                aria_labelledby="heading",
            ),
            fields,
            element("p", id="wrong", role="alert", class_="scripted"),
            element(
                "textarea", id="citation", readonly="", hidden="", rows=4, aria_label="Citation"
            ),
        )
    )


def _range(answers: Answers) -> Markup:
    most = len(answers.stops) - 1
    return element("input", type="range", id="slider", min=0, max=most, value=most, step=1)


def _button(given: str, words: str) -> Markup:
    return element("button", words, type="button", id=given)


def _box(given: str) -> Markup:
    return element("input", type="checkbox", id=given)


def _field(given: str, words: str, sort: str, hint: str | None = None) -> Markup:
    field = element("input", type=sort, id=given, placeholder=hint, autocomplete="off")
    return element("label", element("span", words), " ", field)


def _turn(given: Given[Sequence[Visible]], answers: Answers, wording: Wording) -> Markup:
    """Return what had surely happened that day by a stop; first what changes the state."""
    ordered = sorted(given.answer, key=lambda visible: not visible.event.claims)
    parts: list[str] = []
    for visible in ordered[:_MOST]:
        date = wording.date(visible.event.occurred)
        words = (f"{date}: ", visible.event.headline, " ", wording.event(visible.id))
        parts.append(element("span", *words))
    more = len(ordered) - _MOST
    parts += [f" and {more} more"] if more > 0 else []
    return element("li", *parts, **answers.grid.shown(given.rectangles))


def state_tables(answers: Answers, wording: Wording) -> Markup:
    """Return what held, a table for each family; of each key all rows, of which one is shown."""
    tables, links = [], []
    for name, keys in answers.families.items():
        rows = (row(key, answers.slots[key], answers.grid, wording) for key in keys)
        whole = [each for key in keys for given in answers.slots[key] for each in given.rectangles]
        shown = answers.grid.shown(whole)
        table = element("table", element("caption", name), *rows)
        # A box of its own, so that a browser lays out and paints none that is far away.
        tables.append(element("div", table, id=f"family/{name}", class_="family", **shown))
        links.append(element("a", name, href=f"#family/{name}", **shown))
    nothing = "" if tables else None
    return element(
        "section",
        element("h2", "State"),
        _disputed(answers, wording),
        _changes(),
        element("nav", *links, aria_label="Families of keys", class_="families"),
        element("div", *tables, class_="state"),
        element("p", "Nothing is recorded to hold then.", id="nothing", hidden=nothing),
        id="state",
        tabindex="-1",
    )


def _changes() -> Markup:
    """Return the table of what changed on a day, into which the script puts values of the state."""
    heads = (element("th", each, scope="col") for each in ("Key", "Before", "After"))
    table = element("table", element("thead", element("tr", *heads)), element("tbody"))
    return element("details", element("summary"), table, id="changes", class_="scripted")


def _disputed(answers: Answers, wording: Wording) -> Markup:
    """Return the line that names the keys in dispute, each while it is."""
    when = {key: _when_disputed(slots) for key, slots in answers.slots.items()}
    keys = [key for keys in answers.families.values() for key in keys if when[key]]
    items = (
        element("a", wording.title(key), href=f"#why/{key}", **answers.grid.shown(when[key]))
        for key in keys
    )
    shown = answers.grid.shown([each for key in keys for each in when[key]])
    return element("p", element("b", "Disputed"), *items, class_="doubts", **shown)


def _when_disputed(slots: Sequence[Given[Answer]]) -> list[Rectangle]:
    disputed = (given for given in slots if given.answer.slot.alternatives)
    return [each for given in disputed for each in given.rectangles]


def whys(answers: Answers, wording: Wording) -> Markup:
    """Return the panel that says of each key who says so."""
    panels = (
        panel(key, answers.chains[key], answers.grid, wording)
        for keys in answers.families.values()
        for key in keys
    )
    return element("aside", element("h2", "Why"), *panels, id="why", tabindex="-1")


def whole_timeline(answers: Answers, wording: Wording) -> Markup:
    """Return the whole timeline."""
    withdrawn = "with corrections and withdrawals in place"
    return element(
        "section",
        element("h2", "Timeline"),
        element("p", f"All events in the order of their dates, {withdrawn}.", class_="hint"),
        *event_list(answers.timeline, wording),
        id="timeline",
    )


def about(head: Head, wording: Wording) -> Markup:
    """Return how to read the page, the head to check it by, and room for the addresses in print."""
    name = wording.history.chronology
    return element(
        "section",
        element("h2", "About this page"),
        element(
            "p",
            "A date is meant to its end: the state of a day is that at the end of it. What is "
            "possible may have happened by then, as its date is vague; what is disputed is said "
            "in several ways, and nobody is right by being later. As known on a day, only what "
            "was public by then counts.",
        ),
        element("p", f"Chronology {name}, {head.entries} entries, log head {head.hash}."),
        element("div", element("h3", "Addresses"), element("ol"), class_="addresses"),
        id="about",
    )
