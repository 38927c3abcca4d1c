"""Views saved in the document: what was looked at comes back, also in a copy and after another opening."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from hands import settle

from timeline_app.domain.filtering import Filter
from timeline_app.domain.records import View
from timeline_app.domain.vocabulary import GROUPINGS, Grouping
from timeline_app.layout.lanes import lanes_of
from timeline_app.storage.rows import delete, insert, rows
from timeline_app.storage.saved_views import saved_views
from timeline_app.ui import lanes_shown

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtGui import QAction

    from timeline_app.layout.view import View as Look
    from timeline_app.ui.window import Window

TALKS = Filter(kinds=frozenset({"talks"}))
CODED = Filter(statuses=frozenset({"coded", "reviewed"}))


def _save(window: Window, name: str) -> None:
    dialog = window.filter_bar.saved.ask_for_name()
    dialog.line.setText(name)
    dialog.accept()
    settle()


def _actions(window: Window) -> list[QAction]:
    menu = window.filter_bar.saved.menu()
    menu.aboutToShow.emit()
    return menu.actions()


def _look_at(window: Window, name: str) -> None:
    next(action for action in _actions(window) if action.text() == name).trigger()
    settle()


def _arrange(window: Window, grouping: Grouping) -> Look:
    """Group, fold, hide, pin and move something, and filter; give the view it comes to."""
    lanes_shown.group_by(window, grouping)
    canvas = window.canvas
    lanes = [lane for lane in lanes_of(canvas.timeline) if lane.kind != "heading"]
    window.canvas.moving.put(lanes[-1], lanes[-2])
    choice = window.view_state.view.lanes.with_folded(lanes[2]).with_hidden(lanes[1])
    choice = choice.with_pinned(lanes[-1]).with_pinned(lanes[0])
    window.view_state.change(lanes=choice, evidence=CODED)
    window.filter_bar._change(TALKS)
    settle()
    return window.view_state.view


def _forget_all(window: Window) -> None:
    window.filter_bar.clear()
    choice = type(window.view_state.view.lanes)()
    window.view_state.change(lanes=choice, evidence=Filter())
    settle()


@pytest.mark.parametrize("grouping", GROUPINGS)
def test_a_view_comes_back_as_it_was(
    lanes: Window, grouping: Grouping, tmp_path: Path, window_on: Callable[[Path], Window]
) -> None:
    wanted = _arrange(lanes, grouping)
    steps = lanes.session.store.steps()
    _save(lanes, "Talks & more")
    assert lanes.session.store.steps() == steps
    _forget_all(lanes)
    lanes.view_state.change(start=wanted.start + 30, end=wanted.end + 30)
    _look_at(lanes, "Talks && more")
    view = lanes.view_state.view
    assert (view.filter, view.evidence, view.lanes) == (TALKS, CODED, wanted.lanes)
    assert lanes.session.evidence == CODED
    assert lanes.filter_bar.filter == TALKS
    assert view.start == wanted.start + 30
    assert lanes.actions_by_id[f"lanes.{grouping}"].isChecked()
    copy = tmp_path / "copy.demarche"
    path = lanes.session.store.path
    lanes.close()
    shutil.copy(path, copy)
    again = window_on(copy)
    _look_at(again, "Talks && more")
    assert again.view_state.view.lanes == wanted.lanes
    assert again.view_state.view.filter == TALKS


def test_a_view_of_an_earlier_time_leaves_lanes_and_evidence(lanes: Window) -> None:
    insert(lanes.session.store, View(name="Old", filter='{"kinds": ["talks"]}'))
    before = _arrange(lanes, "party")
    lanes.filter_bar.clear()
    _look_at(lanes, "Old")
    view = lanes.view_state.view
    assert (view.filter, view.evidence, view.lanes) == (TALKS, CODED, before.lanes)


def test_what_was_chosen_under_another_grouping_stays(lanes: Window) -> None:
    _arrange(lanes, "party")
    _save(lanes, "By party")
    lanes_shown.group_by(lanes, "kind")
    kept = lanes.view_state.view.lanes.with_hidden(lanes_of(lanes.canvas.timeline)[1])
    lanes.view_state.change(lanes=kept)
    _look_at(lanes, "By party")
    lanes_shown.group_by(lanes, "kind")
    assert lanes.view_state.view.lanes == kept


def test_what_is_gone_is_left_out_and_said(lanes: Window) -> None:
    lanes_shown.group_by(lanes, "speaker")
    first, second = lanes_of(lanes.canvas.timeline)[:2]
    choice = lanes.view_state.view.lanes.with_pinned(first)
    lanes.view_state.change(lanes=choice.with_pinned(second))
    _save(lanes, "Two speakers")
    (saved,) = saved_views(lanes.session.store)
    assert saved.pins is not None
    uid = saved.pins.split('"')[1].removeprefix("speaker ")
    delete(lanes.session.store, View, saved.id)
    gone = saved.pins.replace(uid, f"{uid[:-4]}0000")
    insert(lanes.session.store, View(name="Gone", filter="{}", grouping="speaker", pins=gone))
    _look_at(lanes, "Gone")
    assert lanes.view_state.view.lanes.pinned == (choice.id_of(second),)
    assert lanes.filter_bar.isVisible()
    assert lanes.filter_bar._notice.text() == "Lanes: 1 no longer in this timeline."


@pytest.mark.parametrize(
    ("grouping", "lane_order", "pins"),
    [
        ("no such", "{}", "[]"),
        ("state", "[]", "{}"),
        ("state", '{"folded": 3, "order": [1, {}]}', '["", "party", "party x", 7]'),
        ("kind", '{"hidden": ["kind 99999999999999999999", "no such 3"]}', "null"),
    ],
)
def test_damaged_lanes_are_left_out(lanes: Window, grouping: str, lane_order: str, pins: str) -> None:
    made = View(name="Odd", filter="{}", grouping=grouping, lane_order=lane_order, pins=pins)
    insert(lanes.session.store, made)
    before = lanes.canvas.arrangement
    assert before
    _look_at(lanes, "Odd")
    assert lanes.canvas.arrangement
    assert len(lanes.canvas.arrangement.lanes) > 3


def test_a_view_is_replaced_and_deleted(lanes: Window) -> None:
    _save(lanes, "Mine")
    _arrange(lanes, "kind")
    _save(lanes, "Mine")
    (saved,) = rows(lanes.session.store, View)
    assert saved.grouping == "kind"
    gone = next(action.menu() for action in _actions(lanes) if action.menu())
    gone.actions()[0].trigger()
    assert not list(rows(lanes.session.store, View))
    assert [action.text() for action in _actions(lanes)][-1] == "Save this view as…"


def test_the_list_is_opened_by_command(lanes: Window) -> None:
    lanes.run("view.saved")
    settle()
    assert lanes.filter_bar.isVisible()
    menu = lanes.filter_bar.saved.menu()
    assert menu.isVisible()
    menu.close()
