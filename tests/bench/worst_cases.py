"""The worst cases: very much or very little in view, many lanes and few, all on one day, without an end.

Their figures are kept apart from those of `figures.py`. Knows no Qt.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tests.bench.documents import synthetic_document
from tests.bench.synthetic import USUAL, Shape

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    Run = Callable[[list[str], Mapping[str, str]], dict[str, float] | None]
    Found = dict[str, dict[str, float] | None]

BUDGET = 16.0
"""CPU milliseconds below which 99 of 100 frames are to stay."""
SCROLLING = {"median": 6.0, "p99": 10.0}
"""The same of many lanes that are scrolled."""


class Case(NamedTuple):
    """A document, how many of its entries are in view in turn (0: all), and device pixels a logical one."""

    shape: Shape = USUAL
    visible: tuple[int, ...] = (200, 2_000, 20_000, 0)
    ratio: int = 1
    scrolls: bool = False


CASES: dict[str, Case] = {
    "40 lanes": Case(visible=(200, 2_000, 20_000, 200_000, 0)),
    "10 lanes": Case(Shape(parties=10)),
    "400 lanes": Case(Shape(parties=400)),
    "400 lanes, scrolled": Case(Shape(parties=400), visible=(200, 2_000, 0), scrolls=True),
    "2x resolution": Case(visible=(200, 2_000, 20_000, 200_000, 0), ratio=2),
    "all on one day": Case(Shape(days="one"), visible=(0,)),
    "all open-ended": Case(Shape(lasts=True)),
    "one lane": Case(Shape(parties=1)),
}


def measured(cases: list[str], entries: int, run: Run) -> Found:
    """Measure cases in documents of so many entries, each in a process of its own."""
    found: Found = {}
    for name in cases:
        case = CASES[name]
        document = synthetic_document(entries, shape=case.shape)
        found[name] = run(_arguments(case, document, entries), {"QT_SCALE_FACTOR": str(case.ratio)})
    return found


def _arguments(case: Case, document: Path, entries: int) -> list[str]:
    visible = [str(number) for number in case.visible if number < entries]
    return ["sweep.scrolling", str(document)] if case.scrolls else ["sweep.frames", str(document), *visible]


def print_table(found: Found) -> None:
    """Print the figures beside what they are to stay below."""
    print(f"\n{'':46}{'median':>10}{'p99':>10}{'bar':>10}")
    for name, figures in found.items():
        for moved in dict.fromkeys(key.rpartition(", ")[0] for key in figures or ()):
            middle, worst = (figures[f"{moved}, {word}"] for word in ("median", "p99"))  # type: ignore[index]
            bar = SCROLLING["p99"] if CASES[name].scrolls else BUDGET
            over = worst > bar or (CASES[name].scrolls and middle > SCROLLING["median"])
            print(f"{f'{name}: {moved}':46}{middle:10.2f}{worst:10.2f}{bar:10.1f}{' over' * over}")
