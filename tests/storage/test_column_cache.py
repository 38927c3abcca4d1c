"""Columns kept in the cache are those that reading the rows would give, or they are not used."""

from __future__ import annotations

import dataclasses
import shutil
import sqlite3
from typing import TYPE_CHECKING

import numpy as np
import pytest

from timeline_app import locations
from timeline_app.columns.asides import Asides
from timeline_app.columns.carried import Carried
from timeline_app.columns.density import density_for
from timeline_app.columns.marks import Marks
from timeline_app.columns.segments import Segments
from timeline_app.domain.records import Entry, Participation, Party, Stance, Topic
from timeline_app.storage import column_cache
from timeline_app.storage.bulk import insert_many
from timeline_app.storage.column_cache import keep_columns, kept_columns
from timeline_app.storage.opening import create, open_store
from timeline_app.storage.rows import get, update
from timeline_app.storage.timelines import read_timeline

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from timeline_app.columns.timeline import Timeline
    from timeline_app.storage.store import Store

COUNT = 60


@pytest.fixture
def path(tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(column_cache, "LEAST_MARKS", 10)
    place = tmp_path / "a.demarche"
    with create(place) as store, store.step("Begin") as step:
        insert_many(step, Party, (Party(name=f"Party {n}") for n in range(3)))
        insert_many(step, Topic, (Topic(wording=f"Proposition {n}", kind="proposition") for n in range(2)))
        numbers = range(1, COUNT + 1)
        entries = (
            Entry(title=f"Entry {n}", date=f"2020-{n % 12 + 1:02}-11", kind="statement", status="coded")
            for n in numbers
        )
        insert_many(step, Entry, entries)
        insert_many(step, Participation, (Participation(entry_id=n, party_id=n % 3 + 1) for n in numbers))
        insert_many(
            step,
            Stance,
            (Stance(entry_id=n, party_id=n % 3 + 1, topic_id=n % 2 + 1, value=n % 5 - 2) for n in numbers),
        )
    return place


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    with open_store(path) as store:
        keep_columns(store, read_timeline(store))
        yield store


def cache() -> Path:
    (found,) = locations.cache_folder().iterdir()
    return found


def assert_same(one: Timeline | None, other: Timeline) -> None:
    assert one is not None
    for columns in (Marks, Segments, Asides, Carried):
        name = columns.__name__.casefold()
        for field in dataclasses.fields(columns):
            mine, theirs = (getattr(getattr(timeline, name), field.name) for timeline in (one, other))
            assert mine.dtype == theirs.dtype
            np.testing.assert_array_equal(mine, theirs, field.name)
    for field in dataclasses.fields(one):
        if field.name not in (
            "marks",
            "segments",
            "asides",
            "carried",
            "reading",
            "touched",
            "moved",
            "density",
        ):
            assert getattr(one, field.name) == getattr(other, field.name), field.name


def assert_counted_alike(one: Timeline, other: Timeline) -> None:
    mine, anew = density_for(one), density_for(other)
    assert (mine.first, mine.days, mine.lanes.tolist()) == (anew.first, anew.days, anew.lanes.tolist())
    np.testing.assert_array_equal(mine.grid, anew.grid)


def retitled(store: Store, row: int = 1, **values: object) -> None:
    entry = get(store, Entry, row)
    assert entry
    with store.step("Edit"):
        update(store, dataclasses.replace(entry, **values))


def test_they_come_back_as_they_were(store: Store) -> None:
    kept = kept_columns(store)
    assert kept
    assert kept.density
    assert kept.density.is_of(kept.marks)
    assert_same(kept, read_timeline(store))
    assert_counted_alike(kept, read_timeline(store))


def test_what_is_counted_follows_steps_made_since_and_the_cache_stays_as_it_is(store: Store) -> None:
    held = cache().read_bytes()
    for other in (2, 5):
        entry = get(store, Entry, other)
        assert entry
        retitled(store, 30, date=entry.date)
        kept = kept_columns(store)
        assert kept
        assert_counted_alike(kept, read_timeline(store))
        assert density_for(kept) is kept.density
    assert cache().read_bytes() == held


def test_steps_made_since_are_patched_in(store: Store) -> None:
    retitled(store, date="2019-01-01")
    retitled(store, 2, date=None)
    retitled(store, 3, kind="action")
    assert_same(kept_columns(store), read_timeline(store))


def test_after_an_undo_they_are_read_anew(store: Store) -> None:
    retitled(store, date="2019-01-01")
    keep_columns(store, read_timeline(store))
    store.undo()
    assert kept_columns(store) is None


def test_a_copy_that_went_on_by_itself_is_another_state(path: Path, tmp_path: Path) -> None:
    other = tmp_path / "b.demarche"
    shutil.copy(path, other)
    with open_store(path) as store:
        retitled(store, date="2019-01-01")
        keep_columns(store, read_timeline(store))
    with open_store(other) as copy:
        retitled(copy, date="2018-01-01")
        assert kept_columns(copy) is None


def test_what_another_program_wrote_is_not_overlooked(path: Path, store: Store) -> None:
    store.close()
    with sqlite3.connect(path) as conn:
        conn.execute("UPDATE stance SET value = -2")
    conn.close()
    with open_store(path) as opened:
        assert kept_columns(opened) is None


@pytest.mark.parametrize("harm", ["cut", "empty", "other", "gone"])
def test_a_harmed_cache_counts_as_none(store: Store, harm: str) -> None:
    place = cache()
    data = place.read_bytes()
    head, _, rest = data.partition(b"\n")
    if harm == "gone":
        place.unlink()
    else:
        place.write_bytes({"cut": data[:-9], "empty": b"", "other": b"{}\n" + rest}[harm])
    assert head
    assert kept_columns(store) is None


def test_a_cache_of_another_format_counts_as_none(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(column_cache, "FORMAT", 99)
    assert kept_columns(store) is None


def test_a_small_document_needs_none(tmp_path: Path, home: Path) -> None:
    with create(tmp_path / "small.demarche") as small:
        keep_columns(small, read_timeline(small))
        assert not locations.cache_folder().exists()
        assert kept_columns(small) is None
