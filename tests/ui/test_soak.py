"""A long random walk of edits through the widgets, beside a model that knows what each of them should do.

`DEMARCHE_SOAK` sets how many edits are made; two thousand take some minutes.
"""

from __future__ import annotations

import os
import random
import resource
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPointF
from PySide6.QtGui import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from timeline_app.domain.dates import shifted, understand
from timeline_app.domain.records import Entry, Note, Participation, Record, Stance, Tag
from timeline_app.storage.contents import fingerprint
from timeline_app.storage.rows import get, rows
from timeline_app.ui.fields.choices import ChoiceField, ValueField
from timeline_app.ui.fields.picker import PickerField
from timeline_app.ui.inspector.entry_page import EntryPage

if TYPE_CHECKING:
    from collections.abc import Callable

    from timeline_app.ui.fields.field import Field
    from timeline_app.ui.window import Window

EDITS = int(os.environ.get("DEMARCHE_SOAK", "60"))
WATCHED = (Entry, Participation, Stance, Note, Tag)
FOLLOWS = {"id", "created_at", "updated_at", "begin_lo", "begin_hi", "end_lo", "end_hi"}
WORDS = ("ceasefire", "Erdoğan", "مفاوضات", "talks & terms", "<b>no</b>", "note\u00a0verbale", "ı İ", "—")
DATES = (
    "2 Dec 2024",
    "early May 2023",
    "2023",
    "2024-03~",
    "between 3 and 9 Dec 2024",
    "2023-05-01/2023-05-20",
)

Content = dict[str, dict[int, dict[str, Any]]]


def read(window: Window) -> Content:
    """Read what the file holds, as the model keeps it."""
    return {record.TABLE: {r.id: values(r) for r in rows(window.session.store, record)} for record in WATCHED}


def values(record: Record) -> dict[str, Any]:
    return {name: value for name, value in asdict(record).items() if name not in FOLLOWS}


@dataclass
class Model:
    """What the document should hold, and what undo and redo should bring back."""

    now: Content
    done: list[Content] = field(default_factory=list)
    undone: list[Content] = field(default_factory=list)

    def step(self) -> Content:
        """Begin a step: what stood before can be undone to."""
        self.done.append(self.now)
        self.undone.clear()
        self.now = {table: dict(found) for table, found in self.now.items()}
        return self.now

    def change(self, table: str, row: int, name: str, value: object) -> None:
        """Change one field as a step; no other content shares the changed row."""
        if self.now[table][row][name] != value:
            found = self.step()[table]
            found[row] = {**found[row], name: value}

    def undo(self) -> None:
        if self.done:
            self.undone.append(self.now)
            self.now = self.done.pop()

    def redo(self) -> None:
        if self.undone:
            self.done.append(self.now)
            self.now = self.undone.pop()


