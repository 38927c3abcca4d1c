"""Reads what counts as evidence of positions as columns, in bulk: a whole document, no record a row.

What it reads is what `storage.evidence` reads, by the stored day ordinals.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

import numpy as np

from timeline_app.columns.asides import asides_from, asides_in_order, no_asides
from timeline_app.columns.bonds import Links, find_bonds
from timeline_app.columns.carried import carried_from, carried_in_order, no_carried
from timeline_app.columns.evidence import (
    NO_TIME,
    RANK_OF_MODE,
    Acts,
    Bonds,
    EvidenceColumns,
    key_numbers,
    paired,
)
from timeline_app.columns.hearing_order import tied
from timeline_app.columns.positions import fold, segments_from
from timeline_app.columns.segments import NO_DAY, Segments, segments_in_order
from timeline_app.columns.stretches import FOREVER, FURTHEST, one_after_another
from timeline_app.columns.taking import are_among, each_once
from timeline_app.domain.evidence import RANKS, seconds_of
from timeline_app.domain.vocabulary import ENTRY_KINDS, group_of
from timeline_app.storage.coder_columns import combine
from timeline_app.storage.evidence import bearing_on, dossiers, read_decay_days
from timeline_app.storage.narrowing import among
from timeline_app.storage.numbers import read_numbers, read_pairs
from timeline_app.storage.stance_columns import NULL_READING, read_stances

if TYPE_CHECKING:
    from collections.abc import Collection

    from numpy.typing import NDArray

    from timeline_app.columns.asides import Asides
    from timeline_app.columns.carried import Carried
    from timeline_app.storage.evidence import Key
    from timeline_app.storage.replay import Progress
    from timeline_app.storage.stance_columns import ConditionSets, Stances
    from timeline_app.storage.store import Store
    from timeline_app.storage.wide_reading import Ids

_LASTING = ", ".join(f"'{kind}'" for kind in ENTRY_KINDS if group_of(kind) in ("deeds", "context"))
_DAY = f"iif(kind IN ({_LASTING}), coalesce(begin_hi, end_hi), coalesce(end_hi, begin_hi))"
"""The evidence day, as `domain.dates.evidence_day` gives it."""
# The plus keeps SQLite from going by the index of the day, from row to row all over the file.
_CERTAIN = f"(+begin_lo = end_hi AND +begin_lo BETWEEN -{FURTHEST} AND {FURTHEST})"


FEW = 500
"""Stances up to which the plain rule is faster than arrays."""
AT_ONCE = 50
"""Keys that the plain rule folds before what they rest on is let go."""


def read_segments(store: Store, keys: Collection[Key] | None = None, without: Ids | None = None) -> Segments:
    """Fold evidence as `read_stretches` does: what is shown over time."""
    return read_stretches(store, keys, without)[0]


def read_stretches(
    store: Store,
    keys: Collection[Key] | None = None,
    without: Ids | None = None,
    progress: Progress | None = None,
) -> tuple[Segments, Asides, Carried]:
    """Fold the evidence of the document, or of some parties and topics.

    Gives what is shown, what stands beside it, and which conditions what is shown carries.

    Parameters
    ----------
    store
        The document.
    keys
        Parties and topics that are wanted; all for None.
    without
        Entries that do not count, ids in rising order; None if all do.
    progress
        Is told how many rows of how many are read, of one table after the other; what it raises stops it.
    """
    decay = read_decay_days(store, keys)
    if keys is not None and _count_stances(store, keys) <= FEW:
        return _by_plain_rule(store, keys, decay, without)
    evidence, sets = read_evidence_and_sets(store, keys, without, progress)
    folded = fold(evidence, decay)
    segments, (asides, left) = segments_from(folded), asides_from(folded, len(evidence))
    carried = carried_from(folded, sets.members)
    tangled = [(party, topic) for party, topic in left.tolist()]
    if not tangled:
        return segments, asides, carried
    plain, beside, borne = _by_plain_rule(store, tangled, decay, without)
    return (
        segments.exchanged(tangled, plain),
        asides.exchanged(tangled, beside),
        carried.exchanged(tangled, borne),
    )


def _by_plain_rule(
    store: Store, keys: Collection[Key], decay: dict[int, int], without: Ids | None
) -> tuple[Segments, Asides, Carried]:
    """Fold some keys at a time: what one of a million entries is told by would fill the memory."""
    stream = dossiers(store, keys, without)
    segments, asides, carried = [segments_in_order((), decay)], [no_asides()], [no_carried()]
    while found := list(islice(stream, AT_ONCE)):
        shown = [(key, dossier.spans) for key, dossier in found]
        segments.append(segments_in_order(shown, decay))
        asides.append(asides_in_order((key, dossier.asides()) for key, dossier in found))
        carried.append(carried_in_order(shown))
    return one_after_another(segments), one_after_another(asides), one_after_another(carried)


def _count_stances(store: Store, keys: Collection[Key]) -> int:
    query = "SELECT count(*) FROM stance WHERE party_id = ? AND topic_id = ?"
    return sum(store.conn.execute(query, key).fetchone()[0] for key in keys)


def last_evidence_day(store: Store) -> int | None:
    """Find the last day on which an entry of the document is evidence; None if none ever is."""
    query = f"SELECT max({_DAY}) FROM entry WHERE status <> 'draft' AND date NOTNULL"
    return store.conn.execute(query).fetchone()[0]


def read_evidence(
    store: Store, keys: Collection[Key] | None = None, without: Ids | None = None
) -> EvidenceColumns:
    """Read all that counts as evidence of positions, or that of some parties and topics."""
    return read_evidence_and_sets(store, keys, without)[0]


def read_evidence_and_sets(
    store: Store,
    keys: Collection[Key] | None = None,
    without: Ids | None = None,
    progress: Progress | None = None,
) -> tuple[EvidenceColumns, ConditionSets]:
    """Read evidence, and of what the sets of conditions consist whose numbers it holds.

    `progress` is told how many rows of how many are read, first of entries and then of stances; what it
    raises stops it.
    """
    bearing = bearing_on(store, keys)
    entries = bearing.entries
    acts = _read_acts(store, entries, progress)
    if without is not None:
        acts = acts[~are_among(without, acts.entry)]
    recorded, sets = read_stances(store, acts, bearing, progress)
    stances = combine(recorded, sets)
    fallen, falls = _read_falls(store, acts, entries)
    evidence = EvidenceColumns(
        acts=stances.acts,
        party=stances.party,
        topic=stances.topic,
        mode=stances.mode,
        rank=_ranks(stances),
        value=stances.value,
        non_value=stances.non_value,
        conditions=stances.conditions,
        readings=(stances.readings & ~np.uint8(NULL_READING)),
        fallen=fallen,
        falls=falls,
        bonds=Bonds.none(),
    )
    evidence = replace(evidence, bonds=find_bonds(evidence, *_read_links(store, acts, entries), acts))
    _put_times(store, evidence)
    return evidence, sets


def _ranks(stances: Stances) -> NDArray[np.int8]:
    ranks = RANK_OF_MODE[stances.mode]
    return np.where(stances.low, np.minimum(ranks, RANKS["implied"]), ranks).astype(np.int8)


def _read_acts(store: Store, entries: Collection[int] | None, progress: Progress | None = None) -> Acts:
    """Read the entries that can be evidence, by id: dated, and no drafts; most have one certain day."""
    condition, values = among("id", entries)
    dated = f"{condition} AND status <> 'draft' AND date NOTNULL"
    query = f"SELECT (id << 32) + begin_lo FROM entry WHERE {dated} AND {_CERTAIN}"
    entry, day = read_pairs(store, "entry", query, 1, values, progress)
    query = f"""
        SELECT (id << 32) + max(-{FURTHEST}, min({FURTHEST}, {_DAY})),
               (coalesce(max(-{FURTHEST}, min({FURTHEST}, end_hi)), {FOREVER}) << 32)
               + coalesce(max(-{FURTHEST}, min({FURTHEST}, begin_lo)), {NO_DAY})
        FROM entry WHERE {dated} AND {_CERTAIN} IS NOT TRUE AND coalesce(begin_hi, end_hi) NOTNULL
    """
    others, days, end_hi, begin_lo = read_pairs(store, "entry", query, 2, values, progress)
    ids = np.append(entry, others)
    order = np.argsort(ids, kind="stable")
    no_time, no_order = (np.broadcast_to(np.int32(number), len(order)) for number in (NO_TIME, 0))
    return Acts(
        entry=ids[order],
        day=np.append(day, days)[order],
        begin_lo=np.append(day, begin_lo)[order],
        end_hi=np.append(day, end_hi)[order],
        time=no_time,
        order=no_order,
    )


def _read_falls(store: Store, acts: Acts, entries: Collection[int] | None) -> tuple[NDArray[np.int32], Acts]:
    """Read the changes of government and the parties whose positions they end, by party and day."""
    condition, values = among("entry.id", entries)
    query = f"""
        SELECT DISTINCT entry.id, participation.party_id FROM entry
        CROSS JOIN participation ON participation.entry_id = entry.id
        WHERE entry.kind = 'change of government' AND participation.role = 'object'
          AND participation.party_id NOTNULL AND {condition}
    """
    entry, party = read_numbers(store, query, 2, values).astype(np.int32)
    rows, counts = acts.find(entry)
    party, falls = party[counts], acts[rows]
    order = np.argsort(paired(party, falls.day), kind="stable")
    return party[order], falls[order]


def _put_times(store: Store, evidence: EvidenceColumns) -> None:
    """Fill in times and order of the acts that are heard with others on the same day."""
    rows = _rows_with_company(evidence)
    heard = (evidence.acts, evidence.falls, evidence.bonds.enders)
    told = _read_times(
        store, each_once(np.concatenate([heard[0].entry[rows], *(a.entry for a in heard[1:])]))
    )
    for acts in heard:
        rows, places = told.find(acts.entry)
        acts.time[places], acts.order[places] = told.time[rows], told.order[rows]


def _rows_with_company(evidence: EvidenceColumns) -> NDArray[np.intp]:
    """Find the rows that another act is heard with on the same day."""
    key, day = key_numbers(evidence.party, evidence.topic), evidence.acts.day
    of_key = paired(key, day)
    found = [tied(of_key)]
    if len(evidence.falls):
        falls = paired(evidence.fallen, evidence.falls.day)
        found.append(np.flatnonzero(np.isin(paired(evidence.party, day), falls)))
    if len(evidence.bonds.ended):
        endings = paired(key[evidence.bonds.ended], evidence.bonds.enders.day)
        found.append(np.flatnonzero(np.isin(of_key, endings)))
    return np.concatenate(found)


def _read_times(store: Store, entries: NDArray[np.int32]) -> Acts:
    """Read the local times of some entries, and their order by code and uid."""
    condition, ids = among("id", entries.tolist())
    query = f"SELECT id, local_time FROM entry WHERE {condition} ORDER BY coalesce(code, ''), uid"
    rows = [(entry, _seconds(time)) for entry, time in store.conn.execute(query, ids)]
    entry, time = np.array(rows, np.int32).reshape(-1, 2).T
    nothing = np.zeros(len(entry), np.int32)
    told = Acts(entry, nothing, nothing, nothing, time, np.arange(len(entry), dtype=np.int32))
    return told[np.argsort(entry)]


def _seconds(time: str | None) -> int:
    known = seconds_of(time)
    return NO_TIME if known is None else known


def _read_links(store: Store, acts: Acts, entries: Collection[int] | None) -> tuple[Links, NDArray[np.int64]]:
    """Read the links, and the denied entries paired with the parties that deny them."""
    condition, values = among("from_entry_id", entries)
    query = f"""
        SELECT from_entry_id, to_entry_id, relation = 'prepares',
               relation IN ('revises', 'reverses', 'retracts'), relation = 'retracts',
               relation IN ('retracts', 'ends')
        FROM link WHERE {condition}
    """
    start, goal, prepares, corrects, retracts, ends = read_numbers(store, query, 6, values)
    counts = _count(start, acts)
    links = Links(
        start=start.astype(np.int32),
        goal=goal.astype(np.int32),
        prepares=prepares.astype(np.bool_),
        corrects=corrects.astype(np.bool_),
        retracts=retracts.astype(np.bool_),
        ends=ends.astype(np.bool_) & counts,
    )
    query = f"""
        SELECT link.from_entry_id, link.to_entry_id, participation.party_id FROM link
        CROSS JOIN participation ON participation.entry_id = link.from_entry_id
        WHERE link.relation = 'denies' AND participation.party_id NOTNULL
          AND participation.role IN ('actor', 'participant', 'signatory')
          AND {condition}
    """
    start, denied, denier = read_numbers(store, query, 3, values)
    return links, paired(denied, denier)[_count(start, acts)]


def _count(entries: NDArray[np.int64], acts: Acts) -> NDArray[np.bool_]:
    found = np.zeros(len(entries), np.bool_)
    found[acts.find(entries.astype(np.int32))[1]] = True
    return found
