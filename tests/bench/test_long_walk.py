"""A long random walk leaves nothing behind: memory stays flat, and so does what there is of each type.

`DEMARCHE_WALK` sets how many steps are made; 200,000 take some twenty minutes.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.bench.documents import synthetic_document
from tests.bench.walking import Held, Walk, held_by
from tests.bench.windows import opened

if TYPE_CHECKING:
    from collections import Counter

pytestmark = pytest.mark.bench

STEPS = int(os.environ.get("DEMARCHE_WALK", "200000"))
FLAT = 1.05
POINTS, WARM = 20, 1
"""How often is counted what is held, and from which time on: until then caches fill up to their bounds."""
KEPT_BY_BOUND = 4_000
"""Objects of a type by which it may grow: what is kept up to a bound is not always at it."""


@pytest.mark.timeout(7200)
@pytest.mark.parametrize(("entries", "steps"), [(3_000, STEPS), (1_000_000, STEPS // 50)])
def test_a_long_walk_leaves_nothing_behind(qapp: object, entries: int, steps: int, tmp_path: Path) -> None:
    made = synthetic_document(entries)
    with opened(Path(shutil.copy(made, tmp_path))) as window:
        walk = Walk(window, seed=20241202)
        told: list[str] = []
        window.session.failed.connect(told.append)
        found: list[Held] = []
        walk.warm()
        for _ in range(POINTS):
            walk.go(steps // POINTS)
            found.append(held_by(window))
            print(f"\n{walk.steps:>8,} steps: {_words(found[-1])}", end="", flush=True)
        print(f"\ngrown: {_grown(found[WARM], found[-1]).most_common(12)}")
    window.deleteLater()
    window.session.deleteLater()
    assert told == []
    first, last = found[WARM], found[-1]
    assert last.resident <= first.resident * FLAT
    assert (last.widgets, last.files, last.items) <= (first.widgets + 5, first.files + 2, first.items)
    assert all(more <= KEPT_BY_BOUND for more in _grown(first, last).values())


def _words(held: Held) -> str:
    objects = sum(held.objects.values())
    return f"{held.resident / 1e6:.1f} MB, {objects:,} objects, {held.widgets} widgets, {held.files} files"


def _grown(first: Held, last: Held) -> Counter[str]:
    return last.objects - first.objects
