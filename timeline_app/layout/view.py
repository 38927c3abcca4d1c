"""How the document is looked at: a frozen value, the same for the screen and for files."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from timeline_app.domain.filtering import Filter
from timeline_app.domain.horizon import Horizon
from timeline_app.layout.lane_choice import LaneChoice

if TYPE_CHECKING:
    from timeline_app.domain.horizon import HiddenBy

EVERYTHING = Filter()
ALL_LANES = LaneChoice()


@dataclass(frozen=True, slots=True)
class View:
    """A window of time, an as-of day and what is selected.

    Attributes
    ----------
    start, end
        The window of time, float days, proleptic Gregorian ordinals; day d covers [d, d + 1).
    as_of
        Ordinal of the as-of day; positions are those at its end. None: no line.
    selected
        Id of the selected entry, or None.
    scroll
        Logical pixels by which the lanes are scrolled down.
    filter
        Which entries are shown; positions rest on all of them.
    evidence
        Which entries count as evidence of positions; their marks are shown nevertheless.
    sought
        Words typed to search for; entries that hold them are marked.
    span
        A range of time that is selected, float days; None if none is.
    compared
        Two days that are compared, the earlier first; None if none are.
    lanes
        By what the lanes are grouped, and which of them are shown.
    hidden_by
        By what all that is later than the as-of day is hidden; None if it is not.
    """

    start: float
    end: float
    as_of: int | None = None
    selected: int | None = None
    scroll: float = 0.0
    legend: bool = True
    filter: Filter = EVERYTHING
    evidence: Filter = EVERYTHING
    sought: str = ""
    span: tuple[float, float] | None = None
    compared: tuple[int, int] | None = None
    lanes: LaneChoice = ALL_LANES
    hidden_by: HiddenBy | None = None

    @property
    def horizon(self) -> Horizon | None:
        """The day after which everything is hidden; None if nothing is."""
        if self.as_of is None or self.hidden_by is None:
            return None
        return Horizon(self.as_of, self.hidden_by)

    @property
    def days(self) -> float:
        """How many days are in view."""
        return self.end - self.start

    def panned(self, days: float) -> View:
        """Look `days` further on."""
        start = min(max(self.start + days, -FURTHEST), FURTHEST)
        return replace(self, start=start, end=start + self.days)

    def zoomed(self, factor: float, around: float) -> View:
        """Show `factor` times as many days, `around` staying where it is."""
        days = min(max(self.days * factor, SHORTEST), LONGEST)
        share = (around - self.start) / self.days
        start = around - share * days
        return replace(self, start=start, end=start + days)


SHORTEST = 10 / (24 * 60)
"""Fewest days in view: ten minutes."""
FURTHEST = 8_000_000.0
"""Days from year 1 that can be looked at, either way; some twenty-two thousand years."""
LONGEST = 4_000_000.0
"""Most days in view, some eleven thousand years."""
