"""Reading the page as its reader does: which rows of the state are shown, and what they say."""

import json
import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from html.parser import HTMLParser

from chrono.events.history import History
from chrono.exports.html.page import page
from chrono.exports.html.wording import Wording
from chrono.log.bundled import bundled
from chrono.state.slot import Slot


@cache
def bundled_page() -> tuple[History, str]:
    """Make the page of the smaller of the bundled chronologies."""
    log = bundled("musk-twitter")
    history = History.of("musk-twitter", log.entries())
    return history, page(history, log.head())


Attributes = Mapping[str, str | None]
_VOID = {"input", "meta", "line", "rect", "use"}


class Shown(HTMLParser):
    """Collects what is shown.

    Attributes:
        values: Of each key with a row of the state that is shown the values in it, sorted.
        text: All that is shown, in order.
    """

    def __init__(self, page: str, shown: Callable[[Attributes], bool]) -> None:
        super().__init__()
        self.values: dict[str, list[str]] = {}
        self.text = ""
        self._shown, self._open = shown, list[tuple[str, bool]]()
        self._key, self._value = "", None
        self.feed(page)
        self.values = {key: sorted(values) for key, values in self.values.items()}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note whether the element and all around it are shown."""
        if tag in _VOID:
            return
        given = dict(attrs)
        visible = all(shown for _, shown in self._open) and self._shown(given)
        self._open.append((tag, visible))
        if tag == "tr":
            self._key = given.get("data-key") or ""
            if self._key and visible:
                self.values[self._key] = []
        if tag == "strong" and self._key and visible:
            self._value = ""

    def handle_endtag(self, tag: str) -> None:
        """Keep a value that ends."""
        if tag == "strong" and self._value is not None:
            self.values[self._key].append(self._value)
            self._value = None
        if tag == "tr":
            self._key = ""
        if tag not in _VOID:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        """Read a value on."""
        if all(shown for _, shown in self._open):
            self.text += data
        if self._value is not None:
            self._value += data


def data_of(page: str) -> dict[str, list[int]]:
    """Return the numbers that the script picks by."""
    found = re.search(r"id=data>(.*?)</script>", page, re.DOTALL)
    return json.loads(found[1]) if found else {}


def picked(page: str, at: int, known: int | None) -> Shown:
    """Return what is shown at a moment, by the rectangles of each element, as the script picks."""
    data = data_of(page)
    a = bisect_right(data["at"], at)
    k = len(data["known"]) if known is None else bisect_right(data["known"], known)

    def shown(given: Attributes) -> bool:
        if "data-r" not in given:
            return True
        each = [int(number) for number in (given["data-r"] or "").split()]
        fours = (each[n : n + 4] for n in range(0, len(each), 4))
        return any(a0 <= a < a1 and k0 <= k < k1 for a0, a1, k0, k1 in fours)

    return Shown(page, shown)


def expected(slots: Iterable[Slot], wording: Wording) -> dict[str, list[str]]:
    """Return the values that slots have, as the page words them."""
    values = {}
    for slot in slots:
        said = []
        if slot.because:
            ended = slot.standing == "ended" or slot.value is None
            said.append("ended" if ended else wording.value(slot.value, slot.key))
        said += [wording.candidate(each, slot.key) for each in (*slot.alternatives, *slot.possible)]
        said += [wording.candidate(each, slot.key, pending=True) for each in slot.pending]
        values[slot.key] = sorted(said)
    return values
