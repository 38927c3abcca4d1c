"""Successors: an arrow from where a party ends to where the next begins, where both are shown."""

from __future__ import annotations

import dataclasses

import pytest
from lane_samples import timeline

from timeline_app.domain.dates import parse
from timeline_app.domain.records import Party
from timeline_app.layout.arrangement import arrange
from timeline_app.layout.lane_choice import LaneChoice
from timeline_app.layout.lanes import Lane
from timeline_app.layout.mark_labels import packing_at
from timeline_app.layout.successions import succession_arrows
from timeline_app.layout.time_scale import TimeScale

END = "1991-12-26"
DAY = parse(END).end_hi or 0


def _arrows(
    until: str | None, since: str | None, choice: LaneChoice | None = None
) -> list[tuple[float, float]]:
    """Give the x of begin and end of each arrow, day 0 of the scale being the end of the first party."""
    parties = [
        Party(id=1, name="Soviet Union", valid_to=until),
        Party(id=2, name="Russia", valid_from=since),
    ]
    held = timeline(parties=parties, lanes_with_marks=[1, 2])
    held = dataclasses.replace(held, successions=((1, 2),))
    packing = packing_at(held, 1.0, (0.0, 1.0), lambda text: 7.0 * len(text), lambda _: {})
    arrangement = arrange(held, packing, choice=choice or LaneChoice())
    arrows = succession_arrows(held, arrangement, TimeScale(DAY - 100.0, 1.0, 0.0), 500.0)
    assert all(arrow.relation == "succeeded by" for arrow in arrows)
    assert all(arrow.start[1] != arrow.end[1] for arrow in arrows)
    return [(arrow.start[0], arrow.end[0]) for arrow in arrows]


@pytest.mark.parametrize(
    ("until", "since", "found"),
    [
        (END, "1991-12-27", [(101.0, 101.0)]),
        (END, None, [(101.0, 101.0)]),
        (None, "1991-12-27", [(101.0, 101.0)]),
        (END, "1992-01-06", [(101.0, 111.0)]),
        (None, None, []),
        ("1900", "1901", []),
    ],
)
def test_it_leads_from_the_end_to_the_begin(
    until: str | None, since: str | None, found: list[tuple[float, float]]
) -> None:
    assert _arrows(until, since) == found


def test_there_is_none_to_a_hidden_lane() -> None:
    assert _arrows(END, END, LaneChoice().with_hidden(Lane("party", 2, "Russia", 0))) == []
