"""Pictures from far, the middle and near in both themes, held against those kept beside this file.

`DEMARCHE_GOLDEN=1` paints them anew; look at them before they are kept.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
from many_entries import written
from PySide6.QtGui import QImage

from timeline_app.domain.dates import ordinal
from timeline_app.ui.pictures import Picture, draw

if TYPE_CHECKING:
    from numpy.typing import NDArray

KEPT = Path(__file__).parent / "golden"
PAINTS_ANEW = "DEMARCHE_GOLDEN" in os.environ
STRETCHES = {
    "far": (ordinal(1990, 1, 1), ordinal(2019, 12, 31)),
    "middle": (ordinal(2000, 1, 1), ordinal(2006, 12, 31)),
    "near": (ordinal(2003, 2, 1), ordinal(2003, 5, 15)),
}
APART = 40
"""Of 255, by which a channel may differ: edges of letters do, from one release of Qt to another."""
MOST_APART = 0.002
"""Share of pixels that may differ by more."""


@pytest.fixture(scope="module")
def document(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(tmp_path_factory.mktemp("many") / "many.demarche")


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("stretch", STRETCHES)
def test_it_looks_as_it_did(qapp: object, document: Path, tmp_path: Path, stretch: str, theme: str) -> None:
    kept = KEPT / f"{stretch}-{theme}.png"
    painted = kept if PAINTS_ANEW else tmp_path / kept.name
    first, last = STRETCHES[stretch]
    draw(str(document), painted, Picture(1000, 560, theme=theme, start=first, end=last, as_of=last - 20))
    one, other = _pixels(painted), _pixels(kept)
    assert one.shape == other.shape
    apart = (np.abs(one.astype(np.int16) - other) > APART).any(axis=2)
    assert apart.mean() <= MOST_APART, f"{int(apart.sum())} pixels differ: {painted} and {kept}"


def _pixels(file: Path) -> NDArray[np.uint8]:
    image = QImage(str(file)).convertToFormat(QImage.Format.Format_RGB32)
    pixels = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.width(), 4)
    return pixels[:, :, :3].copy()
