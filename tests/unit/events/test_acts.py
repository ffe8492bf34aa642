"""Acts: what stands once events about events are counted."""

from collections.abc import Iterable

from chrono.events.acts import Amendments, withdrawals
from chrono.events.entries import Citation, Correction, Development, Event, Record, Retraction
from chrono.values.clocks import Instant
from chrono.values.dates import Date
from chrono.values.sources import Name, Source

LATER = Instant(0)


def source(name: str) -> Source:
    """Make a source."""
    return Source(publisher=Name(name), basis="reported")


def event_from(*publishers: str) -> Event:
    """Make what an event says, told by some publishers."""
    sources = tuple(map(source, publishers))
    return Event("development", Date.parse("2024"), "x", claims=(), sources=sources)


def development(position: int, given: str = "d") -> Development:
    """Make a development told by the Gazette."""
    event = event_from("Gazette")
    return Development(
        position=position, id=given, recorded=LATER, sources=event.sources, event=event
    )


def retraction(position: int, given: str, target: str) -> Retraction:
    """Make a retraction."""
    return Retraction(position=position, id=given, recorded=LATER, target=target)


def correction(
    position: int, given: str, replaces: str, event: Event | None = None, *own: str
) -> Correction:
    """Make a correction of ``d``."""
    return Correction(
        position=position,
        id=given,
        recorded=LATER,
        sources=tuple(map(source, own)),
        target="d",
        event=event or event_from(),
        replaces=replaces,
    )


def citation(position: int, given: str, name: str) -> Citation:
    """Make a citation of ``d``."""
    return Citation(
        position=position, id=given, recorded=LATER, sources=(source(name),), target="d"
    )


def versions(*present: Record) -> list[str]:
    """Name the versions of ``d`` that stand."""
    return [version.record.id for version in Amendments.of(present).versions.get("d", ())]


def support(*present: Record) -> list[list[str]]:
    """Name the publishers that the versions of ``d`` rest on."""
    return [names(version.support) for version in Amendments.of(present).versions["d"]]


def names(sources: Iterable[Source]) -> list[str]:
    """Name publishers."""
    return [one.publisher for one in sources]


def test_a_development_stands_by_itself() -> None:
    """Without acts the version that stands is the development."""
    assert versions(development(1)) == ["d"]


def test_a_retraction_withdraws() -> None:
    """A development that is retracted has no version."""
    assert versions(development(1), retraction(2, "r", "d")) == []


def test_a_retraction_of_a_retraction_restores() -> None:
    """Two retractions, the second of the first, cancel out."""
    records = (development(1), retraction(2, "r", "d"), retraction(3, "s", "r"))
    assert versions(*records) == ["d"]


def test_a_third_retraction_withdraws_again() -> None:
    """Of a chain of retractions the last decides, and each target is named with its own."""
    records = [retraction(n, f"r{n}", "d" if n == 2 else f"r{n - 1}") for n in (2, 3, 4)]
    assert {name: act.id for name, act in withdrawals(records).items()} == {"r3": "r4", "d": "r2"}


def test_a_target_withdrawn_twice_comes_back_only_when_both_are_withdrawn() -> None:
    """After a merge two retractions of one target count each by itself."""
    twice = (development(1), retraction(2, "r", "d"), retraction(3, "s", "d"))
    assert versions(*twice, retraction(4, "t", "s")) == []
    assert versions(*twice, retraction(4, "t", "s"), retraction(5, "u", "r")) == ["d"]


def test_a_correction_stands_for_what_it_replaces() -> None:
    """The corrected version alone stands, and what it replaced is named with it."""
    records = (development(1), correction(2, "c", "d"))
    assert versions(*records) == ["c"]
    assert Amendments.of(records).replaced["d"].id == "c"


def test_a_correction_of_a_correction_replaces_both() -> None:
    """Only the last of a chain of corrections stands."""
    records = (development(1), correction(2, "c", "d"), correction(3, "e", "c"))
    assert versions(*records) == ["e"]
    assert set(Amendments.of(records).replaced) == {"d", "c"}


def test_a_withdrawn_correction_lets_the_version_before_stand() -> None:
    """The version that a withdrawn correction replaced stands again."""
    records = (development(1), correction(2, "c", "d"), correction(3, "e", "c"))
    assert versions(*records, retraction(4, "r", "e")) == ["c"]


def test_a_correction_stands_although_what_it_replaced_was_withdrawn() -> None:
    """A correction is a whole new version."""
    records = (development(1), correction(2, "c", "d"), correction(3, "e", "c"))
    assert versions(*records, retraction(4, "r", "c")) == ["e"]


def test_a_retraction_of_a_development_takes_its_corrections_along() -> None:
    """A development is withdrawn whatever its version."""
    assert versions(development(1), correction(2, "c", "d"), retraction(3, "r", "d")) == []


def test_two_corrections_of_one_version_both_stand() -> None:
    """After a merge nobody decides between two corrections."""
    assert versions(development(1), correction(2, "c", "d"), correction(3, "e", "d")) == ["c", "e"]


def test_a_correction_without_sources_keeps_those_of_what_it_replaces() -> None:
    """Sources left out are those of the version before, its correction's own included."""
    first = correction(2, "c", "d", event_from(), "Herald")
    assert support(development(1), first, correction(3, "e", "c")) == [["Gazette", "Herald"]]


def test_a_correction_with_sources_of_its_event_drops_the_old_ones() -> None:
    """A new list of sources replaces the list, and the correction's own are added."""
    mended = correction(2, "c", "d", event_from("Mirror"), "Herald")
    assert support(development(1), mended) == [["Mirror", "Herald"]]


def test_a_citation_supports_whatever_version_stands() -> None:
    """Cited sources stay with the development when it is corrected."""
    records = (development(1), citation(2, "q", "Herald"))
    assert support(*records) == [["Gazette", "Herald"]]
    assert support(*records, correction(3, "c", "d", event_from("Mirror"))) == [
        ["Mirror", "Herald"]
    ]


def test_a_withdrawn_citation_supports_nothing() -> None:
    """Its sources go with it."""
    records = (development(1), citation(2, "q", "Herald"), retraction(3, "r", "q"))
    assert support(*records) == [["Gazette"]]
