"""The history panel: steps in words, one entry's own, and an entry made what it was."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from timeline_app.domain.records import Coder, Entry, Stance, Topic
from timeline_app.storage.rows import get, insert, rows

if TYPE_CHECKING:
    from timeline_app.ui.window import Window


def _entry_with_stance(window: Window) -> tuple[Entry, Stance]:
    stance = next(s for s in rows(window.session.store, Stance) if s.value == 1 and s.non_value is None)
    entry = get(window.session.store, Entry, stance.entry_id)
    assert entry
    return entry, stance


def _texts(window: Window) -> list[str]:
    model = window.docks.history.model
    return [model.data(model.index(row, 0), 0) for row in range(model.rowCount())]


def test_a_change_of_a_stance_is_told_in_words(window: Window) -> None:
    entry, stance = _entry_with_stance(window)
    topic = get(window.session.store, Topic, stance.topic_id)
    window.run("view.history")
    window.session.put(replace(stance, value=2))
    (words, *_) = _texts(window)
    assert words.endswith("changed from +1 to +2")
    assert (topic.code or topic.short_label) in words
    window.docks.history.steps.selectRow(0)
    assert "+1" in window.docks.history.changes.toPlainText()
    assert entry.title[:10] in words or "’s" in words or ":" in words


def test_it_says_who_and_when_and_what_was_undone(window: Window) -> None:
    with window.session.edit("A coder") as step:
        coder = insert(step.store, Coder(name="Nesrin"))
    window.preferences.choose_coder(window.session, coder)
    entry, _ = _entry_with_stance(window)
    window.run("view.history")
    window.session.put(replace(entry, title="Said otherwise"))
    model = window.docks.history.model
    assert model.data(model.index(0, 1), 0) == "Nesrin"
    assert model.data(model.index(0, 2), 0).startswith("20")
    window.session.undo()
    assert _texts(window)[0].endswith("(undone)")


def test_only_the_steps_of_an_entry_are_shown_and_one_is_restored(window: Window) -> None:
    entry, stance = _entry_with_stance(window)
    other = next(e for e in rows(window.session.store, Entry) if e.id != entry.id)
    window.session.put(replace(entry, title="First wording"))
    window.session.put(replace(other, title="Elsewhere"))
    window.session.put(replace(stance, value=-2))
    window.session.select(entry.id)
    window.run("entry.restore")
    assert len(_texts(window)) == 2
    window.docks.history.steps.selectRow(1)
    window.docks.history.restore()
    assert get(window.session.store, Stance, stance.id).value == 1
    assert get(window.session.store, Entry, entry.id).title == "First wording"
    assert get(window.session.store, Entry, other.id).title == "Elsewhere"
    window.session.undo()
    assert get(window.session.store, Stance, stance.id).value == -2


def test_a_deleted_entry_is_brought_back_from_its_past(window: Window) -> None:
    entry, stance = _entry_with_stance(window)
    window.session.put(replace(entry, body="More of it"))
    window.session.select(entry.id)
    window.run("entry.restore")
    window.docks.history.steps.selectRow(0)
    window.session.remove(Entry, entry.id)
    window.docks.history.show_entry(entry.id)
    window.docks.history.steps.selectRow(len(_texts(window)) - 1)
    window.docks.history.restore()
    assert get(window.session.store, Entry, entry.id).body == "More of it"
    assert get(window.session.store, Stance, stance.id)


def test_many_steps_come_page_by_page(window: Window) -> None:
    entry, _ = _entry_with_stance(window)
    for number in range(230):
        window.session.put(replace(entry, title=f"Wording {number}"))
    window.run("view.history")
    model = window.docks.history.model
    assert model.rowCount() == 200
    assert model.canFetchMore(model.index(-1, -1))
    model.fetchMore(model.index(-1, -1))
    assert model.rowCount() == 230
