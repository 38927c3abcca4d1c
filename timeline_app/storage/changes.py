"""Reads the change log of a document: most of it in columns, little by the plain rule; no names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from timeline_app.columns.changes import CONDITION_WORDS, Changes, changes_from
from timeline_app.columns.evidence import paired
from timeline_app.columns.positions import fold
from timeline_app.columns.stretches import FURTHEST
from timeline_app.columns.writing_changes import changes_in
from timeline_app.storage.conditions import read_statuses
from timeline_app.storage.evidence import dossiers, read_decay_days
from timeline_app.storage.evidence_columns import read_evidence_and_sets
from timeline_app.storage.failures import reading
from timeline_app.storage.numbers import read_numbers

if TYPE_CHECKING:
    from collections.abc import Collection

    from timeline_app.columns.timeline import Timeline
    from timeline_app.domain.changes import Change
    from timeline_app.domain.conditions import Statuses
    from timeline_app.storage.evidence import Key
    from timeline_app.storage.replay import Progress
    from timeline_app.storage.store import Store
    from timeline_app.storage.wide_reading import Ids

MOST_KEYS = 500
"""Parties and topics up to which their lines are read again, and not the whole log."""
_ON_STATUSES = [CONDITION_WORDS.index("dropped"), CONDITION_WORDS.index("met")]


def read_changes(
    store: Store,
    keys: Collection[Key] | None = None,
    statuses: Statuses | None = None,
    without: Ids | None = None,
    progress: Progress | None = None,
) -> Changes:
    """Read the change log of all days, by party and topic.

    Lapses stand in it even if their day is yet to come.

    Parameters
    ----------
    store
        The document.
    keys
        Parties and topics that are wanted; all for None.
    statuses
        Those of conditions, if they were read.
    without
        Entries that do not count, ids in rising order; None if all do.
    progress
        Is told how many rows of how many are read, of one table after the other; what it raises stops it.
    """
    is_met = (statuses or read_statuses(store)).is_met
    evidence, sets = read_evidence_and_sets(store, keys, without, progress)
    decay = read_decay_days(store, keys)
    query = "SELECT from_entry_id, to_entry_id FROM link WHERE relation = 'retracts'"
    retracting = paired(*read_numbers(store, query, 2))
    found = changes_in(fold(evidence, decay), len(evidence), retracting, sets.members, is_met)
    tangled = {(party, topic) for party, topic in evidence.bonds.tangled.tolist()}
    if not tangled:
        return found
    plain: list[tuple[Key, Change]] = []
    for number, (key, dossier) in enumerate(dossiers(store, tangled, without)):
        if progress:
            progress(number, len(tangled))
        plain += [(key, change) for change in dossier.changes(FURTHEST, is_met)]
    return found.exchanged(tangled, changes_from(plain))


@dataclass(frozen=True, slots=True, eq=False)
class ChangeLog:
    """The change log of a document as it was read with a timeline and the statuses of its conditions."""

    lines: Changes
    timeline: Timeline
    statuses: Statuses


def read_log(
    store: Store,
    timeline: Timeline,
    before: ChangeLog | None = None,
    without: Ids | None = None,
    progress: Progress | None = None,
) -> ChangeLog:
    """
    Read the change log, or what is new in it.

    Parameters
    ----------
    timeline
        The document as it is now.
    before
        What this gave for an earlier timeline: only what was touched since is read.
    without
        Entries that do not count in the timeline, ids in rising order; None if all do.
    progress
        Is told how many rows of how many are read, of one table after the other; what it raises stops it.

    Raises
    ------
    DocumentError
        If the file cannot be read.
    """
    with reading(store.path):
        statuses = read_statuses(store, without)
        keys = _touched(before, timeline, statuses) if before else None
        if before is None or keys is None:
            return ChangeLog(read_changes(store, None, statuses, without, progress), timeline, statuses)
        fresh = before.lines
        if keys:
            fresh = fresh.exchanged(keys, read_changes(store, keys, statuses, without))
        return ChangeLog(fresh, timeline, statuses)


def _touched(before: ChangeLog, timeline: Timeline, statuses: Statuses) -> set[Key] | None:
    """Give the parties and topics whose lines may be others; None if any may, or very many."""
    keys = timeline.keys_since(before.timeline)
    if keys is None:
        return None
    wanted = set(keys)
    if statuses != before.statuses:
        lines = before.lines[np.flatnonzero(np.isin(before.lines.condition, _ON_STATUSES))]
        wanted |= set(zip(lines.party.tolist(), lines.topic.tolist(), strict=True))
    return wanted if len(wanted) <= MOST_KEYS else None


def is_read_fast(before: ChangeLog | None, timeline: Timeline) -> bool:
    """Tell whether little of a log is to be read again for a later timeline."""
    keys = timeline.keys_since(before.timeline) if before else None
    return keys is not None and len(keys) <= MOST_KEYS
