"""The worked case, entered by hand from scratch: every field that the example uses can be typed."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import fields
from typing import TYPE_CHECKING, Any

from hands import ALT, CTRL, Key, fill, find, new_dialog, press, save, settle

from timeline_app.domain.records import (
    RECORDS,
    Citation,
    Coder,
    Condition,
    ConditionStatus,
    Document,
    Entry,
    Figure,
    Group,
    Link,
    Note,
    Participation,
    Party,
    Person,
    Record,
    Source,
    Stance,
    Topic,
    rules_of,
)
from timeline_app.domain.records.parts import PARTS, Part, hidden_in
from timeline_app.storage.naming import table_words
from timeline_app.storage.opening import open_store
from timeline_app.storage.rows import get, rows
from timeline_app.transfer import copy_example
from timeline_app.ui.fields.choices import choice_words

if TYPE_CHECKING:
    from pathlib import Path

    from timeline_app.storage.store import Store
    from timeline_app.ui.window import Window

LEFT_OUT = {"id", "uid", "created_at", "updated_at", "coder_id"}
LISTS = {
    Party: Key.Key_1,
    Person: Key.Key_2,
    Topic: Key.Key_3,
    Source: Key.Key_4,
    Condition: Key.Key_5,
    Group: Key.Key_6,
}
KEYS = {
    Participation: Key.Key_1,
    Stance: Key.Key_2,
    Citation: Key.Key_3,
    Link: Key.Key_4,
    ConditionStatus: Key.Key_5,
    Figure: Key.Key_6,
    Note: Key.Key_7,
}


class Substance:
    """What a document holds, without uid, time and coder: rows referred to by their content."""

    def __init__(self, store: Store) -> None:
        self._rows = {record.TABLE: {r.id: r for r in rows(store, record)} for record in RECORDS}
        self._said: dict[tuple[str, int], str] = {}

    def of(self, table: str, row_id: int) -> str:
        """Say what a row holds."""
        if (table, row_id) not in self._said:
            record = self._rows[table][row_id]
            self._said[table, row_id] = json.dumps(self._content(record), ensure_ascii=False, sort_keys=True)
        return self._said[table, row_id]

    def _content(self, record: Record) -> dict[str, Any]:
        rules = rules_of(type(record))
        held = {f.name: getattr(record, f.name) for f in fields(record) if f.name not in LEFT_OUT}
        return {
            name: self.of(rules[name].target, value)
            if value and name in rules and rules[name].kind == "reference"
            else value
            for name, value in held.items()
            if value is not None
        }

    def whole(self) -> dict[str, Counter[str]]:
        """Give the rows of every table but that of coders."""
        return {
            table: Counter(self.of(table, row_id) for row_id in held)
            for table, held in self._rows.items()
            if table != Coder.TABLE
        }


class Copyist:
    """Reads one document, and types what it says into another."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def rows(self, record_type: type[Record], **equal: Any) -> list[Any]:
        """Read rows."""
        return list(rows(self._store, record_type, **equal))

    def words(self, record: Record, name: str) -> str:
        """Say a value as one types it."""
        rule, value = rules_of(type(record))[name], getattr(record, name)
        if rule.kind == "reference":
            return self._name(rule.target, value)
        if rule.label == "Value":
            return str(value + 3)
        return choice_words(rule, value) if rule.kind == "choice" else str(value)

    def _name(self, table: str, row_id: int) -> str:
        named = get(self._store, next(r for r in RECORDS if table == r.TABLE), row_id)
        assert named
        return str(
            getattr(named, "code", None) or getattr(named, "name", None) or getattr(named, "counted", "")
        )

    def fill(self, record: Record, owner: str = "", *, back: bool = False) -> None:
        """Type what a record holds into the form that has the focus, and that of its parts."""
        names = self._typed(record, owner)
        rules = rules_of(type(record))
        for name in names:
            if not rules[name].aside:
                fill(rules[name].label, self.words(record, name), back=back)
                back = False
        aside = [name for name in names if rules[name].aside]
        if aside:
            press(Key.Key_M, ALT)
        for name in aside:
            fill(rules[name].label, self.words(record, name))

    def _typed(self, record: Record, owner: str) -> list[str]:
        """Name the fields to be typed into: those that hold something else than a new record does."""
        fresh = type(record)()
        hidden = hidden_in(type(record), owner) | {"coder_id"}
        rules = rules_of(type(record))
        held = [
            name for name in rules if name not in hidden and getattr(record, name) != getattr(fresh, name)
        ]
        return [name for name in held if rules[name].kind != "day"]

    def fill_parts(self, record: Record, left_out: tuple[type[Record], ...] = ()) -> None:
        """Add the parts of a record in the form that has the focus, by the buttons for them."""
        for part in PARTS.get(type(record), ()):
            for row in [] if part.record in left_out else self.rows(part.record, **{part.owner: record.id}):
                find(f"Add {part.one}")
                press(Key.Key_Return)
                self.fill(row, part.owner, back=True)


