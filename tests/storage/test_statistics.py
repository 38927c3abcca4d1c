"""What a range of days holds, in numbers, against counting by hand and against a plain count."""

from __future__ import annotations

from collections import Counter
from statistics import median
from typing import TYPE_CHECKING

import pytest

from timeline_app.domain.dates import ordinal
from timeline_app.domain.filtering import Filter
from timeline_app.domain.records import Citation, Entry, Link, Participation, Party, Source, Stance, Topic
from timeline_app.storage import rows
from timeline_app.storage.filtering import passing
from timeline_app.storage.statistics import (
    Days,
    Statistics,
    days_within,
    entries_within,
    read_grounds,
    statistics_of,
)
from timeline_app.storage.timelines import read_timeline
from timeline_app.transfer import opened

if TYPE_CHECKING:
    from timeline_app.domain.records import Record
    from timeline_app.storage.store import Store

DECEMBER = Days(ordinal(2024, 12, 1), ordinal(2024, 12, 31))
ALWAYS = Days(-(10**6), 10**6)


@pytest.fixture
def filled(store: Store) -> Store:
    """Six entries, four of them in December 2024."""
    records: list[Record] = [
        Party(name="Türkiye"),
        Party(name="Syria"),
        Topic(wording="Forces are withdrawn."),
        Source(title="A report", reliability="B"),
        Source(title="A rumour"),
        Entry(title="Before", kind="demand", date="2024-11-20", status="coded"),
        Entry(title="First", kind="refusal", date="2024-12-01", status="coded"),
        Entry(title="Talks", kind="talks", date="2024-12-05", status="coded"),
        Entry(title="Again", kind="refusal", date="2024-12-31", status="coded"),
        Entry(title="After", kind="statement", date="2025-01-01", status="coded"),
        Entry(title="Never", kind="statement"),
        Entry(title="Reported", kind="reported position", date="2024-12-09", status="coded"),
        Participation(entry_id=1, party_id=1),
        Participation(entry_id=2, party_id=2),
        Participation(entry_id=3, party_id=1, role="participant"),
        Participation(entry_id=3, party_id=2, role="participant"),
        Participation(entry_id=3, party_id=2, role="host"),
        Participation(entry_id=4, party_id=2),
        Participation(entry_id=5, party_id=1),
        Participation(entry_id=7, party_id=1),
        Stance(entry_id=1, party_id=1, topic_id=1, value=2, mode="explicit"),
        Stance(entry_id=2, party_id=2, topic_id=1, value=-2, mode="explicit"),
        Stance(entry_id=3, party_id=1, topic_id=1, value=1, mode="joint"),
        Stance(entry_id=4, party_id=2, topic_id=1, value=-2, mode="explicit"),
        Stance(entry_id=7, party_id=1, topic_id=1, value=-1, mode="reported"),
        Citation(entry_id=2, source_id=1, credibility=3),
        Citation(entry_id=2, source_id=2),
        Citation(stance_id=3, source_id=2, credibility=1),
        Citation(entry_id=3, source_id=1, reliability="A", credibility=5),
        Link(from_entry_id=2, to_entry_id=1, relation="rejects", note="he said so"),
        Link(from_entry_id=4, to_entry_id=2, relation="responds to", note="he said so"),
        Link(from_entry_id=4, to_entry_id=6, relation="responds to", note="to what has no day"),
        Link(from_entry_id=4, to_entry_id=3, relation="reaffirms", note="no reply"),
        Link(from_entry_id=5, to_entry_id=3, relation="accepts", note="later"),
    ]
    with store.step("Fill"):
        for record in records:
            rows.insert(store, record)
    return store


def _statistics(store: Store, days: Days, wanted: Filter | None = None) -> Statistics:
    kept = passing(store, wanted) if wanted else None
    return statistics_of(read_grounds(store), read_timeline(store), kept, days)


def test_a_month_by_hand(filled: Store) -> None:
    found = _statistics(filled, DECEMBER)
    assert found.entries == 4
    assert found.lanes == ((2, 3), (1, 2))
    assert found.kinds[0] == ("refusal", 2)
    assert dict(found.kinds) == {"refusal": 2, "talks": 1, "reported position": 1}
    # Syria's first, and Türkiye's from 2 to 1; what is said again or only reported is no change.
    assert found.changes == 2
    assert (found.replies, found.days_to_reply) == (2, median([11, 30]))
    assert found.grades[1] == (0, 0, 1, 0, 0, 0)
    assert found.grades[0] == (0, 0, 0, 0, 1, 0)
    assert found.uncited == 2


def test_what_does_not_pass_is_not_counted(filled: Store) -> None:
    found = _statistics(filled, DECEMBER, Filter(kinds=frozenset({"refusal"})))
    assert (found.entries, found.lanes, found.changes, found.uncited) == (2, ((2, 2),), 1, 1)
    none = _statistics(filled, DECEMBER, Filter(text="nowhere"))
    assert (none.entries, none.lanes, none.kinds, none.changes, none.replies) == (0, (), (), 0, 0)


def test_an_empty_document_and_empty_days_hold_nothing(store: Store, filled: Store) -> None:
    found = _statistics(filled, Days(10, 20))
    assert (found.entries, found.changes, found.days_to_reply, found.uncited) == (0, 0, None, 0)


def test_a_new_document_holds_nothing(store: Store) -> None:
    found = _statistics(store, ALWAYS)
    assert (found.entries, found.lanes, found.changes, found.days_to_reply) == (0, (), 0, None)
    assert sum(map(sum, found.grades)) == found.uncited == 0


@pytest.mark.parametrize(
    ("span", "days"),
    [
        ((5.0, 6.0), Days(5, 5)),
        ((5.5, 5.6), Days(5, 5)),
        ((5.0, 5.0), Days(5, 5)),
        ((-2.5, 1.5), Days(-3, 1)),
    ],
)
def test_a_range_of_time_is_one_of_days(span: tuple[float, float], days: Days) -> None:
    assert days_within(span) == days


@pytest.mark.parametrize("name", ["turkey-syria", "idlib-2024"])
def test_examples_are_counted_as_their_rows_say(name: str) -> None:
    with opened(name) as store:
        timeline, grounds = read_timeline(store), read_grounds(store)
        marks = timeline.marks
        days = [int(day) for day in marks.day[: marks.dated]]
        for first, last in zip(days[::3], reversed(days), strict=False):
            if first > last:
                continue
            found = statistics_of(grounds, timeline, None, Days(first, last))
            within = entries_within(timeline, None, Days(first, last)).tolist()
            held = {
                (int(entry), int(lane))
                for entry, lane, day in zip(marks.entry, marks.lane, marks.day, strict=True)
                if first <= day <= last
            }
            assert within == sorted({entry for entry, _ in held})
            assert dict(found.lanes) == Counter(lane for _, lane in held)
            assert found.entries == len(within) == sum(n for _, n in found.kinds)
            assert sum(map(sum, found.grades)) + found.uncited == found.entries
