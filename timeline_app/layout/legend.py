"""The legend: which keys what is shown needs, and where each stands in the strip at the foot."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from timeline_app.columns.marks import IS_CONTEXT, SHAPE_OF_KIND, SHAPES
from timeline_app.columns.segments import NON_VALUES, values_of
from timeline_app.columns.turns import LOCKS
from timeline_app.domain.vocabulary import ENTRY_KINDS, STANCE_WORDS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from numpy.typing import NDArray

    from timeline_app.columns.marks import Marks
    from timeline_app.columns.timeline import Timeline
    from timeline_app.columns.turns import Turns

LINE = 23.0
GAP = 18.0
PADDING = 5.0
TRAY_WIDTH = 240.0
SWATCH, MARK, FADE, ARROW = 30.0, 14.0, 60.0, 34.0


class Key(NamedTuple):
    """A sign with its meaning; `id` tells the painter which, `sign` is its width in logical pixels."""

    id: str
    caption: str
    sign: float


class PlacedKey(NamedTuple):
    """A key at the left of its sign and the middle of its line, from the top left of the legend."""

    key: Key
    x: float
    y: float


LARGE, FEW = 50_000, 12
"""Marks of a document, and entries edited, from which on and up to which only the latter are looked at."""
LOOKED_AT_FIRST = 20_000
"""Rows in which most of what a large document holds is found."""
SCALE = Key("scale", "opposes … supports", 5 * SWATCH)
"""Stands for the keys of all values where there is little room."""
LITTLE_ROOM = 800.0
KEYS = (
    *(Key(f"value {value}", words, SWATCH) for value, words in STANCE_WORDS.items()),
    Key("conditional", "on condition", SWATCH),
    Key("contested", "contested", SWATCH),
    Key("mixed", "mixed", SWATCH),
    Key("ambiguous", "ambiguous", SWATCH),
    Key("reported", "only reported", SWATCH),
    Key("circle", "words", MARK),
    Key("diamond", "demand", MARK),
    Key("square", "talks", MARK),
    Key("triangle", "deed", MARK),
    Key("context", "context", MARK),
    Key("named", "only named", MARK),
    Key("fade", "fading: when is uncertain", FADE),
)


_LOCK_KEYS = (
    Key("lock closed", "condition", MARK),
    Key("lock open", "condition met", MARK),
    Key("lock crossed", "violated or rejected", MARK),
    Key("lock faint", "condition dropped", MARK),
)
_LINE_KEY = Key("demand", "whom it binds", ARROW)


@lru_cache(maxsize=4)
def lock_keys(turns: Turns) -> tuple[Key, ...]:
    """Choose the keys of the locks that a document shows, and of the lines from them."""
    looks = {LOCKS[number] for number in _present(turns.lock, range(len(LOCKS)))}
    keys = tuple(key for key in _LOCK_KEYS if key.id.removeprefix("lock ") in looks)
    return (*keys, _LINE_KEY) if turns.binds.any() else keys


def keys_needed(
    timeline: Timeline, before: Timeline | None = None, known: tuple[Key, ...] = ()
) -> tuple[Key, ...]:
    """Choose the keys of what the document shows, in their fixed order.

    `known` are those of the document before some edits. Of a large one, a key that no mark needs any more is
    kept until it is looked at as a whole again.
    """
    touched = timeline.touched_since(before) if before else None
    marks = timeline.marks
    if before and touched is not None and marks.dated > LARGE and len(touched) <= FEW:
        some = marks.taken(marks.rows_of(sorted(touched)))
        needed = _of_marks(some) | {key.id for key in known}
        if timeline.segments is not before.segments:
            needed |= _of_positions(timeline)
    else:
        needed = _of_positions(timeline) | _of_marks(marks)
    return tuple(key for key in KEYS if key.id in needed)


def _of_positions(timeline: Timeline) -> set[str]:
    """Give the keys of positions, which lanes of persons and kinds do not show."""
    if timeline.grouping in ("speaker", "kind"):
        return set()
    segments = timeline.segments
    needed = {NON_VALUES[number] for number in _present(segments.non_value, range(len(NON_VALUES)))}
    readings = _present(segments.readings, range(1, 1 << len(STANCE_WORDS)))
    values = {*_present(segments.value, STANCE_WORDS), *(v for bits in readings for v in values_of(bits))}
    needed |= {f"value {value}" for value in values}
    needed |= {"conditional"} if segments.conditional.any() else set()
    return needed | ({"reported"} if segments.reported.any() else set())


def _of_marks(marks: Marks) -> set[str]:
    kinds = np.array(_present(marks.kind, range(len(ENTRY_KINDS))), np.intp)
    context = IS_CONTEXT[kinds]
    needed: set[str] = {SHAPES[shape] for shape in SHAPE_OF_KIND[kinds[~context]].tolist()}
    needed |= {f"value {value}" for value in _present(marks.value, STANCE_WORDS)}
    needed |= {"context"} if context.any() else set()
    needed |= {"named"} if marks.only_named.any() else set()
    return needed | ({"fade"} if (marks.begin_lo != marks.end_hi).any() else set())


def _present(column: NDArray[Any], values: Iterable[int]) -> list[int]:
    """Give which of some values a column of small numbers holds."""
    few = column[:LOOKED_AT_FIRST]
    found = {value for value in values if (few == value).any()}
    return [value for value in values if value in found or (column == value).any()]


@lru_cache(maxsize=4)
def place_keys(
    keys: tuple[Key, ...], width: float, measure: Callable[[str], float]
) -> tuple[tuple[PlacedKey, ...], float]:
    """Flow keys into lines of a width; give them with the height they need, 0 without keys."""
    placed: list[PlacedKey] = []
    x, line = 0.0, 0
    for key in keys:
        needed = key.sign + 6 + measure(key.caption)
        if x and x + needed > width:
            x, line = 0.0, line + 1
        placed.append(PlacedKey(key, x, PADDING + (line + 0.5) * LINE))
        x += needed + GAP
    return tuple(placed), (line + 1) * LINE + 2 * PADDING if placed else 0.0


class Foot(NamedTuple):
    """The strip at the foot: the legend's keys, where they begin, and the strip's height."""

    keys: tuple[PlacedKey, ...]
    left: float
    height: float


def lay_foot(
    keys: tuple[Key, ...], tray: Sequence[object], *, width: float, measure: Callable[[str], float]
) -> Foot:
    """Lay out the strip at the foot: legend, tray, both or neither."""
    left = 12.0 + (TRAY_WIDTH if tray else 0.0)
    if keys and width < LITTLE_ROOM:
        keys = (SCALE, *(key for key in keys if not key.id.startswith("value")))
    placed, height = place_keys(keys, width - left - 12, measure)
    return Foot(placed, left, max(height, 2 * LINE + 2 * PADDING if tray else 0.0))
