from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline_app.domain.records import Entry, Participation, Party
from timeline_app.storage import rows
from timeline_app.storage.folding import folded
from timeline_app.storage.search import match_query, search

if TYPE_CHECKING:
    from timeline_app.storage.store import Store


@pytest.fixture
def named(store: Store) -> Store:
    with store.step("Add"):
        for name in (
            "Türkiye",
            "İstanbul Platformu",
            "Łódź",
            "الأردن",
            "إيران",
            "علي",
            "cease-fire group",
            "Данія",
        ):
            rows.insert(store, Party(name=name))
        rows.insert(store, Entry(title="Türkiye calls for a cease-fire", body='He said: "not yet"'))
        rows.insert(store, Participation(entry_id=1, party_id=1))
    return store


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("turk", [("party", 1), ("entry", 1)]),
        ("TÜRKİYE", [("party", 1), ("entry", 1)]),
        ("istanbul plat", [("party", 2)]),
        ("Istanbul", [("party", 2)]),
        ("ıstanbul", [("party", 2)]),
        ("lodz", [("party", 3)]),
        ("الاردن", [("party", 4)]),
        ("ایران", [("party", 5)]),
        ("علی", [("party", 6)]),
        ("عَلِيّ", [("party", 6)]),
        ("cease-fire", [("party", 7), ("entry", 1)]),
        ('"not yet"', [("entry", 1)]),
        ("дан", [("party", 8)]),
        ("turk platform", []),
        ("calls turkiye", [("entry", 1)]),
        ("", []),
        ('" - *', []),
        ("title:turk", []),
        ("turk OR iran", []),
        ("NOT", [("entry", 1)]),
        ("\0", []),
        ("turk\ud800", [("party", 1), ("entry", 1)]),
    ],
)
def test_rows_are_found_by_what_people_type(named: Store, typed: str, found: list[tuple[str, int]]) -> None:
    assert search(named, typed) == found


def test_the_number_of_rows_is_limited(named: Store) -> None:
    assert len(search(named, "turk", limit=1)) == 1


def test_search_follows_edits_undo_and_redo(named: Store) -> None:
    party = rows.get(named, Party, 1)
    assert party
    with named.step("Rename"):
        rows.update(named, dataclasses.replace(party, name="Ottoman Empire"))
    assert search(named, "turk") == [("entry", 1)]
    assert search(named, "otto") == [("party", 1)]
    named.undo()
    assert search(named, "turk") == [("party", 1), ("entry", 1)]
    named.undo()
    assert search(named, "turk") == []
    named.redo()
    assert {table for table, _ in search(named, "turk")} == {"party", "entry"}


def test_a_row_without_text_comes_and_goes(named: Store) -> None:
    part = rows.get(named, Participation, 1)
    assert part
    for as_named, found in (("the Porte", [("participation", 1)]), (None, [])):
        with named.step("Edit"):
            rows.update(named, dataclasses.replace(part, as_named=as_named))
        assert search(named, "porte") == found


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert folded(folded(text)) == folded(text)


@given(st.text(alphabet=st.characters() | st.sampled_from("\"'*-^:(){}+ \0"), max_size=40))
def test_no_query_raises(typed: str) -> None:
    import sqlite3

    conn = sqlite3.connect(":memory:")
    conn.execute("CREATE VIRTUAL TABLE t USING fts5 (folded, tokenize = 'unicode61')")
    query = match_query(typed)
    if query:
        conn.execute("SELECT * FROM t WHERE t MATCH ?", (query,)).fetchall()
    conn.close()
