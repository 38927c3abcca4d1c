"""Random small documents, in memory and under the real schema, with everything that bears on positions."""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from dataclasses import fields
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from hypothesis import strategies as st
from sqlite_utils import Database

from timeline_app.columns.segments import Segments
from timeline_app.domain.records import (
    Alternative,
    Citation,
    Coder,
    Condition,
    Entry,
    Link,
    Participation,
    Party,
    Source,
    Stance,
    StanceCondition,
    Topic,
)
from timeline_app.storage import schema
from timeline_app.storage.rows import completed, row_of
from timeline_app.storage.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from timeline_app.domain.records import Record

DAYS: list[Any] = [f"2024-01-{day:02}" for day in (3, 4, 4, 5, 5, 5, 6, 9)]
DATES: list[Any] = [
    *DAYS,
    *DAYS,
    "2024-01",
    "2024",
    "2023-12-30",
    "2024-02-20",
    "2025-06-01",
    "2024-01-04~",
    "2024-01-05?",
    "2024-01-03/2024-01-05",
    "2024-01-04/2024-01",
    "2024-01-04/..",
    "/2024-01-05",
    "[..2024-01-05]",
    "[2024-01-04..]",
    "[2024-01-03,2024-01-06]",
    "../2024-01-04",
    None,
]
KINDS: list[Any] = ["statement", "statement", "action", "denial", "context event", "change of government"]
READINGS: list[Any] = [
    *((value, None) for value in (-2, -1, 0, 1, 2, 2, -2)),
    *((None, word) for word in ("none recorded", "declined to comment", "ambiguous", "contested")),
    (1, "contested"),
]
MODES: list[Any] = ["explicit", "explicit", "joint", "vote", "deed", "implied", "reported"]
RELATIONS: list[Any] = [
    *("retracts", "ends", "denies", "prepares", "revises", "reverses", "reaffirms"),
    *("follows", "responds to", "clarifies"),
]
ALTERNATIVES: list[Any] = [-2, 1, 2, None]
TIMES: list[Any] = [None, "09:00", "9:30", "17:00:05", "noon"]
ROLES: list[Any] = ["actor", "participant", "signatory", "object", "object", "object", "named"]


@cache
def _blank() -> sqlite3.Connection:
    conn = sqlite3.connect(":memory:", isolation_level=None)
    schema.build(Database(conn, execute_plugins=False))
    return conn


@contextmanager
def document(records: Sequence[Record]) -> Iterator[Store]:
    """Hold records that have their ids for the time of the block."""
    conn = _blank()
    conn.execute("BEGIN")
    try:
        for record in records:
            row = row_of(completed(record))
            marks = ", ".join("?" * len(row))
            conn.execute(
                f'INSERT INTO "{record.TABLE}" ({", ".join(row)}) VALUES ({marks})', list(row.values())
            )
        yield Store(Path("small.demarche"), conn, triggers={}, read_only=True)
    finally:
        conn.execute("ROLLBACK")


def uid(number: int) -> str:
    return f"01900000-0000-7000-8000-{number:012x}"


def heads() -> list[Record]:
    return [
        *(Party(id=n, name=f"Party {n}") for n in (1, 2)),
        *(Coder(id=n, name=f"Coder {n}") for n in (1, 2, 3)),
        *(Condition(id=n, text=f"Condition {n}") for n in (1, 2)),
        Source(id=1, title="Agency", reliability="B"),
        Source(id=2, title="Rumours", reliability="E"),
    ]


@st.composite
def entries(draw: st.DrawFn, most: int) -> list[Record]:
    count = draw(st.integers(1, most))
    uids = draw(st.permutations(range(count)))
    any_time = draw(st.booleans())
    kinds = KINDS + draw(st.sampled_from([[], [], ["change of government"] * 4]))
    return [
        Entry(
            id=n + 1,
            uid=uid(uids[n]),
            code=draw(st.sampled_from([None, None, f"b{uids[n]}", f"a{n}"])),
            title="An act",
            kind=draw(st.sampled_from(kinds)),
            date=draw(st.sampled_from(DATES)),
            local_time=draw(st.sampled_from(TIMES if any_time else [None])),
            status=draw(st.sampled_from(["coded", "coded", "coded", "reviewed", "draft"])),
        )
        for n in range(count)
    ]


