"""A timeline patched with a change equals one read anew, whatever was done, undone or done again."""

from __future__ import annotations

import dataclasses
import os
import random
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from samples import many_entries

from timeline_app.columns.marks import Marks
from timeline_app.columns.timeline import Timeline
from timeline_app.domain.errors import DemarcheError
from timeline_app.domain.records import (
    Alternative,
    Citation,
    Coder,
    Condition,
    Document,
    Entry,
    Group,
    Link,
    Participation,
    Party,
    PartyFlag,
    Person,
    Record,
    Source,
    Stance,
    StanceCondition,
    Tag,
    Topic,
)
from timeline_app.domain.vocabulary import GROUPINGS
from timeline_app.storage import patching
from timeline_app.storage.bulk import insert_many
from timeline_app.storage.evidence import read_spans
from timeline_app.storage.grouping import grouped
from timeline_app.storage.opening import create
from timeline_app.storage.patching import patched
from timeline_app.storage.rows import delete, get, insert, rows, update
from timeline_app.storage.timelines import read_timeline

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from timeline_app.columns.durations import Durations
    from timeline_app.storage.history import Change
    from timeline_app.storage.store import Store

WALKS = int(os.environ.get("DEMARCHE_WALKS", "12"))
STEPS = 40
DATES = (
    "2024-01",
    "2024-01-05",
    "2024-01-06",
    "2024-02-01/2024-03-01",
    "2024-01-05/..",
    "[..2024-02-01]",
    None,
)
TIMES = (None, None, "09:30", "23:59:59", "in the morning")
KINDS = ("statement", "denial", "change of government", "action", "context event")
LINKS = ("retracts", "ends", "denies", "revises", "reaffirms", "prepares")
ROLES = ("actor", "object", "participant", "named", "addressee", "absent")


def assert_equal(one: Timeline | None, other: Timeline | None) -> None:
    assert one
    assert other
    for field in dataclasses.fields(Timeline):
        mine, theirs = getattr(one, field.name), getattr(other, field.name)
        if field.name in ("marks", "segments", "asides", "carried"):
            for column in dataclasses.fields(mine):
                np.testing.assert_array_equal(getattr(mine, column.name), getattr(theirs, column.name))
        elif field.name not in ("reading", "touched", "moved", "density"):
            assert mine == theirs, field.name
            if isinstance(mine, dict) and field.name != "flags":
                assert list(mine) == list(theirs), field.name


