"""What became of a document as a table model, put into words where it comes into sight."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from typing_extensions import override

from timeline_app.domain.plain_text import one_line
from timeline_app.storage.difference_words import DifferenceWords, in_difference_words
from timeline_app.ui.worded_rows import TOPMOST, Index, WordedRows

if TYPE_CHECKING:
    import numpy.typing as npt
    from PySide6.QtCore import QObject

    from timeline_app.session import Session
    from timeline_app.storage.differences import Difference, Differences

MOST_IN_WORDS = 2_000
"""Differences whose words are kept."""
_TEXT_LENGTH = 200


class SinceModel(WordedRows):
    """The differences between two sessions' documents, or some of them."""

    def __init__(self, then: Session, now: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._then, self._now = then, now
        self._differences: Differences | None = None
        self._places: npt.NDArray[np.intp] = np.empty(0, np.intp)
        self._words: dict[int, DifferenceWords] = {}
        self.headers = (
            self.tr("What"),
            self.tr("Name"),
            self.tr("What became of it"),
            self.tr("Then"),
            self.tr("Now"),
        )
        self._became = {"added": self.tr("added"), "removed": self.tr("removed")}

    def show(self, differences: Differences | None, kept: npt.NDArray[np.bool_] | None = None) -> None:
        """Show differences; of these those that are kept, (n,) bool."""
        self.beginResetModel()
        count = len(differences) if differences else 0
        self._differences = differences
        self._places = np.arange(count) if kept is None else np.flatnonzero(kept)
        self._words = {}
        self.endResetModel()

    def difference(self, row: int) -> Difference | None:
        """Give the difference of a row; None if there is none."""
        is_there = self._differences is not None and 0 <= row < len(self._places)
        return self._differences[int(self._places[row])] if self._differences and is_there else None

    def words(self, row: int) -> DifferenceWords | None:
        """Give the difference of a row in words; None if there is none."""
        difference = self.difference(row)
        if difference is None or not (self._then.is_open and self._now.is_open):
            return None
        if row not in self._words:
            if len(self._words) >= MOST_IN_WORDS:
                self._words = {}
            self._words[row] = in_difference_words(difference, self._then.store, self._now.store)
        return self._words[row]

    @override
    def rowCount(self, parent: Index = TOPMOST) -> int:
        return 0 if parent.isValid() else len(self._places)

    @override
    def text_at(self, row: int, column: int) -> str:
        difference, words = self.difference(row), self.words(row)
        if difference is None or words is None:
            return ""
        texts = (
            capital(words.kind),
            words.name,
            self._became.get(difference.became, words.field),
            words.then,
            words.now,
        )
        return one_line(texts[column], _TEXT_LENGTH)


def capital(words: str) -> str:
    """Begin words with a capital letter."""
    return words[:1].upper() + words[1:]
