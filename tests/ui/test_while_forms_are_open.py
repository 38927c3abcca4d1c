"""What happens to open forms, picks and messages while the document changes under them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from timeline_app import locations
from timeline_app.domain.records import Coder, Entry, Participation, Party, Person
from timeline_app.storage.opening import open_store
from timeline_app.storage.rows import get, insert, rows
from timeline_app.ui import appearance
from timeline_app.ui.inspector.entry_page import EntryPage
from timeline_app.ui.inspector.new_entry import NewEntryPage

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from timeline_app.ui.forms.record_form import RecordForm
    from timeline_app.ui.window import Window


def _opened(window: Window, entry: int = 1) -> tuple[EntryPage, RecordForm]:
    window.session.select(entry)
    page = window.inspector.page
    assert isinstance(page, EntryPage)
    return page, page.entry_card.open_form()


def _entry(window: Window, entry: int = 1) -> Entry:
    found = get(window.session.store, Entry, entry)
    assert found
    return found


def test_what_was_undone_is_not_written_back_by_another_field(window: Window) -> None:
    before = _entry(window)
    _, form = _opened(window)
    title = form.field("title")
    title.set_text("A1")
    title.finish()
    title.set_text("A1 half")
    window.session.undo()
    title.revert()
    place = form.field("place")
    place.set_text("Astana")
    place.finish()
    assert (_entry(window).title, _entry(window).place) == (before.title, "Astana")


def test_what_another_program_wrote_is_kept_when_a_field_is_saved(window: Window) -> None:
    _, form = _opened(window)
    with open_store(window.session.store.path) as other, other.step("Elsewhere") as step:
        from timeline_app.storage.rows import update

        update(step.store, replace(_entry(window), title="Written elsewhere"))
    form.field("place").set_text("Moscow")
    form.field("place").finish()
    assert (_entry(window).title, _entry(window).place) == ("Written elsewhere", "Moscow")


def test_undo_beside_a_message_goes_when_another_step_follows(window: Window) -> None:
    window.session.select(1)
    window.run("entry.delete")
    assert window.notice.isVisible()
    other = next(rows(window.session.store, Entry))
    window.session.put(replace(other, title="Something else"))
    assert not window.notice.isVisible()


def test_what_is_gone_is_no_longer_selected_or_picked(window: Window) -> None:
    made = []
    for number in range(3):
        with window.session.edit(f"Entry {number}") as step:
            made.append(insert(step.store, Entry(title=f"Entry {number}", date="2024")).id)
    window.session.pick(made, made[0])
    window.session.undo()
    assert window.session.chosen() == made[:2]
    window.session.undo()
    window.session.undo()
    assert window.session.chosen() == []
    assert not window.actions_by_id["entry.delete"].isEnabled()
    assert "picked" not in window.status.counts.text()


def test_a_coder_who_is_gone_signs_nothing(window: Window) -> None:
    with window.session.edit("A coder") as step:
        coder = insert(step.store, Coder(name="Somebody"))
    window.preferences.choose_coder(window.session, coder)
    window.session.undo()
    assert window.session.coder_id is None


def test_several_are_picked_in_the_lanes_while_the_table_is_shown(window: Window, qtbot: QtBot) -> None:
    window.run("view.table")
    qtbot.wait(50)
    window.session.select(None)
    for entry in (2, 3, 4):
        window.canvas.pointing._pick(entry)
    assert window.session.chosen() == [2, 3, 4]
    assert sorted(window.docks.table.selected_entries().tolist()) == [2, 3, 4]


def test_what_is_whole_is_saved_when_the_window_closes(window: Window, qtbot: QtBot) -> None:
    path = window.session.store.path
    _, form = _opened(window)
    window.activateWindow()
    box = form.field("title").focusProxy()
    box.setFocus()
    box.selectAll()
    qtbot.keyClicks(box, "Typed at last")
    window.close()
    with open_store(path, read_only=True) as store:
        assert get(store, Entry, 1).title == "Typed at last"
    window.session.open(path)


def test_done_stays_where_something_is_wrong(window: Window) -> None:
    page, form = _opened(window)
    form.field("date").set_text("gibberish 99")
    page.entry_card._edit.click()
    assert page.entry_card.is_open
    assert form.field("date").fault()
    assert form.field("date").text() == "gibberish 99"


def test_half_typed_text_that_cannot_be_kept_is_said_and_work_goes_on(window: Window) -> None:
    folder = locations.data_folder() / "drafts"
    folder.parent.mkdir(parents=True, exist_ok=True)
    folder.write_text("in the way", encoding="utf-8")
    _, form = _opened(window)
    form.field("title").set_text("half")
    window.session.select(2)
    assert isinstance(window.inspector.page, EntryPage)
    assert window.inspector.page.entry == 2
    assert window.statusBar().currentMessage()


def test_other_colours_leave_half_typed_text_and_choices_as_they_are(window: Window) -> None:
    with window.session.edit("Two of a name") as step:
        insert(step.store, Person(name="Ali"))
        second = insert(step.store, Person(name="Ali"))
    page = window.inspector.new_entry()
    row = page.form.sections[Participation].rows[0]
    row.form.field("person_id").choose(second.id)
    page.form.form.field("title").set_text("half")
    appearance.choose_theme(window, "dark")
    assert window.inspector.page is page
    assert row.form.field("person_id").value() == second.id
    again = window.inspector.new_entry()
    again.set_texts(page.texts())
    picker = again.form.sections[Participation].rows[0].form.field("person_id")
    assert picker.value() == second.id
    appearance.choose_theme(window, "light")


def test_a_row_chosen_and_then_deleted_is_said_at_its_field(window: Window) -> None:
    with window.session.edit("A party") as step:
        party = insert(step.store, Party(name="Newly"))
    page = window.inspector.new_entry()
    assert isinstance(page, NewEntryPage)
    field = page.form.sections[Participation].rows[0].form.field("party_id")
    field.choose(party.id)
    window.session.put(replace(party, name="Renamed"))
    assert field.text() == "Renamed"
    window.session.undo()
    window.session.undo()
    assert "deleted" in field.fault()


def test_a_document_that_may_only_be_read_lets_nothing_be_typed(window: Window, qtbot: QtBot) -> None:
    window.session.store.read_only = True
    page, form = _opened(window)
    box = form.field("title").focusProxy()
    before = box.text()
    qtbot.keyClicks(box, "x")
    assert box.text() == before
    assert not page.entry_card._delete.isVisible()


def test_the_tooltip_of_undo_is_text_whatever_the_step_was_about(window: Window) -> None:
    window.session.put(replace(_entry(window), title='<img src="/tmp/x.png"><h1>BIG</h1>'))
    tip = window.actions_by_id["edit.undo"].toolTip()
    assert "<img" not in tip
    assert "<h1" not in tip
    assert "&lt;img" in tip
