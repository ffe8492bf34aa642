"""The page in a browser: it picks what the engine answers, for every reader, and asks nobody else.

These tests need Chromium and are skipped without it; CHROMIUM may name the program.
"""

import io
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page
from pypdf import PdfReader

from chrono.events.entries import Development
from chrono.exports.html.page import page as page_of
from chrono.exports.html.wording import Wording
from chrono.log.head import Head
from chrono.queries.state import newest_source
from chrono.state.moments import moment
from chrono.state.rule import World
from chrono.state.slots import slots
from chrono.state.visibility import View
from chrono.values.clocks import END, Instant
from tests.browser.conftest import GO, Opened, opened
from tests.building import NOW, event, source, state_at
from tests.page_reader import expected
from tests.strategies import history_of_rows, rows_by_hand

HEAD = Head(3, "5c11")

CHAIR = "office/club/chair"

NEWEST = "what held at the end of Sun 30 Jun 2024"
"""What the page of the club opens with."""

STATE = """() => {
  const shown = (element) => !element.closest("[hidden]");
  const rows = Array.from(document.querySelectorAll("tr[data-key]")).filter(shown);
  const values = (row) => Array.from(row.querySelectorAll("strong")).filter(shown);
  return Object.fromEntries(
    rows.map((row) => [row.dataset.key, values(row).map((value) => value.textContent)])
  );
}"""
"""Returns the values in the rows that are shown."""

STATES = f"""(asked) => asked.map((each) => {{
  ({GO})(each);
  return ({STATE})();
}})"""
"""Goes to addresses, and returns what is shown at each."""

REFUSED = """async () => {
  const refused = [];
  addEventListener("securitypolicyviolation", (event) => refused.push(event.effectiveDirective));
  const script = document.createElement("script");
  script.textContent = "window.ran = true";
  const image = new Image();
  image.src = "https://example.org/pixel.png";
  const part = document.createElement("p");
  part.setAttribute("style", "color: red");
  document.body.append(script, image, part);
  await fetch("https://example.org/").catch(() => {});
  await new Promise((done) => setTimeout(done));
  for (const each of [script, image, part]) each.remove();
  return [window.ran, refused.sort()];
}"""
"""Tries what the policy forbids, and returns what ran, and what was refused."""

EVIL = (
    "</script><script>window.ran = true</script><img src=x onerror='window.ran = true'>"
    "<style>* { display: none }</style> \" ' & ]]> <!-- \u202e\u2066\u200b" + "x" * 10_000
)
"""Markup, script, what reorders text, and more letters than any headline has."""

DRAWN = """([selector, name, colour]) => {
  const probe = document.body.appendChild(document.createElement("i"));
  probe.style.color = colour;
  const drawn = getComputedStyle(document.querySelector(selector))[name];
  const meant = getComputedStyle(probe).color;
  probe.remove();
  return [drawn, meant];
}"""
"""Returns in which colour something is drawn, and what a colour of the system is."""

WIDE = """() => Array.from(document.querySelectorAll("body *"))
  .filter((each) => each.getBoundingClientRect().right > innerWidth + 1)
  .filter((each) => each.checkVisibility() && !each.closest(".scroll, svg, .skip, .families"))
  .map((each) => each.outerHTML.slice(0, 80))"""
"""Returns what sticks out to the right, besides what scrolls in itself."""


Rows = dict[str, list[str]]
"""The values in each row, by key."""


def in_order(rows: Rows) -> Rows:
    """Return rows with their values in alphabetical order."""
    return {key: sorted(values) for key, values in rows.items()}


def test_at_every_event_the_page_is_the_state(bundled: Opened) -> None:
    """At the moment of each event, it shows the keys and values of chrono state."""
    history, view = bundled.history, View(bundled.history)
    names = [f"e{each.position}" for each in history.records if isinstance(each, Development)]

    shown = bundled.page.evaluate(STATES, [f"at={name}" for name in names])

    @cache
    def held(at: Instant) -> Rows:
        return expected(slots(World(view, at)), Wording(history))

    for name, found in zip(names, shown, strict=True):
        assert in_order(found) == held(moment(name, history, NOW).instant), name