@st.composite
def stances(draw: st.DrawFn, of_entries: int, parties: int, coders: list[Any]) -> list[Record]:
    found: list[Record] = []
    modes = MODES + draw(st.sampled_from([[], [], ["reported"] * 5]))
    for entry in range(1, of_entries + 1):
        keys = st.tuples(st.integers(1, parties), st.sampled_from([1, 1, 1, 2]), st.sampled_from(coders))
        for party, topic, coder in draw(st.lists(keys, max_size=4, unique=True)):
            value, non_value = draw(st.sampled_from(READINGS))
            found.append(
                Stance(
                    id=len(found) + 1,
                    entry_id=entry,
                    party_id=party,
                    topic_id=topic,
                    value=value,
                    non_value=non_value,
                    mode=draw(st.sampled_from(modes)),
                    conditions_needed=draw(st.sampled_from(["all", "any"])),
                    adopted=draw(st.sampled_from([0, 0, 1])),
                    coder_id=coder,
                )
            )
    return found


@st.composite
def on_stances(draw: st.DrawFn, entry_count: int, stance_count: int) -> list[Record]:
    """Conditions, readings and citations."""
    if not stance_count or draw(st.booleans()):
        return []
    stance, entry = st.integers(1, stance_count), st.integers(1, entry_count)
    conditions = draw(st.lists(st.tuples(stance, st.integers(1, 2)), unique=True, max_size=8))
    readings = draw(st.lists(st.tuples(stance, st.sampled_from(ALTERNATIVES)), max_size=8))
    cited = st.tuples(stance, st.none()) | st.tuples(st.none(), entry)
    citations = draw(st.lists(cited, max_size=8))
    found: list[Record] = [
        *(StanceCondition(id=n, stance_id=s, condition_id=c) for n, (s, c) in enumerate(conditions, 1)),
        *(
            Alternative(id=n, stance_id=s, value=value, rationale="so read")
            for n, (s, value) in enumerate(readings, 1)
        ),
        *(
            Citation(
                id=n,
                stance_id=s,
                entry_id=e,
                source_id=draw(st.integers(1, 2)),
                reliability=draw(st.sampled_from([None, None, "A", "E"])),
                credibility=draw(st.sampled_from([None, 1, 5])),
            )
            for n, (s, e) in enumerate(citations, 1)
        ),
    ]
    return found


@st.composite
def between_entries(draw: st.DrawFn, count: int, most_links: int) -> list[Record]:
    """Links and participations."""
    entry = st.integers(1, count)
    pairs = st.tuples(entry, st.sampled_from(RELATIONS), entry).filter(lambda link: link[0] != link[2])
    links = draw(st.lists(pairs, unique=True, max_size=most_links if count > 1 else 0))
    roles = st.tuples(entry, st.integers(1, 2), st.sampled_from(ROLES))
    parts = draw(st.lists(roles, unique=True, max_size=12))
    return [
        *(
            Link(id=n, from_entry_id=start, relation=relation, to_entry_id=goal, note="said so")
            for n, (start, relation, goal) in enumerate(links, 1)
        ),
        *(
            Participation(id=n, entry_id=e, party_id=party, role=role)
            for n, (e, party, role) in enumerate(parts, 1)
        ),
    ]


@st.composite
def documents(draw: st.DrawFn, most: int = 14, most_links: int = 0) -> list[Record]:
    """Everything that bears on positions; links only if asked for."""
    of_entries = draw(entries(most))
    coders = draw(st.sampled_from([[None], [1], [1, 2, 3], [None, 1]]))
    of_stances = draw(stances(len(of_entries), draw(st.integers(1, 2)), coders))
    decay = draw(st.sampled_from([1, 2, 20, 365]))
    return [
        *heads(),
        *(Topic(id=n, wording=f"Proposition {n}", decay_days=decay + n) for n in (1, 2)),
        *of_entries,
        *of_stances,
        *draw(on_stances(len(of_entries), len(of_stances))),
        *draw(between_entries(len(of_entries), most_links)),
    ]


def rows_of(segments: Segments) -> list[dict[str, Any]]:
    """Give segments in a form that shows where two differ."""
    names = [field.name for field in fields(Segments)]
    return [
        dict(zip(names, row, strict=True))
        for row in zip(*(c.tolist() for c in segments.columns), strict=True)
    ]


def assert_equal(one: Segments, other: Segments) -> None:
    mine, theirs = rows_of(one), rows_of(other)
    assert mine == theirs, f"{mine}\n{theirs}"
    for mine, theirs in zip(one.columns, other.columns, strict=True):
        assert mine.dtype == theirs.dtype
        np.testing.assert_array_equal(mine, theirs)
