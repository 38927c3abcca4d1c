"""What a date commits to: earliest and latest begin and end, in whole days; knows no notation."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Bounds:
    """
    The days between which something began and ended, all inclusive.

    Attributes
    ----------
    begin_lo, begin_hi : int or None
        Day ordinals of the earliest and latest begin; None where open or unknown.
    end_lo, end_hi : int or None
        Day ordinals of the earliest and latest end; None where open or unknown.
    lasts : bool
        True for an interval, which has a duration; False for one day somewhere within.
    doubtful : bool
        True if any part is marked ``?`` or ``%``; drawn as doubt, never as width.

    Notes
    -----
    Duration is not uncertainty: one day somewhere within a month has the same range for begin and end.
    """

    begin_lo: int | None
    begin_hi: int | None
    end_lo: int | None
    end_hi: int | None
    lasts: bool = False
    doubtful: bool = False

    @property
    def core(self) -> tuple[int, int] | None:
        """The first and last day on which it certainly went on; None if there is no such day."""
        if self.begin_hi is None or self.end_lo is None or self.begin_hi > self.end_lo:
            return None
        return self.begin_hi, self.end_lo


def evidence_day(bounds: Bounds, *, lasting_kind: bool) -> int | None:
    """
    Return the day from which an entry counts as evidence.

    Parameters
    ----------
    bounds : Bounds
        The entry's date.
    lasting_kind : bool
        True for deeds and context, which are evidence once begun; words and talks only once over.

    Returns
    -------
    int or None
        A day ordinal; None if the entry is never evidence.

    Notes
    -----
    ``end_hi``; ``begin_hi`` for a lasting kind or where the end is open or unknown. A deed that lasted until
    D with its begin unknown had begun by D, so ``end_hi`` stands in. Without duration both are the same day.
    """
    first, second = bounds.end_hi, bounds.begin_hi
    if lasting_kind:
        first, second = second, first
    return second if first is None else first
