from __future__ import annotations

import dataclasses
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from samples import many_entries, one_of_each

from timeline_app.domain.errors import DocumentError, FieldError
from timeline_app.domain.records import Coder, Entry, Figure, Group, Participation, Party, Stance, Topic, View
from timeline_app.storage import bulk, ranges, replay, rows
from timeline_app.storage.contents import fingerprint, is_empty
from timeline_app.storage.history import Change, Rows
from timeline_app.storage.opening import open_store

if TYPE_CHECKING:
    from pathlib import Path

    from timeline_app.storage.store import Store


def add_group(store: Store, name: str = "North") -> Group:
    with store.step(f"Add {name}"):
        return rows.insert(store, Group(name=name))


def journal(store: Store) -> list[tuple[str, str, int, int]]:
    found = store.conn.execute("SELECT kind, table_name, first_id, last_id FROM history_change ORDER BY id")
    return found.fetchall()


def by_another_program(path: Path, sql: str) -> None:
    with closing(sqlite3.connect(path)) as other:
        other.execute("PRAGMA foreign_keys = ON")
        other.executescript(sql)


def test_a_step_tells_what_it_touched(store: Store) -> None:
    with store.step("Add") as step:
        party = rows.insert(store, Party(name="Syria"))
        rows.insert(store, Party(name="Iran"))
        rows.update(store, dataclasses.replace(party, short_name="SYR"))
        assert step.change is None
    assert step.change == Change(
        step.id, "Add", (Rows("party", "inserted", 1, 2), Rows("party", "updated", 1, 1))
    )


def test_a_cascade_is_part_of_the_step(store: Store) -> None:
    with store.step("Take in"):
        bulk.take_in(store.step_now, one_of_each())  # type: ignore[arg-type]
    before = fingerprint(store)
    with store.step("Delete") as step:
        rows.delete(store, Entry, 1)
    assert step.change
    gone = {touched.table for touched in step.change.rows if touched.happened == "deleted"}
    assert gone >= {"entry", "participation", "stance", "citation", "alternative", "link", "value", "note"}
    assert store.undo()
    assert fingerprint(store) == before


def test_an_empty_step_leaves_nothing(store: Store, path: Path) -> None:
    add_group(store)
    store.undo()
    content = path.read_bytes()
    with store.step("Nothing") as step:
        pass
    assert step.change is None
    assert store.can_redo()
    assert path.read_bytes() == content


def test_a_new_step_deletes_undone_ones(store: Store) -> None:
    add_group(store)
    store.undo()
    add_group(store, "South")
    assert not store.can_redo()
    assert [step.label for step in store.steps()] == ["Add South"]
    assert [group.id for group in rows.rows(store, Group)] == [2]


def test_an_exception_rolls_everything_back(store: Store) -> None:
    before = fingerprint(store)
    with pytest.raises(ZeroDivisionError), store.step("Fails"):  # noqa: PT012
        rows.insert(store, Group(name="North"))
        raise ZeroDivisionError
    assert fingerprint(store) == before
    assert not store.can_undo()
    add_group(store)


def test_a_failure_caught_within_a_step_leaves_nothing_of_its_row(store: Store) -> None:
    with store.step("Goes on"):
        rows.insert(store, Party(code="TUR", name="Türkiye"))
        with pytest.raises(FieldError, match="already used by another party"):
            rows.insert(store, Party(code="TUR", name="Turkey"))
        with pytest.raises(FieldError):
            bulk.insert_many(store.step_now, Party, [Party(name="Iran"), Party(name="")])  # type: ignore[arg-type]
        rows.insert(store, Party(name="Syria"))
    assert [party.name for party in rows.rows(store, Party)] == ["Türkiye", "Syria"]
    assert store.undo()
    assert is_empty(store)


def test_nested_steps_are_refused(store: Store) -> None:
    with pytest.raises(RuntimeError, match="still running"), store.step("Outer"), store.step("Inner"):
        pass
    with pytest.raises(RuntimeError, match="still running"), store.step("Outer"):
        store.undo()
    add_group(store)


@pytest.mark.parametrize("label", ["", "x" * 501])
def test_a_step_has_a_label(store: Store, label: str) -> None:
    with pytest.raises(FieldError), store.step(label):
        pass


