"""Cells edited in place: a line, a box of text, or a list, by the field's rule."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QStyle,
    QStyledItemDelegate,
    QWidget,
)
from typing_extensions import override

from timeline_app.domain.dates import understand
from timeline_app.domain.errors import DateError

if TYPE_CHECKING:
    from PySide6.QtWidgets import QStyleOptionViewItem

    from timeline_app.ui.table.model import EntryTable

    Index = QModelIndex | QPersistentModelIndex

_MARGIN = 4
_ROLE = QPalette.ColorRole
_SELECTED = QStyle.StateFlag.State_Selected
_ELIDED = Qt.TextElideMode.ElideRight
_SINGLE_LINE = Qt.TextFlag.TextSingleLine.value
_TEXT_LINES = 6
_NARROWEST = 30
"""Characters: an editor may lie over the cells beside it."""
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_FINISHING = (*_ENTER, Qt.Key.Key_Tab, Qt.Key.Key_Backtab)


class CellDelegate(QStyledItemDelegate):
    """
    Makes editors and takes what they hold.

    Signals
    -------
    said
        What is to be read beside the cell: how a date is understood, or why a text cannot be kept; and
        whether it is that.
    """

    said = Signal(str, bool)

    def __init__(self, model: EntryTable, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._model = model
        self.view = view
        self._edited = QPersistentModelIndex()

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint a cell plainly: through the style sheet a screenful would cost half as much again."""
        place: QRect = option.rect  # pyright: ignore[reportAttributeAccessIssue]
        palette: QPalette = option.palette  # pyright: ignore[reportAttributeAccessIssue]
        is_selected = bool(option.state & _SELECTED)  # pyright: ignore[reportAttributeAccessIssue]
        if is_selected:
            painter.fillRect(place, palette.color(_ROLE.Highlight))
        elif index.row() % 2:
            painter.fillRect(place, palette.color(_ROLE.AlternateBase))
        _, line, alignment = self._model.cell(index)
        if line:
            unusual = None if is_selected else self._model.colour(index)
            painter.setPen(unusual or palette.color(_ROLE.HighlightedText if is_selected else _ROLE.Text))
            inside = place.adjusted(_MARGIN, 0, -_MARGIN, 0)
            metrics: QFontMetrics = option.fontMetrics  # pyright: ignore[reportAttributeAccessIssue]
            elided = metrics.elidedText(line, _ELIDED, inside.width())
            painter.drawText(inside, alignment | _SINGLE_LINE, elided)

    @override
    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        column = self._model.columns[index.column()]
        rule = column.rule
        self._edited = QPersistentModelIndex(index)
        editor = _editor(parent, rule.kind if rule else "line")
        editor.setAccessibleName(column.label)
        if isinstance(editor, QComboBox) and rule:
            choices = [str(choice) for choice in rule.choices]
            editor.addItems(choices if rule.required else ["", *choices])
            editor.activated.connect(self._finish)
        if isinstance(editor, QLineEdit):
            editor.setMaxLength(max(2 * rule.limit, 40) if rule else 40)
            editor.textEdited.connect(self._say_understood)
        return editor

    @override
    def setEditorData(self, editor: QWidget, index: Index) -> None:
        typed = self._model.typed(index)
        if isinstance(editor, QComboBox):
            editor.setCurrentIndex(max(0, editor.findText(typed)))
        elif isinstance(editor, QPlainTextEdit):
            editor.setPlainText(typed)
        elif isinstance(editor, QLineEdit):
            editor.setText(typed)
            editor.selectAll()

    @override
    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        self.said.emit("", False)
        model.setData(cast("QModelIndex", index), typed_in(editor))

    @override
    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        """Lay the editor over the cells beside it where the cell is small, but inside the table."""
        place = option.rect  # pyright: ignore[reportAttributeAccessIssue]
        place.setWidth(max(place.width(), _NARROWEST * editor.fontMetrics().averageCharWidth()))
        if isinstance(editor, QPlainTextEdit):
            place.setHeight(_TEXT_LINES * editor.fontMetrics().lineSpacing())
        inside = self.view.viewport().rect()
        place.moveBottom(min(place.bottom(), max(inside.bottom(), place.height())))
        place.moveRight(min(place.right(), max(inside.right(), place.width() - 1)))
        editor.setGeometry(place)

    @override
    def eventFilter(self, object: QObject, event: QEvent) -> bool:
        """Keep an editor open on Enter and Tab while what it holds cannot be kept."""
        if event.type() == QEvent.Type.KeyPress and isinstance(object, QWidget):
            pressed = cast("QKeyEvent", event)
            if _finishes(object, pressed) and self._say_fault(object):
                return True
            if _finishes(object, pressed) and pressed.key() in _ENTER:
                self.commitData.emit(object)
                self.closeEditor.emit(object)
                return True
        return super().eventFilter(object, event)

    def _say_fault(self, editor: QWidget) -> bool:
        if not self._edited.isValid():
            return False
        fault = self._model.fault(self._edited, typed_in(editor))
        self.said.emit(fault, bool(fault))
        return bool(fault)

    def _say_understood(self, typed: str) -> None:
        rule = self._model.columns[self._edited.column()].rule if self._edited.isValid() else None
        if rule is None or rule.kind != "date":
            self.said.emit("", False)
            return
        try:
            self.said.emit(self.tr("Understood as: {words}").format(words=understand(typed).words), False)
        except DateError:
            self.said.emit("", False)

    def _finish(self) -> None:
        editor = self.sender()
        if isinstance(editor, QComboBox):
            self.commitData.emit(editor)
            self.closeEditor.emit(editor)


def _editor(parent: QWidget, kind: str) -> QWidget:
    if kind == "choice":
        return QComboBox(parent)
    if kind == "text":
        box = QPlainTextEdit(parent)
        box.setTabChangesFocus(True)
        return box
    return QLineEdit(parent)


def _finishes(editor: QWidget, event: QKeyEvent) -> bool:
    """Tell whether a key ends the editing; in a box of text Enter breaks the line, and Ctrl+Enter ends."""
    if event.key() not in _FINISHING:
        return False
    if not isinstance(editor, QPlainTextEdit):
        return True
    is_enter = event.key() in _ENTER
    return not is_enter or bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)


def typed_in(editor: QWidget) -> str:
    """Give what an editor holds."""
    if isinstance(editor, QComboBox):
        return editor.currentText()
    if isinstance(editor, QPlainTextEdit):
        return editor.toPlainText()
    return cast("QLineEdit", editor).text()
