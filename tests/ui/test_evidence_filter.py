"""Which evidence counts, chosen in the panel of positions and named wherever positions are shown."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hands import press, settle
from PySide6.QtCore import Qt

from timeline_app.domain.dates import ordinal
from timeline_app.domain.filtering import EVIDENCE_FIELDS, FIELD_LABELS, Filter
from timeline_app.domain.records import Citation, Entry, Source
from timeline_app.storage.rows import get, insert, rows, update
from timeline_app.ui.fields.choosing import ChoiceDialog, GradeDialog

if TYPE_CHECKING:
    from collections.abc import Callable

    from timeline_app.ui.positions.panel import PositionsPanel
    from timeline_app.ui.window import Window

BY_GRADE = Filter(grade=("A", 1))
DAY = ordinal(2024, 12, 2)


@pytest.fixture
def lanes(open_window: Callable[[str], Window]) -> Window:
    """Open a window on idlib-2024 with the positions shown, some of them by a source of the first grade."""
    window = open_window("idlib-2024")
    with window.session.edit("A better source") as step:
        best = insert(step.store, Source(title="A & B archive", reliability="A")).id
        for citation in list(rows(step.store, Citation))[1::2]:
            update(step.store, replace(citation, source_id=best, reliability=None, credibility=1))
    window.activateWindow()
    window.canvas.setFocus()
    settle()
    press(Qt.Key.Key_P)
    window.view_state.change(as_of=DAY)
    return window


@pytest.fixture
def panel(lanes: Window) -> PositionsPanel:
    return lanes.docks.positions


def _entries(window: Window) -> set[int]:
    segments = window.canvas.timeline.segments
    return set(segments.entry.tolist())


def _choose_grade(panel: PositionsPanel) -> None:
    dialog = panel.counting.ask_for("grade")
    assert isinstance(dialog, GradeDialog)
    dialog.reliability.setCurrentIndex(0)
    dialog.credibility.setCurrentIndex(0)
    dialog.accept()
    settle()


def test_a_grade_chosen_in_the_panel_is_obeyed_and_named_everywhere(
    lanes: Window, panel: PositionsPanel
) -> None:
    before, marks = _entries(lanes), len(lanes.canvas.timeline.marks.entry)
    log = lanes.session.change_log().entry.tolist()
    _choose_grade(panel)
    assert lanes.view_state.view.evidence == BY_GRADE
    silent = set(lanes.session.unheard.tolist())
    assert before & silent
    assert not _entries(lanes) & silent
    assert len(lanes.canvas.timeline.marks.entry) == marks
    assert silent & {*log}
    assert not silent & {*lanes.session.change_log().entry.tolist()}
    assert "A1 or better" in panel.counting.text()
    assert "A1 or better" in lanes.canvas.scene_now.as_of_label
    assert "A1 or better" in lanes.status.counts.text()
    for row in range(panel.model.rowCount()):
        for column in range(panel.model.columnCount()):
            key = panel.model.key_at(panel.model.index(row, column))
            dossier = lanes.session.dossier(*key) if key else None
            carriers = {e.act.entry for e, _ in dossier.parts(DAY)} if dossier else set()
            assert not carriers & silent
    panel.counting.take_all_away()
    settle()
    assert _entries(lanes) == before
    assert "A1" not in lanes.status.counts.text() + lanes.canvas.scene_now.as_of_label
    assert "every grade" in panel.counting.text()


def test_it_goes_back_and_forward_with_the_view(lanes: Window, panel: PositionsPanel) -> None:
    _choose_grade(panel)
    lanes.view_state.go_back()
    settle()
    assert lanes.session.evidence.is_empty
    assert "every grade" in panel.counting.text()
    lanes.view_state.go_forward()
    settle()
    assert lanes.session.evidence == BY_GRADE


def test_it_is_remembered_with_the_document(lanes: Window, panel: PositionsPanel) -> None:
    path = lanes.session.store.path
    _choose_grade(panel)
    lanes.session.close()
    assert lanes.view_state.view.evidence.is_empty
    assert lanes.session.open(path)
    settle()
    assert lanes.view_state.view.evidence == BY_GRADE
    assert lanes.session.evidence == BY_GRADE
    assert "A1 or better" in panel.counting.text()


def test_each_field_is_asked_for_in_the_dialogs_of_the_filter_bar(
    lanes: Window, panel: PositionsPanel
) -> None:
    menu = panel.counting.menu()
    menu.aboutToShow.emit()
    words = [action.text() for action in menu.actions()]
    assert words[: len(EVIDENCE_FIELDS)] == ["Grade…", *(f"{FIELD_LABELS[n]}…" for n in EVIDENCE_FIELDS[1:])]
    dialog = panel.counting.ask_for("sources")
    assert isinstance(dialog, ChoiceDialog)
    dialog.list.item(0).setCheckState(Qt.CheckState.Checked)
    title = dialog.list.item(0).text()
    dialog.accept()
    settle()
    assert len(lanes.session.evidence.sources) == 1
    assert title.replace("&", "&&")[:20] in panel.counting.text()
    menu.aboutToShow.emit()
    taking = next(action for action in menu.actions() if action.text().startswith("No longer by"))
    taking.trigger()
    assert lanes.session.evidence.is_empty


def test_an_edit_is_seen_at_once_by_what_counts(lanes: Window, panel: PositionsPanel) -> None:
    lanes.view_state.change(evidence=Filter(statuses=frozenset({"reviewed"})))
    assert not panel.model.rowCount()
    lanes.view_state.change(evidence=Filter())
    carrier = next(iter(_entries(lanes)))
    lanes.view_state.change(evidence=Filter(statuses=frozenset({"reviewed"})))
    lanes.session.change(get(lanes.session.store, Entry, carrier), status="reviewed")
    assert _entries(lanes) == {carrier}
    lanes.session.undo()
    assert not _entries(lanes)
