"""The change log in columns says what the plain rule says, of any document, and follows every edit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from small_documents import document, documents

from timeline_app.columns.stretches import FURTHEST
from timeline_app.domain.records import ConditionStatus
from timeline_app.storage.changes import read_changes
from timeline_app.storage.conditions import read_statuses
from timeline_app.storage.evidence import dossiers

if TYPE_CHECKING:
    from timeline_app.domain.changes import Change
    from timeline_app.domain.records import Record
    from timeline_app.domain.vocabulary import ConditionState
    from timeline_app.storage.store import Store

checked = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
STATES: st.SearchStrategy[ConditionState] = st.sampled_from(["stated", "met", "waived", "violated"])


def by_the_plain_rule(store: Store) -> list[tuple[tuple[int, int], Change]]:
    is_met = read_statuses(store).is_met
    return [(key, change) for key, dossier in dossiers(store) for change in dossier.changes(FURTHEST, is_met)]


@st.composite
def statuses(draw: st.DrawFn) -> list[Record]:
    days = st.sampled_from(["2024-01-04", "2024-01-05", "2024-01-06", "2025-01-01"])
    count = draw(st.integers(0, 4))
    return [
        ConditionStatus(id=n + 1, condition_id=draw(st.integers(1, 2)), status=draw(STATES), date=draw(days))
        for n in range(count)
    ]


@checked
@given(records=documents(most_links=2), more=statuses())
def test_as_the_plain_rule_says(records: list[Record], more: list[Record]) -> None:
    with document([*records, *more]) as store:
        assert list(read_changes(store).lines()) == by_the_plain_rule(store)


@checked
@given(records=documents(most=40), more=statuses())
def test_of_longer_documents_without_links(records: list[Record], more: list[Record]) -> None:
    with document([*records, *more]) as store:
        assert list(read_changes(store).lines()) == by_the_plain_rule(store)


@checked
@given(records=documents(most_links=2))
def test_some_keys_alone(records: list[Record]) -> None:
    with document(records) as store:
        everything = list(read_changes(store).lines())
        for key in {key for key, _ in everything}:
            assert list(read_changes(store, {key}).lines()) == [line for line in everything if line[0] == key]


def test_of_an_empty_document() -> None:
    with document([]) as store:
        assert len(read_changes(store)) == 0
