"""What counts as evidence of positions as numpy arrays: a row a stance, its coders combined; no fold.

The rules are those of the positions page of the design, as in `domain.evidence`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, get_args

import numpy as np

from timeline_app.columns.segments import NON_VALUES
from timeline_app.columns.taking import Rows
from timeline_app.domain.evidence import NEVER_A_POSITION, RANKS
from timeline_app.domain.vocabulary import Mode

if TYPE_CHECKING:
    from numpy.typing import NDArray

NO_TIME: Final = -1
MODES: Final[tuple[Mode, ...]] = get_args(Mode)
REPORTED: Final = MODES.index("reported")
RANK_OF_MODE: Final = np.array([RANKS[mode] for mode in MODES], np.int8)
HIGHEST_RANK: Final = max(RANKS.values())
CAN_BE_POSITION: Final = np.array([word not in NEVER_A_POSITION for word in NON_VALUES])
"""Whether a non-value can ever be a position, by its index in NON_VALUES."""


@dataclass(frozen=True, slots=True, eq=False)
class Acts(Rows):
    """Entries as the fold sees them.

    Attributes
    ----------
    entry
        (n,) int32, ids.
    day
        (n,) int32, evidence day.
    begin_lo, end_hi
        (n,) int32, earliest begin and latest end; NO_DAY and FOREVER where open or unknown.
    time
        (n,) int32, seconds of the local day, NO_TIME where none is known. Filled in where it can matter:
        where another act that is heard with it has the same day.
    order
        (n,) int32, place by code and uid; filled in as `time` is.
    """

    entry: NDArray[np.int32]
    day: NDArray[np.int32]
    begin_lo: NDArray[np.int32]
    end_hi: NDArray[np.int32]
    time: NDArray[np.int32]
    order: NDArray[np.int32]

    def __len__(self) -> int:
        """Count the acts."""
        return len(self.entry)

    def find(self, entries: NDArray[np.int32]) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
        """Find entries among acts sorted by entry: the rows of those that are there, and their places."""
        if not len(self):
            return np.arange(0), np.arange(0)
        rows = np.minimum(self.entry.searchsorted(entries), len(self) - 1)
        places = np.flatnonzero(self.entry[rows] == entries)
        return rows[places], places


NO_ACTS: Final = Acts(*(np.zeros(0, np.int32) for _ in range(6)))


@dataclass(frozen=True, slots=True, eq=False)
class Bonds:
    """What links do to positions.

    Attributes
    ----------
    enders, ended
        Acts that end a position if a row of the evidence carries it, (m,), and that row, (m,) int32.
    correcting, corrected
        (c,) int32, rows that displace a position whatever its rank if another row once carried one.
    tangled
        (k, 2) int32, parties and topics in which links or denials do more: left to the plain rule.
    """

    enders: Acts
    ended: NDArray[np.int32]
    correcting: NDArray[np.int32]
    corrected: NDArray[np.int32]
    tangled: NDArray[np.int32]

    @classmethod
    def none(cls) -> Bonds:
        """Give those of evidence without links."""
        nothing = np.zeros(0, np.int32)
        return cls(NO_ACTS, nothing, nothing, nothing, nothing.reshape(0, 2))


@dataclass(frozen=True, slots=True, eq=False)
class EvidenceColumns:
    """All stances that count, sorted by `party`, `topic` and the day of the act; one an entry and key.

    Attributes
    ----------
    acts
        Of n rows, the act that takes the stance.
    party, topic
        (n,) int32, ids; together the key of the row.
    mode
        (n,) int8, index into MODES.
    rank
        (n,) int8, how firmly it speaks, as `domain.evidence.Evidence.rank`.
    value
        (n,) int8, -2 to 2, or NO_VALUE.
    non_value
        (n,) int8, index into NON_VALUES.
    conditions
        (n,) int32, the same number for the same set of conditions, 0 for none.
    readings
        (n,) uint8, the values between which it is torn, bits as in `Segments.readings`.
    fallen, falls
        The parties whose government changed, (m,) int32, and those m acts; sorted by party and day.
    bonds
        What links between its entries do.
    """

    acts: Acts
    party: NDArray[np.int32]
    topic: NDArray[np.int32]
    mode: NDArray[np.int8]
    rank: NDArray[np.int8]
    value: NDArray[np.int8]
    non_value: NDArray[np.int8]
    conditions: NDArray[np.int32]
    readings: NDArray[np.uint8]
    fallen: NDArray[np.int32]
    falls: Acts
    bonds: Bonds

    def __len__(self) -> int:
        """Count the stances."""
        return len(self.party)


def key_numbers(party: NDArray[np.int32], topic: NDArray[np.int32]) -> NDArray[np.int32]:
    """Give the number of each row's key, from 0 on, (n,); rows are sorted by party and topic."""
    is_new = np.zeros(len(party), np.bool_)
    is_new[1:] = (party[1:] != party[:-1]) | (topic[1:] != topic[:-1])
    return np.cumsum(is_new, dtype=np.int32)


def paired(high: NDArray[Any], low: NDArray[Any]) -> NDArray[np.int64]:
    """Put two columns of 32 bits into one, (n,) int64, that sorts and compares as the pair does."""
    both = high.astype(np.int64)
    both <<= 32
    both += low
    return both


def unpaired(both: NDArray[np.int64]) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """Take apart what `paired` put together."""
    low = both.astype(np.int32)
    return ((both - low) >> 32).astype(np.int32), low
