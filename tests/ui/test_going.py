"""Back and forward through what was looked at, and going to a date, as a user does both."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hands import ALT, CTRL, press, settle, write
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QMenu

from timeline_app.domain.filtering import Filter
from timeline_app.domain.records import Entry, Link
from timeline_app.layout.moves import extent
from timeline_app.storage.rows import insert, rows
from timeline_app.storage.timelines import read_chain
from timeline_app.ui.dialogs.going import GoToDate

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from timeline_app.ui.window import Window

Key = Qt.Key


def _middle(window: Window) -> float:
    view = window.view_state.view
    return view.start + view.days / 2


def test_nothing_leads_back_until_one_looked_elsewhere(lanes: Window) -> None:
    back, forward = lanes.actions_by_id["view.back"], lanes.actions_by_id["view.forward"]
    assert not back.isEnabled()
    assert not forward.isEnabled()
    begun = lanes.view_state.view
    press(Key.Key_Home)
    gone = lanes.view_state.view
    assert back.isEnabled()
    press(Key.Key_Left, ALT)
    assert lanes.view_state.view == begun
    assert not back.isEnabled()
    press(Key.Key_Right, ALT)
    assert lanes.view_state.view == gone
    assert not forward.isEnabled()


def test_the_side_buttons_of_a_mouse_lead_back_and_forward(lanes: Window, qtbot: QtBot) -> None:
    begun = lanes.view_state.view
    press(Key.Key_PageDown)
    gone = lanes.view_state.view
    for surface in (lanes.canvas.viewport(), lanes.middle.overview.viewport()):
        qtbot.mouseClick(surface, Qt.MouseButton.BackButton, pos=QPoint(600, 20))
        assert lanes.view_state.view == begun
        qtbot.mouseClick(surface, Qt.MouseButton.ForwardButton, pos=QPoint(600, 20))
        assert lanes.view_state.view == gone


def test_a_filter_is_a_place_and_its_bar_and_table_follow(lanes: Window) -> None:
    wanted = Filter(kinds=frozenset({"talks"}))
    lanes.docks.show("table")
    every = lanes.docks.table.model.rowCount()
    lanes.filter_bar.set_filter(wanted)
    lanes.filter_bar.filter_changed.emit(wanted)
    fewer = lanes.docks.table.model.rowCount()
    assert fewer < every
    lanes.run("view.back")
    assert lanes.filter_bar.filter.is_empty
    assert lanes.filter_bar.isHidden()
    assert lanes.docks.table.model.rowCount() == every
    lanes.run("view.forward")
    assert lanes.view_state.view.filter == lanes.filter_bar.filter == wanted
    assert not lanes.filter_bar.isHidden()
    assert lanes.docks.table.model.rowCount() == fewer


def test_going_back_is_no_undo(lanes: Window) -> None:
    with lanes.session.edit("Note"):
        insert(lanes.session.store, Entry(title="Later", date="2024-01-01", kind="statement"))
    count = lanes.session.count_entries()
    lanes.view_state.show(lanes.view_state.view.panned(900.0))
    lanes.run("view.back")
    assert lanes.session.count_entries() == count


def test_another_document_has_no_places_yet(
    lanes: Window, example: Callable[[str], object], qtbot: QtBot
) -> None:
    press(Key.Key_Home)
    assert lanes.view_state.can_go_back
    lanes.session.open(example("idlib-2024"))
    qtbot.wait(1)
    assert not lanes.view_state.can_go_back
    assert not lanes.actions_by_id["view.back"].isEnabled()


def test_a_larger_window_that_shows_everything_is_no_place(lanes: Window, qtbot: QtBot) -> None:
    lanes.resize(1200, 700)
    settle()
    assert not lanes.view_state.can_go_back


def _ask(window: Window, typed: str) -> GoToDate:
    press(Key.Key_G, CTRL)
    dialog = window.findChild(GoToDate)
    assert dialog is not None
    dialog.activateWindow()
    settle()
    write(typed)
    return dialog


@pytest.mark.parametrize(
    ("typed", "said", "day"),
    [
        ("2 Dec 2024", "2 Dec 2024", date(2024, 12, 2).toordinal() + 0.5),
        ("July 2023", "Jul 2023", date(2023, 7, 16).toordinal() + 0.5),
        ("2023", "2023", date(2023, 7, 2).toordinal() + 0.5),
    ],
)
def test_a_date_is_understood_and_gone_to(lanes: Window, typed: str, said: str, day: float) -> None:
    days = lanes.view_state.view.days
    dialog = _ask(lanes, typed)
    assert said in dialog.field._said.text()
    assert not dialog.isModal()
    dialog.accept()
    settle()
    assert lanes.findChild(GoToDate) is None
    assert _middle(lanes) == pytest.approx(day)
    assert lanes.view_state.view.days == pytest.approx(days)


def test_today_is_a_date(lanes: Window) -> None:
    _ask(lanes, "today").accept()
    settle()
    assert abs(_middle(lanes) - date.today().toordinal()) < 3  # noqa: DTZ011


@pytest.mark.parametrize("typed", ["", "the day after never", "2024-13-45"])
def test_what_is_no_date_stays_with_what_is_wrong(lanes: Window, typed: str) -> None:
    before = lanes.view_state.view
    dialog = _ask(lanes, typed)
    dialog.accept()
    assert dialog.isVisible()
    assert dialog.field.fault()
    assert lanes.view_state.view == before
    dialog.reject()
    settle()
    assert lanes.findChild(GoToDate) is None


def test_home_end_and_screenfuls(lanes: Window) -> None:
    first, last = extent(lanes.session.timeline)
    press(Key.Key_Home)
    assert _middle(lanes) == pytest.approx(first + 0.5)
    press(Key.Key_End)
    assert _middle(lanes) == pytest.approx(last + 0.5)
    before = lanes.view_state.view
    press(Key.Key_PageUp)
    assert lanes.view_state.view.start == pytest.approx(before.start - 0.9 * before.days)
    press(Key.Key_PageDown)
    assert lanes.view_state.view.start == pytest.approx(before.start)


def test_along_the_lane(lanes: Window) -> None:
    session = lanes.session
    press(Key.Key_Period)
    first = session.selection
    assert first is not None
    press(Key.Key_Period)
    assert session.selection != first
    press(Key.Key_Comma)
    assert session.selection == first


def _linked_replies(window: Window, begin: list[str], ends: list[str]) -> None:
    """Link entries, new ones of these titles, each of the first with each of the second."""
    store = window.session.store
    with window.session.edit("Link"):
        made = {
            title: insert(store, Entry(title=title, date=f"2024-12-0{at + 1}", kind="statement"))
            for at, title in enumerate([*begin, *ends])
        }
        for first in begin:
            for second in ends:
                start, end = made[first].id, made[second].id
                insert(
                    store, Link(from_entry_id=start, to_entry_id=end, relation="responds to", note="says so")
                )


def _select(window: Window, title: str) -> None:
    window.session.select(next(one.id for one in rows(window.session.store, Entry) if one.title == title))


def _selected(window: Window) -> str:
    card = window.session.card(window.session.selection or 0)
    return card.entry.title if card else ""


def test_a_single_link_leads_on_and_back_at_once(lanes: Window) -> None:
    _linked_replies(lanes, ["a reply"], ["a demand"])
    _select(lanes, "a reply")
    press(Key.Key_BracketRight)
    assert _selected(lanes) == "a demand"
    press(Key.Key_BracketLeft)
    assert _selected(lanes) == "a reply"
    press(Key.Key_BracketLeft)
    assert _selected(lanes) == "a reply"
    assert lanes.statusBar().currentMessage() == "No link leads here."


def test_of_several_links_each_can_be_followed_by_key(lanes: Window) -> None:
    _linked_replies(lanes, ["a reply"], ["first", "a & b", "third"])
    for at, title in enumerate(("first", "a & b", "third")):
        _select(lanes, "a reply")
        press(Key.Key_BracketRight)
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        texts = [action.text() for action in menu.actions()]
        assert texts == ["responds to: first", "responds to: a && b", "responds to: third"]
        press(Key.Key_Down, times=at)
        press(Key.Key_Return)
        assert _selected(lanes) == title


def test_several_links_back_are_listed_as_from_here_and_esc_stays(lanes: Window) -> None:
    _linked_replies(lanes, ["one", "two"], ["a demand"])
    _select(lanes, "a demand")
    press(Key.Key_BracketLeft)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert [action.text() for action in menu.actions()] == ["answered by: one", "answered by: two"]
    press(Key.Key_Escape)
    assert QApplication.activePopupWidget() is None
    assert _selected(lanes) == "a demand"


def test_motion_leads_to_the_same_place(lanes: Window, qtbot: QtBot) -> None:
    state = lanes.view_state
    lanes.run("time.first")
    wanted = state.view
    lanes.run("view.fit")
    state.may_move = lambda: True
    lanes.run("time.first")
    assert state.is_moving
    qtbot.waitUntil(lambda: not state.is_moving, timeout=5000)
    assert state.view == wanted
    assert lanes.canvas.scene_now.scale.start == pytest.approx(wanted.start)


def test_less_motion_is_none(lanes: Window, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("timeline_app.ui.middle.QGuiApplication.platformName", lambda: "xcb")
    assert lanes.view_state.may_move()
    lanes.preferences.set("reduced_motion", "yes")
    assert not lanes.view_state.may_move()


def test_the_whole_chain_of_links_is_shown_or_the_entrys_own(lanes: Window) -> None:
    session = lanes.session
    with session.edit("A chain") as step:
        made = [insert(step.store, Entry(title=f"Stop {n}", date=f"2024-12-0{n + 1}")) for n in range(4)]
        for one, other in pairwise(made):
            link = Link(from_entry_id=other.id, to_entry_id=one.id, relation="follows", note="Next")
            insert(step.store, link)
    session.select(made[0].id)
    assert _linked(lanes) == {(made[1].id, made[0].id)}
    lanes.run("time.chain")
    assert lanes.actions_by_id["time.chain"].isChecked()
    assert _linked(lanes) == {(other.id, one.id) for one, other in pairwise(made)}
    assert len(lanes.canvas.scene_now.sheet.arrows) == 3
    session.select(made[2].id)
    assert len(_linked(lanes)) == 3
    lanes.run("time.chain")
    assert len(_linked(lanes)) == 2
    assert len(read_chain(session.store, made[0].id, 2)) == 1


def _linked(window: Window) -> set[tuple[int, int]]:
    return {(link.from_entry, link.to_entry) for link in window.canvas._links}


def test_f6_reaches_the_overview_last(lanes: Window) -> None:
    lanes.canvas.setFocus()
    lanes.run("view.lanes")
    assert not lanes.middle.overview.hasFocus()
    lanes.run("view.lanes")
    assert lanes.middle.overview.hasFocus()
    lanes.run("view.lanes")
    assert lanes.canvas.hasFocus()
