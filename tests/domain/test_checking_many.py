"""Many records checked column by column are refused exactly where one of them would be."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline_app.domain.checking import check, check_many
from timeline_app.domain.errors import FieldError
from timeline_app.domain.records import RECORDS, Entry, Figure, Participation, Record, Stance, rules_of

VALUES: list[Any] = [
    None,
    "",
    " ",
    "a",
    "two\nlines",
    "x" * 501,
    "nul\0",
    "half \ud800",
    "مرحبا",
    "2024-12",
    "2024-13-40",
    "2024-12-05/2024-12-01",
    "vote",
    "coded",
    "{}",
    "{",
    0,
    1,
    2,
    -1,
    True,
    2**63,
]
GOOD: dict[type[Record], Record] = {
    Entry: Entry(title="Said"),
    Participation: Participation(entry_id=1, party_id=2),
    Stance: Stance(entry_id=1, party_id=2, topic_id=3, value=1),
    Figure: Figure(entry_id=1, counted="tents", number="12"),
}


@st.composite
def changed(draw: st.DrawFn) -> tuple[type[Record], list[Record]]:
    """Draw a few records of a type, sound but for a field or two."""
    record_type = draw(st.sampled_from(list(GOOD)))
    records = [GOOD[record_type]] * draw(st.integers(0, 4))
    own = ["uid", "created_at", *(["code"] if record_type is Entry else [])]
    for _ in range(draw(st.integers(0, 2)) if records else 0):
        at = draw(st.integers(0, len(records) - 1))
        name = draw(st.sampled_from([*rules_of(record_type), *own]))
        texts = own if name in own else []
        value = draw(st.sampled_from([v for v in VALUES if not texts or isinstance(v, str)]))
        records[at] = dataclasses.replace(records[at], **{name: value})
    return record_type, records


def refused(records: list[Record]) -> str | None:
    try:
        for record in records:
            check(record)
    except FieldError as error:
        return str(error)
    return None


@given(changed())
def test_as_strict_as_one_by_one(drawn: tuple[type[Record], list[Record]]) -> None:
    record_type, records = drawn
    told = refused(records)
    if told is None:
        columns = check_many(record_type, records)
        assert list(columns) == [field.name for field in dataclasses.fields(record_type)]
        assert all(
            values == [getattr(record, name) for record in records] for name, values in columns.items()
        )
    else:
        with pytest.raises(FieldError) as raised:
            check_many(record_type, records)
        assert str(raised.value) == told


@pytest.mark.parametrize("record_type", RECORDS)
def test_none_at_all_pass(record_type: type[Record]) -> None:
    assert set(map(len, check_many(record_type, []).values())) == {0}
