"""Law 21: a date with an end says what one without it says, and what an end on that day says."""

from typing import Any

from hypothesis import assume, given
from hypothesis import strategies as st

from tests.oracle.naive_state import bounds
from tests.strategies import (
    DAYS,
    NOON,
    ON_ONE_KEY,
    ON_ONE_SET,
    Row,
    Rows,
    examples,
    logs,
    moments,
    rows_by_hand,
    states_of,
)

LOGS = st.one_of(
    *(logs(size=(2, 6), acts=False, contests=False, claims=on) for on in (ON_ONE_KEY, ON_ONE_SET))
)
TERMS = st.sampled_from([(one, two) for one in DAYS for two in DAYS if one < two])


def keys_of(event: Row) -> set[str]:
    """Name the keys on which an event says what holds, by their names."""
    live = ("set", "end", "add", "drop")
    return {claim[op] for claim in event["data"]["claims"] for op in live if op in claim}


def ended(event: Row) -> list[Row]:
    """Say that what an event sets or adds is over."""
    claims: list[Row] = []
    for claim in event["data"]["claims"]:
        if "set" in claim:
            claims.append({"end": claim["set"]})
        if "add" in claim:
            claims.append({"drop": claim["add"], "value": claim["value"]})
    return claims


def in_the_words_of(given: str, date: str, part: Any) -> Any:
    """Say it as the one event with an end does: its own name and its start, and nothing twice."""
    if isinstance(part, dict):
        return {name: in_the_words_of(given, date, one) for name, one in part.items()}
    if isinstance(part, list):
        same = [in_the_words_of(given, date, one) for one in part]
        return [one for number, one in enumerate(same) if one not in same[:number]]
    return {f"{given}-over": given, f"{date}/..": date}.get(part, part)


@examples(150)
@given(LOGS, st.integers(0, 5), TERMS, st.one_of(st.none(), moments()))
def test_an_own_end_is_an_end_on_that_day(
    written: Rows, number: int, term: tuple[str, str], known: int | None
) -> None:
    """Where no other claim on its keys starts meanwhile, at every moment and by what was known."""
    lasting = {**written[number % len(written)], "occurred": "/".join(term)}
    assume(ended(lasting))
    (first, _), (_, last) = map(bounds, term)
    others = [
        row
        for row in written
        if row["id"] != lasting["id"]
        and (
            not keys_of(row) & keys_of(lasting)
            or bounds(row["occurred"])[1] <= first
            or bounds(row["occurred"])[0] >= last
        )
    ]
    rows = [{**lasting, "occurred": f"{term[0]}/.."}]
    over = {"after": [], "before": [], "data": {"claims": ended(lasting)}}
    rows.append({**lasting, **over, "id": f"{lasting['id']}-over", "occurred": term[1]})
    one, two = (
        states_of(rows_by_hand([*others, *more]), NOON, known) for more in ([lasting], rows)
    )
    assert one == [in_the_words_of(lasting["id"], term[0], state) for state in two]
