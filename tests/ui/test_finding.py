"""The search field and the bar of filters, by keyboard and mouse."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QListWidget, QVBoxLayout, QWidget

from timeline_app.domain.filtering import Filter
from timeline_app.domain.records import Entry, Participation, Party
from timeline_app.session import Session
from timeline_app.storage.bulk import insert_many
from timeline_app.storage.filtering import passing
from timeline_app.storage.rows import rows
from timeline_app.ui.fields.choosing import ChoiceDialog, GradeDialog, LineDialog
from timeline_app.ui.search.field import SearchField
from timeline_app.ui.search.filter_bar import FilterBar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

KEY = Qt.Key


@pytest.fixture
def session(qtbot: QtBot, example: Callable[[str], Path]) -> Iterator[Session]:
    made = Session()
    made.open(example("turkey-syria"))
    yield made
    made.close()
    made.deleteLater()


@pytest.fixture
def page(qtbot: QtBot, session: Session) -> Iterator[QWidget]:
    made = QWidget()
    column = QVBoxLayout(made)
    made.resize(900, 600)
    column.addWidget(SearchField(session, made))
    column.addWidget(FilterBar(session, made))
    column.addStretch(1)
    made.show()
    qtbot.waitExposed(made).__enter__()
    yield made
    made.close()
    made.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def field(page: QWidget) -> SearchField:
    found = page.findChild(SearchField)
    assert isinstance(found, SearchField)
    found.setFocus()
    return found


@pytest.fixture
def bar(page: QWidget) -> FilterBar:
    found = page.findChild(FilterBar)
    assert isinstance(found, FilterBar)
    return found


def _listed(field: SearchField) -> list[str]:
    shown = field.results
    assert isinstance(shown, QListWidget)
    return [shown.item(row).text() for row in range(shown.count())] if shown.isVisible() else []


def test_hits_come_as_you_type_and_enter_selects(field: SearchField, session: Session, qtbot: QtBot) -> None:
    qtbot.keyClicks(field, "erdogan")
    assert any("Erdoğan" in text for text in _listed(field))
    qtbot.keyClick(field, KEY.Key_Return)
    assert session.selection is not None


def test_all_hits_can_be_come_to_however_many_there_are(
    field: SearchField, session: Session, qtbot: QtBot
) -> None:
    with session.edit("Very many") as step:
        insert_many(step, Entry, (Entry(title=f"Zanzibar {number}") for number in range(70)))
    qtbot.keyClicks(field, "zanzibar")
    assert len(_listed(field)) == 20
    for _ in range(80):
        qtbot.keyClick(field, KEY.Key_Down)
    listed = [text.partition("\n")[0] for text in _listed(field)]
    assert sorted(listed) == sorted({f"Zanzibar {number}" for number in range(70)})
    qtbot.keyClick(field, KEY.Key_Return)
    card = session.card(session.selection or 0)
    assert card
    assert card.entry.title == listed[-1]
    qtbot.keyClicks(field, " 6")
    assert len(_listed(field)) == 11


def test_enter_on_a_party_goes_to_its_next_entry(field: SearchField, session: Session, qtbot: QtBot) -> None:
    party = next(rows(session.store, Party))
    field.setText(party.name)
    met: list[int | None] = []
    for _ in range(3):
        qtbot.keyClick(field, KEY.Key_Return)
        met.append(session.selection)
    assert len(set(met)) == 3


def test_arrows_move_in_the_list_and_the_field_keeps_the_focus(field: SearchField, qtbot: QtBot) -> None:
    qtbot.keyClicks(field, "a")
    assert field.results is not None
    qtbot.keyClick(field, KEY.Key_Down)
    assert field.results.currentRow() == 1
    qtbot.keyClick(field, KEY.Key_Up)
    assert field.results.currentRow() == 0
    assert field.hasFocus()


def test_esc_clears_and_leaves(field: SearchField, qtbot: QtBot) -> None:
    qtbot.keyClicks(field, "syria")
    with qtbot.waitSignals([field.left, field.text_searched]):
        qtbot.keyClick(field, KEY.Key_Escape)
    assert field.text() == ""
    assert _listed(field) == []


def test_the_lanes_are_told_a_moment_after_the_last_letter(field: SearchField, qtbot: QtBot) -> None:
    told: list[str] = []
    field.text_searched.connect(told.append)
    qtbot.keyClicks(field, "syria")
    qtbot.waitUntil(lambda: bool(told))
    assert told == ["syria"]


def test_nothing_found_is_said(field: SearchField, qtbot: QtBot) -> None:
    qtbot.keyClicks(field, "qqqqq")
    assert _listed(field) == ["Nothing found"]
    qtbot.keyClick(field, KEY.Key_Return)


def test_a_party_is_chosen_by_typing(bar: FilterBar, session: Session, qtbot: QtBot) -> None:
    dialog = bar.ask_for("parties")
    assert isinstance(dialog, ChoiceDialog)
    qtbot.keyClicks(dialog.line, "turki")
    with qtbot.waitSignal(bar.filter_changed) as told:
        qtbot.keyClick(dialog.line, KEY.Key_Return)
        qtbot.keyClick(dialog.line, KEY.Key_Return, Qt.KeyboardModifier.ControlModifier)
    wanted = told.args[0]
    (party,) = wanted.parties
    assert [chip.text() for chip in bar.chips] == ["Party: Türkiye  ×"]
    ids = passing(session.store, wanted)
    assert ids is not None
    with_party = {part.entry_id for part in rows(session.store, Participation, party_id=party)}
    assert with_party <= set(ids.tolist())


def test_a_chip_is_taken_away_by_key(bar: FilterBar, qtbot: QtBot) -> None:
    bar.set_filter(Filter(kinds=frozenset({"talks"}), statuses=frozenset({"coded"})))
    bar.chips[0].setFocus()
    with qtbot.waitSignal(bar.filter_changed) as told:
        qtbot.keyClick(bar.chips[0], KEY.Key_Space)
    assert told.args[0] == Filter(statuses=frozenset({"coded"}))
    assert bar.chips[0].hasFocus()
    with qtbot.waitSignal(bar.filter_changed):
        qtbot.keyClick(bar.chips[0], KEY.Key_Space)
    assert bar.filter.is_empty
    assert not bar.chips


def test_grades_and_days_are_asked_for(bar: FilterBar, qtbot: QtBot) -> None:
    grade = bar.ask_for("grade")
    assert isinstance(grade, GradeDialog)
    grade.unjudged.setChecked(True)
    grade.accept()
    until = bar.ask_for("until")
    assert isinstance(until, LineDialog)
    until.line.setText("32 Dec")
    assert not until.buttons.buttons()[0].isEnabled() or not until.buttons.buttons()[1].isEnabled()
    until.line.setText("Dec 2024")
    assert until.note.text() == "31 Dec 2024"
    until.accept()
    assert [chip.text() for chip in bar.chips] == [
        "Evidence: B2 or better, or not judged  ×",
        "Until: 31 Dec 2024  ×",
    ]


def test_another_document_has_no_filter_and_no_search(
    page: QWidget, bar: FilterBar, field: SearchField, session: Session, example: Callable[[str], Path]
) -> None:
    bar.set_filter(Filter(kinds=frozenset({"talks"})))
    field.setText("syria")
    session.open(example("idlib-2024"))
    assert bar.filter.is_empty
    assert field.text() == ""
    assert list(rows(session.store, Entry))
