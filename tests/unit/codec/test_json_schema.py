"""The JSON Schema that editors check texts with while someone types."""

from chrono.codec.json_schema import SCHEMAS, schema
from chrono.events.entries import ACTS
from chrono.kinds.catalogue import KINDS


def test_each_kind_and_act_is_offered_with_its_fields() -> None:
    """Whatever a kind needs is required of its data, and nothing that it lacks is allowed."""
    found = schema("events", KINDS)
    item = found["items"]

    assert item["properties"]["kind"]["enum"] == [*(kind.name for kind in KINDS), *sorted(ACTS)]
    (office,) = [
        each["then"]
        for each in item["allOf"]
        if each["if"]["properties"]["kind"] == {"const": "office.filled"}
    ]
    data = office["properties"]["data"]
    assert data["properties"].keys() == {"office", "person", "capacity"}
    assert data["required"] == ["office", "person", "capacity"]
    assert data["additionalProperties"] is False


def test_every_form_has_a_schema() -> None:
    """Of the events, of the sources, and of the chronology itself."""
    for form in SCHEMAS:
        assert schema(form, KINDS)["$schema"].endswith("2020-12/schema")
