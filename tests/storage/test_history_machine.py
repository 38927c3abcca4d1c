"""Random steps over all tables, failures, bulk, undo, redo and reopening: content equals what was remembered.

DEMARCHE_WALKS sets the number of walks; without it a few of them run with the other tests.
"""

from __future__ import annotations

import dataclasses
import os
import re
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from samples import many_entries, one_of_each

from timeline_app.domain.errors import DemarcheError
from timeline_app.domain.records import RECORDS, Document, Entry, Record, View, rules_of
from timeline_app.storage import bulk, ranges, rows
from timeline_app.storage.checkup import check
from timeline_app.storage.contents import fingerprint
from timeline_app.storage.opening import create, open_store

if TYPE_CHECKING:
    from timeline_app.domain.fields import FieldRule

CHANGED = [record for record in RECORDS if record not in (Document, View)]
TEXTS = st.text(alphabet="abcİıßé 'x\"\n\u064aكА", min_size=1, max_size=12).filter(str.strip)
DATES = st.sampled_from(["2024-12-02", "2024-11", "2024-11-26/2024-12-01", "[..2024-12-02]", "2024-12-01~"])
INEXACT = re.compile(
    r"(Entry|Revision|Citation|Coverage) \d+, (Local time|Text|SHA-256|End|Exact words): ", re.IGNORECASE
)
JSONS = st.sampled_from(["{}", '{"title":"typed"}', "[1,2]"])


def value_for(rule_: FieldRule, ids: dict[str, list[int]]) -> st.SearchStrategy[Any]:
    """Values of a field: mostly such as it takes."""
    of_kind: dict[str, st.SearchStrategy[Any]] = {
        "line": TEXTS.map(lambda text: text.replace("\n", " ") + "."),
        "text": TEXTS,
        "date": DATES,
        "json": JSONS,
        "whole": st.integers(0, 400),
        "day": st.none(),
        "reference": st.sampled_from(ids.get(rule_.target) or [99]),
        "choice": st.sampled_from(rule_.choices or (0,)),
        "flag": st.sampled_from((0, 1)),
    }
    return of_kind[rule_.kind] if rule_.required else st.none() | of_kind[rule_.kind]


