"""The lists of parties, persons, topics and the rest, through real widgets on a real file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QSettings, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QColorDialog, QLabel, QLineEdit, QMessageBox

from timeline_app import locations
from timeline_app.domain.records import (
    Coder,
    Entry,
    Group,
    Participation,
    Party,
    PartyFlag,
    PartyName,
    Person,
    Tenure,
    Topic,
    Variable,
)
from timeline_app.session import Session
from timeline_app.storage.backups import backups_of
from timeline_app.storage.opening import create
from timeline_app.storage.rows import get, insert, rows, update
from timeline_app.ui.lists.country_list import CountriesDialog
from timeline_app.ui.lists.kinds import KINDS
from timeline_app.ui.lists.listing import Listing
from timeline_app.ui.lists.merging import MergeDialog
from timeline_app.ui.lists.window import ListsWindow
from timeline_app.ui.paint.lettering import load_fonts
from timeline_app.ui.theme import DARK, LIGHT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from timeline_app.ui.lists.page import Page

HOSTILE = "<b>bold</b><img src='file:///etc/passwd'> a&b \u202etxt =1+1"


@pytest.fixture
def session(qtbot: QtBot, tmp_path: Path) -> Iterator[Session]:
    """Open a document with parties, persons and topics."""
    load_fonts()
    store = create(tmp_path / "lists.demarche")
    with store.step("Made"):
        for record in (
            Group(name="Levant"),
            Group(name="Coast", parent_id=1),
            Party(code="TUR", name="Türkiye", iso2="TR"),
            Party(code="SYR", name="Syria", iso2="SY", group_id=1),
            Party(name="Turkey"),
            Party(name="Unused", colour="#336699"),
            PartyName(party_id=1, name="تركيا", language="ar"),
            Person(name="Hakan Fidan"),
            Tenure(person_id=1, office="Foreign minister", party_id=1),
            Topic(kind="area", wording="North-west"),
            Topic(parent_id=1, wording="Forces are withdrawn."),
            Topic(parent_id=1, wording="Refugees return."),
            Coder(name="A. Coder"),
            Variable(name="Tone"),
            Entry(title="Says so", date="2024-12-02"),
            Entry(title="Says more", date="2024-12-03"),
            Participation(entry_id=1, party_id=3, person_id=1),
            Participation(entry_id=2, party_id=3),
        ):
            insert(store, record)
    store.close()
    session = Session()
    assert session.open(tmp_path / "lists.demarche")
    yield session
    session.close()
    session.deleteLater()


@pytest.fixture
def window(qtbot: QtBot, session: Session) -> Iterator[ListsWindow]:
    """Show the lists."""
    settings = QSettings(str(locations.data_folder() / "settings.ini"), QSettings.Format.IniFormat)
    window = ListsWindow(session, LIGHT, settings)
    window.show_table("party")
    qtbot.waitExposed(window).__enter__()
    yield window
    window.close()
    window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def names(page: Page) -> list[str]:
    assert page.model.listing
    return [page.model.listing.name(row_id) for row_id in page.model.ids()]


def dialog_of(window: ListsWindow, kind: type) -> object:
    found = [widget for widget in window.findChildren(kind) if widget.isVisible()]
    assert len(found) == 1
    return found[0]


def test_each_kind_has_a_list_that_opens_with_its_search_field(window: ListsWindow, qtbot: QtBot) -> None:
    for kind in KINDS:
        window.show_table(kind.table)
        assert window.page.kind is kind
        assert window.page.search.hasFocus()
        for row_id in window.page.model.ids():
            window.page.select(row_id)
            assert window.page.detail.row_id == row_id
            assert window.page.search.hasFocus()  # a row is shown without taking the focus


def test_parties_are_found_by_every_name_folded(window: ListsWindow) -> None:
    page = window.page
    assert names(page) == ["Turkey", "Türkiye", "Unused", "Syria"]
    for typed, found in (("turk", ["Turkey", "Türkiye"]), ("TÜRKIYE", ["Türkiye"]), ("تركي", ["Türkiye"])):
        page.search.setText(typed)
        assert names(page) == found
    page.search.setText("urk")
    assert names(page) == []
    assert any("urk" in label.text() for label in page.findChildren(QLabel) if label.isVisible())


def test_a_person_is_found_by_the_office(window: ListsWindow) -> None:
    window.show_table("person")
    window.page.search.setText("minis")
    assert names(window.page) == ["Hakan Fidan"]


def test_the_tree_shows_what_found_rows_stand_under(window: ListsWindow) -> None:
    window.show_table("topic")
    page = window.page
    area = page.model.index_of(1)
    assert page.model.rowCount(area) == 2
    assert page.model.parent(page.model.index_of(3)) == area
    page.search.setText("refug")
    assert names(page) == ["North-west", "Refugees return."]


def test_folded_branches_stay_folded(window: ListsWindow, session: Session) -> None:
    window.show_table("topic")
    view = window.page.view
    view.collapse(window.page.model.index_of(1))
    session.put(Topic(wording="Another.", parent_id=1))
    window.page.refresh()
    assert not view.isExpanded(window.page.model.index_of(1))


def test_a_document_in_which_topics_lie_within_themselves_is_shown(session: Session, qtbot: QtBot) -> None:
    listing = Listing(session, next(kind for kind in KINDS if kind.table == "topic"))
    listing.records = {
        1: Topic(id=1, parent_id=2, wording="a"),
        2: Topic(id=2, parent_id=1, wording="b"),
        3: Topic(id=3, parent_id=9, wording="c"),
    }
    assert set(listing._read_above().values()) == {0}


def test_uses_are_counted_and_said(window: ListsWindow) -> None:
    page = window.page
    page.select(3)
    uses = page.model.index_of(3, len(page.kind.columns) - 1)
    assert uses.data() == "2×"
    shown = [label.text() for label in page.detail.findChildren(QLabel)]
    assert "Used 2 times: 2 participations" in shown


def test_columns_sort_and_what_is_empty_comes_last(window: ListsWindow) -> None:
    page = window.page
    code = page.kind.columns.index("code")
    page.view.sortByColumn(code, Qt.SortOrder.DescendingOrder)
    assert names(page)[:2] == ["Türkiye", "Syria"]
    page.view.sortByColumn(code, Qt.SortOrder.AscendingOrder)
    assert names(page)[:2] == ["Syria", "Türkiye"]


def test_a_field_is_changed_in_place_and_half_typed_text_stays(
    window: ListsWindow, session: Session, qtbot: QtBot
) -> None:
    page = window.page
    page.select(2)
    assert page.detail.card
    assert page.detail.card.form
    name = page.detail.card.form.field("name")
    half = page.detail.card.form.field("short_name")
    half.set_text("Half ty")
    name.setFocus()
    box = name.focusProxy()
    assert isinstance(box, QLineEdit)
    box.selectAll()
    qtbot.keyClicks(box, "Syrian Republic")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert get(session.store, Party, 2).name == "Syrian Republic"
    session.put(Party(name="Another"))
    page.refresh()
    assert page.detail.card.form.field("name").text() == "Syrian Republic"
    assert "Syrian Republic" in names(page)
    assert page.view.current_id() == 2


def test_what_cannot_be_saved_is_kept_while_another_row_is_looked_at(window: ListsWindow) -> None:
    page = window.page
    page.select(2)
    assert page.detail.card
    assert page.detail.card.form
    page.detail.card.form.field("valid_from").set_text("the other day")
    page.select(1)
    page.select(2)
    assert page.detail.card.form.field("valid_from").text() == "the other day"


def test_a_row_is_made_with_what_was_typed_and_not_found(
    window: ListsWindow, session: Session, qtbot: QtBot
) -> None:
    from timeline_app.ui.forms.making import NewRecordDialog

    page = window.page
    page.search.setText("Qatar")
    page.make_new()
    dialog = dialog_of(window, NewRecordDialog)
    dialog.accept()
    assert dialog.made.name == "Qatar"
    assert page.detail.row_id == dialog.made.id == page.view.current_id()


def test_countries_are_added_several_at_once(window: ListsWindow, session: Session, qtbot: QtBot) -> None:
    page = window.page
    page.show_countries()
    dialog = dialog_of(window, CountriesDialog)
    assert dialog.items["TR"].isDisabled()
    assert dialog.items["TR"].checkState(0) == Qt.CheckState.Checked
    assert not dialog.add_button.isEnabled()
    for typed in ("قطر", "jord"):
        dialog.search.setText(typed)
        qtbot.keyClick(dialog.search, Qt.Key.Key_Return)
    assert dialog.chosen() == ["JO", "QA"] or set(dialog.chosen()) == {"JO", "QA"}
    before = len(list(rows(session.store, Party)))
    dialog.accept()
    assert len(list(rows(session.store, Party))) == before + 2
    assert window.notice.isVisible()
    session.undo()
    assert len(list(rows(session.store, Party))) == before


def test_two_parties_become_one_in_one_step_with_a_backup(
    window: ListsWindow, session: Session, qtbot: QtBot
) -> None:
    page = window.page
    page.select(3)
    page.merge_current()
    dialog = dialog_of(window, MergeDialog)
    dialog.choose(1)
    assert "2 uses move to “Türkiye”" in dialog.words.text()
    assert "“Turkey” becomes a further name" in dialog.words.text()
    dialog.accept()
    assert get(session.store, Party, 3) is None
    assert {part.party_id for part in rows(session.store, Participation)} == {1}
    assert page.detail.row_id == 1
    assert [backup.reason for backup in backups_of(session.store)] == ["merge"]
    session.undo()
    assert get(session.store, Party, 3).name == "Turkey"


def test_a_merge_can_go_the_other_way_and_topics_of_two_kinds_are_refused(
    window: ListsWindow, session: Session, qtbot: QtBot
) -> None:
    window.show_table("topic")
    page = window.page
    page.select(2)
    page.merge_current()
    dialog = dialog_of(window, MergeDialog)
    dialog._offer("")
    dialog.choose(1)
    dialog.other_way.setChecked(True)
    assert dialog.chosen() == (2, 1)
    dialog.accept()
    assert dialog.isVisible()
    assert "same kind" in dialog.fault.text()
    dialog.reject()


def test_what_is_used_is_not_deleted_and_what_is_not_is(
    window: ListsWindow, session: Session, qtbot: QtBot
) -> None:
    page = window.page
    page.select(3)
    page.delete_current()
    box = dialog_of(window, QMessageBox)
    assert "2 participations" in box.informativeText()
    box.close()
    assert get(session.store, Party, 3)
    page.select(4)
    page.view.setFocus()
    qtbot.keyClick(page.view, Qt.Key.Key_Delete)
    assert get(session.store, Party, 4) is None
    assert page.detail.row_id == 2  # the next one
    window.notice.undo_button.click()
    page.refresh()
    assert "Unused" in names(page)


def test_the_current_coder_is_deleted_and_work_goes_on(window: ListsWindow, session: Session) -> None:
    session.coder_id = 1
    window.show_table("coder")
    window.page.select(1)
    window.page.delete_current()
    assert session.put(Party(name="Qatar")).coder_id is None


def test_rows_are_moved_among_those_they_stand_with(
    window: ListsWindow, session: Session, qtbot: QtBot
) -> None:
    page = window.page
    page.select(1)
    page.view.setFocus()
    qtbot.keyClick(page.view, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert names(page) == ["Türkiye", "Turkey", "Unused", "Syria"]
    assert page.view.hasFocus()
    assert page.view.current_id() == 1
    page.view.sortByColumn(0, Qt.SortOrder.DescendingOrder)
    page.move_current(1)
    assert names(page) == ["Turkey", "Türkiye", "Unused", "Syria"]
    page.select(2)
    assert not page.chooser.up_button.isEnabled()  # the only one under its heading
    session.undo()
    session.undo()
    assert {party.lane_order for party in rows(session.store, Party)} == {0}


def test_a_colour_is_chosen_and_shown(
    window: ListsWindow, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = window.page
    page.select(1)
    monkeypatch.setattr(QColorDialog, "getColor", lambda *_: QColor("#AA2233"))
    page.detail.choose_colour()
    assert get(session.store, Party, 1).colour == "#aa2233"
    page.refresh()
    colour = page.model.index_of(1, page.kind.columns.index("colour"))
    assert colour.data() == "#aa2233"
    assert colour.data(Qt.ItemDataRole.DecorationRole)


def test_a_flag_is_offered_by_the_name_of_its_country(
    window: ListsWindow, session: Session, qtbot: QtBot
) -> None:
    page = window.page
    page.select(4)
    assert page.detail.card
    section = page.detail.card._body.sections[PartyFlag]
    new = section.add()
    box = new.form.form.field("flag").focusProxy()
    box.setFocus()
    assert box.completer()
    box.completer().setCompletionPrefix("Iceland")
    assert box.completer().currentCompletion() == "is"
    box.setText("is")
    new.add()
    assert [flag.flag for flag in rows(session.store, PartyFlag)] == ["is"]
    page.refresh()
    assert page.model.index_of(4).data(Qt.ItemDataRole.DecorationRole)


def test_by_keyboard_alone(window: ListsWindow, session: Session, qtbot: QtBot) -> None:
    page = window.page
    qtbot.keyClicks(page.search, "syr")
    qtbot.keyClick(page.search, Qt.Key.Key_Down)
    assert page.view.hasFocus()
    assert page.detail.row_id == 2
    qtbot.keyClick(page.view, Qt.Key.Key_Return)
    focused = QApplication.focusWidget()
    assert focused
    assert page.detail.isAncestorOf(focused)
    qtbot.keyClick(focused, Qt.Key.Key_Escape)
    assert page.view.hasFocus()
    assert window.isVisible()


def test_hostile_names_are_plain_text(window: ListsWindow, session: Session) -> None:
    with session.edit("Renamed") as step:
        update(step.store, Party(id=4, name=HOSTILE, colour="<i>"))
    page = window.page
    page.refresh()
    page.select(4)
    shown = page.model.index_of(4).data()
    assert "⟦U+202E⟧" in shown
    assert "<b>" in shown
    assert "&lt;b&gt;" in page.model.index_of(4).data(Qt.ItemDataRole.ToolTipRole)
    page.merge_current()
    dialog = dialog_of(window, MergeDialog)
    assert "a&&b" in dialog.other_way.text()
    assert all(label.textFormat() == Qt.TextFormat.PlainText for label in window.findChildren(QLabel))
    dialog.reject()


def test_empty_lists_say_how_to_begin(window: ListsWindow, session: Session) -> None:
    window.show_table("source")
    assert any(
        "No sources yet" in label.text() for label in window.page.findChildren(QLabel) if label.isVisible()
    )


def test_another_document_and_other_colours_are_shown(
    window: ListsWindow, session: Session, tmp_path: Path
) -> None:
    page = window.page
    page.select(1)
    window.set_theme(DARK)
    assert page.detail.row_id == 1
    create(tmp_path / "other.demarche").close()
    session.open(tmp_path / "other.demarche")
    assert names(page) == []
    assert page.detail.row_id is None
    assert not page.chooser.merge_button.isEnabled()


def test_many_parties_are_found(window: ListsWindow, session: Session) -> None:
    with session.edit("Many") as step:
        for number in range(2000):
            insert(step.store, Party(name=f"Party {number:05}", code=f"P{number}"))
    page = window.page
    page.refresh()
    page.search.setText("p1999")
    assert names(page) == ["Party 01999"]
