"""The fold in columns says what the plain rule says, of any document."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
from hypothesis import HealthCheck, given, settings
from small_documents import DATES, RELATIONS, assert_equal, document, documents, heads, uid

from timeline_app.columns.positions import fold, segments_from
from timeline_app.columns.segments import MIXED, NO_VALUE, NON_VALUES, segments_of
from timeline_app.domain.positions import days_of_change, position_as_of
from timeline_app.domain.records import (
    Alternative,
    Citation,
    Entry,
    Link,
    Participation,
    Stance,
    StanceCondition,
    Topic,
)
from timeline_app.storage.evidence import dossiers, read_spans
from timeline_app.storage.evidence_columns import read_evidence, read_segments

if TYPE_CHECKING:
    from timeline_app.columns.segments import Segments
    from timeline_app.domain.positions import Fold, Position
    from timeline_app.domain.records import Record
    from timeline_app.storage.store import Store

thorough = settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
quick = settings(thorough, max_examples=40)


def decay_days(store: Store) -> dict[int, int]:
    return dict(store.conn.execute("SELECT id, decay_days FROM topic").fetchall())


def by_the_plain_rule(store: Store) -> Segments:
    return segments_of(read_spans(store), decay_days(store))


@thorough
@given(records=documents())
def test_without_links_all_keys_are_folded_in_columns(records: list[Record]) -> None:
    with document(records) as store:
        found = read_evidence(store)
        assert len(found.bonds.tangled) == 0
        assert_equal(segments_from(fold(found, decay_days(store))), by_the_plain_rule(store))


@thorough
@given(records=documents(most_links=3))
def test_with_a_few_links(records: list[Record]) -> None:
    with document(records) as store:
        assert_equal(read_segments(store), by_the_plain_rule(store))


@thorough
@given(records=documents(most_links=20))
def test_with_many_links(records: list[Record]) -> None:
    with document(records) as store:
        assert_equal(read_segments(store), by_the_plain_rule(store))


@quick
@given(records=documents(most=40, most_links=4))
def test_longer_documents(records: list[Record]) -> None:
    with document(records) as store:
        assert_equal(read_segments(store), by_the_plain_rule(store))


@quick
@given(records=documents(most_links=3))
def test_some_keys_alone_are_as_among_all(records: list[Record]) -> None:
    with document(records) as store:
        found = read_segments(store)
        for party, topic in found.keys().tolist():
            rows = found.of(party, topic)
            alone = read_segments(store, [(party, topic)])
            assert_equal(type(found)(*(column[rows] for column in found.columns)), alone)


def folds_of(store: Store) -> dict[tuple[int, int], Fold]:
    return {key: dossier.result for key, dossier in dossiers(store)}


@quick
@given(records=documents(most_links=2))
def test_as_of_each_day_the_position_is_that_of_the_plain_rule(records: list[Record]) -> None:
    with document(records) as store:
        segments, folds = read_segments(store), folds_of(store)
    changes = {day for fold in folds.values() for day in days_of_change(fold)}
    for day in {near for change in changes for near in (change - 1, change, change + 1)}:
        shown = {key: found for key, fold in folds.items() if (found := position_as_of(fold, day))}
        rows = segments.as_of(day).tolist()
        assert [(segments.party[row], segments.topic[row]) for row in rows] == sorted(shown)
        for row, key in zip(rows, sorted(shown), strict=True):
            assert _words(segments, row) == _words_of(shown[key])


def _words(segments: Segments, row: int) -> tuple[Any, ...]:
    return (
        segments.entry[row],
        segments.value[row],
        NON_VALUES[segments.non_value[row]],
        segments.reported[row],
        segments.conditional[row],
        segments.since[row],
        segments.day[row],
    )


def _words_of(position: Position) -> tuple[Any, ...]:
    return (
        position.entry,
        NO_VALUE if position.value is None else position.value,
        "mixed" if position.mixed else position.non_value or "",
        position.mode == "reported",
        bool(position.conditions),
        position.since,
        position.day,
    )


@quick
@given(records=documents(most_links=2))
def test_the_order_of_rows_plays_no_part(records: list[Record]) -> None:
    last = max(record.id for record in records if isinstance(record, Entry))
    of_entry = {"entry_id", "from_entry_id", "to_entry_id"}

    def turned(record: Record) -> Record:
        is_entry = isinstance(record, Entry)
        changed = {"id": last + 1 - record.id if is_entry else 1000 - record.id}
        names = [name for name in of_entry if getattr(record, name, None)]
        changed |= {name: last + 1 - getattr(record, name) for name in names}
        if isinstance(record, StanceCondition | Alternative | Citation) and record.stance_id:
            changed["stance_id"] = 1000 - record.stance_id
        return replace(record, **changed)

    moved = (Entry, Stance, StanceCondition, Alternative, Citation, Link, Participation)
    with document(records) as store:
        one = read_segments(store)
    with document([turned(record) if isinstance(record, moved) else record for record in records]) as store:
        other = read_segments(store)
    assert_equal(one, replace(other, entry=(last + 1 - other.entry).astype(np.int32)))


def test_a_thousand_acts_at_random() -> None:
    any_ = random.Random(16)
    count = 1000
    places = list(range(count))
    any_.shuffle(places)
    records: list[Record] = [
        *heads(),
        *(Topic(id=n, wording=f"P {n}", decay_days=9 * n) for n in range(1, 6)),
    ]
    kinds = ["statement"] * 8 + ["action", "denial", "change of government"]
    before: dict[tuple[int, int], list[int]] = {}
    modes = ["explicit"] * 5 + ["deed", "implied", "vote", "reported"]
    for n in range(1, count + 1):
        day = f"2024-{1 + n // 84:02}-{1 + n // 3 % 28:02}"
        date = any_.choice([*DATES, *(day,) * 80])
        entry = Entry(id=n, uid=uid(places[n - 1]), title="An act", date=date, status="coded")
        time = any_.choice([None, f"{any_.randint(0, 23)}:15"])
        records.append(replace(entry, kind=any_.choice(kinds), local_time=time))
        party, topic = any_.randint(1, 2), any_.randint(1, 5)
        stance = Stance(id=n, entry_id=n, party_id=party, topic_id=topic, value=any_.choice([-2, 1, 2]))
        records.append(replace(stance, mode=any_.choice(modes)))
        if any_.random() < 0.02:
            records.append(Participation(id=n, entry_id=n, party_id=party, role="object"))
        said = before.setdefault((party, topic), [])
        if any_.random() < 0.02 and said:
            goal, relation = any_.choice(said[-5:]), any_.choice(RELATIONS)
            records.append(Link(id=n, from_entry_id=n, to_entry_id=goal, relation=relation, note="said so"))
        said.append(n)
    records.sort(key=lambda record: isinstance(record, Stance | Participation | Link))
    with document(records) as store:
        found = read_segments(store)
        assert_equal(found, by_the_plain_rule(store))
        bonds = read_evidence(store).bonds
    plain = {tuple(key) for key in bonds.tangled.tolist()}
    assert 0 < len(plain) < len(found.keys()) == 10
    assert len(bonds.ended) > 0 < len(bonds.corrected)
    assert (found.non_value == MIXED).any()
