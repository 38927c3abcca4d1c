"""A scene as a file: PNG, SVG or PDF, through the same `paint` as the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QMarginsF, QRect, QSize, QSizeF
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter, QPdfWriter
from PySide6.QtSvg import QSvgGenerator

from timeline_app.domain.errors import DemarcheError
from timeline_app.ui.paint.lettering import OutliningPainter
from timeline_app.ui.paint.painting import paint

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtGui import QPaintDevice

    from timeline_app.layout.scene import Scene
    from timeline_app.ui.theme import Theme

FORMATS = ("png", "svg", "pdf")
POINTS_PER_PIXEL = 0.75


def write_picture(path: Path, scene: Scene, theme: Theme, title: str, *, scale: float = 1.0) -> None:
    """Write a scene into a file whose ending says the format; `scale` is pixels a logical pixel in PNG.

    Raises
    ------
    DemarcheError
        If the ending is none of ours or the file cannot be written; then there is no half file.
    """
    ending = path.suffix.lower().removeprefix(".")
    if ending not in FORMATS:
        raise DemarcheError(f"“{path.name}” ends in none of .png, .svg, .pdf. Nothing was written.")
    if not path.parent.is_dir():
        raise DemarcheError(
            f"There is no folder {path.parent}. Nothing was written; make it, or choose another."
        )
    part = path.with_name(f".{path.name}.part")
    try:
        {"png": _png, "svg": _svg, "pdf": _pdf}[ending](part, scene, theme, title, scale)
        part.replace(path)
    except OSError as error:
        raise DemarcheError(
            f"The picture could not be written to {path}: {error.strerror or error}. "
            "Nothing else was changed; choose a folder that you can write to."
        ) from error
    finally:
        part.unlink(missing_ok=True)


def _png(path: Path, scene: Scene, theme: Theme, title: str, scale: float) -> None:
    image = QImage(
        round(scene.width * scale), round(scene.height * scale), QImage.Format.Format_ARGB32_Premultiplied
    )
    image.setDevicePixelRatio(scale)
    image.setText("Title", title)
    _paint_on(image, scene, theme)
    if not image.save(str(path), "PNG"):  # pyright: ignore[reportCallIssue, reportArgumentType]
        raise OSError("the picture's folder does not take it")


def _svg(path: Path, scene: Scene, theme: Theme, title: str, _scale: float) -> None:
    generator = QSvgGenerator()
    generator.setFileName(str(path))
    generator.setResolution(96)
    generator.setSize(QSize(round(scene.width), round(scene.height)))
    generator.setViewBox(QRect(0, 0, round(scene.width), round(scene.height)))
    generator.setTitle(title)
    generator.setDescription("\n".join(texts_of(scene)))
    _paint_on(generator, scene, theme, OutliningPainter())


def _pdf(path: Path, scene: Scene, theme: Theme, title: str, _scale: float) -> None:
    writer = QPdfWriter(str(path))
    writer.setTitle(title)
    writer.setCreator("Demarche")
    size = QSizeF(scene.width * POINTS_PER_PIXEL, scene.height * POINTS_PER_PIXEL)
    page = QPageSize(size, QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.ExactMatch)
    writer.setPageLayout(QPageLayout(page, QPageLayout.Orientation.Portrait, QMarginsF(0, 0, 0, 0)))
    writer.setResolution(96)
    _paint_on(writer, scene, theme)


def _paint_on(device: QPaintDevice, scene: Scene, theme: Theme, painter: QPainter | None = None) -> None:
    painter = painter or QPainter()
    if not painter.begin(device):
        raise OSError("the picture's folder does not take it")
    paint(painter, scene, theme)
    painter.end()


def texts_of(scene: Scene) -> list[str]:
    """Give every text of a picture in reading order, for those who read it without eyes."""
    lanes, labels = [], []
    for part in scene.parts:
        lanes += [lane.label for lane in part.lanes]
        boxes = (*part.sheet.labels, *part.inside, *part.names)
        labels += [label.text for label in sorted(boxes, key=lambda box: (box.y, box.x))]
    return [scene.as_of_label, *lanes, *labels, *(title for _, title in scene.tray)]
