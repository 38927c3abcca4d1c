"""The day up to which a document is looked at while the future is hidden; knows no rows."""

from __future__ import annotations

from typing import Literal, NamedTuple, get_args

HiddenBy = Literal["said", "published"]
"""What makes an entry later than a day: when it was said, or when a source of it was published first."""

HIDDEN_BY: tuple[HiddenBy, ...] = get_args(HiddenBy)


class Horizon(NamedTuple):
    """What is later than a day, by one of `HIDDEN_BY`, is hidden."""

    day: int
    """The last day that is seen, a proleptic Gregorian ordinal."""
    by: HiddenBy