def test_as_known_on_a_day_the_page_is_the_state(bundled: Opened) -> None:
    """On days, months and years, by what was public by then or later: as chrono state."""
    asked = [
        ("2022-04-03", "2022-04-03"),
        ("2022-04-03", "2022-04-05"),
        ("2022-04", "2022-04-14"),
        ("2022-07-12", "2022-07-12"),
        ("2022-10-27", "2022-10-27"),
        ("2022-10-27", "2022-07-12"),
        ("2022", "2022-12-20"),
        ("e99", "2022-08"),
        ("2022-04-04T09:00", "2022-04-04"),
        ("2024", "2023"),
    ]

    shown = bundled.page.evaluate(STATES, [f"at={day}&known={known}" for day, known in asked])

    wording = Wording(bundled.history)
    for (day, known), found in zip(asked, shown, strict=True):
        state = state_at(bundled.history, day, known=known)
        assert in_order(found) == expected(state.slots, wording), (day, known)


def test_the_address_chooses_the_key(bundled: Opened) -> None:
    """Of all panels that of the key in the address is seen, alone."""
    for key in ("office/twitter/ceo", "stake/musk"):
        bundled.go(f"at=2022-10-28&key={key}")

        seen = bundled.page.locator(".why:visible")

        assert [each.get_attribute("id") for each in seen.all()] == [f"why/{key}"]


def test_the_field_takes_dates_and_events(club: Opened) -> None:
    """A year, month, day, minute or event, to its end; of others it says what can be written."""
    club.go("at=2024-06-30")
    for text, words in {
        "2024": "the end of Tue 31 Dec 2024",
        "2024-02": "the end of Thu 29 Feb 2024",
        "2024-02-03": "the end of Sat 3 Feb 2024",
        "2024-02-03T10:30": "Sat 3 Feb 2024, 10:30",
        "e2": "the end of Mon 1 Jan 2024",
    }.items():
        club.page.fill("#when", text)
        club.page.press("#when", "Enter")
        assert club.page.inner_text("#heading") == f"What held at {words}"
    for text in ("2024-02-30", "2023-02-29", "2024-13", "2024-02-03T24:00", "e99", "soon"):
        club.page.fill("#when", text)
        club.page.press("#when", "Enter")
        assert f"{text}: no moment; write 2023" in club.page.inner_text("#wrong")


@pytest.mark.parametrize(
    ("address", "wrong", "instead"),
    [
        ("at=2023-13", "at=2023-13", NEWEST),
        ("at=%", "at=%", NEWEST),
        ("at=", "at=", NEWEST),
        ("at=2024-02-03&known=soon", "known=soon", "what held at the end of Sat 3 Feb 2024"),
        ("at=soon&known=2024-03-02", "at=soon", f"{NEWEST}, from what was public by the end of"),
        ("at=soon&known=2024-13", "at=soon, known=2024-13", NEWEST),
        ("at=2024-02-03&key=club/none", "key=club/none", "what held at the end of Sat 3 Feb 2024"),
        ("why/club/none", "why/club/none", "what held at the end of"),
    ],
)
def test_what_an_address_says_in_vain_is_told(
    club: Opened, address: str, wrong: str, instead: str
) -> None:
    """A mangled link names what of it was not understood, and what is shown, until one goes on."""
    club.go(address)

    told = club.page.inner_text("#wrong")
    assert club.page.is_visible("#wrong")
    assert told.startswith(f"Not understood in the address: {wrong}. Shown instead: {instead}")
    assert not club.complaints
    club.go(f"at=2024-06-30&key={CHAIR}")
    assert not club.page.is_visible("#wrong")


def test_a_page_that_is_opened_by_a_mangled_link_says_so(club: Opened) -> None:
    """What it says is still there when the address has become that of what is shown."""
    club.page.goto("about:blank")
    club.page.goto(f"{club.asked[0]}#at=2023-13&key={CHAIR}")
    club.page.wait_for_url(f"**#at=2024-06-30&key={CHAIR}", timeout=5000)

    assert "at=2023-13" in club.page.inner_text("#wrong")
    assert club.page.is_visible("#wrong")


