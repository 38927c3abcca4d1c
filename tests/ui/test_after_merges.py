"""Fields and filters that name a row which was merged away, or deleted, while they are shown."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from timeline_app.domain.filtering import Filter
from timeline_app.domain.records import Entry, Participation, Party, Stance, Tag, Topic
from timeline_app.storage.merging import merge
from timeline_app.storage.opening import create
from timeline_app.storage.past import entry_as_of
from timeline_app.storage.rows import delete, get, insert, rows
from timeline_app.ui.fields.picker import PickerField
from timeline_app.ui.history.panel import HistoryPanel

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from timeline_app.domain.records import Record
    from timeline_app.ui.window import Window


@pytest.fixture
def window(tmp_path: Path, show_window: Callable[[Path], Window]) -> Window:
    """Open a document with two parties that are one, two topics that are one, and an entry of each."""
    path = tmp_path / "merges.demarche"
    with create(path, "Merges") as store, store.step("Made"):
        for record in (
            *(Party(name=name) for name in ("Türkiye", "Turkey", "Syria")),
            *(Topic(wording=wording) for wording in ("Forces leave", "Troops leave")),
            Entry(title="Said", date="2024-12-02"),
            Participation(entry_id=1, party_id=2),
            Stance(entry_id=1, party_id=2, topic_id=2, value=1),
            Entry(title="Heard", date="2024-12-03"),
            Tag(entry_id=2, text="rare"),
        ):
            insert(store, record)
    return show_window(path)


def merged(window: Window, record_type: type[Record], keep: int, gone: int) -> None:
    with window.session.edit("Merge") as step:
        merge(step, record_type, keep, gone)


def removed(window: Window, record_type: type[Record], row_id: int) -> None:
    with window.session.edit("Delete") as step:
        for stance in list(rows(step.store, Stance, topic_id=row_id)):
            delete(step.store, Stance, stance.id)
        delete(step.store, record_type, row_id)


def said_under(field: PickerField) -> str:
    return " ".join(label.text() for label in field.findChildren(QLabel) if not label.isHidden())


def filtered(window: Window, **asked: object) -> None:
    window.filter_bar._change(replace(Filter(), **asked))  # type: ignore[arg-type]


def warning(window: Window) -> str:
    bar = window.filter_bar
    return bar._warning.text() if bar._warning.isVisible() else ""


def test_a_picker_of_a_saved_row_follows_a_merge(window: Window) -> None:
    window.session.select(1)
    section = window.inspector.page.section(Participation)  # type: ignore[union-attr]
    (card,) = section.cards.values()
    picker = card.open_form().field("party_id")
    assert isinstance(picker, PickerField)
    merged(window, Party, 1, 2)
    assert (picker.text(), picker.value(), picker.is_changed()) == ("Türkiye", 1, False)
    assert "deleted" not in said_under(picker)
    window.session.undo()
    assert (picker.text(), picker.value()) == ("Turkey", 2)


def test_a_picker_of_a_new_entry_follows_a_merge_and_is_saved_so(window: Window) -> None:
    page = window.inspector.new_entry(Entry(title="New"), [Participation(party_id=2)])
    picker = page.form.sections[Participation].rows[0].form.field("party_id")
    topic = page.add(Stance).form.field("topic_id")
    assert isinstance(picker, PickerField)
    assert isinstance(topic, PickerField)
    topic.choose(2)
    merged(window, Party, 1, 2)
    merged(window, Topic, 1, 2)
    assert (picker.value(), topic.value()) == (1, 1)
    assert "“Turkey” was merged into this one" in said_under(picker)
    assert not picker.fault()
    page.form.sections[Stance].rows[0].form.field("value").set_text("+1")
    page.form.form.field("title").set_text("New one")
    page.save()
    assert [part.party_id for part in rows(window.session.store, Participation, entry_id=3)] == [1]


def test_half_typed_text_kept_with_a_row_follows_its_merge(window: Window) -> None:
    page = window.inspector.new_entry()
    picker = page.form.sections[Participation].rows[0].form.field("party_id")
    assert isinstance(picker, PickerField)
    picker.choose(2)
    kept = picker.draft()
    picker.set_text("")
    merged(window, Party, 1, 2)
    picker.set_draft(kept)
    assert picker.value() == 1


def test_a_picker_still_says_that_its_row_was_deleted(window: Window) -> None:
    page = window.inspector.new_entry(Entry(), [Participation(party_id=3)])
    picker = page.form.sections[Participation].rows[0].form.field("party_id")
    assert isinstance(picker, PickerField)
    window.session.remove(Party, 3)
    assert "deleted meanwhile" in picker.fault()


def test_an_entry_is_restored_from_the_history_after_a_merge(window: Window, qtbot: QtBot) -> None:
    made = window.session.store.steps()[0].id
    window.session.put(replace(get(window.session.store, Entry, 1), title="Changed"))  # type: ignore[type-var]
    merged(window, Party, 1, 2)
    window.session.select(1)
    window.run("view.history")
    history = window.findChild(HistoryPanel)
    history.show_entry(1)
    history.steps.selectRow(
        next(r for r in range(history.model.rowCount()) if history.model.step(r).id == made)
    )
    qtbot.mouseClick(history.restore_button, Qt.MouseButton.LeftButton)
    then = entry_as_of(window.session.store, 1, window.session.store.steps()[0].id)
    assert then
    assert then.entry.title == "Said"
    assert {getattr(part, "party_id", 1) for part in then.parts} == {1}


def test_a_filter_follows_a_merge(window: Window) -> None:
    filtered(window, topics=frozenset({2}), parties=frozenset({2}))
    merged(window, Topic, 1, 2)
    merged(window, Party, 1, 2)
    wanted = window.view_state.view.filter
    assert (wanted.topics, wanted.parties) == ({1}, {1})
    assert window.filter_bar.filter == wanted
    assert window.session.passing(wanted).tolist() == [1]  # type: ignore[union-attr]
    assert not warning(window)


def test_a_filter_for_what_is_gone_says_so_and_goes_with_a_click(window: Window, qtbot: QtBot) -> None:
    filtered(window, topics=frozenset({2}))
    window.filter_bar.hide()
    removed(window, Topic, 2)
    assert window.filter_bar.isVisible()
    assert "Topic no longer in this timeline" in warning(window)
    (chip,) = window.filter_bar.chips
    assert chip.text().startswith("⚠ Topic: no longer in this timeline")
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
    assert window.view_state.view.filter.is_empty
    assert not warning(window)


def test_a_warning_goes_when_the_row_comes_back(window: Window) -> None:
    filtered(window, topics=frozenset({2}), tags=frozenset({"rare"}))
    removed(window, Topic, 2)
    window.session.remove(Tag, 1)
    assert "Topic, Tag no longer" in warning(window)
    window.session.undo()
    assert "Topic no longer" in warning(window)
    window.session.undo()
    assert not warning(window)


def test_where_something_is_left_to_ask_for_only_the_chip_says_what_is_gone(window: Window) -> None:
    filtered(window, parties=frozenset({2, 3}))
    window.session.remove(Party, 3)
    (chip,) = window.filter_bar.chips
    assert chip.text().startswith("Party: Turkey or 1 no longer in this timeline")
    assert not warning(window)
