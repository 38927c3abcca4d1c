from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

import pytest
from samples import many_entries, one_of_each

from timeline_app.domain.errors import DocumentError, FieldError
from timeline_app.domain.records import Coder, Document, Entry, Group, Participation, Stance, Topic
from timeline_app.storage import bulk, rows
from timeline_app.storage.checkup import check
from timeline_app.storage.contents import all_records, fingerprint, is_empty
from timeline_app.storage.history import Rows
from timeline_app.storage.opening import create

if TYPE_CHECKING:
    from pathlib import Path

    from timeline_app.storage.store import Store


def test_many_at_once_are_as_one_by_one(store: Store, path: Path) -> None:
    entries = many_entries(30)
    with store.step("Bulk") as step:
        touched = bulk.insert_many(step, Entry, entries)
    assert touched == Rows("entry", "inserted", 1, 30)
    assert step.change
    assert step.change.rows == (touched,)
    with create(path.with_name("other.demarche")) as other:
        with other.step("One by one"):
            for entry in entries:
                rows.insert(other, entry)

        def plain(entry: Entry) -> Entry:
            return dataclasses.replace(entry, uid="", created_at="", updated_at="")

        assert list(map(plain, rows.rows(store, Entry))) == list(map(plain, rows.rows(other, Entry)))
        texts = "SELECT * FROM search_text ORDER BY id"
        assert store.conn.execute(texts).fetchall() == other.conn.execute(texts).fetchall()
    assert check(store) == []


def test_nothing_is_nothing(store: Store) -> None:
    with store.step("Bulk") as step:
        assert bulk.insert_many(step, Entry, []) is None
    assert step.change is None


def test_rows_take_the_coder_of_the_step(store: Store) -> None:
    with store.step("Coder"):
        coder = rows.insert(store, Coder(name="A."))
    with store.step("Bulk", coder_id=coder.id) as step:
        bulk.insert_many(step, Entry, many_entries(3))
    assert {entry.coder_id for entry in rows.rows(store, Entry)} == {coder.id}


def test_triggers_are_back_after_bulk(store: Store) -> None:
    with store.step("Bulk") as step:
        bulk.insert_many(step, Entry, many_entries(3))
        rows.insert(store, Entry(title="One more"))
        with pytest.raises(FieldError):
            bulk.insert_many(step, Entry, [Entry(title="")])
        rows.insert(store, Entry(title="And one more"))
    assert step.change
    assert step.change.rows == (Rows("entry", "inserted", 1, 5),)
    assert store.undo()
    assert is_empty(store)


def test_cancelling_leaves_nothing(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bulk, "CHUNK", 10)
    seen: list[int] = []

    def cancel(done: int) -> None:
        seen.append(done)
        if done >= 30:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt), store.step("Bulk") as step:
        bulk.insert_many(step, Entry, many_entries(100), progress=cancel)
    assert seen == [10, 20, 30]
    assert is_empty(store)
    with store.step("Again") as step:
        bulk.insert_many(step, Entry, many_entries(3))
    assert check(store) == []


def test_the_checks_of_the_schema_are_back_after_bulk(store: Store) -> None:
    with store.step("Bulk") as step:
        bulk.insert_many(step, Entry, many_entries(3))
        with pytest.raises(Exception, match="CHECK"):
            store.conn.execute("UPDATE entry SET kind = 'gossip'")


def test_all_records_taken_in_are_all_records(store: Store) -> None:
    with store.step("Take in") as step:
        bulk.take_in(step, one_of_each())
    found = [record for record in all_records(store) if not isinstance(record, Document)]
    assert [type(record) for record in found] == [type(record) for record in one_of_each()]
    assert check(store) == []


def test_what_is_taken_in_again_follows_on(store: Store) -> None:
    def without_codes() -> list[object]:
        return [
            dataclasses.replace(r, **({"code": None} if hasattr(r, "code") else {})) for r in one_of_each()
        ]

    for _ in range(2):
        with store.step("Take in") as step:
            bulk.take_in(step, without_codes())  # type: ignore[arg-type]
    stances = list(rows.rows(store, Stance))
    assert [(stance.id, stance.entry_id, stance.topic_id) for stance in stances] == [(1, 1, 2), (2, 3, 4)]


def test_a_document_comes_back_equal(store: Store, path: Path) -> None:
    with store.step("Take in") as step:
        bulk.take_in(step, one_of_each())
    with store.step("Delete"):
        rows.delete(store, Entry, 1)
    numbers: dict[str, dict[int, int]] = {}
    for record in all_records(store):
        known = numbers.setdefault(record.TABLE, {})
        known[record.id] = len(known) + 1
    with create(path.with_name("other.demarche"), "Other") as other:
        with other.step("Take in") as step:
            bulk.take_in(step, [renumbered(record, numbers) for record in all_records(store)])  # type: ignore[arg-type]
        assert fingerprint(other) == fingerprint(store)
        other.undo()
        assert [found.title for found in rows.rows(other, Document)] == ["Other"]


def renumbered(record: object, numbers: dict[str, dict[int, int]]) -> object:
    from timeline_app.domain.records import rules_of

    values = {
        name: numbers.get(rule.target, {}).get(getattr(record, name))
        for name, rule in rules_of(type(record)).items()  # type: ignore[arg-type]
        if rule.kind == "reference"
    }
    return dataclasses.replace(record, id=numbers[record.TABLE][record.id], **values)  # type: ignore[type-var,attr-defined]


def test_the_own_row_of_a_document_with_content_stays(store: Store) -> None:
    with store.step("Add"):
        rows.insert(store, Group(name="North"))
    with store.step("Take in") as step:
        bulk.take_in(step, [Document(id=1, title="Theirs"), Group(id=1, name="South")])
    assert [found.title for found in rows.rows(store, Document)] == ["Talks"]


@pytest.mark.parametrize("reference", [0, -1, 7])
def test_references_must_lead_to_what_comes_along(store: Store, reference: int) -> None:
    with store.step("Add"):
        rows.insert(store, Entry(title="Ours"))
    before = fingerprint(store)
    records = [Entry(id=1, title="Theirs"), Participation(id=1, entry_id=reference)]
    with pytest.raises((FieldError, DocumentError)), store.step("Take in") as step:
        bulk.take_in(step, records)
    assert fingerprint(store) == before


def test_gaps_in_the_numbering_are_a_mistake_of_the_caller(store: Store) -> None:
    with pytest.raises(ValueError, match="ids of entry"), store.step("Take in") as step:
        bulk.take_in(step, [Entry(id=2, title="x")])


def test_stances_on_areas_and_circles_are_refused(store: Store) -> None:
    circle = [Group(id=1, name="a", parent_id=2), Group(id=2, name="b", parent_id=1)]
    with pytest.raises(FieldError, match="within itself"), store.step("Take in") as step:
        bulk.take_in(step, circle)
    with pytest.raises(FieldError, match="proposition"), store.step("Take in") as step:
        bulk.take_in(
            step,
            [
                *(r for r in one_of_each() if not isinstance(r, Topic)),
                Topic(id=1, kind="area", wording="a"),
                Topic(id=2, kind="issue", wording="b"),
            ],
        )
    assert is_empty(store)
