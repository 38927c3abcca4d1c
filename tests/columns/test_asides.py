"""What stands beside positions in columns is what the plain rule says, of any document as of any day."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from small_documents import document, documents

from timeline_app.columns.shown import ShownCells
from timeline_app.domain.dates import ordinal
from timeline_app.storage.evidence import dossiers
from timeline_app.storage.evidence_columns import read_stretches
from timeline_app.storage.timelines import read_timeline

if TYPE_CHECKING:
    from timeline_app.domain.records import Record

FIRST = ordinal(2023, 12, 28)
DAYS = st.lists(st.integers(-400, 60) | st.integers(0, 1200), min_size=1, max_size=8, unique=True)
checked = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def as_the_columns_say(records: list[Record], days: list[int]) -> None:
    with document(records) as store:
        timeline, found = read_timeline(store), list(dossiers(store))
        for day in (FIRST + after for after in days):
            cells = ShownCells(timeline, day)
            for key, dossier in found:
                cell, beside = dossier.cell(day), cells.beside(*key)
                signals = len(cell.position.signals) if cell.position else 0
                assert beside.signals == signals, (key, day)
                assert sorted(may.entry for may in beside.possibly) == sorted(
                    evidence.act.entry for evidence in cell.possibly
                ), (key, day)


@checked
@given(records=documents(most_links=2), days=DAYS)
def test_beside_a_cell_stands_what_the_plain_rule_says(records: list[Record], days: list[int]) -> None:
    as_the_columns_say(records, days)


@checked
@given(records=documents(most=40), days=DAYS)
def test_of_longer_documents_without_links(records: list[Record], days: list[int]) -> None:
    as_the_columns_say(records, days)


@checked
@given(records=documents(most_links=2), days=DAYS)
def test_the_plain_rule_says_the_same_over_time(records: list[Record], days: list[int]) -> None:
    with document(records) as store:
        for _, dossier in dossiers(store):
            asides = dossier.asides()
            for day in (FIRST + after for after in days):
                cell = dossier.cell(day)
                now = [a for a in asides if a.start <= day and (a.end is None or day < a.end)]
                assert {a.evidence.act.entry for a in now if a.is_possible} == {
                    evidence.act.entry for evidence in cell.possibly
                }
                signals = cell.position.signals if cell.position else ()
                assert sorted(a.evidence.act.entry for a in now if not a.is_possible) == sorted(
                    signal.evidence.act.entry for signal in signals
                )


@checked
@given(records=documents(most_links=2))
def test_some_keys_alone(records: list[Record]) -> None:
    with document(records) as store:
        asides = read_stretches(store)[1]
        for party, topic in asides.keys().tolist():
            alone = read_stretches(store, {(party, topic)})[1]
            rows = asides.of(party, topic)
            for mine, other in zip(alone.columns, asides.columns, strict=True):
                np.testing.assert_array_equal(mine, other[rows])
