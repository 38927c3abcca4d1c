from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from samples import many_entries, one_of_each

from timeline_app.domain.errors import DocumentError, FieldError
from timeline_app.domain.records import Citation, Entry, Stance, Tag, Topic
from timeline_app.storage import bulk, rows
from timeline_app.storage import bulk_editing as editing
from timeline_app.storage.contents import fingerprint

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from timeline_app.storage.history import Step
    from timeline_app.storage.store import Store


@pytest.fixture
def told(store: Store) -> Iterator[Store]:
    """A document in which every step but the first, undone, leaves it as it was."""
    with store.step("Take in") as step:
        bulk.take_in(step, one_of_each())
        bulk.insert_many(step, Entry, many_entries(20))
    before = fingerprint(store)
    yield store
    while len(store.steps()) > 1 and not store.steps()[-2].undone:
        store.undo()
    assert fingerprint(store) == before


def do(store: Store, edit: Callable[[Step], object]) -> None:
    with store.step("Edit") as step:
        edit(step)


def test_a_field_of_many(told: Store) -> None:
    do(told, lambda step: editing.set_field(step, [1, 2, 5, 99], "status", "reviewed"))
    assert [e.id for e in rows.rows(told, Entry, status="reviewed")] == [1, 2, 5]
    do(told, lambda step: editing.set_field(step, [1, 2], "date", "2024-11-26/2024-12-01"))
    first, second = rows.get(told, Entry, 1), rows.get(told, Entry, 2)
    assert first
    assert second
    assert (first.begin_lo, first.end_hi, first.date) == (second.begin_lo, second.end_hi, second.date)
    do(told, lambda step: editing.set_field(step, [1], "date", None))
    assert rows.get(told, Entry, 1).begin_lo is None  # type: ignore[union-attr]


def test_an_edit_that_changes_nothing_leaves_no_step(told: Store) -> None:
    do(told, lambda step: editing.set_field(step, [1, 2], "status", "coded"))
    do(told, lambda step: editing.add_tag(step, [2], "Idlib"))
    do(told, lambda step: editing.remove_tag(step, [1], "Idlib"))
    do(told, lambda step: editing.set_topic(step, [1], None, 2))
    assert len(told.steps()) == 1


@pytest.mark.parametrize(
    ("field", "value"), [("status", "done"), ("date", "soon"), ("title", ""), ("code", "x"), ("begin_lo", 1)]
)
def test_what_a_field_does_not_take_is_refused(told: Store, field: str, value: object) -> None:
    with pytest.raises(FieldError):
        do(told, lambda step: editing.set_field(step, [1, 2], field, value))


def test_tags_come_once_and_go(told: Store) -> None:
    do(told, lambda step: editing.add_tag(step, [1, 2, 2, 3, 99], "Idlib"))
    assert sorted(str(tag.entry_id) for tag in rows.rows(told, Tag, text="Idlib")) == ["1", "2", "3"]
    do(told, lambda step: editing.remove_tag(step, [1, 2, 3], "Idlib"))
    assert list(rows.rows(told, Tag)) == []


def test_stances_change_their_topic(told: Store) -> None:
    do(told, lambda step: rows.insert(step.store, Topic(wording="Talks are held.")))
    do(told, lambda step: editing.set_topic(step, [1, 2], 1, 3))
    assert [stance.topic_id for stance in rows.rows(told, Stance)] == [2]
    do(told, lambda step: editing.set_topic(step, [1, 2], 2, 3))
    assert [stance.topic_id for stance in rows.rows(told, Stance)] == [3]
    do(told, lambda step: editing.set_topic(step, [1, 2], None, 2))
    with pytest.raises(FieldError, match="proposition"):
        do(told, lambda step: editing.set_topic(step, [1], None, 1))
    with pytest.raises(DocumentError, match="was deleted"):
        do(told, lambda step: editing.set_topic(step, [1], None, 9))


def test_citations_of_entries_and_stances_are_graded(told: Store) -> None:
    do(told, lambda step: editing.set_grade(step, [1], "B", None))
    assert [(c.reliability, c.credibility) for c in rows.rows(told, Citation)] == [("B", 2), ("B", None)]
    do(told, lambda step: editing.set_grade(step, [1], None, 3))
    assert [(c.reliability, c.credibility) for c in rows.rows(told, Citation)] == [("B", 3), ("B", 3)]
    with pytest.raises(FieldError, match="Credibility"):
        do(told, lambda step: editing.set_grade(step, [1], "B", 7))


def test_entries_go_with_their_parts(told: Store) -> None:
    do(told, lambda step: editing.delete_entries(step, [1, 3, 4, 99]))
    assert [entry.id for entry in rows.rows(told, Entry)] == [2, *range(5, 23)]
    assert list(rows.rows(told, Stance)) == []


def test_thousands_at_once(store: Store) -> None:
    with store.step("Add") as step:
        bulk.insert_many(step, Entry, many_entries(12_000))
    ids = [entry.id for entry in rows.rows(store, Entry)]
    do(store, lambda step: editing.add_tag(step, ids, "x"))
    do(store, lambda step: editing.set_field(step, ids, "importance", 3))
    assert len(list(rows.rows(store, Entry, importance=3))) == 12_000
    do(store, lambda step: editing.delete_entries(step, ids))
    assert list(rows.rows(store, Entry)) == []
