"""The table of entries: columns, order and texts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from samples import one_of_each

from timeline_app.domain.records import Entry, Note, Participation, Tag, rules_of
from timeline_app.storage import rows
from timeline_app.storage.bulk import take_in
from timeline_app.storage.table import cells
from timeline_app.storage.table_columns import columns
from timeline_app.storage.table_order import among, sorted_ids

if TYPE_CHECKING:
    from timeline_app.storage.store import Store

NAMES = [column.name for column in columns()]


@pytest.fixture
def filled(store: Store) -> Store:
    with store.step("Fill") as step:
        take_in(step, one_of_each())
        rows.insert(store, Entry(title="Ängstlich", status="draft", importance=1, body="=1\n2"))
        rows.insert(store, Entry(title="zebra", date="1999", kind="talks"))
        rows.insert(store, Participation(entry_id=4, party_id=2, role="participant"))
        rows.insert(store, Participation(entry_id=4, party_id=1, role="participant"))
        rows.insert(store, Participation(entry_id=4, party_id=2, role="addressee"))
        rows.insert(store, Tag(entry_id=2, text="Aleppo"))
        rows.insert(store, Note(entry_id=4, text="Two"))
        rows.insert(store, Note(entry_id=4, text="notes"))
    return store


def test_every_field_of_an_entry_is_a_column() -> None:
    fields = {name for name in rules_of(Entry) if name != "coder_id"}
    assert fields <= set(NAMES)
    hidden = {column.name for column in columns() if not column.shown}
    assert {"begin_lo", "end_hi", "origins"} <= hidden
    assert {"date", "title", "kind", "who", "stances"} & hidden == set()
    assert len(NAMES) == len(set(NAMES))


@pytest.mark.parametrize(
    ("name", "upwards", "downwards"),
    [
        ("date", [4, 2, 1, 3], [1, 2, 4, 3]),
        ("title", [3, 2, 1, 4], [4, 1, 2, 3]),
        ("status", [3, 1, 2, 4], [1, 2, 4, 3]),
        ("importance", [3, 1, 2, 4], [1, 2, 4, 3]),
        ("who", [4, 1, 2, 3], [1, 4, 2, 3]),
        ("addressees", [4, 1, 2, 3], [4, 1, 2, 3]),
        ("tags", [2, 1, 3, 4], [2, 1, 3, 4]),
        ("notes", [4, 1, 2, 3], [4, 1, 2, 3]),
        ("grade", [1, 2, 3, 4], [1, 2, 3, 4]),
        ("group_id", [1, 2, 3, 4], [1, 2, 3, 4]),
    ],
)
def test_what_is_empty_comes_last_both_ways(
    filled: Store, name: str, upwards: list[int], downwards: list[int]
) -> None:
    assert sorted_ids(filled, None, name).tolist() == upwards
    assert sorted_ids(filled, None, name, descending=True).tolist() == downwards


@pytest.mark.parametrize("name", NAMES)
def test_every_column_sorts_all_entries(filled: Store, name: str) -> None:
    for descending in (False, True):
        assert sorted(sorted_ids(filled, None, name, descending=descending).tolist()) == [1, 2, 3, 4]
    assert sorted_ids(filled, np.asarray([2, 4], np.int32), name).size == 2


def test_cells_say_what_stands_in_the_document(filled: Store) -> None:
    read = dict(zip(NAMES, cells(filled, [1], NAMES)[0], strict=True))
    assert read["date"] == "2 Dec 2024"
    assert read["title"] == "Says so"
    assert read["who"] == "Türkiye (F. Minister)"
    assert read["stances"] == "TUR +1 contested Withdrawal"
    assert read["topics"] == "Withdrawal"
    assert read["sources"] == "A report"
    assert read["grade"] == "B2"
    assert read["group_id"] == "Levant"
    later = dict(zip(NAMES, cells(filled, [4], NAMES)[0], strict=True))
    assert (later["who"], later["addressees"], later["notes"]) == ("Syria; Türkiye", "Syria", "2")
    assert cells(filled, [2], ["tags"]) == [("Aleppo; Idlib",)]
    assert cells(filled, [3], ["body"]) == [("=1\n2",)]


def test_cells_of_what_is_gone_are_empty(filled: Store) -> None:
    assert cells(filled, [99, 4], ["title", "who"]) == [("", ""), ("zebra", "Syria; Türkiye")]
    assert cells(filled, [], NAMES) == []
    assert len(cells(filled, list(range(1, 1200)), ["title"])) == 1199


def test_among_keeps_the_order() -> None:
    ids = np.asarray([5, 3, 9, 1], np.int32)
    assert among(ids, np.asarray([1, 3, 77], np.int32)).tolist() == [3, 1]
    assert among(ids, np.empty(0, np.int32)).tolist() == []
