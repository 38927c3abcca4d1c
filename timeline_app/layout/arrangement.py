"""Where everything stands vertically: which lanes are shown, how many ribbons they have, and their stack.

Depends on the zoom and not on the pan, so that nothing jumps while time is dragged; of a large document only
a reach of time around the window is packed. x is in *zoomed pixels*: day times pixels a day.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import isclose
from typing import TYPE_CHECKING

import numpy as np

from timeline_app.columns.density import density_for
from timeline_app.layout.dots import is_field_of, pack_field
from timeline_app.layout.lane_choice import LaneChoice, chosen, one_by_one
from timeline_app.layout.lanes import lanes_of
from timeline_app.layout.legend import keys_needed
from timeline_app.layout.metrics import COMPACT
from timeline_app.layout.placing import Placing, kept_lanes
from timeline_app.layout.reach import ALL_TIME, NOTHING_WITHIN, Within, within
from timeline_app.layout.ribbons import Ribbons
from timeline_app.layout.view import ALL_LANES

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from timeline_app.columns.density import Density
    from timeline_app.columns.marks import Marks
    from timeline_app.columns.timeline import Timeline
    from timeline_app.layout.dots import Field
    from timeline_app.layout.lanes import Lane
    from timeline_app.layout.legend import Key
    from timeline_app.layout.mark_labels import Packing
    from timeline_app.layout.metrics import Metrics
    from timeline_app.layout.placing import PlacedLane
    from timeline_app.layout.reach import Level, Reach


@dataclass(frozen=True, slots=True, eq=False)
class Arrangement:
    """All lanes, and the total height of them in logical pixels."""

    lanes: tuple[PlacedLane, ...]
    height: float
    keys: tuple[Key, ...]
    """Keys of the legend that the document needs."""
    timeline: Timeline
    """What is arranged."""
    packing: Packing
    reach: Reach
    """The time of which marks were packed."""
    level: Level
    density: Density | None
    """Counts the marks where they are looked at from far, or lanes are folded."""
    field: Field | None
    """The marks where they are looked at from the middle."""
    further: NDArray[np.intp]
    """The rows of marks of entries in very many lanes that are counted; from far all are."""
    ribbons: Ribbons
    choice: LaneChoice
    """Which of the lanes these are."""

    @property
    def counts(self) -> bool:
        """Whether marks are counted in some lane."""
        return self.density is not None or bool(len(self.further))

    @property
    def pixels_per_day(self) -> float:
        """The zoom."""
        return self.packing.pixels_per_day

    def is_at(self, pixels_per_day: float) -> bool:
        """Tell whether it is of a zoom, which a pan may have changed by a rounding."""
        return isclose(self.pixels_per_day, pixels_per_day, rel_tol=1e-9)

    def shows(self, timeline: Timeline, choice: LaneChoice, level: Level, needed: Reach) -> bool:
        """Tell whether it is of lanes of a document, looked at so closely, and reaches over some time."""
        is_wide = level == "far" or self.reach.covers(needed)
        is_same = self.timeline is timeline and self.choice == choice
        return is_same and self.level == level and is_wide


def arrange(
    timeline: Timeline,
    packing: Packing,
    reach: Reach = ALL_TIME,
    level: Level = "near",
    before: Arrangement | None = None,
    choice: LaneChoice = ALL_LANES,
) -> Arrangement:
    """Stack the lanes at a zoom.

    Parameters
    ----------
    timeline
        The document.
    packing
        The zoom, and what else packing depends on.
    reach
        Of which time marks are packed.
    level
        How closely they are looked at; from far they are counted and not packed.
    before
        An arrangement from which is taken over what does not differ.
    choice
        Which of the lanes are shown.
    """
    ribbons = _ribbons(timeline, before)
    stays = before is not None and before.choice == choice and _stand_alike(before, timeline, ribbons)
    shown = [placed.lane for placed in before.lanes] if before and stays else None
    lanes = shown or chosen(lanes_of(timeline), choice)
    density = _density(timeline, before) if level == "far" or any(lane.folded for lane in lanes) else None
    found = NOTHING_WITHIN if level == "far" else _within(timeline, reach, level, lanes, choice)
    field = _field(timeline, packing, reach, found.rows, before) if level == "middle" else None
    if before and stays and level == "far" and _are_counted_alike(before, packing, ribbons):
        placed, height = before.lanes, before.height
    else:
        placing = Placing(timeline, packing, reach, kept_lanes(before, timeline, packing, level))
        contents = placing.contents(level, field, found)
        placed, height = placing.stack(lanes, ribbons.counts, found.left, contents)
    looked_at = timeline, packing, reach, level
    held = density, field, found.further, ribbons
    return Arrangement(placed, height, _keys(timeline, before), *looked_at, *held, choice)


def _keys(timeline: Timeline, before: Arrangement | None) -> tuple[Key, ...]:
    """Find what the legend needs to explain, or take it over while the document is the same."""
    if before is None:
        return keys_needed(timeline, None, ())
    is_same = before.timeline is timeline
    return before.keys if is_same else keys_needed(timeline, before.timeline, before.keys)


def _are_counted_alike(before: Arrangement, packing: Packing, ribbons: Ribbons) -> bool:
    """Tell whether lanes whose marks are counted stood at another zoom as they stand now."""
    same_ribbons = before.ribbons is ribbons or before.ribbons.counts == ribbons.counts
    return before.level == "far" and before.packing.metrics == packing.metrics and same_ribbons


def _within(timeline: Timeline, reach: Reach, level: Level, lanes: list[Lane], choice: LaneChoice) -> Within:
    """Find the marks of a reach of time in the lanes that are shown one by one."""
    found = within(timeline.marks, reach, level)
    if not (choice.folded or choice.hidden):
        return found
    open_lanes = one_by_one(lanes)
    rows, further = (some[np.isin(timeline.marks.lane[some], open_lanes)] for some in found[:2])
    return Within(rows, further, found.left)


def _density(timeline: Timeline, before: Arrangement | None) -> Density:
    """Count the marks, or take the count over while it is of the same marks."""
    held = before.density if before else None
    if held is None or held.is_of(timeline.marks):
        return held or density_for(timeline)
    touched = timeline.touched_since(before.timeline) if before else None
    is_patched = touched is not None and held.follow(timeline.marks, sorted(touched))
    return held if is_patched else density_for(timeline)


def _field(
    timeline: Timeline,
    packing: Packing,
    reach: Reach,
    rows: NDArray[np.intp],
    before: Arrangement | None,
) -> Field:
    """Pack marks without titles; at the same zoom those that were there before keep their places."""
    held = before.field if before and before.is_at(packing.pixels_per_day) else None
    if held and before and before.packing == packing and is_field_of(held, timeline.marks, rows):
        return held
    return pack_field(timeline.marks, rows, reach, packing, held)


def _ribbons(timeline: Timeline, before: Arrangement | None) -> Ribbons:
    """Choose ribbons anew where positions or propositions are others."""
    held = before.ribbons if before else None
    return held if held and held.is_of(timeline) else Ribbons(timeline, held)


def _stand_alike(before: Arrangement, timeline: Timeline, ribbons: Ribbons) -> bool:
    """Tell whether the same parties have marks and positions, under the same headings."""
    old = before.timeline
    heads = ("groups", "parties", "topics", "persons")
    if any(getattr(old, name) is not getattr(timeline, name) for name in heads):
        return False
    if before.ribbons is not ribbons and before.ribbons.counts.keys() != ribbons.counts.keys():
        return False
    if old.marks is timeline.marks:
        return True
    touched = timeline.touched_since(old)
    if touched is None or old.marks.kin is not timeline.marks.kin:
        return False
    return _same_lanes(old.marks, timeline.marks, sorted(touched))


def _same_lanes(old: Marks, new: Marks, entries: list[int]) -> bool:
    """Tell whether marks that differ in some entries only stand in the same lanes."""
    gone, come = ({*some.lane[~np.isnan(some.day)].tolist()} for some in (old.of(entries), new.of(entries)))
    lanes = new.lane[: new.dated]
    is_known = all((old.lane[: old.dated] == lane).any() for lane in come - gone)
    return is_known and all((lanes == lane).any() for lane in gone - come)


def arrange_to_fit(
    timeline: Timeline, packing: Packing, height: float, reach: Reach, level: Level, choice: LaneChoice
) -> tuple[Arrangement, Metrics]:
    """Stack the lanes so that they fit into `height`: first closer, then with fewer sub-rows, at least one.

    Gives the sizes it came to along with the arrangement.
    """
    result = arrange(timeline, packing, reach, level, choice=choice)
    if result.height <= height:
        return result, packing.metrics
    for rows in range(packing.rows_most, 0, -1):
        closer = replace(packing, metrics=COMPACT, rows_most=rows)
        result = arrange(timeline, closer, reach, level, result, choice)
        if result.height <= height or level == "far":
            break
    return result, COMPACT
