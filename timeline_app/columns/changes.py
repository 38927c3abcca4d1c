"""The change log of all parties and propositions as numpy arrays; no names, and not how it comes about."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any, Final, get_args

import numpy as np

from timeline_app.columns.evidence import paired
from timeline_app.columns.marks import NO_VALUE
from timeline_app.columns.stretches import clipped
from timeline_app.columns.taking import Rows
from timeline_app.domain.changes import CHANGE_KINDS, STAYS, Change, ConditionWord

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from numpy.typing import NDArray

    from timeline_app.columns.stretches import Key

CONDITION_WORDS: Final[tuple[ConditionWord, ...]] = get_args(ConditionWord)
NO_ENTRY: Final = 0
MOVES: Final = np.array([kind not in STAYS for kind in CHANGE_KINDS])
"""Whether after a change the party stands elsewhere, or nowhere, by its kind's index."""
KIND: Final = {kind: np.int8(number) for number, kind in enumerate(CHANGE_KINDS)}
WORD: Final = {word: np.int8(number) for number, word in enumerate(CONDITION_WORDS)}
"""The numbers of kinds and of words, as they stand in the columns."""


@dataclass(frozen=True, slots=True, eq=False)
class Changes(Rows):
    """Lines of the change log, by party and topic, and in each as `changes_of` orders them.

    Attributes
    ----------
    day, party, topic
        (n,) int32.
    kind
        (n,) int8, index into CHANGE_KINDS.
    before, after
        (n,) int8, values, or NO_VALUE.
    from_entry, entry
        (n,) int32, ids, or NO_ENTRY.
    condition
        (n,) int8, index into CONDITION_WORDS.
    contested
        (n,) bool.
    """

    day: NDArray[np.int32]
    party: NDArray[np.int32]
    topic: NDArray[np.int32]
    kind: NDArray[np.int8]
    before: NDArray[np.int8]
    after: NDArray[np.int8]
    from_entry: NDArray[np.int32]
    entry: NDArray[np.int32]
    condition: NDArray[np.int8]
    contested: NDArray[np.bool_]

    def __len__(self) -> int:
        """Count the lines."""
        return len(self.day)

    def lines(self) -> Iterator[tuple[Key, Change]]:
        """Give each line as the plain rule has it, with its party and topic."""
        columns: list[list[Any]] = [column.tolist() for column in self._columns()]
        for day, party, topic, kind, before, after, from_entry, entry, word, contested in zip(
            *columns, strict=True
        ):
            change = Change(
                day=day,
                kind=CHANGE_KINDS[int(kind)],
                before=None if before == NO_VALUE else before,
                after=None if after == NO_VALUE else after,
                from_entry=from_entry or None,
                entry=entry,
                condition=CONDITION_WORDS[int(word)],
                contested=contested,
            )
            yield (party, topic), change

    def exchanged(self, keys: Iterable[Key], fresh: Changes) -> Changes:
        """Put fresh lines in the place of those of some keys."""
        pairs = sorted(set(keys))
        wanted = paired(*np.array(pairs, np.int64).reshape(-1, 2).T)
        gone, come = (_ranges(lines, wanted) for lines in (self, fresh))
        done = 0
        places: list[tuple[Changes, int, int]] = []
        for (low, high), (first, last) in zip(gone, come, strict=True):
            places += [(self, done, low), (fresh, first, last)]
            done = high
        places.append((self, done, len(self)))
        names = (field.name for field in fields(Changes))
        columns = (np.concatenate([getattr(of, name)[i:j] for of, i, j in places]) for name in names)
        return Changes(*columns)


def _ranges(lines: Changes, keys: NDArray[np.int64]) -> list[tuple[int, int]]:
    """Give where the lines of each key begin and end."""
    of = paired(lines.party, lines.topic)
    first, last = of.searchsorted(keys, "left").tolist(), of.searchsorted(keys, "right").tolist()
    return list(zip(first, last, strict=True))


_TYPES: Final = (*(np.int32,) * 3, *(np.int8,) * 3, *(np.int32,) * 2, np.int8, np.bool_)


def changes_from(lines: Iterable[tuple[Key, Change]]) -> Changes:
    """Turn what the plain rule says into columns, in the order in which it comes."""
    rows = [
        (
            clipped(change.day),
            *key,
            KIND[change.kind],
            NO_VALUE if change.before is None else change.before,
            NO_VALUE if change.after is None else change.after,
            change.from_entry or NO_ENTRY,
            change.entry,
            WORD[change.condition],
            change.contested,
        )
        for key, change in lines
    ]
    columns: list[Any] = [*zip(*rows, strict=True)] if rows else [()] * len(_TYPES)
    arrays: list[Any] = [np.array(c, dtype=t) for c, t in zip(columns, _TYPES, strict=True)]
    return Changes(*arrays)
