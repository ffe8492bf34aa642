"""The rows of spans that come with a development."""

from typing import Any

from hypothesis import given

from chrono.events.entries import Development
from chrono.log.index.days import in_utc_by_text
from chrono.log.index.spans import Family, published_on, span_of
from tests.strategies import examples, history_of_rows, logs, rows_of


@examples(40)
@given(logs(size=(1, 5), acts=False))
def test_a_development_alone_has_the_rows_of_a_new_family(rows: list[dict[str, Any]]) -> None:
    """Each once, whichever way they are made."""
    for record in history_of_rows(rows_of(rows)).records:
        if isinstance(record, Development):
            dates = [source.published for source in record.sources]
            public = min(
                [published_on(str(date))[1] if date else record.recorded for date in dates]
            )
            _, *bounds, _ = in_utc_by_text(str(record.event.occurred))
            span = span_of(*bounds, public)
            rows = {
                (claim.key, question, *span)
                for claim in record.event.claims
                for question in claim.questions
            }
            assert rows == set(Family().take(record))
