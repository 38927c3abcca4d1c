"""Which entries stand in a lane, in order of time: for those who hear the lanes; no texts, no widget."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from timeline_app.columns.marks import Marks

NOTHING = slice(0, 0)


class LaneEntries:
    """The dated marks by lane, as `Marks.lane` has it, sorted once; a lane is then a stretch of rows.

    Parameters
    ----------
    marks
        What is shown of the document.
    """

    def __init__(self, marks: Marks) -> None:
        self.marks = marks
        lanes = marks.lane[: marks.dated]
        self._rows = np.argsort(_narrowed(lanes), kind="stable")
        lanes = lanes[self._rows]
        starts = np.flatnonzero(lanes[1:] != lanes[:-1]) + 1
        bounds = [0, *starts.tolist(), len(lanes)]
        keys = lanes[bounds[:-1]].tolist() if len(lanes) else []
        self._stretches = {key: slice(*bounds[n : n + 2]) for n, key in enumerate(keys)}

    def count(self, lane: int) -> int:
        """Count the entries of a lane."""
        stretch = self._stretches.get(lane, NOTHING)
        return stretch.stop - stretch.start

    def entry(self, lane: int, place: int) -> int:
        """Give the entry at a place, 0 to `count` - 1, of a lane."""
        return int(self.marks.entry[self._in_lane(lane)[place]])

    def place(self, lane: int, entry: int) -> int | None:
        """Find at which place of a lane an entry stands; None if it does not."""
        rows = self.marks.rows_of([entry])
        row = next((row for row in rows.tolist() if self.marks.lane[row] == lane), self.marks.dated)
        return None if row >= self.marks.dated else int(np.searchsorted(self._in_lane(lane), row))

    def at(self, lane: int, place: int, *, by_time: bool) -> float:
        """Give where the entry at a place of a lane stands, float days."""
        row = self._in_lane(lane)[place : place + 1]
        return float(self.marks.taken(row).at(by_time=by_time)[0])

    def _in_lane(self, lane: int) -> NDArray[np.intp]:
        """Give the rows of the marks of a lane, in order of time."""
        return self._rows[self._stretches.get(lane, NOTHING)]


def _narrowed(lanes: NDArray[np.int32]) -> NDArray[np.int16] | NDArray[np.int32]:
    """Give lanes in fewer bytes where they fit: these are sorted many times faster."""
    reach = np.iinfo(np.int16)
    fits = not len(lanes) or (lanes.min() >= reach.min and lanes.max() <= reach.max)
    return lanes.astype(np.int16) if fits else lanes
