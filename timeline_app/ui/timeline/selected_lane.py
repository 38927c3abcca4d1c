"""In which of its lanes the selected entry is looked at: what is said of its lane is said of that one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline_app.layout.metrics import NORMAL

if TYPE_CHECKING:
    from timeline_app.layout.arrangement import PlacedLane
    from timeline_app.session import Session
    from timeline_app.ui.timeline.canvas import Canvas


class SelectedLane:
    """Remembers in which lane an entry was selected that may stand in several."""

    def __init__(self, canvas: Canvas, session: Session) -> None:
        self._canvas, self._session = canvas, session
        self._stands: tuple[int, int] | None = None

    def select(self, entry: int, lane: int | None) -> None:
        """Select an entry in a lane, known by its key."""
        self._stands = None if lane is None else (entry, lane)
        self._session.select(entry)

    def key(self) -> int | None:
        """Give the key of the lane: where it was selected, or the first that shows it; None without one."""
        entry = self._session.selection
        if entry is None:
            return None
        placed = self.placed(entry)
        lanes = [placed.lane.key] if placed else self._lanes_of(entry)
        return lanes[0] if lanes else None

    def placed(self, entry: int | None) -> PlacedLane | None:
        """Give the lane of an entry as it is placed; None where no lane shows it."""
        arrangement = self._canvas.arrangement
        if entry is None or arrangement is None:
            return None
        keys = self._lanes_of(entry)
        shown = [one for one in arrangement.lanes if one.lane.kind != "heading" and one.lane.key in keys]
        stands = (one for one in shown if (entry, one.lane.key) == self._stands)
        return next(stands, shown[0] if shown else None)

    def row_of(self, placed: PlacedLane, entry: int) -> tuple[float, float] | None:
        """Give where the row of an entry's mark begins in its lane, and its height; None if it has no own.

        Logical pixels, from where all lanes begin.
        """
        row = next((mark.row for mark in placed.marks if mark.entry == entry), None)
        m = NORMAL
        over = placed.top + m.lane_padding + placed.ribbons * m.ribbon_row
        if row is not None:
            return over + row * m.mark_row, m.mark_row
        if placed.counts_further:
            return placed.further_top(m), m.dot_row
        return (placed.dots_top(m), m.dot_row) if placed.dot_rows == 1 else None

    def _lanes_of(self, entry: int) -> list[int]:
        marks = self._canvas.timeline.marks
        return marks.lane[marks.rows_of([entry])].tolist()
