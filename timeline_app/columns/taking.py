"""Columns of one length that are taken and joined row by row, together."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any, Self, TypeVar

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

T = TypeVar("T", bound=np.integer[Any])


@dataclass(frozen=True, slots=True, eq=False)
class Rows:
    """What has only columns, as arrays or as other rows."""

    def __getitem__(self, rows: Any) -> Self:
        """Give some rows, by their numbers or a mask."""
        return type(self)(*(column[rows] for column in self._columns()))

    def __add__(self, other: Self) -> Self:
        """Give the rows of both, one after the other."""
        pairs = zip(self._columns(), other._columns(), strict=True)
        return type(self)(*(_one_after_the_other(mine, more) for mine, more in pairs))

    def _columns(self) -> list[Any]:
        return [getattr(self, field.name) for field in fields(self)]


def _one_after_the_other(mine: Any, more: Any) -> Any:
    return mine + more if isinstance(mine, Rows) else np.concatenate([mine, more])


def places_within(first: NDArray[Any], count: NDArray[Any]) -> NDArray[np.intp]:
    """List the places of ranges, given by where each begins and how many it has, one range after another."""
    before = np.cumsum(count) - count
    return np.arange(int(count.sum()), dtype=np.intp) + np.repeat(first - before, count)


def numbered(ids: NDArray[np.int32]) -> NDArray[np.int32]:
    """Give each id once, in rising order; ids are no greater than some millions, so none is compared."""
    is_there = np.zeros(int(ids.max(initial=-1)) + 1, np.bool_)
    is_there[ids] = True
    return np.flatnonzero(is_there).astype(np.int32)


def each_once(numbers: NDArray[T]) -> NDArray[T]:
    """Give each of some numbers once, in rising order; numpy would hash them, which takes far longer."""
    ordered = np.sort(numbers)
    is_first = np.ones(len(ordered), np.bool_)
    np.not_equal(ordered[1:], ordered[:-1], out=is_first[1:])
    return ordered[is_first]


def are_among(ids: NDArray[np.int32], wanted: NDArray[np.int32]) -> NDArray[np.bool_]:
    """Tell which of some numbers are among ids in rising order, of which there may be a million."""
    if not len(ids):
        return np.zeros(len(wanted), np.bool_)
    return ids[np.minimum(ids.searchsorted(wanted), len(ids) - 1)] == wanted


def joined(one: NDArray[np.int32] | None, other: NDArray[np.int32] | None) -> NDArray[np.int32] | None:
    """Give the ids that are among some or others, in rising order; None stands for none."""
    if one is None or other is None:
        return other if one is None else one
    return np.union1d(one, other)
