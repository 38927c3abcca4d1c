"""What a scene is laid out for besides the document and the view: its size, words, and what was asked for."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from timeline_app.columns.turns import no_turns
from timeline_app.layout.metrics import NORMAL, Metrics

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from timeline_app.columns.turns import Turns
    from timeline_app.layout.flags import Periods
    from timeline_app.layout.links import LinkOf


@dataclass(frozen=True, slots=True)
class Frame:
    """What a scene is built from besides the arrangement and the view.

    Attributes
    ----------
    measure, measure_small
        Widths in logical pixels of a ribbon's name and of a caption.
    links
        Links of the selected entry.
    tray
        Entries without a usable date, with their titles.
    margin
        Logical pixels that the sheet reaches past the window on the sides to which it is moved.
    scrolls
        Whether what stands further down can be scrolled to; else the picture says how many lanes do.
    ringed, picked
        Entries that were searched for, ids in rising order, and those picked together.
    turns
        Gives what becomes of conditions; asked where locks are drawn.
    chosen
        Conditions of the selected entry.
    """

    width: float
    height: float
    measure: Callable[[str], float]
    measure_small: Callable[[str], float]
    flag_periods: Periods
    links: tuple[LinkOf, ...] = ()
    tray: tuple[tuple[int, str], ...] = ()
    metrics: Metrics = NORMAL
    margin: float = 0.0
    scrolls: bool = False
    ringed: NDArray[np.int32] = field(default_factory=partial(np.empty, 0, np.int32))
    picked: frozenset[int] = frozenset()
    turns: Callable[[], Turns] = no_turns
    chosen: frozenset[int] = frozenset()
