"""A document of some thousands of entries, the same each time, to be looked at from far and near."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline_app.domain.records import Entry, Group, Participation, Party, Stance, Topic
from timeline_app.storage.bulk import insert_many
from timeline_app.storage.opening import create

if TYPE_CHECKING:
    from pathlib import Path

    from timeline_app.domain.vocabulary import EntryKind, StanceValue

COUNT, PARTIES = 6_000, 5
VALUES: tuple[StanceValue, ...] = (-2, -1, 0, 1, 2)
KINDS: tuple[EntryKind, ...] = ("statement", "talks", "action", "demand")


def _date(number: int) -> str:
    day = f"{1990 + number % 30}-{1 + number * 7 % 12:02}-{1 + number * 11 % 28:02}"
    return f"{day}/.." if number % 50 == 0 else day[:7] if number % 9 == 0 else day


def written(path: Path) -> Path:
    """Write the document."""
    numbers = range(1, COUNT + 1)
    with create(path) as store, store.step("Begin") as step:
        insert_many(step, Group, [Group(name="A region")])
        insert_many(step, Party, (Party(name=f"Party {n}", group_id=1) for n in range(PARTIES)))
        insert_many(step, Topic, [Topic(wording="One thing", kind="proposition")])
        entries = (
            Entry(title=f"Entry {n}", date=_date(n), kind=KINDS[n % 4], status="coded", importance=1 + n % 3)
            for n in numbers
        )
        insert_many(step, Entry, entries)
        insert_many(
            step, Participation, (Participation(entry_id=n, party_id=1 + n % PARTIES) for n in numbers)
        )
        stances = (
            Stance(entry_id=n, party_id=1 + n % PARTIES, topic_id=1, value=VALUES[n % 5])
            for n in numbers
            if n % 3
        )
        insert_many(step, Stance, stances)
    return path
