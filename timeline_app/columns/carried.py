"""Which conditions shown positions carry, from when to when, as numpy arrays; no rule, no texts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from timeline_app.columns.stretches import FOREVER, Stretches, clipped
from timeline_app.columns.taking import places_within

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from numpy.typing import NDArray

    from timeline_app.columns.positions import Folded
    from timeline_app.columns.stretches import Key
    from timeline_app.domain.positions import Span


@dataclass(frozen=True, slots=True, eq=False)
class Carried(Stretches):
    """The conditions of the positions of all parties; several at a time, sorted by condition on one day.

    A stretch lasts while the position carries the condition, however often it is reaffirmed.

    Attributes
    ----------
    condition
        (n,) int32, ids.
    entry
        (n,) int32, the entry with which it came.
    """

    condition: NDArray[np.int32]
    entry: NDArray[np.int32]


_NAMES: Final = ("party", "topic", "start", "end", "condition", "entry")


def carried_from(folded: Folded, members: Callable[[int], frozenset[int]]) -> Carried:
    """Give what the positions carry that evidence makes; `members` gives the conditions of a set's number."""
    ground, keys, shown = folded.ground, folded.keys, folded.shown
    number = np.where(shown.ended | shown.mixed, 0, ground.conditions[shown.row])
    kept = np.flatnonzero(number)
    if not len(kept):
        return no_carried()
    numbers, of = np.unique(number[kept], return_inverse=True)
    sets = [sorted(members(one)) for one in numbers.tolist()]
    count = np.array([len(one) for one in sets])
    first, flat = np.cumsum(count) - count, np.array([c for one in sets for c in one], np.int32)
    rows = np.repeat(kept, count[of])
    return _joined(
        keys.party[shown.key[rows]],
        keys.topic[shown.key[rows]],
        shown.day[rows],
        shown.ends()[rows],
        flat[places_within(first[of], count[of])],
        ground.acts.entry[shown.row[rows]],
    )


def carried_in_order(found: Iterable[tuple[Key, Sequence[Span]]]) -> Carried:
    """Turn what the plain rule says into rows."""
    rows = [
        (*key, clipped(span.start), FOREVER if span.end is None else clipped(span.end), condition, entry)
        for key, spans in found
        for span in spans
        for entry in (span.position.entry,)
        for condition in span.position.conditions
    ]
    return _joined(*np.array(rows, np.int32).reshape(-1, len(_NAMES)).T)


def no_carried() -> Carried:
    """Give no rows."""
    return carried_in_order(())


def _joined(*columns: NDArray[np.int32]) -> Carried:
    """Join stretches of a condition that follow on each other."""
    party, topic, start, end, condition, _ = columns
    order = np.lexsort((start, condition, topic, party))
    party, topic, start, end, condition, entry = (column[order] for column in columns)
    goes_on = np.zeros(len(party) + 1, np.bool_)
    goes_on[1:-1] = (party[1:] == party[:-1]) & (topic[1:] == topic[:-1]) & (start[1:] == end[:-1])
    goes_on[1:-1] &= condition[1:] == condition[:-1]
    first, last = np.flatnonzero(~goes_on[:-1]), np.flatnonzero(~goes_on[1:])
    rows: list[Any] = [column[first] for column in (party, topic, start, condition, entry)]
    order = np.lexsort((rows[3], rows[2], rows[1], rows[0]))
    party, topic, start, condition, entry = (column[order] for column in rows)
    return Carried(party, topic, start, end[last][order], condition, entry)
