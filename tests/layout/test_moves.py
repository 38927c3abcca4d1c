"""Where to look next: the neighbour in a lane and the day to snap to, against the plain rule."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from lane_samples import timeline

from timeline_app.layout.moves import as_of_near, neighbour, place_of

if TYPE_CHECKING:
    from timeline_app.columns.timeline import Timeline


@st.composite
def timelines(draw: st.DrawFn) -> Timeline:
    """Some entries in few lanes, several on one day, some in two lanes, some without a date."""
    rows = draw(st.lists(st.tuples(st.integers(1, 12), st.integers(1, 3)), unique=True, max_size=20))
    days = draw(st.dictionaries(st.integers(1, 12), st.sampled_from([1.0, 2.0, 9.0, np.nan])))
    ordered = sorted(rows, key=lambda row: (np.nan_to_num(days.get(row[0], 4.0), nan=99.0), row))
    made = timeline(lanes_with_marks=[lane for _, lane in ordered])
    entry = np.array([entry for entry, _ in ordered], np.int32)
    object.__setattr__(made.marks, "entry", entry)
    object.__setattr__(made.marks, "day", np.array([days.get(e, 4.0) for e, _ in ordered], np.float64))
    return made


def _plain(made: Timeline, entry: int | None, step: int) -> int | None:
    marks = made.marks
    rows = list(zip(marks.entry.tolist(), marks.lane.tolist(), marks.day.tolist(), strict=True))
    dated = [(e, lane) for e, lane, day in rows if day == day]  # noqa: PLR0124 - not NaN
    mine = [lane for e, lane, _ in rows if e == entry]
    if not mine:
        return dated[0 if step > 0 else -1][0] if dated else None
    in_lane = [e for e, lane in dated if lane == mine[0]]
    at = in_lane.index(entry) + step if entry in in_lane else 0
    return in_lane[at] if 0 <= at < len(in_lane) else None


@given(timelines(), st.one_of(st.none(), st.integers(1, 13)), st.sampled_from([-1, 1]))
def test_the_neighbour_is_the_next_of_the_lane(made: Timeline, entry: int | None, step: int) -> None:
    assert neighbour(made, entry, step) == _plain(made, entry, step)


@given(timelines(), st.integers(1, 13))
def test_the_place_of_an_entry_is_its_first_mark_with_a_day(made: Timeline, entry: int) -> None:
    marks = made.marks
    found = [n for n in range(len(marks)) if marks.entry[n] == entry and not np.isnan(marks.day[n])]
    expected = (float(marks.day[found[0]]) + 0.5, int(marks.lane[found[0]])) if found else None
    assert place_of(made, entry) == expected


@given(timelines(), st.floats(-3.0, 14.0), st.floats(0.0, 4.0))
def test_the_as_of_line_snaps_to_the_nearest_end_of_a_day_of_evidence(
    made: Timeline, at: float, reach: float
) -> None:
    days = [day for day in made.marks.day.tolist() if not np.isnan(day)]
    nearest = min((abs(day + 1 - at) for day in days), default=np.inf)
    found = as_of_near(made, at, reach)
    if nearest <= reach:
        assert found in days
        assert abs(found + 1 - at) == nearest
    else:
        assert found == round(at) - 1
