"""How values are said fits what the kinds write, though no kind is imported to say it."""

import functools
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any, Literal, get_args, get_origin, get_type_hints

import attrs
import pytest
from hypothesis import given

from chrono.codec.codec import Codec
from chrono.kinds.catalogue import FACETS, KINDS
from chrono.kinds.wording import NAMED, WORDINGS, Wording, wording_of
from chrono.testing.data_of_kinds import data_of
from chrono.values.keys import family
from tests.building import source
from tests.profiles import examples

pytestmark = pytest.mark.no_cover  # nearly all of the work is drawing maps of every kind

MONEY = {"amount", "currency"}


@functools.cache
def maps_written() -> Mapping[str, list[Mapping[str, Any]]]:
    """Collect, by family, the maps that are no money and that some kind of a facet asserts."""
    found: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    codec = Codec("test", KINDS)

    def collect(kind: str, data: dict[str, Any]) -> None:
        written = {
            "id": "x", "kind": kind, "occurred": "2024", "headline": "x", "data": data,
            "sources": [source()],
        }  # fmt: skip
        draft, _ = codec.draft(written, "test")
        for claim in draft.derived["claims"] if draft else ():
            value = claim.get("value")
            if isinstance(value, Mapping) and not value.keys() >= MONEY:
                found[family(claim["key"])].append(value)

    def collect_all(cls: type) -> None:
        name = cls.__kind__.name
        examples(10)(given(data_of(cls))(lambda data: collect(name, data)))()
        for data in varied(cls):
            collect(name, data)

    for facet in FACETS:
        for cls in facet.KINDS:
            collect_all(cls)
    return found


def varied(cls: type) -> Iterator[dict[str, Any]]:
    """Yield data with each field, and each word of one that has a few; chance may miss one."""
    hints = get_type_hints(cls)
    required = {one.name for one in attrs.fields(cls) if one.default is attrs.NOTHING}
    choices = {name: get_args(hint) for name, hint in hints.items() if get_origin(hint) is Literal}
    plain = {name: choices[name][0] if name in choices else "x" for name in required}
    for name in hints:
        for value in choices.get(name, ("x", 1)):
            yield {**plain, name: value}


def test_each_family_of_maps_has_its_wording() -> None:
    """A kind whose values are maps cannot be added without saying how they are said."""
    assert maps_written().keys() == WORDINGS.keys()


@pytest.mark.parametrize("name", WORDINGS)
def test_a_wording_speaks_of_what_the_kinds_of_its_family_write(name: str) -> None:
    """Each map has something to be said first, and no field or value is named that none has."""
    wording, values = WORDINGS[name], maps_written()[name]
    leads = [(wording.first_of(value), value) for value in values]

    assert {lead for lead, _ in leads} == set(wording.first)
    assert {wording.bare} - {""} <= {field for value in values for field in value}
    assert all(any(value.get(field) == one for value in values) for field, one in
               wording.usual.items())  # fmt: skip
    assert wording.coming.keys() <= {value[lead] for lead, value in leads if lead}


@pytest.mark.parametrize("name", WORDINGS)
def test_a_date_of_a_kind_is_printed_as_one(name: str) -> None:
    """A field that some kind reads as a date is one in the values of its family, too."""
    dates = {field for kind in KINDS for field in kind.dates}

    assert {field for value in maps_written()[name] for field in value} & dates <= (
        WORDINGS[name].dates
    )


@pytest.mark.parametrize("name", WORDINGS)
def test_a_word_for_what_is_coming_is_no_value_itself(name: str) -> None:
    """Otherwise nobody could tell which of the two was typed."""
    firsts = {value[field] for value in maps_written()[name] for field in WORDINGS[name].first
              if field in value}  # fmt: skip

    assert not firsts & set(WORDINGS[name].coming.values())


def test_only_what_is_pending_is_said_to_come() -> None:
    """A closed deal is closed; one whose closing is announced is closing."""
    assert wording_of("deal/a", pending=True).coming == {"closed": "closing"}
    assert wording_of("deal/a") == Wording(first=("stage",))


def test_of_a_family_that_no_kind_writes_each_field_has_its_name() -> None:
    """The words of one's own keys are one's own."""
    assert wording_of("ship/a") == NAMED


def test_saying_a_value_imports_no_kind() -> None:
    """An answer starts as fast as if there were no kinds."""
    code = (
        "import sys, chrono.cli.render.values\n"
        "print(sorted(n for n in sys.modules if n.startswith('chrono.kinds')))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "['chrono.kinds', 'chrono.kinds.wording']"