class Walks(RuleBasedStateMachine):
    """Keeps the fingerprint after each step, and where in them the document stands."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.home = os.environ.get("DEMARCHE_HOME")
        os.environ["DEMARCHE_HOME"] = str(self.folder / "home")
        self.path = self.folder / "walk.demarche"
        self.store = create(self.path)
        self.prints = [self.print()]
        self.place = 0

    def teardown(self) -> None:
        self.store.close()
        shutil.rmtree(self.folder)
        if self.home:
            os.environ["DEMARCHE_HOME"] = self.home

    def print(self) -> str:
        return fingerprint(self.store, views=False)

    def note(self, *, changed: bool) -> None:
        if changed:
            self.place += 1
            self.prints[self.place :] = [self.print()]
        assert self.print() == self.prints[self.place]

    def ids(self) -> dict[str, list[int]]:
        return {
            record.TABLE: [
                row[0]
                for row in self.store.conn.execute(f'SELECT id FROM "{record.TABLE}" ORDER BY id LIMIT 9')
            ]
            for record in RECORDS
        }

    def drawn(self, data: st.DataObject, record_type: type[Record]) -> Record:
        ids = self.ids()
        values = {name: data.draw(value_for(rule_, ids)) for name, rule_ in rules_of(record_type).items()}
        for name in set(values) & {"number", "high"} - {"sort_order"}:
            if record_type.TABLE == "figure":
                values[name] = "12.50"
        return record_type(**values)

    @initialize()
    def begin_with_one_of_each(self) -> None:
        with self.store.step("Take in") as step:
            bulk.take_in(step, one_of_each())
        self.note(changed=True)

    @rule(data=st.data(), record_type=st.sampled_from(CHANGED))
    def insert(self, data: st.DataObject, record_type: type[Record]) -> None:
        record = self.drawn(data, record_type)
        try:
            with self.store.step("Insert"):
                rows.insert(self.store, record)
        except DemarcheError:
            self.note(changed=False)
        else:
            self.note(changed=True)

    @rule(data=st.data(), record_types=st.lists(st.sampled_from(CHANGED), min_size=1, max_size=4))
    def update_some(self, data: st.DataObject, record_types: list[type[Record]]) -> None:
        changed = False
        with self.store.step("Update") as step:
            for record_type in record_types:
                ids = self.ids()[record_type.TABLE]
                if ids:
                    found = rows.get(self.store, record_type, data.draw(st.sampled_from(ids)))
                    assert found
                    other = self.drawn(data, record_type)
                    names = data.draw(st.sets(st.sampled_from(list(rules_of(record_type))), min_size=1))
                    values = {name: getattr(other, name) for name in names}
                    try:
                        rows.update(self.store, dataclasses.replace(found, **values))
                    except DemarcheError:
                        continue
        changed = step.change is not None
        self.note(changed=changed)

    @rule(data=st.data(), record_type=st.sampled_from(CHANGED), fails=st.booleans())
    def delete(self, data: st.DataObject, record_type: type[Record], fails: bool) -> None:
        ids = self.ids()[record_type.TABLE]
        if not ids:
            return
        try:
            with self.store.step("Delete"):
                rows.delete(self.store, record_type, data.draw(st.sampled_from(ids)))
                if fails:
                    raise ZeroDivisionError  # noqa: TRY301
        except (DemarcheError, ZeroDivisionError):
            self.note(changed=False)
        else:
            self.note(changed=True)

    @rule(count=st.integers(1, 9), fails=st.booleans())
    def insert_in_bulk(self, count: int, fails: bool) -> None:
        entries: list[Record] = [*many_entries(count)]
        if fails:
            entries[-1] = Entry(title="x", date="tomorrow")
        try:
            with self.store.step("Import") as step:
                bulk.insert_many(step, Entry, entries)
        except DemarcheError:
            self.note(changed=False)
        else:
            self.note(changed=True)

    @rule()
    def take_in_once_more(self) -> None:
        records = [
            dataclasses.replace(record, **({"code": None} if hasattr(record, "code") else {}))
            for record in one_of_each()
        ]
        with self.store.step("Take in") as step:
            bulk.take_in(step, records)
        self.note(changed=True)

    @rule()
    def do_nothing(self) -> None:
        with self.store.step("Nothing"):
            pass
        self.note(changed=False)

    @precondition(lambda self: self.place > 0)
    @rule(times=st.integers(1, 4))
    def undo(self, times: int) -> None:
        for _ in range(min(times, self.place)):
            assert self.store.undo()
            self.place -= 1
            self.note(changed=False)

    @precondition(lambda self: self.place < len(self.prints) - 1)
    @rule(times=st.integers(1, 4))
    def redo(self, times: int) -> None:
        for _ in range(min(times, len(self.prints) - 1 - self.place)):
            assert self.store.redo()
            self.place += 1
            self.note(changed=False)

    @rule()
    def reopen(self) -> None:
        self.store.close()
        self.store = open_store(self.path)
        self.note(changed=False)

    @invariant()
    def can_go_where_there_is_something(self) -> None:
        assert self.store.can_undo() == (self.place > 0)
        assert self.store.can_redo() == (self.place < len(self.prints) - 1)

    @rule()
    def look_over(self) -> None:
        # What is drawn quotes no text and gives no sum: that is for test_contents.
        assert [finding for finding in check(self.store) if not INEXACT.match(finding)] == []


@pytest.fixture(autouse=True)
def _short_ranges(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ranges, "LONG", 4)


Walks.TestCase.settings = settings(
    max_examples=int(os.environ.get("DEMARCHE_WALKS", "12")),
    stateful_step_count=30,
    deadline=None,
    suppress_health_check=[*HealthCheck],
)


@pytest.mark.timeout(3600 if "DEMARCHE_WALKS" in os.environ else 120)
class TestWalks(Walks.TestCase):
    pass