class Walk:
    """Random steps in a small document; `any` chooses."""

    def __init__(self, store: Store, seed: int) -> None:
        self.store, self.any = store, random.Random(seed)
        with store.step("Begin"):
            for n in range(3):
                insert(store, Party(name=f"Party {n}"))
                insert(store, Group(name=f"Region {n}"))
                insert(store, Coder(name=f"Coder {n}"))
                insert(store, Person(name=f"Person {n}"))
                insert(store, Source(title=f"Source {n}", reliability="A"))
                insert(store, Condition(text=f"Condition {n}"))
            for n in range(2):
                insert(store, Topic(wording=f"Proposition {n}", decay_days=20))
            for _ in range(6):
                self.write(Entry)
            for record_type in (Participation, Stance, Stance, Citation):
                for _ in range(5):
                    self.write(record_type)

    def one(self, record_type: type[Record]) -> int | None:
        ids = [record.id for record in rows(self.store, record_type)]
        return self.any.choice(ids) if ids else None

    def values(self, record_type: type[Record]) -> dict[str, Any]:
        pick, one = self.any.choice, self.one
        on_stance = pick((True, False))
        drawn: dict[type[Record], dict[str, Any]] = {
            Entry: {
                "title": pick("ABC"),
                "date": pick(DATES),
                "local_time": pick(TIMES),
                "kind": pick(KINDS),
                "status": pick(("draft", "coded", "coded")),
                "group_id": pick((None, one(Group))),
                "importance": pick((1, 2, 3)),
            },
            Participation: {
                "entry_id": one(Entry),
                "party_id": one(Party),
                "role": pick(ROLES),
                "person_id": pick((None, one(Person))),
            },
            Person: {"name": pick("ABC")},
            Stance: {
                "entry_id": one(Entry),
                "party_id": one(Party),
                "topic_id": one(Topic),
                "value": pick((-2, -1, 0, 1, 2)),
                "mode": pick(("explicit", "implied", "deed", "reported")),
                "coder_id": one(Coder),
            },
            Link: {
                "from_entry_id": one(Entry),
                "to_entry_id": one(Entry),
                "relation": pick(LINKS),
                "note": "says so",
            },
            Citation: {
                "entry_id": None if on_stance else one(Entry),
                "stance_id": one(Stance) if on_stance else None,
                "source_id": one(Source),
                "credibility": pick((1, 5)),
            },
            StanceCondition: {"stance_id": one(Stance), "condition_id": one(Condition)},
            Alternative: {"stance_id": one(Stance), "value": pick((-2, 2))},
            Source: {"title": pick("ABC"), "reliability": pick(("A", "E", None))},
            Topic: {"wording": pick("ABC"), "decay_days": pick((1, 20, 400))},
            Party: {"name": pick("ABC"), "group_id": pick((None, one(Group)))},
            PartyFlag: {"party_id": one(Party), "flag": pick(("tr", "sy"))},
            Group: {"name": pick("ABC")},
            Document: {"title": pick("ABC"), "collected_through": pick((None, "2024-06-01"))},
            Tag: {"text": pick("ABC"), "entry_id": one(Entry)},
        }
        return drawn[record_type]

    def write(self, record_type: type[Record]) -> None:
        """Write a row, new or over another; one that the rules or the file refuse is left out."""
        values = self.values(record_type)
        held = self.one(record_type)
        try:
            if held and (record_type is Document or self.any.random() < 0.5):
                record = get(self.store, record_type, held)
                assert record
                some = {name: value for name, value in values.items() if self.any.random() < 0.6}
                update(self.store, dataclasses.replace(record, **some))
            else:
                insert(self.store, record_type(**values))
        except DemarcheError:
            pass

    def remove(self) -> None:
        record_type = self.any.choice((Entry, Stance, Link, Participation, Citation, StanceCondition, Party))
        held = self.one(record_type)
        try:
            if held:
                delete(self.store, record_type, held)
        except DemarcheError:
            pass

    def step(self) -> Change | None:
        chance = self.any.random()
        if chance < 0.15:
            return self.store.undo()
        if chance < 0.25:
            return self.store.redo()
        record_types = (
            *(Entry, Stance, Link, Participation, Citation, StanceCondition, Alternative),
            *(Source, Topic, Party, PartyFlag, Person, Group, Document, Tag),
        )
        with self.store.step("Any") as step:
            for _ in range(self.any.choice((1, 1, 1, 3))):
                self.remove() if self.any.random() < 0.2 else self.write(self.any.choice(record_types))
        return step.change


def _rows_met(durations: Durations, first: int) -> list[int]:
    return sorted(row for part in durations.meeting(first, first + 9) for row in part.tolist())


@pytest.mark.parametrize("seed", range(WALKS))
def test_patched_equals_read_anew(store: Store, seed: int) -> None:
    walk = Walk(store, seed)
    timeline = read_timeline(store)
    grouping = GROUPINGS[2 + seed % 3]
    in_lanes = timeline, grouped(store, timeline, grouping)
    for _ in range(STEPS):
        change = walk.step()
        if change:
            fresh = patched(store, timeline, change)
            anew = read_timeline(store)
            assert_equal(fresh, anew)
            assert fresh
            for entry in fresh.touched_since(timeline) or ():
                assert fresh.marks.rows_of([entry]).tolist() == anew.marks.rows_of([entry]).tolist()
            for first in range(738_800, 739_200, 40):
                found, expected = (some.marks.durations for some in (fresh, anew))
                assert _rows_met(found, first) == _rows_met(expected, first)
                assert found.count_by_lane(first, first + 9) == expected.count_by_lane(first, first + 9)
            timeline = fresh
            in_lanes = timeline, grouped(store, timeline, grouping, in_lanes)
            assert_equal(in_lanes[1], grouped(store, anew, grouping))


def test_marks_that_others_took_the_place_of_are_made_again(store: Store) -> None:
    walk = Walk(store, 3)
    timeline = read_timeline(store)
    held: list[tuple[Marks, Marks, list[int]]] = []
    for _ in range(STEPS):
        change = walk.step()
        copy = timeline.marks.taken(slice(None))
        fresh = patched(store, timeline, change) if change else None
        if fresh:
            held.append((timeline.marks, copy, sorted(fresh.touched[-1])))
            timeline = fresh
    for marks, copy, entries in held:
        mine, theirs = marks.of(entries), copy.taken(copy.rows_of(entries))
        assert sorted(zip(mine.entry, mine.lane, strict=True)) == sorted(
            zip(theirs.entry, theirs.lane, strict=True)
        )
        assert marks.kin is timeline.marks.kin
        for column in dataclasses.fields(Marks):
            np.testing.assert_array_equal(getattr(marks, column.name), getattr(copy, column.name))


