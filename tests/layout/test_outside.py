"""Words at a lane's edge give way to the title of a bar that passes by."""

from __future__ import annotations

import pytest

from timeline_app.layout.boxes import EdgeBox, LabelBox
from timeline_app.layout.outside import covers_title

EDGE = EdgeBox("2 Jan 2024 and 3 more ▸", 700.0, 300.0, 180.0, 1, 5)


def _title(x: float, y: float, lane: int) -> LabelBox:
    return LabelBox("An offensive", x, y, 90.0, 20.0, "inside", 2, lane, selected=False)


@pytest.mark.parametrize(
    ("x", "y", "lane", "is_covered"),
    [
        (650.0, 300.0, 5, True),
        (790.0, 285.0, 5, True),
        (600.0, 300.0, 5, False),
        (650.0, 270.0, 5, False),
        (650.0, 300.0, 6, False),
    ],
)
def test_words_at_the_edge_lie_over_no_title(x: float, y: float, lane: int, is_covered: bool) -> None:
    assert covers_title(EDGE, [_title(0.0, 0.0, 5), _title(x, y, lane)]) == is_covered
