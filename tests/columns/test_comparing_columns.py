"""Two days of a whole document are compared as the plain rule compares each party and proposition."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from small_documents import document, documents

from timeline_app.domain.dates import ordinal
from timeline_app.storage.changes import read_changes
from timeline_app.storage.comparing import compare_days
from timeline_app.storage.conditions import read_statuses
from timeline_app.storage.evidence import dossiers
from timeline_app.storage.timelines import read_timeline

if TYPE_CHECKING:
    from timeline_app.domain.changes import Change
    from timeline_app.domain.records import Record
    from timeline_app.storage.store import Store

FIRST = ordinal(2023, 12, 28)
DAY = st.integers(0, 60) | st.integers(0, 900)
Row = tuple[tuple[int, int], bool, "list[Change]"]


def by_the_plain_rule(store: Store, first: int, second: int) -> list[Row]:
    """Give what has changes between the days, or is shown elsewhere."""
    is_met = read_statuses(store).is_met
    found = ((key, dossier.compare(first, second, is_met)) for key, dossier in dossiers(store))
    return [(key, c.has_moved, [*c.changes]) for key, c in found if c.changes or c.has_moved]


def in_columns(store: Store, first: int, second: int) -> list[Row]:
    segments = read_timeline(store).segments
    compared = compare_days(store, read_changes(store), segments, (first, second))
    keys = zip(compared.party.tolist(), compared.topic.tolist(), strict=True)
    rows = [
        (key, bool(compared.differs[row]), [change for _, change in compared.lines_of(row).lines()])
        for row, key in enumerate(keys)
    ]
    return [row for row in rows if row[1] or row[2]]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(records=documents(most_links=2), first=DAY, second=DAY)
def test_as_the_plain_rule_says(records: list[Record], first: int, second: int) -> None:
    with document(records) as store:
        days = FIRST + first, FIRST + second
        assert in_columns(store, *days) == by_the_plain_rule(store, *days)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(records=documents(most=40), first=DAY, second=DAY)
def test_of_longer_documents_without_links(records: list[Record], first: int, second: int) -> None:
    with document(records) as store:
        days = FIRST + first, FIRST + second
        assert in_columns(store, *days) == by_the_plain_rule(store, *days)