def make_in_list(window: Window, copyist: Copyist, wanted: list[Record]) -> None:
    """Make rows in their list."""
    press(LISTS[type(wanted[0])], CTRL)
    for record in wanted:
        press(Key.Key_N, CTRL)
        new_dialog(f"New {table_words(type(record))}")
        copyist.fill(record, back=True)
        copyist.fill_parts(record, (ConditionStatus,))
        save()
        new_dialog("Parties, persons, topics, sources…")
    press(Key.Key_W, CTRL)
    window.activateWindow()
    settle()


def make_entry(copyist: Copyist, entry: Entry) -> None:
    """Make an entry with its parts in one form; figures that are part of others come when these are saved."""
    press(Key.Key_N, CTRL)
    copyist.fill(entry)
    for place, row in enumerate(copyist.rows(Participation, entry_id=entry.id)):
        if place:
            press(Key.Key_1, ALT)
        copyist.fill(row, "entry_id")
    for part in PARTS[Entry]:
        if part.record is not Participation:
            fill_part(copyist, entry, part)
    save()
    for figure in copyist.rows(Figure, entry_id=entry.id):
        if figure.part_of_id:
            press(Key.Key_6, ALT)
            copyist.fill(figure, "entry_id", back=True)
            save()


def fill_part(copyist: Copyist, entry: Entry, part: Part) -> None:
    for row in copyist.rows(part.record, **{part.owner: entry.id}):
        if isinstance(row, Figure) and row.part_of_id:
            continue
        press(KEYS[part.record], ALT)
        copyist.fill(row, part.owner, back=True)
        if isinstance(row, Stance):
            copyist.fill_parts(row)


def test_the_worked_case_is_entered_by_hand(empty: Window, tmp_path: Path) -> None:
    path = tmp_path / "example.demarche"
    copy_example("idlib-2024", path)
    with open_store(path) as example:
        copyist = Copyist(example)
        press(Key.Key_F6)
        press(Key.Key_Return)
        copyist.fill(copyist.rows(Document)[0])
        save()
        for record_type in (Group, Source, Topic):
            make_in_list(empty, copyist, copyist.rows(record_type))
        # Relations name parties that come before.
        parties = sorted(copyist.rows(Party), key=lambda party: party.code != "IRQ-MIL")
        first = [party for party in parties if party.code in ("SYR", "SYR-OPP")]
        make_in_list(empty, copyist, first + [party for party in parties if party not in first])
        make_in_list(empty, copyist, copyist.rows(Person))
        make_in_list(empty, copyist, copyist.rows(Condition))
        empty.canvas.setFocus()
        for entry in copyist.rows(Entry):
            make_entry(copyist, entry)
        typed, wanted = Substance(empty.session.store).whole(), Substance(example).whole()
    for table, held in wanted.items():
        assert typed[table] - held == Counter(), table
        assert held - typed[table] == Counter(), table
    empty.close()