@pytest.mark.parametrize(
    "sql",
    [
        (
            'INSERT INTO "group" (uid, name, sort_order, created_at, updated_at)'
            " SELECT '01900000-0000-7000-8000-000000000000', name, 0, created_at, updated_at"
            ' FROM "group"'
        ),
        "UPDATE \"group\" SET name = 'x'",
        'DELETE FROM "group"',
    ],
)
def test_a_write_outside_a_step_fails(store: Store, sql: str) -> None:
    add_group(store)
    with pytest.raises(sqlite3.IntegrityError, match=r"history_change\.step_id"):
        store.conn.execute(sql)
    with pytest.raises(RuntimeError, match="outside a step"):
        rows.insert(store, Group(name="South"))


def test_a_step_asserts_its_triggers(store: Store) -> None:
    store.conn.execute("DROP TRIGGER temp.journal_update_entry")
    with pytest.raises(RuntimeError, match="journal_update_entry"), store.step("Edit"):
        pass


def test_consecutive_ids_are_one_range(store: Store) -> None:
    with store.step("Add"):
        for name in "abc":
            rows.insert(store, Group(name=name))
        rows.insert(store, Party(name="Syria"))
        rows.insert(store, Group(name="d"))
    expected = [("insert", "group", 1, 3), ("insert", "party", 1, 1), ("insert", "group", 4, 4)]
    assert journal(store) == expected
    store.undo()
    store.redo()
    assert journal(store) == expected


def test_an_update_keeps_the_changed_columns_only(store: Store) -> None:
    group = add_group(store)
    with store.step("Edit"):
        store.conn.execute("UPDATE \"group\" SET name = 'South' WHERE id = ?", (group.id,))
    found = store.conn.execute("SELECT before, after FROM history_change WHERE kind = 'update'").fetchall()
    assert found == [('{"name":"North"}', '{"name":"South"}')]


def test_replace_is_journaled(store: Store) -> None:
    group = add_group(store)
    before = fingerprint(store)
    with store.step("Replace"):
        store.db.table("group").insert({**rows.row_of(group), "name": "South"}, replace=True)
    assert [found.name for found in rows.rows(store, Group)] == ["South"]
    store.undo()
    assert fingerprint(store) == before


def test_history_survives_restarts(store: Store, path: Path) -> None:
    add_group(store)
    add_group(store, "South")
    store.undo()
    after_one = fingerprint(store)
    store.close()
    with open_store(path) as again:
        assert fingerprint(again) == after_one
        assert [(step.label, step.undone) for step in again.steps()] == [
            ("Add South", True),
            ("Add North", False),
        ]
        change = again.redo()
        assert change
        assert change.rows == (Rows("group", "inserted", 2, 2),)
        assert [again.undo() is None for _ in range(3)] == [False, False, True]


def test_steps_are_listed_newest_first_up_to_a_limit(store: Store) -> None:
    with store.step("Coder"):
        coder = rows.insert(store, Coder(name="A."))
    for name in "abc":
        with store.step(name, coder_id=coder.id):
            assert rows.insert(store, Group(name=name)).coder_id == coder.id
    assert [(step.label, step.coder_id) for step in store.steps(2)] == [("c", coder.id), ("b", coder.id)]


@pytest.mark.parametrize(
    ("label", "sql"),
    [
        ("Edit", "UPDATE \"group\" SET name = 'Mine' WHERE id = 1"),
        ("Edit", 'DELETE FROM "group" WHERE id = 1'),
        ("Add", 'DELETE FROM "group" WHERE id = 1'),
        (
            "Add",
            (
                "INSERT INTO party (uid, kind, name, group_id, lane_order, created_at, updated_at) SELECT"
                " '01900000-0000-7000-8000-000000000000', 'state', 'P', 1, 0, created_at, updated_at"
                " FROM document"
            ),
        ),
        (
            "Delete",
            (
                'INSERT INTO "group" (id, uid, name, sort_order, created_at, updated_at) SELECT 1,'
                " '01900000-0000-7000-8000-000000000000', title, 0, created_at, updated_at"
                " FROM document"
            ),
        ),
        ("Edit", "UPDATE history_change SET table_name = 'history_step' WHERE kind = 'update'"),
        ("Edit", "UPDATE history_change SET before = '{\"name = 1 --\":1}' WHERE kind = 'update'"),
    ],
)
def test_undo_stops_where_another_program_changed_something(
    store: Store, path: Path, label: str, sql: str
) -> None:
    with store.step("Add"):
        group = rows.insert(store, Group(name="North"))
        rows.insert(store, Group(name="South"))
    if label == "Edit":
        with store.step("Edit"):
            rows.insert(store, Group(name="East"))
            rows.update(store, dataclasses.replace(group, name="Centre"))
    if label == "Delete":
        with store.step("Delete"):
            rows.delete(store, Group, group.id)
    by_another_program(path, sql)
    before = path.read_bytes()
    with pytest.raises(DocumentError, match=r"another program|history of .* is damaged"):
        store.undo()
    assert path.read_bytes() == before
    assert store.can_undo()


