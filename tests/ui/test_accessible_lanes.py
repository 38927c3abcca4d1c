"""The lanes as assistive technology has them: lists of entries in sentences, selected by an action."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from plain_marks import plain_marks
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QAccessible, QAccessibleInterface

from timeline_app.domain.filtering import Filter
from timeline_app.domain.records import Entry
from timeline_app.layout.lanes import lanes_of, party_label
from timeline_app.session import Session
from timeline_app.ui import looking
from timeline_app.ui.theme import THEMES
from timeline_app.ui.timeline import spoken_lanes
from timeline_app.ui.timeline.canvas import Canvas
from timeline_app.ui.timeline.lane_entries import LaneEntries
from timeline_app.view_state import ViewState

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from timeline_app.columns.marks import Marks
    from timeline_app.ui.window import Window

NAME, DETAILS = QAccessible.Text.Name, QAccessible.Text.Description


def _lanes(window: Window) -> QAccessibleInterface:
    found = QAccessible.queryAccessibleInterface(window.canvas)
    assert found is not None
    return found


def _children(node: QAccessibleInterface) -> list[QAccessibleInterface]:
    return [node.child(place) for place in range(node.childCount())]


def _names(node: QAccessibleInterface) -> list[str]:
    return [child.text(NAME) for child in _children(node)]


def _lane(window: Window, label: str) -> QAccessibleInterface:
    return next(lane for lane in _children(_lanes(window)) if lane.text(NAME).startswith(label))


def test_the_lanes_are_a_list_of_lists_in_the_order_of_the_picture(window: Window) -> None:
    lanes = _lanes(window)
    labels = [lane.label for lane in lanes_of(window.canvas.timeline) if lane.kind != "heading"]
    assert (lanes.text(NAME), lanes.role()) == ("Lanes", QAccessible.Role.List)
    assert [name.partition(",")[0] for name in _names(lanes)] == labels
    for place, lane in enumerate(_children(lanes)):
        assert (lane.role(), lane.parent(), lanes.indexOfChild(lane)) == (
            QAccessible.Role.List,
            lanes,
            place,
        )


def test_a_lane_says_what_it_is_and_how_much_it_holds(window: Window) -> None:
    marks = window.canvas.timeline.marks
    parties = window.canvas.timeline.parties.values()
    party = next(p for p in parties if (marks.lane == p.id).sum() > 1)
    held = int((marks.lane[: marks.dated] == party.id).sum())
    lane = _lane(window, party_label(party))
    assert lane.childCount() == held
    assert lane.text(NAME).endswith(f", {held} entries")


def test_a_lane_says_under_which_heading_it_stands(open_window: Callable[[str], Window]) -> None:
    names = _names(_lanes(open_window("idlib-2024")))
    assert "Opposition, non-state, Syria, 1 entry" in names
    assert "Government, Syria, 2 entries" in names


def test_an_entry_is_said_in_a_sentence_in_order_of_time(window: Window) -> None:
    marks = window.canvas.timeline.marks
    for lane in _children(_lanes(window)):
        days = []
        for place, item in enumerate(_children(lane)):
            entry = cast("Any", item).entry
            card = window.session.card(entry)
            assert card is not None
            assert card.entry.title in item.text(NAME)
            assert (item.role(), lane.indexOfChild(item), item.parent()) == (
                QAccessible.Role.ListItem,
                place,
                lane,
            )
            days.append(float(marks.day[marks.rows_of([entry])[0]]))
        assert days == sorted(days)


def test_pressing_selects_and_the_selection_is_told(window: Window) -> None:
    lane = next(lane for lane in _children(_lanes(window)) if lane.childCount() > 2)
    item = lane.child(2)
    assert (item.state().selectable, item.state().selected) == (1, 0)
    actions = item.actionInterface()
    actions.doAction(actions.pressAction())
    assert window.session.selection == cast("Any", item).entry
    assert item.state().selected == 1
    assert not item.rect().isEmpty()
    chosen = lane.selectionInterface()
    assert chosen.selectedItems() == [item]
    assert chosen.select(lane.child(0))
    assert window.session.picked == {cast("Any", lane.child(n)).entry for n in (0, 2)}
    assert chosen.selectedItemCount() == 2
    assert chosen.unselect(item)
    assert window.session.selection == cast("Any", lane.child(0)).entry
    assert chosen.clear()
    assert chosen.selectedItemCount() == 0


def _of(kind: str) -> Filter:
    return Filter(kinds=frozenset({kind}))


def test_what_a_filter_hides_leaves_no_trace(window: Window, qtbot: QtBot) -> None:
    lane = next(lane for lane in _children(_lanes(window)) if lane.childCount() > 2)
    item = lane.child(0)
    name = item.text(NAME)
    assert name
    kinds = {kind for kind in ("statement", "demand", "context event") if f", {kind}:" not in name}
    other = next(kind for kind in kinds if len(window.session.shown(_of(kind)).marks))
    window.view_state.change(filter=_of(other))
    qtbot.wait(1)
    assert not item.isValid()
    assert (item.text(NAME), item.text(DETAILS)) == ("", "")
    said = [name for lane in _children(_lanes(window)) for name in _names(lane)]
    assert said
    assert name not in said
    assert all(f", {other}:" in sentence for sentence in said)


def test_few_are_kept_however_many_are_asked_for(window: Window, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spoken_lanes, "MOST_KEPT", 3)
    lane = max(_children(_lanes(window)), key=lambda lane: lane.childCount())
    names = [lane.child(place).text(NAME) for place in range(lane.childCount())]
    assert len(names) > 3
    assert [lane.child(place).text(NAME) for place in range(lane.childCount())] == names
    assert lane.child(lane.childCount()) is None
    assert lane.child(-1) is None


def test_entries_without_a_date_are_a_list_of_their_own(
    window_on: Callable[[Path], Window], example: Callable[[str], Path]
) -> None:
    window = window_on(example("idlib-2024"))
    entry = int(window.session.timeline.marks.entry[0])
    card = window.session.card(entry)
    assert card is not None
    window.session.change(card.entry, date=None)
    last = _children(_lanes(window))[-1]
    assert last.text(NAME) == "Without a date, 1 entry"
    assert card.entry.title in last.child(0).text(NAME)


def test_another_document_has_other_lanes(window: Window, example: Callable[[str], Path]) -> None:
    before = _children(_lanes(window))
    held = before[0].child(0)
    window.session.close()
    assert _lanes(window).childCount() == 0
    assert not held.isValid()
    assert held.text(NAME) == ""


def test_the_lanes_can_go_while_entries_were_handed_out(example: Callable[[str], Path]) -> None:
    session = Session()
    canvas = Canvas(session, ViewState(session), THEMES["light"])
    canvas.resize(900, 600)
    session.open(example("idlib-2024"))
    item = QAccessible.queryAccessibleInterface(canvas).child(0).child(0)
    handed = QAccessible.uniqueId(item)
    assert QAccessible.accessibleInterface(handed) is item
    canvas.deleteLater()
    session.close()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert QAccessible.accessibleInterface(handed) is None


@pytest.fixture
def listened() -> Iterator[None]:
    """Let it be as if somebody listened."""
    QAccessible.setActive(True)
    yield
    QAccessible.setActive(False)


@pytest.mark.usefixtures("listened")
def test_the_lanes_can_be_worked_in_while_somebody_listens(window: Window, qtbot: QtBot) -> None:
    for _ in range(3):
        looking.go_along_lane(window, 1)
        qtbot.wait(1)
    chosen = [i for lane in _children(_lanes(window)) for i in _children(lane) if i.state().selected]
    assert {cast("Any", item).entry for item in chosen} == {window.session.selection}
    window.session.remove(Entry, window.session.selection or 0)
    window.session.undo()


@given(
    st.lists(
        st.tuples(st.integers(0, 30), st.integers(-3, 3), st.integers(0, 9) | st.none()),
        max_size=40,
        unique_by=lambda mark: mark[:2],
    )
)
def test_lanes_hold_what_a_plain_search_finds(made: list[tuple[int, int, int | None]]) -> None:
    by_entry = {entry: day for entry, _, day in made}
    rows = sorted(
        (by_entry[entry] is None, by_entry[entry] or 0, entry, lane * 20_000) for entry, lane, _ in made
    )
    marks = _marks([(entry, lane, np.nan if gone else float(day)) for gone, day, entry, lane in rows])
    found = LaneEntries(marks)
    for key in {lane for *_, lane in rows} | {7}:
        plain = [entry for gone, _, entry, lane in rows if lane == key and not gone]
        assert [found.entry(key, n) for n in range(found.count(key))] == plain
        assert [found.place(key, entry) for entry in plain] == list(range(len(plain)))
        assert found.place(key, 99) is None


def _marks(rows: list[tuple[int, int, float]]) -> Marks:
    return plain_marks(*([row[n] for row in rows] for n in range(3)))