class Walk:
    """Makes one random edit after the other."""

    def __init__(self, window: Window, seed: int) -> None:
        self.window, self.random = window, random.Random(seed)
        self.model = Model(read(window))

    def words(self) -> str:
        return " ".join(self.random.choices(WORDS, k=self.random.randint(1, 4))) + f" {self.random.random()}"

    def page(self) -> EntryPage | None:
        """Select some entry and give its page."""
        entries = list(self.model.now["entry"])
        if not entries:
            return None
        self.window.session.select(self.random.choice(entries))
        page = self.window.inspector.page
        assert isinstance(page, EntryPage)
        return page

    def type_into(self, found: Field, text: str) -> None:
        found.set_text(text)
        found.finish()

    # Edits

    def edit_text(self) -> None:
        page = self.page()
        if page:
            name = self.random.choice(("title", "body", "venue", "place"))
            form, text = page.entry_card.open_form(), self.words()
            self.type_into(form.field(name), text)
            self.model.change("entry", page.entry, name, text)
            page.entry_card.close_form()

    def edit_date(self) -> None:
        page = self.page()
        if page:
            text = self.random.choice(DATES)
            edtf = understand(text).edtf
            self.type_into(page.entry_card.open_form().field("date"), text)
            self.model.change("entry", page.entry, "date", edtf)
            page.entry_card.close_form()

    def edit_choice(self) -> None:
        page = self.page()
        if page:
            name = self.random.choice(("kind", "status", "importance"))
            chosen = page.entry_card.open_form().field(name)
            assert isinstance(chosen, ChoiceField)
            place = self.random.randrange(chosen.box.count())
            chosen.box.setCurrentIndex(place)
            chosen.box.activated.emit(place)
            self.model.change("entry", page.entry, name, chosen.value())
            page.entry_card.close_form()

    def edit_stance(self) -> None:
        stances = [i for i, s in self.model.now["stance"].items() if s["non_value"] is None]
        if not stances:
            return
        stance = self.random.choice(stances)
        self.window.session.select(self.model.now["stance"][stance]["entry_id"])
        card = self.window.inspector.page.section(Stance).cards[stance]
        chosen = card.open_form().field("value")
        assert isinstance(chosen, ValueField)
        value = self.random.randint(-2, 2)
        QTest.keyClick(chosen.box, Qt.Key(Qt.Key.Key_3 + value))
        self.model.change("stance", stance, "value", value)
        card.close_form()

    def add_text(self, record: type[Tag | Note]) -> None:
        page = self.page()
        if page:
            text = self.words()
            part = page.section(record).add()
            part.form.form.field("text").set_text(text)
            part.add()
            made = max(r.id for r in rows(self.window.session.store, record))
            fresh = record(text=text, entry_id=page.entry, uid=self._uid(record, made))
            self.model.step()[record.TABLE][made] = values(fresh)

    def add_tag(self) -> None:
        self.add_text(Tag)

    def add_note(self) -> None:
        self.add_text(Note)

    def new_entry(self) -> None:
        page = self.window.inspector.new_entry()
        title, date = self.words(), self.random.choice(DATES)
        page.form.form.field("title").set_text(title)
        page.form.form.field("date").set_text(date)
        party = self.random.choice(list(self.window.session.timeline.parties))
        picker = page.form.sections[Participation].rows[0].form.field("party_id")
        assert isinstance(picker, PickerField)
        picker.choose(party)
        page.save()
        made = self.window.session.selection
        assert made is not None
        (part,) = rows(self.window.session.store, Participation, entry_id=made)
        now = self.model.step()
        fresh = Entry(title=title, date=understand(date).edtf, uid=self._uid(Entry, made))
        now["entry"][made] = values(fresh)
        now["participation"][part.id] = values(Participation(entry_id=made, party_id=party, uid=part.uid))

    def delete_part(self) -> None:
        found = [
            (r, i) for r in (Tag, Note, Stance) for i, v in self.model.now[r.TABLE].items() if v["entry_id"]
        ]
        if found:
            record, row = self.random.choice(found)
            self.window.session.select(self.model.now[record.TABLE][row]["entry_id"])
            self.window.inspector.page.section(record).cards[row].delete()
            del self.model.step()[record.TABLE][row]

    def delete_entry(self) -> None:
        if self.page():
            entry = self.window.session.selection
            self.window.run("entry.delete")
            now = self.model.step()
            del now["entry"][entry]
            for table in ("participation", "stance", "note", "tag"):
                now[table] = {i: v for i, v in now[table].items() if v["entry_id"] != entry}

    def drag(self) -> None:
        page = self.page()
        canvas, entry = self.window.canvas, page.entry if page else 0
        canvas.sight.reveal(entry)
        mark = next((m for m in canvas.scene_now.sheet.marks if m.entry == entry), None)
        if page and mark:
            at = QPointF(mark.x + canvas.scene_now.offset[0], mark.y + canvas.scene_now.offset[1])
            days = self.random.randint(-40, 40)
            on_mark = canvas.scene_now.hit(at.x(), at.y()).entries == (entry,)
            if on_mark and canvas._takes(at):
                moved = at + QPointF(days * canvas.scene_now.scale.pixels_per_day, 0)
                was = self.model.now["entry"][entry]["date"]
                start, end = (int(canvas.scene_now.scale.day(p.x()) // 1) for p in (at, moved))
                canvas._move_held(moved, finished=True)
                self.model.change("entry", entry, "date", shifted(was, end - start))

    def undo(self) -> None:
        for _ in range(self.random.randint(1, 4)):
            self.window.session.undo()
            self.model.undo()

    def redo(self) -> None:
        for _ in range(self.random.randint(1, 4)):
            self.window.session.redo()
            self.model.redo()

    def reopen(self) -> None:
        before = fingerprint(self.window.session.store)
        self.window.session.open(self.window.session.store.path)
        assert fingerprint(self.window.session.store) == before

    def _uid(self, record: type[Record], row: int) -> str:
        found = get(self.window.session.store, record, row)
        assert found
        return found.uid


WEIGHTS: dict[Callable[[Walk], None], int] = {
    Walk.edit_text: 10,
    Walk.edit_date: 6,
    Walk.edit_choice: 6,
    Walk.edit_stance: 6,
    Walk.add_tag: 4,
    Walk.add_note: 4,
    Walk.new_entry: 4,
    Walk.delete_part: 3,
    Walk.delete_entry: 1,
    Walk.drag: 4,
    Walk.undo: 5,
    Walk.redo: 3,
    Walk.reopen: 1,
}


@pytest.mark.timeout(3600)
def test_what_is_edited_is_what_the_file_holds(window: Window) -> None:
    walk = Walk(window, seed=20241202)
    told: list[str] = []
    window.session.failed.connect(told.append)
    kinds, weights = list(WEIGHTS), list(WEIGHTS.values())
    watched: list[tuple[int, int]] = []
    for number in range(EDITS):
        edit = walk.random.choices(kinds, weights)[0]
        edit(walk)
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QApplication.processEvents()
        assert told == [], f"{number}: {edit.__name__}"
        assert read(window) == walk.model.now, f"{number}: {edit.__name__}"
        if number % 250 == 0:
            watched.append(
                (len(QApplication.allWidgets()), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
            )
    window.session.select(None)
    QApplication.processEvents()
    if EDITS >= 1000:
        print("widgets, MB:", watched)  # noqa: T201 - the figures of a long walk
        assert watched[-1][1] < watched[len(watched) // 2][1] * 1.1
