"""Very many rows: indexes left off and built again, search filled in slices, and stopped at any point."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from samples import many_entries, one_of_each

from timeline_app.domain.errors import FieldError
from timeline_app.domain.records import RECORDS, Entry, Participation
from timeline_app.storage import bulk, indexes, ranges, rows, schema
from timeline_app.storage.checkup import check
from timeline_app.storage.contents import fingerprint, is_empty
from timeline_app.storage.search import search

if TYPE_CHECKING:
    from collections.abc import Callable

    from timeline_app.storage.store import Store


class StoppedError(Exception):
    """Somebody pressed Stop."""


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bulk, "CHUNK", 10)
    monkeypatch.setattr(indexes, "MANY", 20)
    monkeypatch.setattr(ranges, "_SLICE", 15)


def stop_at(call: int) -> Callable[[int], None]:
    calls = iter(range(1, call))

    def told(_: int) -> None:
        if next(calls, None) is None:
            raise StoppedError

    return told


def names_of_indexes(store: Store) -> list[str]:
    return [row[0] for row in store.conn.execute("PRAGMA main.index_list(entry)")]


def test_the_schema_is_to_the_letter_what_it_was(store: Store) -> None:
    before = schema.fingerprint(store.conn)
    with store.step("Bulk") as step:
        bulk.insert_many(step, Entry, many_entries(50))
    assert schema.fingerprint(store.conn) == before
    assert len(list(rows.rows(store, Entry))) == 50
    assert check(store) == []


def test_indexes_are_off_while_very_many_rows_are_written(store: Store) -> None:
    found: list[int] = []

    def look(_: int) -> None:
        found.append(len(names_of_indexes(store)))

    with store.step("Bulk") as step:
        bulk.insert_many(step, Entry, many_entries(50), progress=look)
    usual = len(names_of_indexes(store))
    assert found == [usual] * 2 + [usual - 1] * 3 + [usual] * 5


@pytest.mark.parametrize("call", range(1, 11))
def test_stopped_at_any_point_it_leaves_nothing(store: Store, call: int) -> None:
    before, made = fingerprint(store), schema.fingerprint(store.conn)
    with pytest.raises(StoppedError), store.step("Bulk") as step:
        bulk.insert_many(step, Entry, many_entries(50), progress=stop_at(call))
    assert fingerprint(store) == before
    assert schema.fingerprint(store.conn) == made
    assert is_empty(store)
    with store.step("Again") as step:
        bulk.insert_many(step, Entry, many_entries(50))
    assert check(store) == []


@pytest.mark.parametrize("call", range(1, 11))
def test_a_step_goes_on_after_bulk_was_stopped_in_it(store: Store, call: int) -> None:
    with store.step("Bulk") as step:
        rows.insert(store, Entry(title="Before"))
        with pytest.raises(StoppedError):
            bulk.insert_many(step, Entry, many_entries(50), progress=stop_at(call))
        rows.insert(store, Entry(title="After"))
    assert [entry.title for entry in rows.rows(store, Entry)] == ["Before", "After"]
    assert [row_id for _, row_id in search(store, "after")] == [2]
    assert check(store) == []
    assert store.undo()
    assert is_empty(store)


def test_search_finds_what_every_slice_held(store: Store) -> None:
    with store.step("Bulk") as step:
        bulk.insert_many(step, Entry, (Entry(title=f"Said number{n}") for n in range(1, 51)))
        rows.insert(store, Entry(title="One more, number51"))
    assert [search(store, f"number{n}", 1)[0][1] for n in range(10, 52)] == list(range(10, 52))
    assert len(search(store, "number", 100)) == 51
    assert check(store) == []


def test_a_code_that_is_taken_is_refused_also_without_indexes(store: Store) -> None:
    with store.step("Add"):
        rows.insert(store, Entry(title="First", code="E1"))
    before = fingerprint(store)
    records = [Entry(title=f"n {n}", code="E1" if n == 45 else None) for n in range(50)]
    with pytest.raises(FieldError, match="Code"), store.step("Bulk") as step:
        bulk.insert_many(step, Entry, records)
    assert fingerprint(store) == before
    assert check(store) == []


def test_rows_may_be_made_from_rows_of_the_same_table(store: Store) -> None:
    with store.step("Add") as step:
        bulk.insert_many(step, Entry, many_entries(30))
    with store.step("Double") as step:
        bulk.insert_many(
            step, Entry, (Entry(title=f"Again {e.id}") for e in rows.rows(store, Entry, id=ONES))
        )
    assert len(list(rows.rows(store, Entry))) == 60
    assert check(store) == []


ONES = tuple(range(1, 31))


def test_undo_and_redo_of_very_many(store: Store) -> None:
    with store.step("Bulk") as step:
        bulk.insert_many(step, Entry, many_entries(50))
        bulk.insert_many(step, Participation, (Participation(entry_id=n) for n in range(1, 51)))
    after = fingerprint(store)
    assert store.undo()
    assert is_empty(store)
    assert store.redo()
    assert fingerprint(store) == after
    assert check(store) == []


def test_no_column_of_a_record_has_a_default_of_the_schema(store: Store) -> None:
    """Bulk leaves out what is missing in all rows of a chunk."""
    for record in RECORDS:
        found = store.conn.execute(f"PRAGMA main.table_info({record.TABLE!r})").fetchall()
        assert [row[1] for row in found if row[4] is not None] == []


def test_every_record_type_is_taken_in_with_its_indexes_off(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(indexes, "MANY", 1)
    made = schema.fingerprint(store.conn)
    with store.step("Take in") as step:
        bulk.take_in(step, one_of_each())
    assert schema.fingerprint(store.conn) == made
    assert check(store) == []