def test_a_citation_can_be_checked(club: Opened) -> None:
    """It has the key, the moment, what was known, the answer, its events and the head."""
    club.go(f"at=2024-04-02&known=2024-05-31&key={CHAIR}")
    club.page.click("#cite")

    cited = club.page.input_value("#citation")

    for part in (
        CHAIR,
        "Tue 2 Apr 2024",
        "Fri 31 May 2024",
        "Bo",
        "from bo",
        "test, log head 5c11",
    ):
        assert part in cited, part
    assert "Cy" not in cited


def test_what_is_far_down_the_page_is_cited_as_well(bundled: Opened) -> None:
    """A browser lays out no family of keys that is far from its window, and knows no text of it."""
    last = bundled.page.locator("tr[data-key]:not([hidden])").last
    key = last.get_attribute("data-key")
    value = last.locator("div:not([hidden]) > strong").first.text_content()
    bundled.page.evaluate("scrollTo(0, 0)")
    bundled.go(f"key={key}")

    bundled.page.evaluate("document.querySelector('#cite').click()")

    assert f": {value} · " in bundled.page.input_value("#citation")


def test_without_a_script_the_newest_state_and_all_events_are_there(
    bundled: Opened, browser: Browser
) -> None:
    """It shows what holds at the end of the record, the whole timeline, and nothing to press."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(bundled.asked[0])
    newest = newest_source(World(View(bundled.history), END))
    developments = [each for each in bundled.history.records if isinstance(each, Development)]

    shown, events, controls = page.evaluate(
        f"""() => [
          ({STATE})(),
          Array.from(document.querySelectorAll(".events > li")).length,
          Array.from(document.querySelectorAll("input, button"), (one) => one.checkVisibility()),
        ]"""
    )

    state = state_at(bundled.history, str(newest))
    assert in_order(shown) == expected(state.slots, Wording(bundled.history))
    assert events == len(developments)
    assert not any(controls)
    context.close()


def test_the_policy_holds_and_nothing_leaves_the_page(bundled: Opened) -> None:
    """Until now only its file was asked for; scripts, images, styles and calls are refused."""
    assert bundled.complaints == []
    assert {each.partition("#")[0] for each in bundled.asked} == {bundled.asked[0]}
    ran, refused = bundled.page.evaluate(REFUSED)
    assert ran is None
    assert set(refused) == {"connect-src", "img-src", "script-src-elem", "style-src-attr"}


def hostile(text: str, name: str) -> Any:
    """Tell one thing, with a text in all its places."""
    sources = [
        source("2024-01-02", title=text, publisher=name, pinpoint=text, url="https://example.org/x")
        | ({"url": f"javascript:{text[:500]}"} if name == EVIL[:70] else {})
    ]
    said = {"set": CHAIR, "value": text}
    one = event("one", "2024-01-01", said, headline=text, note=text, sources=sources)
    return history_of_rows(rows_by_hand([one]))


def test_hostile_data_changes_nothing(browser: Browser, tmp_path: Path) -> None:
    """With the worst of texts it has the elements that it has with plain ones, and nothing runs."""
    shapes = []
    for text, name in (("plain", "plain"), (EVIL, EVIL[:70])):
        history = hostile(text, name)
        made = opened(browser, tmp_path / "page.html", history, page_of(history, HEAD))
        made.page.set_viewport_size({"width": 320, "height": 640})
        made.page.wait_for_selector(".below")
        shapes.append(
            made.page.eval_on_selector_all(
                "body *", "all => all.map(each => each.tagName).filter(each => each !== 'A')"
            )
        )
        assert made.page.evaluate("window.ran") is None
        assert made.page.evaluate("document.documentElement.scrollWidth") == 320
        assert made.complaints == []
        assert [each for each in made.asked if not each.startswith("file:")] == []
        made.page.close()
    assert shapes[0] == shapes[1]


COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}
"""The rules of axe that go by colours, which are all that is another in the dark."""


@pytest.mark.parametrize(("scheme", "rules"), [("light", None), ("dark", COLOURS)])
def test_nothing_serious_bars_a_reader(club: Opened, scheme: Any, rules: Any) -> None:
    """The rules of axe find nothing serious or critical, in the light and in the dark."""
    club.page.emulate_media(color_scheme=scheme)
    club.go(f"at=2024-06-30&known=2024-06-15&key={CHAIR}")

    found = Axe().run(club.page, options=rules).response["violations"]

    serious = [each for each in found if each["impact"] in ("serious", "critical")]
    assert [(each["id"], [node["html"] for node in each["nodes"]]) for each in serious] == []
    club.page.emulate_media(color_scheme=None)


def test_four_keys_reach_the_first_source(club: Opened) -> None:
    """From where the page is loaded, the keyboard alone gets to the source of the key asked for."""
    club.page.goto("about:blank")
    club.page.goto(f"{club.asked[0]}#at=2024-06-30&key={CHAIR}")
    for key in ("Tab", "Tab", "Tab", "Enter"):
        club.page.keyboard.press(key)

    reached = club.page.evaluate("[document.activeElement.href, document.activeElement.innerText]")

    assert reached in (["https://example.org/m", "Minutes"], ["https://example.org/chair", "Paper"])
    assert club.page.evaluate("document.activeElement.closest('section').id") == f"why/{CHAIR}"


def test_the_slider_goes_by_keys_and_says_where_it_is(club: Opened) -> None:
    """Arrows step from event to event; a screen reader hears the moment, and what had happened."""
    club.go(f"at=e2&key={CHAIR}")
    club.page.focus("#slider")
    club.page.keyboard.press("ArrowRight")

    said = club.page.get_attribute("#slider", "aria-valuetext")

    assert said == "the end of Thu 1 Feb 2024, after 1 Feb 2024: in e6"
    assert club.page.inner_text("#heading") == "What held at the end of Thu 1 Feb 2024"


def test_the_slider_goes_by_months_and_by_buttons(club: Opened) -> None:
    """Page Up and Down step over thirty days, but to another stop; buttons step to the next."""
    club.go(f"at=2024-01-01&key={CHAIR}")
    club.page.focus("#slider")
    for key, day in (("PageUp", "02-01"), ("PageUp", "03-01"), ("PageDown", "01-01")):
        club.page.keyboard.press(key)
        assert club.page.input_value("#day") == f"2024-{day}", key
    for button, day in (("later", "02-01"), ("later", "02-03"), ("earlier", "02-01")):
        club.page.click(f"#{button}")
        assert club.page.input_value("#day") == f"2024-{day}", button


def test_a_narrow_screen_needs_no_scrolling_sideways(bundled: Opened) -> None:
    """At 320 pixels, and where all is twice as large, nothing sticks out but the pictures."""
    bundled.go("at=2022-10-28&known=2022-10-28&key=board/twitter")
    for width in (320, 640):
        bundled.page.set_viewport_size({"width": width, "height": 640})
        assert bundled.page.evaluate("document.documentElement.scrollWidth") == width
        assert bundled.page.evaluate(WIDE) == []
    bundled.page.set_viewport_size({"width": 1280, "height": 720})


def test_on_a_narrow_screen_why_stands_below_its_row(club: Opened) -> None:
    """The answer to why follows the row of its key, and is beside the state again when wide."""
    club.go(f"at=2024-06-30&key={CHAIR}")
    club.page.set_viewport_size({"width": 390, "height": 640})
    below = club.page.wait_for_selector(f"tr[data-key='{CHAIR}'] + .below #why .chosen")
    assert below is not None
    assert below.is_visible()
    club.page.set_viewport_size({"width": 1280, "height": 720})
    club.page.wait_for_selector(".columns > #why")


def changes(page: Page) -> list[list[str]]:
    """Return the table of what changed on the day, once it is about the moment of the page."""
    page.locator("#live", has_text=f"{page.inner_text('#heading')}: ").wait_for(state="attached")
    page.evaluate("changes.open = true")
    return [row.split("\t") for row in page.locator("#changes:visible tbody tr").all_inner_texts()]


def test_a_day_as_known_on_the_same_day_is_named_once(club: Opened) -> None:
    """As the command line does it."""
    club.go(f"at=2024-03-01&known=2024-03-01&key={CHAIR}")
    words = "What held at the end of Fri 1 Mar 2024, from what was public by then"
    assert club.page.inner_text("#heading") == words


def test_what_changed_on_a_day_is_told_from_before_to_after(club: Opened) -> None:
    """Of each key that is not what it was the values stand side by side, by what was known."""
    club.go(f"at=2024-03-01&key={CHAIR}")
    assert changes(club.page) == [[CHAIR, "Ada", "disputed Bo; disputed Cy"]]
    club.go(f"at=2024-03-01&known=2024-05-31&key={CHAIR}")
    assert changes(club.page) == [[CHAIR, "nothing", "Bo"]]
    club.go(f"at=2024-02-03&key={CHAIR}")
    assert changes(club.page) == [["club/fee", "nothing", "3"]]
    club.go(f"at=2023-12-31&key={CHAIR}")
    assert changes(club.page) == []
    assert not club.page.locator("#changes").is_visible()


def test_before_the_first_event_it_says_that_nothing_held(club: Opened) -> None:
    """Where no key has a value, a sentence says so."""
    club.go(f"at=2023-12-31&key={CHAIR}")
    assert club.page.locator("#nothing").is_visible()
    club.go(f"at=2024-03-01&key={CHAIR}")
    assert not club.page.locator("#nothing").is_visible()


def test_as_known_on_a_day_no_event_is_named_that_was_not_public(club: Opened) -> None:
    """The events beside the slider are named only while all that is known counts."""
    club.go("at=2024-03-01&known=2024-05-31")
    assert not club.page.locator(".turns").is_visible()
    club.go("at=2024-03-01")
    assert "bo e3" in club.page.inner_text(".turns")


def test_forced_colours_keep_what_colour_says(club: Opened) -> None:
    """Bars, the cursor and the row that is chosen are drawn in the colours of the system."""
    club.page.emulate_media(forced_colors="active")
    club.go(f"at=2024-06-30&key={CHAIR}")
    for selector, name, colour in (
        ("svg rect.sure", "fill", "CanvasText"),
        ("svg .lane", "fill", "CanvasText"),
        ("svg .axis", "fill", "CanvasText"),
        ("svg .cursor", "stroke", "Highlight"),
        ("svg .piles", "stroke", "CanvasText"),
        ("svg .late circle", "fill", "CanvasText"),
        (".state tr.chosen th", "outlineColor", "Highlight"),
    ):
        drawn, meant = club.page.evaluate(DRAWN, [selector, name, colour])
        assert drawn == meant, selector
    club.page.emulate_media(forced_colors=None)


def test_nothing_moves_by_itself(club: Opened) -> None:
    """With reduced motion asked for, a step, a jump and another key are there at once."""
    club.page.emulate_media(reduced_motion="reduce")
    club.go(f"at=2024-06-30&key={CHAIR}")
    club.page.click("#earlier")
    club.go("key=club/members")
    assert club.page.evaluate("document.getAnimations().length") == 0
    assert club.page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"
    club.page.emulate_media(reduced_motion=None)


def test_on_paper_each_page_has_the_moment_and_the_end_the_addresses(club: Opened) -> None:
    """Above are moment and head; addresses are numbered where they are cited, and at the end."""
    club.go(f"at=2024-04-02&known=2024-05-31&key={CHAIR}")
    sheets = [sheet.extract_text() for sheet in PdfReader(io.BytesIO(club.page.pdf())).pages]

    words = " ".join(" ".join(sheets).split())
    assert "The same as a table" not in words
    listed = words.rpartition("Addresses")[2]

    assert len(sheets) > 1
    for sheet in sheets:
        head = " ".join(sheet.split())
        assert "What held at the end of Tue 2 Apr 2024, from what was public" in head
        assert "head 5c11" in head
    for number, address in enumerate(("chair", "m"), 1):
        assert f"https://example.org/{address}" in listed
        assert f"[{number}]" in words
    assert "https://example.org/" not in words.rpartition("Addresses")[0]
