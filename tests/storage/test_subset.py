"""Some entries as a document of their own: whole, without strangers, and taken in again as they were."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from timeline_app.domain.records import (
    RECORDS,
    Entry,
    Figure,
    Link,
    Participation,
    Party,
    PartyFlag,
    PartyName,
    PartyRelation,
    Record,
    Source,
    rules_of,
)
from timeline_app.storage import rows
from timeline_app.storage.opening import create
from timeline_app.storage.subset import records_about
from timeline_app.transfer import export_file, import_file, opened

if TYPE_CHECKING:
    from pathlib import Path

    from timeline_app.storage.store import Store


def _by_table(records: list[Record]) -> dict[type[Record], set[int]]:
    return {kind: {r.id for r in records if isinstance(r, kind)} for kind in RECORDS}


def _assert_closed(records: list[Record]) -> None:
    """Hold that whatever is referred to is there, and came before unless it is of the same table."""
    there: dict[str, set[int]] = {}
    for record in records:
        there.setdefault(record.TABLE, set()).add(record.id)
    for record in records:
        for name, rule in rules_of(type(record)).items():
            value: Any = getattr(record, name)
            assert rule.kind != "reference" or value is None or value in there[rule.target], (record, name)


@pytest.fixture
def filled(store: Store) -> Store:
    """Three entries, linked in a row, of three parties of which two are related."""
    records: list[Record] = [
        Party(name="One"),
        Party(name="Two"),
        Party(name="Three"),
        PartyName(party_id=1, name="Uno", language="it"),
        PartyName(party_id=3, name="Tre", language="it"),
        PartyFlag(party_id=1, flag="syria-1980"),
        PartyRelation(from_party_id=1, to_party_id=2, relation="backs"),
        PartyRelation(from_party_id=2, to_party_id=3, relation="backs"),
        Source(title="Not cited"),
        *(Entry(title=f"Entry {n}", kind="statement", date=f"2024-12-0{n}") for n in (1, 2, 3)),
        *(Participation(entry_id=n, party_id=n) for n in (1, 2, 3)),
        Link(from_entry_id=2, to_entry_id=1, relation="responds to", note="so he said"),
        Link(from_entry_id=3, to_entry_id=2, relation="responds to", note="so he said"),
        Figure(entry_id=3, number="10", bound="exact", counted="people"),
        Figure(entry_id=2, number="4", bound="exact", counted="children", part_of_id=1),
    ]
    with store.step("Fill"):
        for record in records:
            rows.insert(store, record)
    return store


def test_what_belongs_to_entries_comes_along_and_nothing_else(filled: Store) -> None:
    records = list(records_about(filled, [1, 2]))
    _assert_closed(records)
    found = _by_table(records)
    assert found[Entry] == {1, 2}
    assert found[Party] == {1, 2}
    assert found[PartyName] == found[PartyFlag] == found[PartyRelation] == found[Link] == {1}
    assert found[Source] == set()
    figure = next(record for record in records if isinstance(record, Figure))
    assert (figure.id, figure.part_of_id) == (2, None)


def test_no_entries_are_a_document_without_any(filled: Store) -> None:
    found = _by_table(list(records_about(filled, [])))
    assert [kind.__name__ for kind, ids in found.items() if ids] == ["Document"]


@pytest.mark.parametrize("name", ["turkey-syria", "idlib-2024"])
def test_parts_of_examples_can_be_taken_in(name: str, tmp_path: Path) -> None:
    with opened(name) as store:
        entries = [entry.id for entry in rows.rows(store, Entry)][::2]
        records = list(records_about(store, entries))
        _assert_closed(records)
        assert len(records) == len({(record.TABLE, record.id) for record in records})
        export_file(store, tmp_path / "part.json", entries=entries)
        titles = {entry.title for entry in rows.rows(store, Entry) if entry.id in entries}
    with create(tmp_path / "part.demarche") as taken:
        import_file(taken, tmp_path / "part.json")
        assert {entry.title for entry in rows.rows(taken, Entry)} == titles
        again = sum(1 for record in RECORDS for _ in rows.rows(taken, record))
        assert again == len(records)


@pytest.mark.parametrize("name", ["turkey-syria", "idlib-2024"])
def test_all_entries_are_all_that_hangs_together(name: str) -> None:
    with opened(name) as store:
        entries = [entry.id for entry in rows.rows(store, Entry)]
        found = _by_table(list(records_about(store, entries)))
        for kind in (Entry, Participation, Link, Figure):
            assert found[kind] == {record.id for record in rows.rows(store, kind)}
