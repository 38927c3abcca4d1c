"""The pieces a page of the inspector is made of: headings, lines, chips, quotes, links; plain text all."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from timeline_app.domain.plain_text import one_line, show_controls
from timeline_app.ui.paint.lane_headers import paint_flag
from timeline_app.ui.paint.swatch import Swatch, paint_swatch
from timeline_app.ui.plain_label import plain_label

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QPaintEvent

    from timeline_app.ui.theme import Theme

_LONG_WORD, _PIECE = re.compile(r"\S{40,}"), re.compile(r".{1,20}")


WORDED = ("kicker", "title", "heading", "text", "muted", "stance")
"""The pieces of a page that can show something else; those of one text are there only if it has words."""


class Flag(QWidget):
    """A flag beside a name."""

    def __init__(self, name: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name, self._theme = name, theme
        self.setFixedSize(QSize(27, 21))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        paint_flag(painter, self._name, QRectF(1, 2, 24, 18), self._theme)
        painter.end()


class StanceChip(QWidget):
    """The value of a stance as its ribbon shows it."""

    def __init__(self, swatch: Swatch, theme: Theme, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setFixedSize(QSize(38, 20))
        self.show_value(swatch, words)

    def show_value(self, swatch: Swatch, words: str) -> None:
        """Show another value."""
        self._swatch = swatch
        self.setAccessibleName(words)
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_swatch(painter, QRectF(1, 2, 36, 16), self._swatch, self._theme)
        painter.end()


class Page(QWidget):
    """A page of the inspector, filled from top to bottom.

    Signals
    -------
    entry_requested
        Somebody followed a link; carries the entry's id.
    """

    entry_requested = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.theme = theme
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self._worded: list[Callable[..., None]] = []

    def _label(self, text: str, name: str) -> QLabel:
        label = plain_label(self, name)
        _put_words(label, text)
        label.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        return label

    def _add(self, text: str, name: str) -> None:
        if text:
            label = self._label(text, name)
            self._worded.append(partial(_put_words, label))
            self._column.addWidget(label)

    def reword(self, number: int, *arguments: object) -> None:
        """Show one of the pieces in `WORDED`, counted from the top, as if added with these arguments."""
        self._worded[number](*arguments)

    def kicker(self, text: str) -> None:
        """Add the small line over a title."""
        self._add(text, "kicker")

    def title(self, text: str) -> None:
        """Add a title."""
        self._add(text, "title")

    def heading(self, text: str) -> None:
        """Add the heading of a section."""
        self._column.addSpacing(10)
        self._add(text, "heading")

    def text(self, text: str) -> None:
        """Add a paragraph."""
        self._add(text, "text")

    def muted(self, text: str) -> None:
        """Add a line in the background."""
        self._add(text, "muted")

    def pair(self, term: str, text: str) -> None:
        """Add a term with its text under it."""
        self._column.addSpacing(4)
        self._add(one_line(term), "term")
        self._add(text, "muted")

    def _row(self, *widgets: QWidget) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        for widget in widgets[:-1]:
            row.addWidget(widget, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(widgets[-1], 1)
        self._column.addLayout(row)

    def party(self, text: str, flag: str | None) -> None:
        """Add somebody who acts, with the flag of the time."""
        label = self._label(text, "term")
        self._row(*([Flag(flag, self.theme, self)] if flag else []), label)

    def stance(self, swatch: Swatch, topic: str, words: str) -> None:
        """Add a stance: chip, proposition, value in words."""
        self._column.addSpacing(3)
        chip = StanceChip(swatch, self.theme, words, self)
        box = QWidget(self)
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(1)
        labels = self._label(topic, "term"), self._label(words, "muted")
        for label in labels:
            column.addWidget(label)
        self._worded.append(partial(_put_stance, chip, *labels))
        self._row(chip, box)

    def quote(self, over: str, text: str) -> None:
        """Add words of a source, or what it says in ours, set off from the rest."""
        frame = QFrame(self)
        frame.setObjectName("quote")
        column = QVBoxLayout(frame)
        column.setContentsMargins(12, 6, 8, 6)
        column.setSpacing(2)
        if over:
            column.addWidget(self._label(over, "muted"))
        column.addWidget(self._label(text, "text"))
        self._column.addWidget(frame)

    def link(self, words: str, title: str, entry: int) -> None:
        """Add a link to another entry."""
        button = QPushButton(self)
        button.setObjectName("link")
        button.setFlat(True)
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        button.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        shown = f"{words} {one_line(title, 200)}"
        button.setAccessibleName(shown)
        metrics = button.fontMetrics()
        button.setText(metrics.elidedText(shown, Qt.TextElideMode.ElideRight, 300).replace("&", "&&"))
        button.clicked.connect(lambda _checked=False, wanted=entry: self.entry_requested.emit(wanted))
        self._column.addWidget(button)

    def finish(self) -> None:
        """Push what was added to the top."""
        self._column.addStretch(1)


def _put_words(label: QLabel, text: str) -> None:
    """Put a text into a label, from the side where it begins."""
    label.setText(_breakable(show_controls(text)))
    side = Qt.AlignmentFlag.AlignRight if _is_right_to_left(text) else Qt.AlignmentFlag.AlignLeft
    label.setAlignment(side | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute)


def _put_stance(
    chip: StanceChip, term: QLabel, beside: QLabel, swatch: Swatch, topic: str, words: str
) -> None:
    """Put another stance into its chip and labels."""
    chip.show_value(swatch, words)
    _put_words(term, topic)
    _put_words(beside, words)


def _breakable(text: str) -> str:
    """Let very long words, such as addresses, break at the end of a line."""
    return _LONG_WORD.sub(lambda word: "\u200b".join(_PIECE.findall(word[0])), text)


def _is_right_to_left(text: str) -> bool:
    """Tell the direction of a text by its first strong character."""
    from unicodedata import bidirectional

    for character in text[:200]:
        kind = bidirectional(character)
        if kind in ("R", "AL"):
            return True
        if kind == "L":
            return False
    return False
