"""The document as it was after any step: what it really was then, and what became of it."""

from __future__ import annotations

import dataclasses
import random
from typing import TYPE_CHECKING, Any

import pytest
from samples import many_entries, one_of_each

from timeline_app.domain.errors import DemarcheError
from timeline_app.domain.records import Document, Entry, Party, Record, Stance, Tag, View
from timeline_app.storage import bulk, ranges, rows
from timeline_app.storage.as_it_was import copy_as_of
from timeline_app.storage.contents import fingerprint
from timeline_app.storage.differences import Difference, compare, compared_fields
from timeline_app.storage.opening import open_store
from timeline_app.storage.parts import TYPE_OF
from timeline_app.storage.triggers import JOURNALED

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from timeline_app.storage.store import Store

    State = dict[tuple[str, str], dict[str, Any]]

WALK = 25


def state_of(store: Store) -> State:
    """All rows by table and uid."""
    return {
        (record_type.TABLE, record.uid): dataclasses.asdict(record)
        for record_type in JOURNALED
        for record in rows.rows(store, record_type)
    }


def expected(then: State, now: State) -> set[tuple[str, int, str, str]]:
    """The differences by the plain rule: table, id, what became of it, field."""
    found: set[tuple[str, int, str, str]] = set()
    for key in then.keys() | now.keys():
        if key not in then:
            found.add((key[0], now[key]["id"], "added", ""))
        elif key not in now:
            found.add((key[0], then[key]["id"], "removed", ""))
        else:
            fields = (n for n in compared_fields(TYPE_OF[key[0]]) if now[key][n] != then[key][n])
            found |= {(key[0], now[key]["id"], "changed", field) for field in fields}
    return found


def plain(found: Iterable[Difference]) -> list[tuple[str, int, str, str]]:
    return [(one.record.TABLE, one.row_id, one.became, one.field) for one in found]


def random_step(store: Store, chance: random.Random) -> None:
    entries = list(rows.rows(store, Entry))
    if not entries:
        store.redo()
        return
    entry = chance.choice(entries)
    what = chance.randrange(6)
    if what == 0 and store.can_undo():
        store.undo()
        return
    if what == 1 and store.can_redo():
        store.redo()
        return
    made: dict[int, Record] = {
        2: Entry(title=f"Said {chance.random()}", date="2024-12"),
        3: Tag(entry_id=entry.id, text=f"t{chance.randrange(5)}"),
    }
    try:
        with store.step("Some"):
            if what in made:
                rows.insert(store, made[what])
            elif what == 4 and len(entries) > 3:
                rows.delete(store, Entry, entry.id)
            else:
                rows.update(store, dataclasses.replace(entry, title=f"Now {chance.random()}", date="2020"))
                rows.update(store, dataclasses.replace(next(rows.rows(store, Party)), name=f"P{entry.id}"))
    except DemarcheError:
        return  # something refers to it


def last_id(store: Store) -> int:
    return next((step.id for step in store.steps(1000) if not step.undone), 0)


@pytest.mark.parametrize("seed", range(6))
def test_a_copy_is_what_the_document_was(store: Store, tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    was = {0: (fingerprint(store, views=False), state_of(store))}
    with store.step("Take in") as step:
        bulk.take_in(step, one_of_each())
    for _ in range(WALK):
        was[last_id(store)] = (fingerprint(store, views=False), state_of(store))
        random_step(store, chance)
    was[last_id(store)] = (fingerprint(store, views=False), state_of(store))
    known = {0, *(step.id for step in store.steps(1000))}
    now, target = state_of(store), tmp_path / "then.demarche"
    for step_id in sorted(known & was.keys()):
        copy_as_of(store, step_id, target)
        with open_store(target, read_only=True) as then:
            assert fingerprint(then, views=False) == was[step_id][0]
            found = plain(compare(then, store))
            assert len(found) == len(set(found))
            assert set(found) == expected(was[step_id][1], now)
    assert state_of(store) == now


def test_an_import_is_taken_back_in_the_copy_only(store: Store, tmp_path: Path) -> None:
    with store.step("One of each") as step:
        bulk.take_in(step, one_of_each())
    before = fingerprint(store, views=False)
    with store.step("Many") as step:
        bulk.insert_many(step, Entry, many_entries(ranges.LONG + 5))
    shares: list[float] = []
    copy_as_of(store, 1, tmp_path / "then.demarche", shares.append)
    assert shares == sorted(shares)
    assert shares[-1] == 1
    with open_store(tmp_path / "then.demarche", read_only=True) as then:
        assert fingerprint(then, views=False) == before
        found = compare(then, store)
    assert {(one.record.TABLE, one.became) for one in found} >= {("entry", "added")}
    assert rows.count(store, Entry) > ranges.LONG


def test_an_undone_step_is_done_again_in_the_copy(store: Store, tmp_path: Path) -> None:
    for title in ("One", "Two", "Three"):
        with store.step("Add"):
            rows.insert(store, Entry(title=title))
    store.undo()
    store.undo()
    copy_as_of(store, 2, tmp_path / "then.demarche")
    with open_store(tmp_path / "then.demarche", read_only=True) as then:
        assert [entry.title for entry in rows.rows(then, Entry)] == ["One", "Two"]
        assert [(one.became, one.row_id) for one in compare(then, store)] == [("removed", 2)]


def test_what_was_only_touched_is_no_difference(store: Store, tmp_path: Path) -> None:
    with store.step("Add") as step:
        bulk.take_in(step, one_of_each())
    stance = next(rows.rows(store, Stance))
    with store.step("There"):
        rows.update(store, dataclasses.replace(stance, value=2))
    with store.step("And back"):
        rows.update(store, stance)
    copy_as_of(store, 1, tmp_path / "then.demarche")
    with open_store(tmp_path / "then.demarche", read_only=True) as then:
        assert not len(compare(then, store))


def test_stopped_it_leaves_nothing(store: Store, tmp_path: Path) -> None:
    with store.step("Add"):
        rows.insert(store, Entry(title="One"))

    def stop(_: float) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        copy_as_of(store, 0, tmp_path / "then.demarche", stop)
    assert not (tmp_path / "then.demarche").exists()
    assert View not in JOURNALED
    assert rows.get(store, Document, 1) is not None
