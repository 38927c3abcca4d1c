"""Cells taken from the columns say what the plain rule says of the day."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from small_documents import document, documents

from timeline_app.columns.shown import ShownCells
from timeline_app.domain.dates import ordinal
from timeline_app.domain.records import Topic
from timeline_app.storage.evidence import read_spans
from timeline_app.storage.rows import rows
from timeline_app.storage.timelines import read_timeline

if TYPE_CHECKING:
    from timeline_app.domain.records import Record


@given(documents(most_links=6), st.integers(-10, 40))
def test_a_cell_is_what_holds_at_the_end_of_the_day(records: list[Record], after: int) -> None:
    day = ordinal(2024, 1, 1) + after
    with document(records) as store:
        topics = {topic.id: topic for topic in rows(store, Topic)}
        cells = ShownCells(read_timeline(store), day)
        held = {
            key: span.position
            for key, spans in read_spans(store).items()
            for span in spans
            if span.start <= day and (span.end is None or day < span.end)
        }
    for party in (1, 2, 3):
        for topic, record in topics.items():
            cell, position = cells.at(party, topic), held.get((party, topic))
            if position is None:
                assert cell is None
                continue
            assert cell
            assert (cell.value, cell.conditional) == (position.value, bool(position.conditions))
            assert cell.non_value == ("mixed" if position.mixed else position.non_value)
            assert cell.reported == (position.mode == "reported")
            assert (cell.entry, cell.age) == (position.entry, day - position.day)
            assert cell.is_stale == position.is_stale(day, record.decay_days)
    possible = {key for key in product((1, 2, 3), topics) if cells.beside(*key).possibly}
    for n, of in enumerate(("party", "topic")):
        known = np.flatnonzero(cells.known(of)).tolist()
        assert set(known) == {key[n] for key in held.keys() | possible}
