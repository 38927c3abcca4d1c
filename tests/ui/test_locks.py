"""Locks of conditions in a real window: where they stand, what they say, and to whom lines lead."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hands import settle, until
from PySide6.QtCore import QPointF, Qt
from PySide6.QtWidgets import QLabel

from timeline_app.domain.dates import ordinal
from timeline_app.domain.records import Condition, ConditionStatus, Entry, Party
from timeline_app.layout import locks as layout_locks
from timeline_app.layout.locks import WIDTH
from timeline_app.storage.rows import rows
from timeline_app.ui.condition_words import lock_words

if TYPE_CHECKING:
    from timeline_app.layout.locks import LockBox
    from timeline_app.layout.scene import Scene
    from timeline_app.ui.window import Window

NONE = Qt.KeyboardModifier.NoModifier


def scene_of(window: Window) -> Scene:
    settle()
    assert window.canvas.scene_now
    return window.canvas.scene_now


def locks(window: Window) -> tuple[LockBox, ...]:
    return scene_of(window).sheet.locks


def entry(window: Window, code: str) -> int:
    return next(e.id for e in rows(window.session.store, Entry) if e.code == code)


def party(window: Window, name: str) -> int:
    return next(p.id for p in rows(window.session.store, Party) if p.name == name)


def condition(window: Window, text: str) -> int:
    return next(one.id for one in rows(window.session.store, Condition) if text in one.text)


def lock_of(window: Window, text: str) -> LockBox:
    return next(lock for lock in locks(window) if lock.conditions == (condition(window, text),))


def at(window: Window, lock: LockBox) -> QPointF:
    x, y = scene_of(window).offset
    return QPointF(lock.x + WIDTH / 2 + x, lock.y + y)


def add_status(window: Window, text: str, status: str, date: str, of: int | None = None) -> None:
    one = ConditionStatus(condition_id=condition(window, text), status=status, date=date, entry_id=of)  # pyright: ignore[reportArgumentType]
    window.session.put(one)


def test_a_lock_stands_where_a_condition_comes(lanes: Window) -> None:
    lock = lock_of(lanes, "full Turkish")
    assert (lock.look, lock.party, lock.lane) == ("closed", party(lanes, "Syria"), party(lanes, "Syria"))
    scene = scene_of(lanes)
    assert lock.x + layout_locks.LEAD == pytest.approx(scene.sheet.scale.x(ordinal(2023, 3, 31)))
    row = next(r for r in scene.sheet.rows if (r.party, r.topic) == (lock.party, lock.topic))
    assert lock.y == row.y


@pytest.mark.parametrize(
    ("status", "look"),
    [
        ("met", "open"), ("waived", "open"), ("violated", "crossed"), ("rejected", "crossed"),
        ("moot", "faint"), ("stated", "closed"), ("reaffirmed", "closed"), ("partly met", "closed"),
    ],
)  # fmt: skip
def test_each_status_has_its_look(lanes: Window, status: str, look: str) -> None:
    add_status(lanes, "full Turkish", status, "2023-06-01")
    found = next(lock for lock in locks(lanes) if lock.day == ordinal(2023, 6, 1))
    assert found.look == look


def test_locks_that_would_touch_are_one_that_tells_of_all(lanes: Window) -> None:
    add_status(lanes, "full Turkish", "violated", "2023-06-01")
    add_status(lanes, "full Turkish", "waived", "2023-06-03")
    found = next(lock for lock in locks(lanes) if lock.day == ordinal(2023, 6, 3))
    assert found.look == "open"
    by_row: dict[tuple[int, int, int], list[float]] = {}
    for lock in locks(lanes):
        by_row.setdefault((lock.lane, lock.party, lock.topic), []).append(lock.x)
    for xs in by_row.values():
        assert all(b - a >= WIDTH for a, b in pairwise(xs))


def test_a_stretch_shorter_than_a_lock_has_none_but_the_ribbon_says_it(lanes: Window) -> None:
    assert not any(lock.conditions == (condition(lanes, "appropriate"),) for lock in locks(lanes))
    view = lanes.view_state.view
    start, end = ordinal(2022, 12, 20), ordinal(2023, 1, 20)
    lanes.view_state.show(replace(view, start=float(start), end=float(end)))
    assert lock_of(lanes, "appropriate").look == "closed"


def test_from_far_there_are_none(lanes: Window) -> None:
    view = lanes.view_state.view
    lanes.view_state.show(replace(view, start=view.start - 300_000, end=view.end + 300_000))
    arrangement = lanes.canvas.arrangement
    assert arrangement
    if arrangement.level == "far":
        assert not locks(lanes)
    assert not scene_of(lanes).sheet.demands or arrangement.level != "far"


def test_a_line_leads_to_the_lane_of_whom_it_binds(lanes: Window) -> None:
    scene = scene_of(lanes)
    (line,) = scene.sheet.demands
    lock = lock_of(lanes, "full Turkish")
    assert line.start == (lock.x + WIDTH / 2, lock.y + layout_locks.HEIGHT / 2)
    arrangement = lanes.canvas.arrangement
    assert arrangement
    placed = next(
        p for p in arrangement.lanes if (p.lane.kind, p.lane.key) == ("party", party(lanes, "Türkiye"))
    )
    assert placed.top < line.end[1] < placed.top + placed.height


def test_there_is_no_line_to_a_hidden_lane_nor_to_its_own(lanes: Window) -> None:
    arrangement = lanes.canvas.arrangement
    assert arrangement
    one = "party", party(lanes, "Türkiye")
    lane = next(p.lane for p in arrangement.lanes if (p.lane.kind, p.lane.key) == one)
    view = lanes.view_state.view
    lanes.view_state.change(lanes=view.lanes.with_hidden(lane))
    assert not scene_of(lanes).sheet.demands
    lanes.view_state.change(lanes=view.lanes)
    asked = next(one for one in rows(lanes.session.store, Condition) if "full Turkish" in one.text)
    lanes.session.change(asked, demanded_of_id=party(lanes, "Syria"))
    assert not scene_of(lanes).sheet.demands


def test_of_many_locks_only_those_of_the_selected_entry_have_lines(
    lanes: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(layout_locks, "FEW", 1)
    lanes.session.select(entry(lanes, "e12"))
    assert not scene_of(lanes).sheet.demands
    lanes.session.select(entry(lanes, "e08"))
    assert len(scene_of(lanes).sheet.demands) == 1
    lanes.session.select(None)
    assert not scene_of(lanes).sheet.demands


def test_a_click_selects_the_entry(lanes: Window) -> None:
    add_status(lanes, "full Turkish", "rejected", "2023-06-01", entry(lanes, "e12"))
    canvas = lanes.canvas
    canvas.pointing.click(at(lanes, lock_of(lanes, "full Turkish")), NONE)
    assert lanes.session.selection == entry(lanes, "e08")
    refused = next(lock for lock in locks(lanes) if lock.look == "crossed")
    canvas.pointing.click(at(lanes, refused), NONE)
    assert lanes.session.selection == entry(lanes, "e12")


def test_what_a_lock_says(lanes: Window) -> None:
    lock = lock_of(lanes, "full Turkish")
    title, facts = lock_words(lanes.session, lock.conditions, lock.day, ordinal(2023, 5, 1))
    assert title == "full Turkish withdrawal; end of support for terrorism; pre-war status restored"
    assert facts.splitlines() == [
        "Syria demands it of Türkiye",
        "open: stated since 31 Mar 2023, by “Assad: first full Turkish withdrawal”",
    ]
    add_status(lanes, "full Turkish", "met", "2024-02-01")
    _, facts = lock_words(lanes.session, lock.conditions, lock.day, ordinal(2024, 3, 1))
    assert facts.splitlines()[-1] == "as of 1 Mar 2024 met: met since 1 Feb 2024; dropped 9 Aug 2023"


def test_the_card_shows_it_where_the_pointer_rests(lanes: Window, monkeypatch: pytest.MonkeyPatch) -> None:
    canvas = lanes.canvas
    where = at(lanes, lock_of(lanes, "full Turkish")).toPoint()
    canvas.pointing.move(QPointF(where))
    assert canvas.viewport().cursor().shape() == Qt.CursorShape.PointingHandCursor
    card = canvas.pointing._card
    monkeypatch.setattr(canvas, "underMouse", lambda: True)
    until(card.isVisible)
    words = [label.text() for label in card.findChildren(QLabel)]
    assert words[0] == "Condition"
    assert "Syria demands it of Türkiye" in words[2]


def test_hidden_with_the_future(lanes: Window) -> None:
    add_status(lanes, "full Turkish", "met", "2024-02-01")
    assert any(lock.look == "open" for lock in locks(lanes))
    lanes.view_state.change(as_of=ordinal(2023, 5, 1), hidden_by="said")
    assert {lock.look for lock in locks(lanes)} == {"closed"}
    assert all(lock.day <= ordinal(2023, 5, 1) for lock in locks(lanes))


def test_the_legend_has_keys_of_those_there_are(lanes: Window) -> None:
    def keys() -> list[str]:
        return [placed.key.id for placed in scene_of(lanes).foot.keys]

    assert [key for key in keys() if key.startswith("lock")] == ["lock closed", "lock faint"]
    assert "demand" in keys()
    add_status(lanes, "full Turkish", "violated", "2023-06-01")
    assert "lock crossed" in keys()


def test_beyond_the_line_they_are_not_claimed(lanes: Window) -> None:
    lanes.view_state.change(as_of=ordinal(2023, 5, 1))
    assert {lock.is_claimed for lock in locks(lanes)} == {True, False}
    assert lock_of(lanes, "full Turkish").is_claimed
