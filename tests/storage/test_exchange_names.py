"""What rows are called where they leave the program, and in which order they stand there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline_app.domain.records import Condition, Entry, Party, Topic
from timeline_app.storage.exchange_names import entry_names, read_names
from timeline_app.storage.rows import insert

if TYPE_CHECKING:
    from timeline_app.storage.store import Store


def test_codes_else_names_in_the_order_of_the_codebook(store: Store) -> None:
    with store.step("Code"):
        for name, code, order in (("Zeta", None, 1), ("Alpha", "A", 2), ("Beta", None, 1)):
            insert(store, Party(name=name, code=code, lane_order=order))
        area = insert(store, Topic(kind="area", wording="Second area", sort_order=2))
        first = insert(store, Topic(kind="area", wording="First area", sort_order=1))
        insert(store, Topic(wording="Under the second", parent_id=area.id, sort_order=0))
        insert(store, Topic(wording="Under the first", code="T9", parent_id=first.id, sort_order=9))
        held = insert(store, Condition(text="troops leave"))
    names = read_names(store)
    assert list(names.parties.values()) == ["Beta", "Zeta", "A"]
    assert list(names.topics.values()) == ["First area", "T9", "Second area", "Under the second"]
    assert names.conditions == {held.id: "troops leave"}


def test_entries_by_code_else_uid(store: Store) -> None:
    with store.step("Code"):
        coded, other, _ = (insert(store, Entry(title="An act", code=code)) for code in ("e1", None, "e3"))
    assert entry_names(store, {coded.id, other.id}) == {coded.id: "e1", other.id: other.uid}
