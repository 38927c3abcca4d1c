"""Leaving entries out of what counts, whatever they are, equals deleting them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from small_documents import document, documents

from timeline_app.domain.filtering import Filter
from timeline_app.storage.changes import read_changes
from timeline_app.storage.conditions import read_statuses
from timeline_app.storage.evidence import read_spans
from timeline_app.storage.evidence_columns import read_stretches
from timeline_app.storage.filtering import passing
from timeline_app.storage.wide_reading import all_entries

if TYPE_CHECKING:
    from timeline_app.domain.records import Record
    from timeline_app.storage.store import Store

FILTERS = st.builds(
    Filter,
    grade=st.sampled_from([None, ("A", 1), ("B", 2), ("C", 3), ("E", 5)]),
    with_unjudged=st.booleans(),
    statuses=st.sets(st.sampled_from(["coded", "reviewed"])).map(frozenset),
    sources=st.sets(st.sampled_from([1, 2])).map(frozenset),
)


def _answers(store: Store, without: np.ndarray | None) -> tuple[object, ...]:
    segments, asides, carried = read_stretches(store, None, without)
    changes = read_changes(store, None, read_statuses(store, without), without)
    shown = {
        key: [(s.start, s.end, s.position.value, s.position.entry, s.position.since) for s in spans]
        for key, spans in read_spans(store, None, without).items()
    }
    tables = [[column.tolist() for column in of.columns] for of in (segments, asides, carried)]
    return tables, sorted(map(repr, changes.lines())), shown


@given(documents(most_links=6), FILTERS)
def test_what_does_not_pass_is_as_if_it_were_not_there(records: list[Record], wanted: Filter) -> None:
    with document(records) as store:
        every, found = all_entries(store), passing(store, wanted)
        silent = every[:0] if found is None else np.setdiff1d(every, found).astype(np.int32)
        weighed = _answers(store, silent)
        listed = ", ".join(map(str, silent.tolist()))
        store.conn.execute(f"DELETE FROM entry WHERE id IN ({listed})")
        assert weighed == _answers(store, None)
