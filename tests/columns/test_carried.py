"""Which conditions positions carry, in columns, is what the plain rule says, of any document."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from hypothesis import HealthCheck, given, settings
from small_documents import document, documents

from timeline_app.domain.positions import position_as_of, spans
from timeline_app.storage.evidence import dossiers
from timeline_app.storage.evidence_columns import read_stretches

if TYPE_CHECKING:
    from timeline_app.domain.records import Record

checked = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@checked
@given(records=documents(most_links=2))
def test_on_each_day_the_conditions_of_the_position_shown_are_carried(records: list[Record]) -> None:
    with document(records) as store:
        carried = read_stretches(store)[2]
        for key, dossier in dossiers(store):
            own = carried.part(carried.of(*key))
            for day in {day for span in spans(dossier.result) for day in (span.start - 1, span.start)}:
                position = position_as_of(dossier.result, day)
                now = own.part(own.as_of(day)).condition.tolist()
                assert sorted(now) == sorted(position.conditions if position else ())


@checked
@given(records=documents(most_links=2))
def test_few_keys_read_by_the_plain_rule_are_those_of_all(records: list[Record]) -> None:
    with document(records) as store:
        carried = read_stretches(store)[2]
        for party, topic in carried.keys().tolist():
            alone = read_stretches(store, {(party, topic)})[2]
            rows = carried.of(party, topic)
            for mine, other in zip(alone.columns, carried.columns, strict=True):
                np.testing.assert_array_equal(mine, other[rows])
                assert mine.dtype == other.dtype


@checked
@given(records=documents(most_links=2))
def test_a_stretch_begins_where_the_day_before_does_not_carry_it(records: list[Record]) -> None:
    with document(records) as store:
        carried = read_stretches(store)[2]
        found = dict(dossiers(store))
        rows = zip(*(column.tolist() for column in carried.columns), strict=True)
        for party, topic, start, _, condition, entry in rows:
            result = found[party, topic].result
            before, now = position_as_of(result, start - 1), position_as_of(result, start)
            assert now
            assert (condition in now.conditions, now.entry) == (True, entry)
            assert before is None or condition not in before.conditions
