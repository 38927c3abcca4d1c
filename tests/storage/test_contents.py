from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from samples import one_of_each

from timeline_app.domain.records import RECORDS, Coder, Group, View
from timeline_app.storage import bulk, rows
from timeline_app.storage.checkup import check
from timeline_app.storage.contents import all_records, fingerprint, is_empty
from timeline_app.storage.opening import open_store

if TYPE_CHECKING:
    from pathlib import Path

    from timeline_app.storage.store import Store


@pytest.fixture
def full(store: Store) -> Store:
    with store.step("Take in") as step:
        bulk.take_in(step, one_of_each())
    return store


def test_a_new_document_is_empty_and_well(store: Store) -> None:
    assert is_empty(store)
    assert check(store) == []
    with store.step("Coder"):
        rows.insert(store, Coder(name="A."))
    assert is_empty(store)


def test_every_type_is_read_in_order(full: Store) -> None:
    types = list(dict.fromkeys(type(record) for record in all_records(full)))
    assert types == list(RECORDS)
    assert not is_empty(full)


def test_the_fingerprint_leaves_out_ids_history_and_if_wished_views(store: Store) -> None:
    before = fingerprint(store), fingerprint(store, views=False)
    with store.step("Add"):
        rows.insert(store, Group(name="North"))
    assert fingerprint(store) != before[0]
    store.undo()
    rows.insert(store, View(name="All"))
    assert fingerprint(store) != before[0]
    assert fingerprint(store, views=False) == before[1]


def test_a_read_only_document_is_looked_over_too(full: Store, path: Path) -> None:
    full.close()
    with open_store(path, read_only=True) as store:
        assert check(store) == []


@pytest.mark.parametrize(
    ("sql", "words"),
    [
        ("DELETE FROM entry WHERE id = 1", "refers to what is not there (entry)"),
        ("UPDATE entry SET begin_lo = 5, begin_hi = 5, end_lo = 5, end_hi = 5", "stands at other days"),
        ("UPDATE party SET valid_from = 'once'", "has a date that is none"),
        ("UPDATE topic SET kind = 'area'", "no proposition"),
        ("UPDATE entry SET origins = '{'", "not JSON"),
        ('UPDATE "group" SET parent_id = 2', "lies within itself"),
        ("UPDATE entry SET local_time = '9h' WHERE id = 1", "Entry 1, Local time: “9h” is no time"),
        ("UPDATE revision SET text = 'other'", "Revision 1, SHA-256: the text gives d9298a10"),
        ("UPDATE revision SET text = 'a' || char(13)", "Revision 1, Text: it holds a carriage return"),
        ("UPDATE citation SET end = 99 WHERE id = 1", "Citation 1, End: 0 to 99 does not lie in the text"),
        ("UPDATE citation SET exact = 'Wh' WHERE id = 1", "Citation 1, Exact words: at that place"),
        ("UPDATE coverage SET end = 99", "Coverage 1, End: 4 to 99 does not lie in the text"),
        ("UPDATE party SET name = 'x'", "Search does not know 2"),
        ("UPDATE search_text SET folded = 'x'", "search index does not agree"),
        ("UPDATE history_change SET table_name = 'x'", "names a table that is not there"),
        ("UPDATE history_step SET undone = 1", "at odds with itself"),
        (
            (
                "INSERT INTO history_change (step_id, redo, kind, table_name, first_id, last_id, before)"
                " VALUES (1, 0, 'rows', 'entry', 5, 9, '[]')"
            ),
            "lacks rows",
        ),
    ],
)
def test_what_is_wrong_is_told(full: Store, path: Path, sql: str, words: str) -> None:
    full.close()
    with closing(sqlite3.connect(path)) as other:
        other.execute(sql)
        other.commit()
    with open_store(path) as store:
        assert any(words in finding for finding in check(store)), check(store)


def test_damage_is_told(full: Store, path: Path) -> None:
    full.close()
    with path.open("r+b") as file:
        file.seek(-4096 * 3 + 8, 2)
        file.write(b"\xff" * 200)
    with open_store(path) as store:
        assert any("damaged" in finding for finding in check(store))
