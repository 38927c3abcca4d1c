"""Everything by name and by keyboard: what assistive technology is told, and what has the focus is seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QComboBox,
    QDialog,
    QLabel,
    QScrollArea,
    QTabBar,
    QWidget,
)

from timeline_app import locations
from timeline_app.storage.backups import make_backup
from timeline_app.ui import beside
from timeline_app.ui.lists.kinds import KINDS
from timeline_app.ui.theme import THEMES, palette_of, style_of

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from timeline_app.ui.window import Window

FOCUSABLE = Qt.FocusPolicy.TabFocus
MOST_STOPS = 400
PASTED = "Date\tTitle\n2 Dec 2024\tFidan calls\n"


@pytest.fixture
def styled(window: Window) -> Window:
    """Open a window and bring out all its docks."""
    for name in ("table", "history"):
        window.docks.show(name)
    window.session.select(int(window.session.timeline.marks.entry[0]))
    window.activateWindow()
    return window


def _controls(root: QWidget) -> list[QWidget]:
    """List what Tab leads to."""
    return [
        widget
        for widget in root.findChildren(QWidget)
        if widget.focusPolicy() & FOCUSABLE
        and widget.isVisibleTo(root)
        and widget.isEnabled()
        and widget.focusProxy() is None
        and widget.window() is root
    ]


def _name(widget: QWidget) -> str:
    found = QAccessible.queryAccessibleInterface(widget)
    assert found is not None
    return found.text(QAccessible.Text.Name).strip()


def _check_names(root: QWidget) -> None:
    controls = _controls(root)
    assert controls
    for widget in controls:
        assert _name(widget), f"{type(widget).__name__} {widget.objectName()} has no name"
        if isinstance(widget, QComboBox):
            # On Linux a box is named by what is chosen in it, and by its label only if that points to it.
            named = any(label.buddy() is widget for label in root.findChildren(QLabel))
            assert named, f"the box {widget.accessibleName()} has no label that points to it"


def _check_tab_order(root: QWidget) -> None:
    """Walk with Tab until it comes round, and see that it has been everywhere."""
    wanted = set(_controls(root))
    met: set[QWidget] = set()
    now: QWidget | None = next(iter(wanted))
    for _ in range(MOST_STOPS):
        now = now.nextInFocusChain()
        if now is None or (now in met and now in wanted):
            break
        met.add(now)
    missed = [f"{type(widget).__name__} {widget.accessibleName()}" for widget in wanted - met]
    assert not missed


def test_the_main_window_is_named_and_walked(styled: Window) -> None:
    _check_names(styled)
    _check_tab_order(styled)
    styled.run("entry.edit")
    QApplication.processEvents()
    _check_names(styled)


def test_a_new_entry_is_named(styled: Window) -> None:
    styled.run("entry.new")
    QApplication.processEvents()
    _check_names(styled)


def test_the_lists_are_named(styled: Window) -> None:
    for kind in KINDS:
        beside.show_list(styled, kind.table)
        lists = styled.lists
        assert lists is not None
        lists.page.view.go_to_first()
        _check_names(lists)
    lists = styled.lists
    assert lists is not None
    lists.close()


@pytest.mark.parametrize(
    "command",
    [
        "edit.settings",
        "help.palette",
        "help.keys",
        "help.log",
        "file.backups",
        "entry.change",
        "paste",
        "columns",
    ],
)
def test_the_dialogs_are_named(styled: Window, command: str) -> None:
    make_backup(styled.session.store.path, "asked")
    if command == "paste":
        styled.docks.table.paste(PASTED)
    elif command == "columns":
        styled.docks.table.choose_columns()
    else:
        styled.run(command)
    dialog = next(d for d in styled.findChildren(QDialog) if d.isVisible())
    _check_names(dialog)
    _check_tab_order(dialog)
    dialog.reject()


def test_the_filter_dialogs_are_named(styled: Window) -> None:
    for name in ("parties", "grade", "since", "text"):
        dialog = styled.filter_bar.ask_for(name)
        assert dialog is not None
        _check_names(dialog)
        dialog.reject()


def test_the_table_can_be_read_cell_by_cell(styled: Window) -> None:
    """What a screen reader asks of its rows and columns is asked by one, in `test_at_spi`."""
    found = QAccessible.queryAccessibleInterface(styled.docks.table.grid)
    assert found.role() == QAccessible.Role.Table
    parts = [found.child(place) for place in range(found.childCount())]
    headers = {p.text(QAccessible.Text.Name) for p in parts if p.role() == QAccessible.Role.ColumnHeader}
    cells = {p.text(QAccessible.Text.Name) for p in parts if p.role() == QAccessible.Role.Cell}
    model = styled.docks.table.model
    assert {"Date", "Title", "Kind", "Who", "Stances"} <= headers
    place = model.place_of("title")
    assert {model.index(row, place).data() for row in range(model.rowCount())} <= cells


@pytest.mark.parametrize("theme", THEMES)
def test_what_has_the_focus_looks_otherwise(styled: Window, qtbot: QtBot, theme: str) -> None:
    """Compare each control as it is painted with the focus and without."""
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    before = application.palette(), application.styleSheet()
    application.setPalette(palette_of(THEMES[theme]))
    application.setStyleSheet(style_of(THEMES[theme]))
    styled.run("edit.settings")
    dialog = next(d for d in styled.findChildren(QDialog) if d.isVisible())
    for root in (dialog, styled):
        if root is styled:
            dialog.reject()
        root.activateWindow()
        qtbot.waitUntil(root.isActiveWindow)
        unseen = [_said(widget) for widget in _controls(root) if not _shows_focus(root, widget)]
        assert not unseen
    application.setPalette(before[0])
    application.setStyleSheet(before[1])


def _shows_focus(root: QWidget, widget: QWidget) -> bool:
    if isinstance(widget, QAbstractItemView | QScrollArea | QTabBar):
        return ":focus" in style_of(THEMES["light"])
    root.setFocus()
    widget.clearFocus()
    QApplication.processEvents()
    without = widget.grab().toImage()
    widget.setFocus(Qt.FocusReason.TabFocusReason)
    QApplication.processEvents()
    return not widget.hasFocus() or widget.grab().toImage() != without


def _said(widget: QWidget) -> str:
    return f"{type(widget).__name__} {widget.objectName()} {widget.accessibleName()}"


def test_the_icons_have_the_colours_of_their_theme() -> None:
    for name, theme in THEMES.items():
        for icon, colour in (("tick", theme.accent_text), ("down", theme.ink)):
            drawn = (locations.RESOURCES / "icons" / f"{icon}-{name}.svg").read_text(encoding="utf-8")
            assert f'stroke="{colour}"' in drawn
