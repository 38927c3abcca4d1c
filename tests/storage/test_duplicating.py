from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from samples import one_of_each

from timeline_app.domain.errors import DocumentError
from timeline_app.domain.records import (
    Alternative,
    AlternativeCondition,
    Citation,
    Entry,
    Figure,
    Participation,
    Stance,
    StanceCondition,
    Tag,
    Value,
)
from timeline_app.storage import bulk, rows
from timeline_app.storage.contents import fingerprint
from timeline_app.storage.duplicating import duplicate_entry, entry_like, parts_like
from timeline_app.storage.parts import TYPE_OF

if TYPE_CHECKING:
    from timeline_app.storage.store import Store


@pytest.fixture
def told(store: Store) -> Store:
    with store.step("Take in") as step:
        bulk.take_in(step, one_of_each())
    return store


def counts(store: Store) -> dict[str, int]:
    return {
        table: store.conn.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0]
        for table in sorted(TYPE_OF)
    }


def test_a_copy_has_all_but_links_and_notes(told: Store) -> None:
    before, content = counts(told), fingerprint(told)
    with told.step("Duplicate") as step:
        copy = duplicate_entry(step, 1)
    entry = rows.get(told, Entry, copy)
    assert entry
    assert (entry.title, entry.code, entry.status, entry.date) == ("Says so", None, "draft", "2024-12-02")
    more = {table: count - before[table] for table, count in counts(told).items() if count != before[table]}
    copied = (Participation, Stance, StanceCondition, Alternative, AlternativeCondition, Value, Entry)
    assert more == dict.fromkeys([t.TABLE for t in copied], 1) | {"citation": 2}
    stance = next(rows.rows(told, Stance, entry_id=copy))
    assert stance.id != 1
    alternative = next(rows.rows(told, Alternative, stance_id=stance.id))
    cited = next(rows.rows(told, Citation, stance_id=stance.id))
    assert alternative.citation_id == cited.id
    told.undo()
    assert fingerprint(told) == content


def test_figures_stay_part_of_each_other(told: Store) -> None:
    with told.step("Duplicate") as step:
        copy = duplicate_entry(step, 2)
    part, whole = rows.rows(told, Figure, entry_id=copy)
    assert (part.part_of_id, whole.part_of_id) == (whole.id, None)
    assert [tag.text for tag in rows.rows(told, Tag, entry_id=copy)] == ["Idlib"]


def test_another_like_it_is_begun(told: Store) -> None:
    entry = entry_like(told, 1)
    assert (entry.id, entry.uid, entry.title, entry.code) == (0, "", "", None)
    assert (entry.kind, entry.date, entry.group_id) == ("statement", "2024-12-02", 1)
    (part,) = parts_like(told, 1)
    assert (part.id, part.uid, part.entry_id, part.party_id, part.person_id) == (0, "", 0, 1, 1)


def test_an_entry_that_is_gone_is_told(told: Store) -> None:
    with pytest.raises(DocumentError, match="was deleted"):
        entry_like(told, 9)
    with pytest.raises(DocumentError, match="was deleted"), told.step("Duplicate") as step:
        duplicate_entry(step, 9)