@pytest.fixture
def held(store: Store) -> Store:
    """A position that is retracted, denied, ended by a change of government, graded and conditional."""
    records = (
        Party(name="Ours"),
        Topic(wording="They should meet", decay_days=20),
        Source(title="Agency", reliability="B"),
        Condition(text="The other side comes too"),
        *[Entry(title=f"Act {n}", date=f"2024-0{n}-01", status="coded") for n in range(1, 6)],
        Entry(title="The fall", date="2024-06-01", kind="change of government", status="coded"),
        Stance(entry_id=1, party_id=1, topic_id=1, value=2),
        Stance(entry_id=3, party_id=1, topic_id=1, value=-1),
        Stance(entry_id=5, party_id=1, topic_id=1, value=1, mode="implied"),
        Link(from_entry_id=2, to_entry_id=1, relation="retracts", note="takes it back"),
        Link(from_entry_id=4, to_entry_id=3, relation="denies", note="never said so"),
        Participation(entry_id=4, party_id=1),
        Participation(entry_id=6, party_id=1, role="object"),
        Citation(stance_id=1, source_id=1, credibility=2),
        Citation(entry_id=3, source_id=1, credibility=2),
    )
    with store.step("Begin"):
        for record in records:
            insert(store, record)
    return store


@pytest.mark.parametrize(
    ("record_type", "row_id", "values"),
    [
        (Entry, 2, {"date": "2024-02-09"}),
        (Entry, 2, {"status": "draft"}),
        (Entry, 4, {"date": "2024-04-09"}),
        (Entry, 6, {"date": "2024-06-09"}),
        (Entry, 6, {"kind": "action"}),
        (Topic, 1, {"decay_days": 400}),
        (Source, 1, {"reliability": "E"}),
        (Citation, 1, {"credibility": 5}),
        (Link, 1, {"relation": "reaffirms"}),
        (Link, 2, {"to_entry_id": 1}),
        (Participation, 1, {"role": "named"}),
        (Participation, 2, {"role": "addressee"}),
        (Link, 1, None),
        (Entry, 6, None),
        (Participation, 2, None),
    ],
)
def test_what_a_position_rests_on(
    held: Store, record_type: type[Record], row_id: int, values: dict[str, Any] | None
) -> None:
    before, rested_on = read_timeline(held), read_spans(held)
    with held.step("Edit") as step:
        record = get(held, record_type, row_id)
        assert record
        if values is None:
            delete(held, record_type, row_id)
        else:
            update(held, dataclasses.replace(record, **values))
    assert step.change
    after = patched(held, before, step.change)
    assert read_spans(held) != rested_on
    assert_equal(after, read_timeline(held))
    undone = held.undo()
    assert undone
    assert after
    assert_equal(patched(held, after, undone), before)


def _title(store: Store) -> Change | None:
    with store.step("Title") as step:
        entry = get(store, Entry, 1)
        assert entry
        update(store, dataclasses.replace(entry, title="Another"))
    return step.change


def _many(store: Store) -> Change | None:
    with store.step("Many") as step:
        insert_many(step, Entry, many_entries(patching.MOST_ROWS + 1))
    return step.change


@pytest.mark.parametrize(("edit", "is_read_anew"), [(_title, False), (_many, True)])
def test_only_few_rows_are_patched_in(
    tmp_path: Path, edit: Callable[[Store], Change | None], is_read_anew: bool
) -> None:
    with create(tmp_path / "a.demarche") as store:
        with store.step("Begin") as step:
            insert_many(step, Entry, many_entries(3))
        before = read_timeline(store)
        change = edit(store)
        assert change
        after = patched(store, before, change)
        assert (after is None) is is_read_anew
        if after:
            assert_equal(after, read_timeline(store))
            assert after.touched_since(before) == {1}
            assert after.marks is before.marks
            undone = store.undo()
            assert undone
            assert_equal(patched(store, after, undone), before)
