"""Which changes of government matter for which keys, so that not each is heard in each of a party's."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from timeline_app.columns.evidence import paired, unpaired
from timeline_app.columns.taking import each_once, places_within

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from timeline_app.columns.evidence import EvidenceColumns


def falls_heard(
    evidence: EvidenceColumns, key: NDArray[np.int32]
) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """Pair keys with the changes of government that can end something there.

    These are those on a day on which the key has evidence, and the next one after such a day: what it ends,
    those that follow find ended.

    Parameters
    ----------
    evidence
        All of it.
    key
        (n,), the number of each row's key.

    Returns
    -------
    (m,) numbers of keys and (m,) rows of `evidence.falls`, without repeats.
    """
    falls = paired(evidence.fallen, evidence.falls.day)
    rows = np.flatnonzero(np.isin(evidence.party, evidence.fallen))
    days = paired(evidence.party[rows], evidence.acts.day[rows])
    first, after = falls.searchsorted(days, "left"), falls.searchsorted(days, "right")
    count = after - first
    same_day = places_within(first, count)
    has_next = after < len(falls)
    has_next[has_next] = evidence.fallen[after[has_next]] == evidence.party[rows[has_next]]
    keys = np.concatenate([np.repeat(key[rows], count), key[rows[has_next]]])
    found = each_once(paired(keys, np.concatenate([same_day, after[has_next]])))
    return unpaired(found)
