"""What is found as you type, and the entries to which it leads."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from samples import one_of_each

if TYPE_CHECKING:
    from timeline_app.storage.store import Store
from timeline_app.domain.records import RECORDS, Document, Record, Revision, Tenure
from timeline_app.storage import rows
from timeline_app.storage.bulk import take_in
from timeline_app.storage.hits import entries_found, entries_of, find
from timeline_app.storage.leads import LEADS, SHOWN
from timeline_app.storage.triggers import searched_columns


@pytest.fixture
def filled(store: Store) -> Store:
    with store.step("Fill") as step:
        take_in(step, one_of_each())
    return store


@pytest.mark.parametrize(
    ("typed", "table", "title"),
    [
        ("turkiye", "party", "Türkiye"),
        ("Turkey", "party", "Türkiye"),
        ("tur", "party", "Türkiye"),
        ("الوزير", "person", "F. Minister"),
        ("foreign min", "person", "F. Minister"),
        ("withdrawal", "topic", "Withdrawal"),
        ("says", "entry", "Says so"),
        ("report", "source", "A report"),
        ("troops leave", "condition", "Troops leave first."),
        ("look again", "citation", "Look again."),
        ("idlib", "entry", "Fighting"),
        ("after the fighting", "entry", "Says so"),
        ("wounded", "entry", "Fighting"),
        ("calm", "entry", "Says so"),
    ],
)
def test_a_hit_says_what_it_is(filled: Store, typed: str, table: str, title: str) -> None:
    hit = find(filled, typed)[0]
    assert (hit.table, hit.title) == (table, title)
    assert hit.detail
    assert hit.entries


def test_names_come_first_and_nothing_twice(filled: Store) -> None:
    hits = find(filled, "t")
    keys = [(hit.table, hit.row_id) for hit in hits]
    assert len(keys) == len(set(keys))
    assert hits[0].table == "party"
    assert find(filled, "") == find(filled, '"') == []
    assert len(find(filled, "t", limit=2)) == 2


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("says", [1]),
        ("turkey", [1]),
        ("turkey says", [1]),
        ("turkey fighting", [1]),
        ("minister", [1]),
        ("الوزير", [1]),
        ("what", [1]),
        ("troops", [1]),
        ("withdrawal", [1]),
        ("report", [1]),
        ("look", [1]),
        ("idlib", [2]),
        ("killed", [2]),
        ("syria", []),
        ("", []),
        ("says idlib", []),
    ],
)
def test_entries_are_found_by_what_hangs_on_them(filled: Store, typed: str, found: list[int]) -> None:
    assert entries_found(filled, typed).tolist() == found


def test_entries_come_in_the_order_of_days(filled: Store) -> None:
    assert entries_of(filled, "link", 1).tolist() == [2, 1]
    assert entries_of(filled, "coder", 1).tolist() == []


def test_every_searched_table_is_shown_and_leads_somewhere() -> None:
    searched = {record.TABLE for record in RECORDS if record is not Document and searched_columns(record)}
    known_not = {"group", "coder", "party_relation", "story", "scene"}
    assert searched - known_not == set(SHOWN)
    assert set(SHOWN) - {lead.table for lead in LEADS} == {Tenure.TABLE, Revision.TABLE}


def test_every_kind_of_hit_can_be_read(filled: Store) -> None:
    for record in RECORDS:
        if record.TABLE in SHOWN:
            for row in rows.rows(filled, record):
                word = _first_word(row)
                assert find(filled, word, 50), (record.TABLE, word)


def _first_word(row: Record) -> str:
    texts = [getattr(row, name) for name in searched_columns(type(row))]
    return next((text for text in texts if text), "a")
