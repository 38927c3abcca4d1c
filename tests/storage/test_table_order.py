"""The order of the table by any column: by the plain rule, and kept up entry by entry."""

from __future__ import annotations

import dataclasses
import random
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from timeline_app.domain.records import (
    Citation,
    Coder,
    Entry,
    Group,
    Note,
    Participation,
    Party,
    Person,
    Source,
    Stance,
    Tag,
    Topic,
)
from timeline_app.storage import rows
from timeline_app.storage.table_columns import columns
from timeline_app.storage.table_order import moved, sorted_ids

if TYPE_CHECKING:
    from collections.abc import Callable

    from timeline_app.domain.records import Record
    from timeline_app.storage.store import Store

ENTRIES = 150
TITLES = ("Said", "said", "Ärger", "İzmir", "ızgara", "\u0301", "Zebra")
DATES = (None, "2024-12-02", "2024", "[..2020-01-01]", "-0044-03-15", "2011/..", "2024-12-02")


def some_entry(chance: random.Random, **fields: Any) -> Entry:
    return Entry(
        title=chance.choice(TITLES),
        date=chance.choice(DATES),
        kind=chance.choice(("talks", "statement", "démarche or note")),
        importance=chance.choice((1, 2, 3)),
        status=chance.choice(("draft", "coded")),
        place=chance.choice((None, "Oslo", "Ósló", "oslo")),
        group_id=chance.choice((None, 1, 2)),
        coder_id=chance.choice((None, 1, 2)),
        **fields,
    )


def some_part(chance: random.Random, entry: int) -> Record:
    made: tuple[Callable[[], Record], ...] = (
        lambda: Participation(entry_id=entry, party_id=chance.choice((1, 2, 3)), role="actor"),
        lambda: Participation(entry_id=entry, person_id=chance.choice((1, 2)), role="addressee"),
        lambda: Stance(
            entry_id=entry, party_id=chance.choice((1, 2)), topic_id=1, value=chance.choice((-1, 2))
        ),
        lambda: Citation(
            entry_id=entry, source_id=chance.choice((1, 2)), credibility=chance.choice((None, 3))
        ),
        lambda: Tag(entry_id=entry, text=chance.choice(("a", "Ä", "b"))),
        lambda: Note(entry_id=entry, text="Look."),
    )
    return chance.choice(made)()


@pytest.fixture
def filled(store: Store) -> Store:
    chance = random.Random(5)
    heads: tuple[Record, ...] = (
        *(Coder(name=name) for name in ("Zoe", "Ada")),
        *(Group(name=name) for name in ("North", "East")),
        *(Party(name=name) for name in ("Syria", "Iran", "Türkiye")),
        *(Person(name=name) for name in ("Z", "A")),
        Topic(wording="Forces leave."),
        Source(title="Wire", reliability="C"),
        Source(title="Agency"),
    )
    with store.step("Fill"):
        for record in (*heads, *(some_entry(chance) for _ in range(ENTRIES))):
            rows.insert(store, record)
        for _ in range(ENTRIES):
            rows.insert(store, some_part(chance, chance.randint(1, ENTRIES)))
    return store


@pytest.mark.parametrize("descending", [False, True])
def test_what_changed_moves_to_where_sorting_puts_it(filled: Store, descending: bool) -> None:
    chance = random.Random(7)
    names = [column.name for column in columns()]
    before = {name: sorted_ids(filled, None, name, descending=descending) for name in names}
    for _ in range(12):
        touched = set(chance.sample(range(1, ENTRIES + 1), 3)) & set(before["date"].tolist())
        with filled.step("Some"):
            for entry in touched:
                rows.update(filled, some_entry(chance, id=entry, uid=_uid_of(filled, entry)))
                rows.insert(filled, some_part(chance, entry))
            gone = chance.choice(before["date"].tolist())
            rows.delete(filled, Entry, gone)
            touched |= {gone, rows.insert(filled, some_entry(chance)).id}
        for name in names:
            after = moved(filled, before[name], touched, name, descending=descending)
            assert after is not None
            before[name] = sorted_ids(filled, None, name, descending=descending)
            assert after.tolist() == before[name].tolist(), name


def _uid_of(store: Store, entry: int) -> str:
    found = rows.get(store, Entry, entry)
    assert found
    return found.uid


def test_very_many_are_sorted_anew(filled: Store) -> None:
    assert moved(filled, sorted_ids(filled, None, "date"), range(1, 60), "date") is None


def test_dates_by_their_first_known_day(filled: Store) -> None:
    known = {entry.id: entry for entry in rows.rows(filled, Entry)}

    def day(entry: int) -> tuple[bool, int, int]:
        one = known[entry]
        days = [x for x in (one.begin_lo, one.begin_hi, one.end_lo, one.end_hi) if x is not None]
        return not days, days[0] if days else 0, entry

    assert sorted_ids(filled, None, "date").tolist() == sorted(known, key=day)


def test_the_first_who_acts_counts_and_nobody_comes_last(filled: Store) -> None:
    ordered = sorted_ids(filled, None, "who").tolist()
    first: dict[int, str] = {}
    names = {party.id: party.name for party in rows.rows(filled, Party)}
    for part in rows.rows(filled, Participation):
        if part.role == "actor":
            first.setdefault(part.entry_id, names[part.party_id or 0])
    assert ordered == sorted(ordered, key=lambda entry: (first.get(entry, "zzz"), entry))


def test_an_empty_document_has_no_order(store: Store) -> None:
    for column in columns():
        assert not sorted_ids(store, None, column.name).size
    assert moved(store, np.empty(0, np.int32), {1}, "date") is not None


def test_keys_too_great_for_one_number(filled: Store) -> None:
    first = next(rows.rows(filled, Entry))
    with filled.step("Far"):
        rows.update(filled, dataclasses.replace(first, date="Y170000002"))
    assert sorted_ids(filled, None, "date", descending=True)[0] == first.id
