"""Marks of which a test says only what it is about; all else of them is as plain as can be."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from timeline_app.columns.marks import NO_VALUE, Marks

if TYPE_CHECKING:
    from numpy.typing import ArrayLike


def plain_marks(entry: ArrayLike, lane: ArrayLike, day: ArrayLike, **columns: Any) -> Marks:
    """Make marks of entries in lanes on days, in the order given; NaN where an entry has no day."""
    days = np.asarray(day, np.float64)
    no, one = np.zeros(len(days), np.bool_), np.ones(len(days), np.int8)
    plain: dict[str, Any] = {
        "kind": one - 1,
        "only_named": no,
        **dict.fromkeys(("begin_lo", "begin_hi", "end_lo", "end_hi"), days),
        "lasts": no,
        "doubtful": no,
        "importance": one + 1,
        "value": np.full(len(days), NO_VALUE, np.int8),
        "lanes": one.astype(np.int16),
        "bears_title": ~np.isnan(days),
        "time": np.full(len(days), np.nan, np.float32),
    }
    return Marks(np.asarray(entry, np.int32), np.asarray(lane, np.int32), day=days, **(plain | columns))