def test_undo_takes_no_row_of_others_along(store: Store, path: Path) -> None:
    with store.step("Add"):
        entry = rows.insert(store, Entry(title="Says so"))
        rows.insert(store, Party(name="Syria"))
    by_another_program(
        path,
        "INSERT INTO participation (uid, entry_id, party_id, role, created_at, updated_at) SELECT"
        f" '01900000-0000-7000-8000-000000000000', {entry.id}, 1, 'actor', created_at, updated_at"
        " FROM document",
    )
    with pytest.raises(DocumentError, match="another program"):
        store.undo()
    assert len(list(rows.rows(store, Participation))) == 1


def test_what_lies_within_rows_of_its_own_range(store: Store) -> None:
    before = fingerprint(store)
    with store.step("Add"):
        entry = rows.insert(store, Entry(title="Fighting"))
        first = rows.insert(store, Figure(entry_id=entry.id, counted="all"))
        rows.insert(store, Figure(entry_id=entry.id, counted="some", part_of_id=first.id))
    after = fingerprint(store)
    for _ in range(2):
        store.undo()
        assert fingerprint(store) == before
        store.redo()
        assert fingerprint(store) == after


def test_a_view_has_no_history(store: Store) -> None:
    view = rows.insert(store, View(name="All"))
    view = rows.update(store, dataclasses.replace(view, name="Everything"))
    assert not store.can_undo()
    with store.step("Only a view") as step:
        rows.insert(store, View(name="Another"))
    assert step.change is None
    assert [found.name for found in rows.rows(store, View)] == ["Everything", "Another"]
    rows.delete(store, View, view.id)


def test_a_view_forgets_a_coder_whose_making_is_undone(store: Store) -> None:
    with store.step("Coder"):
        coder = rows.insert(store, Coder(name="A."))
    view = rows.insert(store, View(name="Mine", coder_id=coder.id))
    assert store.undo()
    assert rows.get(store, View, view.id).coder_id is None  # type: ignore[union-attr]


@pytest.fixture
def long(monkeypatch: pytest.MonkeyPatch) -> int:
    monkeypatch.setattr(ranges, "LONG", 20)
    monkeypatch.setattr(replay, "_BATCH", 7)
    return 50


def test_a_long_range_is_kept_as_typed_rows(store: Store, path: Path, long: int) -> None:
    empty = fingerprint(store)
    with store.step("Import") as step:
        bulk.insert_many(step, Entry, many_entries(long))
        topic = rows.insert(store, Topic(wording="It holds."))
        party = rows.insert(store, Party(name="Syria"))
        stances = [Stance(entry_id=n, party_id=party.id, topic_id=topic.id, value=-2) for n in range(1, long)]
        bulk.insert_many(step, Stance, stances)
    full = fingerprint(store)
    change = store.undo()
    assert change
    assert Rows("entry", "deleted", 1, long) in change.rows
    assert fingerprint(store) == empty
    assert store.conn.execute("SELECT count(*) FROM history_row").fetchone() == (2 * long - 1,)
    store.close()
    with open_store(path) as again:
        assert again.redo()
        assert fingerprint(again) == full
        assert again.conn.execute("SELECT count(*) FROM history_row").fetchone() == (0,)
        assert again.conn.execute("SELECT count(*) FROM search_text").fetchone() == (long + 2,)
        again.undo()
        assert fingerprint(again) == empty


def test_a_long_step_of_single_changes_streams(store: Store, long: int) -> None:
    with store.step("Add"):
        bulk.insert_many(store.step_now, Entry, many_entries(long))  # type: ignore[arg-type]
    before = fingerprint(store)
    with store.step("Delete one by one"):
        for n in range(1, long + 1, 2):
            rows.delete(store, Entry, n)
    after = fingerprint(store)
    store.undo()
    assert fingerprint(store) == before
    store.redo()
    assert fingerprint(store) == after
