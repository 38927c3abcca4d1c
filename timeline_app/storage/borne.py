"""Reads which entries rows of the codebook and of the sources are known by: an entry brings them in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from timeline_app.domain.records import Condition, Person, Source
from timeline_app.storage.failures import reading
from timeline_app.storage.numbers import read_numbers

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from timeline_app.storage.store import Store

_BORNE = {
    Source.TABLE: """
        SELECT citation.source_id, coalesce(citation.entry_id, stance.entry_id)
        FROM citation LEFT JOIN stance ON stance.id = citation.stance_id
    """,
    Condition.TABLE: """
        SELECT stance_condition.condition_id, stance.entry_id
        FROM stance_condition JOIN stance ON stance.id = stance_condition.stance_id
    """,
    Person.TABLE: "SELECT person_id, entry_id FROM participation WHERE person_id NOTNULL",
}
"""Tables whose rows are there for entries, with each row and an entry that it is there for."""


def only_of(store: Store, table: str, entries: NDArray[np.int32]) -> set[int]:
    """Find the rows of a table that are there for some entries and for no other; none of other tables.

    Parameters
    ----------
    store
        The document.
    table
        Name of the table.
    entries
        (n,) int32, ids.
    """
    if table not in _BORNE:
        return set()
    with reading(store.path):
        row, entry = read_numbers(store, _BORNE[table], 2)
    is_theirs = np.isin(entry, entries)
    return set(row[is_theirs].tolist()) - set(row[~is_theirs].tolist())
