"""Pictures of the examples: every format, both themes, what they show; and colours that can be told apart."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QImage

from timeline_app.domain.errors import DemarcheError
from timeline_app.storage.timelines import read_timeline
from timeline_app.transfer import opened
from timeline_app.ui.paint.files import texts_of
from timeline_app.ui.pictures import Picture, draw, scene_of, start_offscreen
from timeline_app.ui.theme import DARK, LIGHT, Theme

if TYPE_CHECKING:
    from pathlib import Path

    from timeline_app.columns.timeline import Timeline
    from timeline_app.layout.scene import Scene

EXAMPLES = ("idlib-2024", "turkey-syria")


def _colours(image: QImage) -> set[str]:
    return {image.pixelColor(x, y).name() for x in range(0, image.width(), 3) for y in range(image.height())}


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("example", EXAMPLES)
def test_an_example_is_drawn_in_its_size_and_stance_colours(
    qapp: object, tmp_path: Path, example: str, theme: str
) -> None:
    target = tmp_path / "picture.png"
    draw(example, target, Picture(theme=theme))
    image = QImage(str(target))
    assert (image.width(), image.height()) == (1600, 900)
    support = {"light": LIGHT, "dark": DARK}[theme].stance_colour(2)
    assert support.lower() in _colours(image)


@pytest.mark.parametrize("example", EXAMPLES)
def test_the_same_document_gives_the_same_picture(qapp: object, tmp_path: Path, example: str) -> None:
    for name in ("a.png", "b.png"):
        draw(example, tmp_path / name, Picture())
    assert (tmp_path / "a.png").read_bytes() == (tmp_path / "b.png").read_bytes()


@pytest.mark.parametrize("example", EXAMPLES)
def test_every_entry_and_position_is_on_the_picture_or_counted(qapp: object, example: str) -> None:
    start_offscreen()
    with opened(example) as store:
        timeline = read_timeline(store)
        scene = scene_of(store, Picture())
    shown = {mark.entry for mark in scene.sheet.marks} | {edge.entry for edge in scene.edges}
    shown |= {entry for chip in scene.sheet.chips for entry in chip.entries}
    assert len(shown | _hidden(scene, timeline)) == len(set(timeline.marks.entry.tolist()))
    assert sum(scene.outside) == len(_hidden(scene, timeline))
    rows = {(row.lane, row.topic) for row in scene.sheet.rows}
    more = sum(one.kind == "positions" for lane in scene.lanes for one in lane.more)
    assert len(timeline.segments.keys()) - len(rows) <= more
    assert scene.content_height <= scene.plot[3] - scene.plot[1]


def _hidden(scene: Scene, timeline: Timeline) -> set[int]:
    """Give the entries whose day lies outside the window."""
    first, last = scene.scale.day(scene.plot[0]), scene.scale.day(scene.width)
    marks = zip(timeline.marks.entry.tolist(), timeline.marks.day.tolist(), strict=True)
    return {entry for entry, day in marks if not first < day + 1 or day > last}


def test_labels_of_a_row_do_not_overlap(qapp: object) -> None:
    start_offscreen()
    with opened("turkey-syria") as store:
        scene = scene_of(store, Picture())
    labels = sorted(scene.sheet.labels, key=lambda box: (box.y, box.x))
    for before, after in itertools.pairwise(labels):
        if before.y == after.y:
            assert before.x + before.width <= after.x


def test_an_svg_has_its_texts_for_those_who_cannot_see_it(qapp: object, tmp_path: Path) -> None:
    target = tmp_path / "picture.svg"
    draw("idlib-2024", target, Picture())
    text = target.read_text(encoding="utf-8")
    assert "<text" not in text
    with opened("idlib-2024") as store:
        words = texts_of(scene_of(store, Picture()))
    assert "Türkiye" in words
    assert all(word.replace("&", "&amp;") in text for word in words)


def test_a_pdf_is_written(qapp: object, tmp_path: Path) -> None:
    target = tmp_path / "picture.pdf"
    draw("idlib-2024", target, Picture(width=1000, height=700))
    assert target.read_bytes().startswith(b"%PDF")


def test_a_picture_that_cannot_be_written_leaves_nothing(qapp: object, tmp_path: Path) -> None:
    for name in ("picture.gif", "none/picture.png", "none/picture.svg", "none/picture.pdf"):
        with pytest.raises(DemarcheError, match=r"gif|written"):
            draw("idlib-2024", tmp_path / name, Picture())
    assert list(tmp_path.iterdir()) == []


def test_the_as_of_day_decides_what_is_claimed_and_which_flag_flies(qapp: object) -> None:
    start_offscreen()
    with opened("turkey-syria") as store:
        earlier = scene_of(store, Picture(as_of=738_500))
        later = scene_of(store, Picture(as_of=740_000))
    assert earlier.sheet.laying.claim.until < later.sheet.laying.claim.until
    flags = [{lane.flag for lane in scene.lanes} for scene in (earlier, later)]
    assert "sy-1980" in flags[0]
    assert "sy" in flags[1]


def _luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(one: str, other: str) -> float:
    bright, dim = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_text_and_marks_keep_the_contrast_of_wcag_aa(theme: Theme) -> None:
    texts = [
        *(
            (ink, ground)
            for ink in (theme.ink, theme.muted)
            for ground in (theme.lane, theme.paper, theme.ground)
        ),
        *((theme.ink_on(value), theme.stance_colour(value)) for value in range(-2, 3)),
        (theme.ink, theme.unclear),
        (theme.as_of_text, theme.as_of),
        (theme.accent_text, theme.accent),
        (theme.link, theme.paper),
    ]
    assert [pair for pair in texts if _contrast(*pair) < 4.5] == []
    marks = [
        (colour, theme.lane) for colour in (theme.mark, theme.context, theme.outline, theme.as_of, theme.bar)
    ]
    assert [pair for pair in marks if _contrast(*pair) < 3] == []
