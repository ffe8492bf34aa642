"""What stands, told act by act, is what it is of all acts together."""

from hypothesis import given
from hypothesis import strategies as st

from chrono.events.acts import Amendments
from chrono.events.amended import Amended
from chrono.events.entries import Act, Correction, Development, Record
from tests.profiles import examples
from tests.unit.events.test_acts import (
    citation,
    correction,
    development,
    event_from,
    retraction,
    source,
)

PAPERS = ("Gazette", "Herald", "Courier")
DRAWN = st.tuples(st.sampled_from("rrrccs"), st.integers(0, 9), st.sampled_from(PAPERS))


def act(position: int, sort: str, number: int, paper: str, before: list[Record]) -> Act:
    """Make an act upon any record before it, as a merge may bring it."""
    name, replaceable = f"{sort}{position}", [one for one in before if is_version(one)]
    if sort == "r":
        return retraction(position, name, before[number % len(before)].id)
    if sort == "s":
        return citation(position, name, paper)
    replaced = replaceable[number % len(replaceable)].id
    return correction(position, name, replaced, event_from(*[paper][number % 2 :]))


def is_version(record: Record) -> bool:
    """Say whether a record is a version."""
    return isinstance(record, Development | Correction)


@examples(200)
@given(st.lists(DRAWN, min_size=2, max_size=14))
def test_what_stands_after_each_act_is_what_stands_of_them_all(
    drawn: list[tuple[str, int, str]],
) -> None:
    """The versions, who withdrew or replaced what, the sources, and what one act less leaves."""
    first = development(1)
    records: list[Record] = [first]
    amended = Amended(first)
    for position, (sort, number, paper) in enumerate(drawn, 2):
        one = act(position, sort, number, paper, records)
        records.append(one)
        amended.take(one)
        whole = Amendments.of(records)
        versions = whole.versions.get("d", ())
        assert amended.versions() == [version.record for version in versions]
        for record in records:
            assert amended.withdrawn(record.id) is whole.withdrawn.get(record.id)
            assert amended.replaced(record.id) is whole.replaced.get(record.id)
        told = {each.text for version in versions for each in version.support}
        texts = [source(name).text for name in PAPERS]
        assert [*map(amended.rests_on, texts)] == [text in told for text in texts]
        for record in records[1:]:
            if isinstance(record, Act) and record.id not in whole.withdrawn:
                gone = Amendments.of([*records, retraction(99, "gone", record.id)])
                left = [version.record for version in gone.versions.get("d", ())]
                assert amended.without(record) == left
