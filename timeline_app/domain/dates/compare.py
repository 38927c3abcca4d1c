"""Which of two dates came first, as far as anybody can know."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from timeline_app.domain.dates.bounds import Bounds


class Order(Enum):
    """How one date stands to another."""

    BEFORE = "before"
    AFTER = "after"
    CANNOT_TELL = "cannot tell"


def compare(a: Bounds, b: Bounds) -> Order:
    """
    Return whether `a` was certainly over before `b` began, or the other way round.

    Notes
    -----
    Two things on the same known day cannot be told apart: nobody knows the order within a day, so no date
    is before, after or "equal to" itself. An open or unknown outer bound settles nothing on its side.
    """
    if _is_over_before(a, b):
        return Order.BEFORE
    if _is_over_before(b, a):
        return Order.AFTER
    return Order.CANNOT_TELL


def _is_over_before(a: Bounds, b: Bounds) -> bool:
    return a.end_hi is not None and b.begin_lo is not None and a.end_hi < b.begin_lo
