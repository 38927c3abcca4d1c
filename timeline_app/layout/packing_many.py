"""Packing of very many boxes in all lanes at once, row by row; no Python object a box.

Notes
-----
All lanes lie one after the other on one axis. A row is filled from the left by what is most important; then
by what is less so, where there is still room. Which box follows which in a row is found by binary search.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Ints = NDArray[np.intp]
    Floats = NDArray[np.float64]

HIDDEN: Final = -1
"""Stands for the row of a box that fits none."""
IMPORTANCES: Final = (3, 2, 1, 0)


class Boxes(NamedTuple):
    """Boxes to be packed, (n,) each: their lane, left and right, and importance of 0 to 3.

    `held` is the row in which a box stood before, HIDDEN where it stood in none.
    """

    lane: Ints
    left: Floats
    right: Floats
    importance: NDArray[np.int8]
    held: Ints


def pack_many(boxes: Boxes, most_rows: int) -> Ints:
    """Give each box a sub-row in its lane, or HIDDEN; none overlap, and those held before stay."""
    left, right = _on_one_axis(boxes)
    order = np.argsort(left, kind="stable")
    groups = [order[boxes.held[order] == row] for row in range(most_rows)]
    fresh = order[boxes.held[order] == HIDDEN]
    waiting = [fresh[boxes.importance[fresh] == importance] for importance in IMPORTANCES]
    rows = np.full(len(left), HIDDEN, np.intp)
    for row in range(most_rows):
        taken = _EMPTY
        for number, group in enumerate([groups[row], *waiting]):
            if not len(group):
                continue
            places = _fitting(left[group], right[group], taken)
            if len(places):
                chosen = group[places]
                rows[chosen] = row
                taken = taken.joined(left[chosen], right[chosen])
                if number:
                    waiting[number - 1] = group[rows[group] == HIDDEN]
        if not any(map(len, waiting)) and not any(map(len, groups[row + 1 :])):
            break
    return rows


def _on_one_axis(boxes: Boxes) -> tuple[Floats, Floats]:
    """Put the lanes one after the other."""
    if not len(boxes.left):
        return boxes.left, boxes.right
    first = boxes.left.min()
    length = boxes.right.max() - first + 1.0
    return boxes.left - first + boxes.lane * length, boxes.right - first + boxes.lane * length


class _Row(NamedTuple):
    """Lefts of boxes that do not overlap, sorted, with one at infinity; their rights after one there, too."""

    lefts: Floats
    rights: Floats

    def joined(self, lefts: Floats, rights: Floats) -> _Row:
        both = np.concatenate((self.lefts, lefts)), np.concatenate((self.rights, rights))
        for ends in both:
            ends.sort()
        return _Row(*both)


_EMPTY: Final = _Row(np.array([np.inf]), np.array([-np.inf]))


def _fitting(left: Floats, right: Floats, taken: _Row) -> Ints:
    """Choose boxes, sorted by their left, that overlap neither what is taken nor each other."""
    after = taken.lefts.searchsorted(left, "right")
    free = np.flatnonzero((taken.rights[after] <= left) & (right <= taken.lefts[after]))
    following = left[free].searchsorted(right[free], "left").tolist()
    chosen: list[int] = []
    place = 0
    while place < len(following):
        chosen.append(place)
        place = following[place]
    return free[np.array(chosen, np.intp)]
