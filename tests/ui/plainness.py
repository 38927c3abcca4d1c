"""Walks whatever stands in a window and checks that text in it is only text."""

from __future__ import annotations

import re

import numpy as np
from PySide6 import QtGui
from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QCoreApplication, QEvent, QModelIndex, Qt
from PySide6.QtGui import QAction, QImage
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QLabel,
    QMenu,
    QTabWidget,
    QTextEdit,
    QToolBar,
    QWidget,
)

ODD = (254, 1, 253)
"""A colour that no theme has: it is on screen only if a picture was loaded."""
STEERING = re.compile(
    "[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\u0000-\u0008\u000e-\u001f\u007f\u2028\u2029]"
)
ESCAPED = re.compile(r"<(p|span)( style='[^'<>]*')?>[^<]*</\1>")
"""A hint that is all one paragraph or span, with whatever is in it escaped."""
FITS = 1024, 640
_ROWS = 60


def is_plain(text: str) -> bool:
    """Tell whether a text would be shown as it is written where Qt guesses whether it is HTML."""
    return not QtGui.Qt.mightBeRichText(text)  # pyright: ignore[reportAttributeAccessIssue]


def is_plain_tip(tip: str) -> bool:
    """Tell whether a hint is plain, or escaped in full."""
    return is_plain(tip) or bool(ESCAPED.fullmatch(tip))


def check_plain(window: QWidget, *, fits: bool = True) -> None:
    """Check a window and all in it, shown or not, and the picture of it for loaded pictures."""
    for widget in [window, *window.findChildren(QWidget)]:
        _check_widget(widget)
    for action in window.findChildren(QAction):
        assert not STEERING.search(action.text().split("\t")[0]), ascii(action.text())
    assert not STEERING.search(window.windowTitle())
    assert not shows_odd_colour(window.grab().toImage())
    if fits:
        least = window.minimumSizeHint()
        assert least.width() <= FITS[0], f"{type(window).__name__} cannot be less than {least.width()} wide"
        assert least.height() <= FITS[1], f"{type(window).__name__} cannot be less than {least.height()} high"


def let_go() -> None:
    """Let widgets go that are done with, so that they are not checked again."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _check_widget(widget: QWidget) -> None:
    where = f"{type(widget).__name__} {widget.objectName()}"
    assert is_plain_tip(widget.toolTip()), f"{where}: {ascii(widget.toolTip())[:90]}"
    assert is_plain(widget.whatsThis()), where
    assert not isinstance(widget, QTextEdit), where
    assert not STEERING.search(widget.accessibleName()), f"{where}: {ascii(widget.accessibleName())[:90]}"
    if isinstance(widget, QLabel):
        plain = widget.textFormat() == Qt.TextFormat.PlainText
        assert plain or is_plain(widget.text()), f"{where}: {ascii(widget.text())[:90]}"
        assert not STEERING.search(widget.text()), f"{where}: {ascii(widget.text())[:90]}"
    elif isinstance(widget, QAbstractButton):
        assert not STEERING.search(widget.text()), f"{where}: {ascii(widget.text())[:90]}"
    elif isinstance(widget, QComboBox):
        assert not any(STEERING.search(widget.itemText(place)) for place in range(widget.count())), where
    elif isinstance(widget, QTabWidget):
        assert all(is_plain_tip(widget.tabToolTip(place)) for place in range(widget.count())), where
    elif isinstance(widget, QAbstractItemView) and widget.model() is not None:
        _check_cells(widget.model(), where)
    elif isinstance(widget, QToolBar) or (isinstance(widget, QMenu) and widget.toolTipsVisible()):
        _check_tips(widget, where)


def _check_tips(widget: QWidget, where: str) -> None:
    for action in widget.actions():
        assert is_plain_tip(action.toolTip()), f"{where}: {ascii(action.toolTip())[:90]}"


def _check_cells(model: QAbstractItemModel, where: str, parent: QModelIndex | None = None) -> None:
    parent = parent or QModelIndex()
    columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount(parent)
    for row in range(min(model.rowCount(parent), _ROWS)):
        for column in range(columns):
            index = model.index(row, column, parent)
            text, tip = index.data(Qt.ItemDataRole.DisplayRole), index.data(Qt.ItemDataRole.ToolTipRole)
            assert not STEERING.search(str(text or "")), f"{where}: {ascii(text)[:90]}"
            assert is_plain_tip(str(tip or "")), f"{where}: {ascii(tip)[:90]}"
        if not isinstance(model, QAbstractListModel):
            _check_cells(model, where, model.index(row, 0, parent))


def shows_odd_colour(image: QImage) -> bool:
    """Tell whether the picture that hostile text refers to was loaded."""
    image = image.convertToFormat(QImage.Format.Format_RGB32)
    red, green, blue = ODD
    pixels = np.frombuffer(image.constBits(), np.uint32) & 0xFFFFFF
    return bool((pixels == (red << 16 | green << 8 | blue)).any())


def odd_picture() -> QImage:
    """Make a picture in a colour of its own."""
    image = QImage(64, 64, QImage.Format.Format_RGB32)
    image.fill(0xFF << 24 | ODD[0] << 16 | ODD[1] << 8 | ODD[2])
    return image
