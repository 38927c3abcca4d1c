"""Beyond titles stands how an entry is known, where somebody looks closely and nothing else stands there."""

from __future__ import annotations

from functools import partial
from itertools import combinations, pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline_app.layout.arrangement import arrange
from timeline_app.layout.mark_labels import DETAILS_FROM, Packing, PlacedMark, detailed, packing_at
from timeline_app.layout.metrics import NORMAL
from timeline_app.storage.details import read_details
from timeline_app.storage.opening import open_store
from timeline_app.storage.timelines import read_timeline, read_titles
from timeline_app.transfer import own_example

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from timeline_app.layout.mark_labels import Titles
    from timeline_app.storage.store import Store


_MARK = PlacedMark(
    entry=0,
    row=0,
    day=0.0,
    at=0.0,
    timed=False,
    spread=False,
    bounds=(0.0, 0.0, 0.0, 0.0),
    lasts=False,
    doubtful=False,
    shape=0,
    value=0,
    importance=2,
    only_named=False,
    context=False,
    lanes=1,
    label="Title",
    label_width=5.0,
    side=1,
    left=0.0,
    right=0.0,
)


def _packing(details: Titles, limits: tuple[float, float]) -> Packing:
    return Packing(
        pixels_per_day=DETAILS_FROM,
        limits=limits,
        open_until=limits[1],
        metrics=NORMAL,
        measure=lambda text: float(len(text)),
        titles=lambda _: {},
        rows_most=9,
        details=details,
    )


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    monkeypatch.setenv("DEMARCHE_HOME", str(tmp_path))
    with open_store(own_example("turkey-syria")) as store:
        yield store


def _marks(store: Store, zoom: float) -> list[PlacedMark]:
    """Give all marks of the document as they are packed at a zoom, lane after lane."""
    timeline = read_timeline(store)
    packing = packing_at(
        timeline,
        zoom,
        (738_000.0, 739_500.0),
        lambda text: 7.0 * len(text),
        partial(read_titles, store),
        partial(read_details, store),
    )
    return [
        mark._replace(row=mark.row + 100 * number)
        for number, placed in enumerate(arrange(timeline, packing).lanes)
        for mark in placed.marks
    ]


def test_from_further_off_only_titles_are_told(store: Store) -> None:
    assert not any(mark.detail for mark in _marks(store, DETAILS_FROM - 1))


def test_close_up_the_grade_stands_beyond_the_title(store: Store) -> None:
    told = read_details(store, range(1, 100))
    marks = [mark for mark in _marks(store, DETAILS_FROM) if mark.detail]
    assert len(marks) > 10
    for mark in marks:
        assert mark.detail == told[mark.entry]
        assert mark.label
        assert not mark.only_named


ROWS = st.lists(
    st.tuples(st.integers(0, 300), st.integers(5, 90), st.sampled_from([-1, 0, 1, 2]), st.booleans()),
    max_size=8,
)


@given(ROWS, st.integers(0, 600))
def test_two_that_face_each_other_share_what_is_free(
    row: list[tuple[int, int, int, bool]], words: int
) -> None:
    left, marks = 0.0, []
    for entry, (gap, width, side, named) in enumerate(row):
        left += gap
        marks.append(_MARK._replace(entry=entry, left=left, right=left + width, side=side, only_named=named))
        left += width
    packing = _packing(lambda entries: dict.fromkeys(entries, "x" * words), limits=(0.0, left / DETAILS_FROM))
    told = detailed(marks, packing)
    reaches = [
        (m.left - m.detail_width * (m.side == -1), m.right + m.detail_width * (m.side == 1)) for m in told
    ]
    assert all(one[1] <= other[0] + 1e-6 for one, other in pairwise(reaches))
    assert all(reach[0] >= 0 and reach[1] <= left + 1e-6 for reach in reaches)
    assert not any(mark.detail for mark in told if mark.only_named or mark.side in (0, 2))


@pytest.mark.parametrize("zoom", [DETAILS_FROM, 2 * DETAILS_FROM, 90.0])
def test_it_lies_over_nothing_of_its_row(store: Store, zoom: float) -> None:
    reaches = [
        (
            mark.row,
            mark.left - mark.detail_width * (mark.side == -1),
            mark.right + mark.detail_width * (mark.side == 1),
        )
        for mark in _marks(store, zoom)
    ]
    for (row, left, right), (other, others_left, others_right) in combinations(reaches, 2):
        assert row != other or right <= others_left + 1e-6 or others_right <= left + 1e-6
