"""Reads when entries became public: the first day by which a source of theirs was published for certain."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from timeline_app.domain.dates import parse
from timeline_app.storage.failures import reading
from timeline_app.storage.numbers import read_numbers

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from timeline_app.storage.store import Store


class Publication(NamedTuple):
    """Entries of which a dated source is known, ids in rising order, and when that was published first.

    Attributes
    ----------
    entry
        (n,) int32.
    day
        (n,) int64, proleptic Gregorian ordinals.
    """

    entry: NDArray[np.int32]
    day: NDArray[np.int64]


TABLES = frozenset({"entry", "citation", "source", "stance"})
"""Tables on which it rests."""

_CITED = """
    SELECT coalesce(citation.entry_id, stance.entry_id), citation.source_id
    FROM citation LEFT JOIN stance ON stance.id = citation.stance_id
"""


def read_publication(store: Store) -> Publication:
    """Read when each entry was published first, by the sources of its citations and of its stances'.

    A source that may have been published on any of several days counts from the last of them; one whose
    last day is open or unknown, from the first.
    """
    with reading(store.path):
        sources, days = _days_of_sources(store)
        entry, source = read_numbers(store, _CITED, 2)
    is_dated = np.isin(source, sources)
    day = days[sources.searchsorted(source[is_dated])]
    entries, place = np.unique_inverse(entry[is_dated])
    first = np.full(len(entries), np.iinfo(np.int64).max)
    np.minimum.at(first, place, day)
    return Publication(entries.astype(np.int32), first)


def _days_of_sources(store: Store) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Read the sources that have a day, in order of their ids, and these days."""
    found = store.conn.execute(
        "SELECT id, published FROM source WHERE published NOTNULL ORDER BY id"
    ).fetchall()
    texts = {text: _day_of(text) for text in {text for _, text in found}}
    rows = [(source, texts[text]) for source, text in found if texts[text] is not None]
    sources, days = np.array(rows, np.int64).reshape(-1, 2).T
    return sources, days


def _day_of(published: str) -> int | None:
    bounds = parse(published)
    known = (bounds.end_hi, bounds.begin_hi, bounds.begin_lo)
    return next((day for day in known if day is not None), None)
