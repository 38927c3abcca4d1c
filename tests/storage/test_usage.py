from __future__ import annotations

from typing import TYPE_CHECKING

from samples import one_of_each

from timeline_app.domain.records import RECORDS, Coder, Condition, Entry, Group, Party, Person, Source, Topic
from timeline_app.storage import bulk
from timeline_app.storage.parts import hangs_on
from timeline_app.storage.usage import use_counts, uses_of

if TYPE_CHECKING:
    from timeline_app.storage.store import Store


def test_uses_are_counted_without_own_parts(store: Store) -> None:
    with store.step("Take in") as step:
        bulk.take_in(step, one_of_each())
    assert uses_of(store, Party, 1) == {"tenure": 1, "party_relation": 1, "participation": 1, "stance": 1}
    assert uses_of(store, Party, 2) == {"party_relation": 1, "condition": 1}
    assert uses_of(store, Person, 1) == {"participation": 1}
    assert uses_of(store, Source, 1) == {"party_relation": 1, "citation": 2, "figure": 1}
    assert uses_of(store, Condition, 1) == {"stance_condition": 1, "alternative_condition": 1}
    assert uses_of(store, Topic, 1) == {"topic": 1}
    assert uses_of(store, Coder, 1) == {"party": 1, "alternative": 1}
    assert uses_of(store, Group, 1) == {"group": 1, "entry": 1}
    assert uses_of(store, Entry, 2) == {"condition_status": 1, "link": 1}
    for record_type in RECORDS:
        counts = use_counts(store, record_type)
        assert counts == {row_id: sum(uses_of(store, record_type, row_id).values()) for row_id in counts}


def test_what_hangs_on_an_entry(store: Store) -> None:
    tables = {part.table for part in hangs_on(store, "entry")}
    assert tables == {
        *("participation", "stance", "stance_condition", "alternative", "alternative_condition", "citation"),
        *("link", "figure", "value", "note", "tag"),
    }
