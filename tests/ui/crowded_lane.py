"""A document in which one lane has more positions and more that goes on than there is room for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline_app.domain.records import Entry, Group, Participation, Party, Stance, Topic
from timeline_app.storage.bulk import insert_many
from timeline_app.storage.opening import create

if TYPE_CHECKING:
    from pathlib import Path

    from timeline_app.domain.vocabulary import StanceValue

TOPICS, DAYS, LASTING, UNDATED = 11, 700, 60, 30
VALUES: tuple[StanceValue, ...] = (-2, -1, 0, 1, 2)
WEEKDAYS = 28


def written(path: Path, *, undated: int = UNDATED) -> Path:
    """Write the document: entries of one day, then those that last, then those without a date."""
    with create(path) as store, store.step("Begin") as step:
        insert_many(step, Group, [Group(name="A region")])
        insert_many(step, Party, [Party(name="Türkiye", kind="nonstate", group_id=1), Party(name="Other")])
        insert_many(
            step,
            Topic,
            (Topic(wording=f"Proposition {n} holds", kind="proposition") for n in range(1, TOPICS + 1)),
        )
        entries = [_of_a_day(n) for n in range(DAYS)] + [_lasting(n) for n in range(LASTING)]
        entries += [Entry(title=f"Nobody knows when, {n}", kind="statement") for n in range(undated)]
        insert_many(step, Entry, entries)
        who = (Participation(entry_id=n, party_id=2 if n % 7 == 0 else 1) for n in range(1, len(entries) + 1))
        insert_many(step, Participation, who)
        stances = (
            Stance(entry_id=n, party_id=1, topic_id=n, value=VALUES[n % 5]) for n in range(1, TOPICS + 1)
        )
        insert_many(step, Stance, stances)
    return path


def _of_a_day(number: int) -> Entry:
    date = f"{2000 + number // 140}-{1 + number % 12:02}-{1 + number * 11 % WEEKDAYS:02}"
    return Entry(title=f"Said {number}", date=date, kind="statement", status="coded")


def _lasting(number: int) -> Entry:
    begin = f"1999-{1 + number % 12:02}-{1 + number % WEEKDAYS:02}"
    return Entry(title=f"Kept up {number}", date=f"{begin}/..", kind="action", status="coded")
