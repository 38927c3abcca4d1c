from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

import pytest
from samples import one_of_each

from timeline_app.domain.errors import DocumentError
from timeline_app.domain.records import (
    Entry,
    Note,
    Participation,
    Party,
    Stance,
    StanceCondition,
    Tag,
)
from timeline_app.storage import bulk, rows
from timeline_app.storage.contents import fingerprint
from timeline_app.storage.past import changes_of, entry_as_of, restore_entry, steps_of_entry

if TYPE_CHECKING:
    from timeline_app.storage.store import Store


@pytest.fixture
def told(store: Store) -> Store:
    with store.step("Take in") as step:
        bulk.take_in(step, one_of_each())
    return store


def edit(store: Store, record: object) -> int:
    with store.step("Edit") as step:
        rows.update(store, record)  # type: ignore[type-var]
    return step.id


def edited(store: Store) -> list[int]:
    """Edit the first entry and what hangs on it, and delete it in the end; the ids of the steps."""
    entry, stance = rows.get(store, Entry, 1), rows.get(store, Stance, 1)
    assert entry
    assert stance
    steps = [edit(store, dataclasses.replace(entry, title="Says more", place="Doha"))]
    steps.append(edit(store, dataclasses.replace(stance, value=2)))
    with store.step("Tag") as step:
        rows.insert(store, Tag(text="new", entry_id=1))
        rows.insert(store, Tag(text="other", entry_id=2))
    steps.append(step.id)
    with store.step("Drop") as step:
        rows.delete(store, StanceCondition, 1)
        rows.delete(store, Participation, 1)
    steps.append(step.id)
    with store.step("Delete") as step:
        rows.delete(store, Entry, 1)
    steps.append(step.id)
    return steps


def test_an_entry_as_of_a_step_is_what_was_there(told: Store) -> None:
    steps = [told.steps(1)[0].id, *edited(told)]
    seen = [entry_as_of(told, 1, step_id) for step_id in steps]
    for place in reversed(range(len(steps))):
        assert entry_as_of(told, 1, steps[place]) == seen[place]
        assert (seen[place].entry if seen[place] else None) == rows.get(told, Entry, 1)  # type: ignore[union-attr]
        stances = [part for part in seen[place].parts if isinstance(part, Stance)] if seen[place] else []  # type: ignore[union-attr]
        assert stances == list(rows.rows(told, Stance, entry_id=1))
        told.undo()


def test_an_entry_is_restored_as_it_stood_after_any_step(told: Store) -> None:
    steps = [told.steps(1)[0].id, *edited(told)]
    after = fingerprint(told, views=False)
    for step_id in steps[:-1]:
        then = entry_as_of(told, 1, step_id)
        with told.step("Restore") as step:
            restore_entry(step, 1, step_id)
        now = entry_as_of(told, 1, step.id)
        assert now
        assert then
        assert _content(now.entry) == _content(then.entry)
        assert list(map(_content, now.parts)) == list(map(_content, then.parts))
        told.undo()
        assert fingerprint(told, views=False) == after
    assert entry_as_of(told, 1, steps[-1]) is None


def _content(record: object) -> object:
    return dataclasses.replace(record, updated_at="")  # type: ignore[type-var]


def test_what_is_restored_twice_is_known_as_it_was(told: Store) -> None:
    steps = edited(told)
    first = entry_as_of(told, 1, steps[1])
    for _ in range(2):
        with told.step("Restore") as step:
            restore_entry(step, 1, steps[1])
        with told.step("Delete"):
            rows.delete(told, Entry, 1)
    assert first == entry_as_of(told, 1, steps[1])
    restored = entry_as_of(told, 1, step.id)
    assert restored
    assert first
    assert [p.uid for p in restored.parts] == [p.uid for p in first.parts]


def test_what_was_moved_to_another_entry_comes_back(told: Store) -> None:
    start = told.steps(1)[0].id
    stance = rows.get(told, Stance, 1)
    assert stance
    moved = edit(told, dataclasses.replace(stance, entry_id=2))
    assert moved in {step.id for step in steps_of_entry(told, 1, 10)}
    with told.step("Restore") as step:
        restore_entry(step, 1, start)
    assert [found.id for found in rows.rows(told, Stance, entry_id=1)] == [1]
    told.undo()
    assert [found.id for found in rows.rows(told, Stance, entry_id=2)] == [1]


def test_what_is_gone_elsewhere_is_named(told: Store) -> None:
    start = told.steps(1)[0].id
    with told.step("Move away") as step:
        party = rows.insert(told, Party(name="Iran"))
        extra = rows.insert(told, Participation(entry_id=1, party_id=party.id))
    with told.step("Delete"):
        rows.delete(told, Participation, extra.id)
        rows.delete(told, Party, party.id)
    before = fingerprint(told, views=False)
    with pytest.raises(DocumentError, match="party “Iran”, which was deleted since"), told.step("R") as again:
        restore_entry(again, 1, step.id)
    with pytest.raises(DocumentError, match="was not there"), told.step("R") as again:
        restore_entry(again, 1, start - 1)
    assert fingerprint(told, views=False) == before


def test_the_steps_of_an_entry_are_listed(told: Store) -> None:
    start = told.steps(1)[0].id
    steps = edited(told)
    with told.step("Another"):
        rows.insert(told, Note(text="x", entry_id=2))
    assert [step.id for step in steps_of_entry(told, 1, 100)] == [*reversed(steps), start]
    assert [step.id for step in steps_of_entry(told, 1, 2)] == [*reversed(steps)][:2]
    told.undo()
    told.undo()
    assert steps_of_entry(told, 1, 1)[0].undone


def test_changes_are_told_in_words(told: Store) -> None:
    steps = edited(told)
    words = [[change.words for change in changes_of(told, step_id)] for step_id in steps]
    assert words[0] == ["Says so: title and place changed"]
    assert words[1] == ["Says more: stance on Withdrawal changed from +1, contested to +2, contested"]
    assert words[2] == ["Tag “new” added to “Says more”", "Tag “other” added to “Fighting”"]
    assert words[3] == [
        "Condition “Troops leave first.” of the stance on Withdrawal removed from “Says more”",
        "Participation of F. Minister removed from “Says more”",
    ]
    assert "Entry “Says more” removed" in words[4]
    told.undo()
    assert sorted(c.words for c in changes_of(told, steps[4])) == sorted(words[4])
    happened = {change.happened for change in changes_of(told, steps[4])}
    assert happened == {"deleted"}


def test_long_steps_are_told_up_to_a_limit(told: Store) -> None:
    with told.step("Many") as step:
        bulk.insert_many(step, Entry, [Entry(title=f"Statement {n}") for n in range(500)])
    assert len(changes_of(told, step.id)) == 200
    assert [change.row_id for change in changes_of(told, step.id, limit=2)] == [3, 4]
