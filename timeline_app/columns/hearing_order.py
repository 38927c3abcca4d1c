"""In which order acts are heard (rule 2), for columns in which no link matters."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from timeline_app.columns.evidence import NO_TIME, paired

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from timeline_app.columns.evidence import Acts


def hearing_order(
    key: NDArray[np.int32], acts: Acts, heard: NDArray[np.int32], rank: NDArray[np.int8]
) -> NDArray[np.intp]:
    """Sort acts by key and as the fold hears them.

    By evidence day; within a day by local time if all acts of the key have one, then by rank from high to
    low, then code, then uid.

    Parameters
    ----------
    key
        (n,), of each act that is heard.
    acts, heard
        All acts, and which of them are heard, (n,) row numbers.
    rank
        (n,)

    Returns
    -------
    (n,) places in `heard`.
    """
    together = paired(key, acts.day[heard])
    # They mostly come in order, and this kind makes use of it.
    found = np.argsort(together, kind="stable")
    places = tied(together[found])
    if len(places):
        rows = found[places]
        of_day, act = together[rows], heard[rows]
        times = _times_where_all_have_one(of_day, acts.time[act])
        found[places] = rows[np.lexsort((acts.order[act], -rank[rows], times, of_day))]
    return found


def tied(ordered: NDArray[np.int64]) -> NDArray[np.intp]:
    """Find the places of a sorted column whose neighbour has the same value."""
    alike = ordered[1:] == ordered[:-1]
    is_tied = np.zeros(len(ordered), np.bool_)
    is_tied[1:] = alike
    is_tied[:-1] |= alike
    return np.flatnonzero(is_tied)


def _times_where_all_have_one(together: NDArray[np.int64], time: NDArray[np.int32]) -> NDArray[np.int32]:
    starts = np.flatnonzero(np.diff(together, prepend=together[0] - 1))
    lowest = np.minimum.reduceat(time, starts)
    all_have_one = np.repeat(lowest != NO_TIME, np.diff(starts, append=len(time)))
    return np.where(all_have_one, time, NO_TIME).astype(np.int32)
