from __future__ import annotations

import dataclasses
import sqlite3
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline_app.domain.records import Entry, Participation, Party
from timeline_app.storage import rows
from timeline_app.storage.folding import folded
from timeline_app.storage.opening import open_store
from timeline_app.storage.search import match_query, search, search_names

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


def test_a_letter_finds_though_very_many_words_begin_so(store: Store) -> None:
    titles = [f"b{number:03} said" for number in range(120)]
    with store.step("Fill"):
        for title in (*titles, "zeal b"):
            rows.insert(store, Entry(title=title))
    assert len(search(store, "b", 200)) == 121
    assert search(store, "b119") == [("entry", 120)]
    assert search(store, "zeal b") == [("entry", 121)]
    assert search(store, "said b11", 50) == [("entry", number) for number in range(111, 121)]
    assert search(store, "b-x") == []


def test_names_are_found_like_anything_else(store: Store) -> None:
    names = (
        "Free Syrian Army",
        "Free-Army of x",
        "Army Free",
        "Freeway",
        "Ārmy 'quoted\" free",
        "Unfree army",
    )
    with store.step("Fill"):
        for name in names:
            rows.insert(store, Party(name=name))
        rows.insert(store, Entry(title="The free army"))
    for typed in (
        "free",
        "army",
        "free army",
        "free arm",
        "fre army",
        "free-army",
        "army f",
        "syrian army f",
        "!",
    ):
        found = [hit for hit in search(store, typed) if hit[0] == "party"]
        assert search_names(store, typed, 50) == found, typed


def test_what_is_read_only_is_searched(store: Store) -> None:
    with store.step("Fill"):
        rows.insert(store, Entry(title="Something was said"))
    with open_store(store.path, read_only=True) as other:
        assert search(other, "some") == [("entry", 1)]
        with pytest.raises(sqlite3.OperationalError, match="readonly"):
            other.conn.execute("DELETE FROM entry")
