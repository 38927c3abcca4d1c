"""The cells in columns say what the plain rule says, of any document as of any day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from small_documents import document, documents

from timeline_app.domain.dates import ordinal
from timeline_app.storage.cells import CellRead, cell_read, read_cells
from timeline_app.storage.evidence import dossiers

if TYPE_CHECKING:
    from timeline_app.domain.records import Record
    from timeline_app.storage.store import Store

FIRST = ordinal(2023, 12, 28)
DAYS = st.lists(st.integers(0, 60) | st.integers(0, 1200), min_size=1, max_size=8, unique=True)
checked = settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def by_the_plain_rule(store: Store, day: int) -> dict[tuple[int, int], CellRead]:
    return {key: cell for key, found in dossiers(store) if (cell := cell_read(found.cell(day)))}


@checked
@given(records=documents(most_links=2), days=DAYS)
def test_as_the_plain_rule_says(records: list[Record], days: list[int]) -> None:
    with document(records) as store:
        for day in days:
            assert read_cells(store, FIRST + day) == by_the_plain_rule(store, FIRST + day)


@checked
@given(records=documents(most=40), days=DAYS)
def test_of_longer_documents_without_links(records: list[Record], days: list[int]) -> None:
    with document(records) as store:
        for day in days:
            assert read_cells(store, FIRST + day) == by_the_plain_rule(store, FIRST + day)


@checked
@given(records=documents(most_links=2), day=st.integers(0, 60))
def test_some_keys_alone(records: list[Record], day: int) -> None:
    with document(records) as store:
        of_all = read_cells(store, FIRST + day)
        for key, cell in of_all.items():
            assert read_cells(store, FIRST + day, {key}) == {key: cell}


def test_of_an_empty_document() -> None:
    with document([]) as store:
        assert read_cells(store, FIRST) == {}
