"""Reads what counts as evidence of positions and folds it: rows to the domain's records, nothing more."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from timeline_app.columns.taking import are_among
from timeline_app.domain.cells import Dossier
from timeline_app.domain.dates import Bounds
from timeline_app.domain.evidence import Act, Coded, Evidence, clock, combine_coders, day_of
from timeline_app.domain.folding import fold
from timeline_app.domain.positions import Denial, Ending, Span
from timeline_app.storage.narrowing import among

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from timeline_app.domain.positions import EndingKind
    from timeline_app.storage.store import Store
    from timeline_app.storage.wide_reading import Ids

Key = tuple[int, int]
"""A party and a topic."""

_ENDED_BY: dict[str, EndingKind] = {"retracts": "retracted", "ends": "ended"}


@dataclass(slots=True)
class _Endings:
    """What ends or denies positions, found by what it ends."""

    of_entry: dict[int, list[Ending]]
    of_party: dict[int, list[Ending]]
    denials: dict[tuple[int, int], list[Denial]]
    """By denying party and denied entry."""


class Bearing(NamedTuple):
    """Rows on which positions rest, by id; None where all of the document count."""

    entries: Collection[int] | None
    """Those of the stances, and those that end or deny what they say."""
    stances: Collection[int] | None


def read_spans(
    store: Store, keys: Collection[Key] | None = None, without: Ids | None = None
) -> dict[Key, list[Span]]:
    """Fold the evidence of the document: by party and topic, in their order, what is shown over time.

    Parameters
    ----------
    store
        The document.
    keys
        Parties and topics that are wanted; all for None.
    without
        Entries that do not count, ids in rising order; None if all do.
    """
    return {key: dossier.spans for key, dossier in dossiers(store, keys, without)}


def dossiers(
    store: Store, keys: Collection[Key] | None = None, without: Ids | None = None
) -> Iterator[tuple[Key, Dossier]]:
    """Fold the evidence of the document and keep it with what it makes, one party and topic after the other.

    Parameters
    ----------
    store
        The document.
    keys
        Parties and topics that are wanted; all for None.
    without
        Entries that do not count, ids in rising order; None if all do.
    """
    bearing = bearing_on(store, keys)
    entries = bearing.entries
    acts = _without(read_acts(store, entries), without)
    decay = read_decay_days(store, keys)
    known = _Endings(
        _endings(acts), _changes_of_government(store, acts, entries), _denials(store, acts, entries)
    )
    evidence: dict[Key, list[Evidence]] = {}
    for (_, key), stances in _read_stances(store, acts, bearing).items():
        evidence.setdefault(key, []).append(combine_coders(stances))
    for key in sorted(evidence):
        yield key, _dossier(key[0], evidence.pop(key), known, decay[key[1]])


def read_decay_days(store: Store, keys: Collection[Key] | None = None) -> dict[int, int]:
    """Read by topic after how many days a position is stale; of those of some keys, or of all for None."""
    condition, values = among("id", None if keys is None else {topic for _, topic in keys})
    return dict(store.conn.execute(f"SELECT id, decay_days FROM topic WHERE {condition}", values).fetchall())


def _without(acts: dict[int, Act], without: Ids | None) -> dict[int, Act]:
    if without is None:
        return acts
    left_out = are_among(without, np.array([*acts], np.int32)).tolist()
    return {entry: act for (entry, act), gone in zip(acts.items(), left_out, strict=True) if not gone}


def bearing_on(store: Store, keys: Collection[Key] | None) -> Bearing:
    """Find what the positions of some parties and topics rest on, or say that all of the document counts."""
    if keys is None:
        return Bearing(None, None)
    stances: list[int] = []
    entries: set[int] = set()
    for key in keys:
        query = "SELECT id, entry_id FROM stance WHERE party_id = ? AND topic_id = ?"
        for stance, entry in store.conn.execute(query, key):
            stances.append(stance)
            entries.add(entry)
    condition, values = among("to_entry_id", entries)
    linked = f"""
        SELECT from_entry_id FROM link WHERE relation IN ('retracts', 'ends', 'denies') AND {condition}
    """
    entries.update(entry for (entry,) in store.conn.execute(linked, values).fetchall())
    condition, values = among("participation.party_id", {party for party, _ in keys})
    fallen = f"""
        SELECT entry.id FROM participation INDEXED BY participation_object
        CROSS JOIN entry ON entry.id = participation.entry_id
        WHERE {condition} AND participation.role = 'object' AND entry.kind = 'change of government'
    """
    entries.update(entry for (entry,) in store.conn.execute(fallen, values))
    return Bearing(entries, stances)


def _dossier(party: int, found: list[Evidence], known: _Endings, decay_days: int) -> Dossier:
    entries = [evidence.act.entry for evidence in found]
    endings = [ending for entry in entries for ending in known.of_entry.get(entry, ())]
    denials = [denial for entry in entries for denial in known.denials.get((party, entry), ())]
    folded = fold(found, [*known.of_party.get(party, ()), *endings], denials, decay_days=decay_days)
    return Dossier(tuple(found), folded, decay_days)


def read_acts(store: Store, entries: Collection[int] | None = None) -> dict[int, Act]:
    """Read the entries that can be evidence, dated and no drafts; of some entries, or of all for None."""
    links: dict[int, set[Any]] = {}
    condition, values = among("from_entry_id", entries)
    query = f"SELECT from_entry_id, to_entry_id, relation FROM link WHERE {condition}"
    for start, end, relation in store.conn.execute(query, values):
        links.setdefault(start, set()).add((relation, end))
    acts: dict[int, Act] = {}
    condition, values = among("id", entries)
    query = f"""
        SELECT id, uid, code, kind, local_time, begin_lo, begin_hi, end_lo, end_hi FROM entry
        WHERE status <> 'draft' AND date NOTNULL AND {condition} ORDER BY id
    """
    for entry, uid, code, kind, time, *ordinals in store.conn.execute(query, values):
        bounds = Bounds(*ordinals)
        day = day_of(kind, bounds)
        if day is not None:
            linked = frozenset(links.get(entry, ()))
            acts[entry] = Act(
                entry=entry,
                day=day,
                begin_lo=bounds.begin_lo,
                end_hi=bounds.end_hi,
                time=clock(time),
                code=code or "",
                uid=uid,
                links=linked,
            )
    return acts


def _read_stances(store: Store, acts: dict[int, Act], bearing: Bearing) -> dict[tuple[int, Key], list[Coded]]:
    """Read by entry, party and topic what each coder recorded."""
    condition, values = among("stance_id", bearing.stances)
    conditions = _grouped(
        store, f"SELECT stance_id, condition_id FROM stance_condition WHERE {condition}", values
    )
    readings = _grouped(
        store, f"SELECT stance_id, value FROM alternative WHERE {condition} ORDER BY value, id", values
    )
    is_low = _low_grades(store, bearing)
    result: dict[tuple[int, Key], list[Coded]] = {}
    condition, values = among("id", bearing.stances)
    query = f"""
        SELECT id, entry_id, party_id, topic_id, value, non_value, mode, conditions_needed, adopted, coder_id
        FROM stance WHERE {condition} ORDER BY id
    """
    for row in store.conn.execute(query, values):
        stance, entry, party, topic, value, non_value, mode, needed, adopted, coder = row
        if entry not in acts:
            continue
        evidence = Evidence(
            act=acts[entry],
            value=value,
            non_value=non_value,
            mode=mode,
            conditions=frozenset(conditions.get(stance, ())),
            any_suffices=needed == "any",
            low_grade=is_low.get((None, stance), is_low.get((entry, None), False)),
            readings=tuple(readings.get(stance, ())),
        )
        coded = Coded(evidence=evidence, coder=coder, adopted=bool(adopted))
        result.setdefault((entry, (party, topic)), []).append(coded)
    return result


def _grouped(store: Store, query: str, values: list[str]) -> dict[int, list[Any]]:
    """Gather the second column by the first."""
    result: dict[int, list[Any]] = {}
    for key, value in store.conn.execute(query, values):
        result.setdefault(key, []).append(value)
    return result


def _low_grades(store: Store, bearing: Bearing) -> dict[tuple[int | None, int | None], bool]:
    """Tell of each cited entry or stance whether its best citation, the least bad one, is graded E or 5."""
    of_entries, ids = among("citation.entry_id", bearing.entries)
    of_stances, more_ids = among("citation.stance_id", bearing.stances)
    query = f"""
        SELECT citation.entry_id, citation.stance_id,
               min(coalesce(citation.reliability, source.reliability, 'F') = 'E' OR credibility IS 5)
        FROM citation CROSS JOIN source ON source.id = citation.source_id
        WHERE {of_entries} OR {of_stances}
        GROUP BY citation.entry_id, citation.stance_id
    """
    found = store.conn.execute(query, [*ids, *more_ids])
    return {(entry, stance): bool(low) for entry, stance, low in found}


def _endings(acts: dict[int, Act]) -> dict[int, list[Ending]]:
    """Give by entry the acts that retract or end what it carries."""
    result: dict[int, list[Ending]] = {}
    for act in acts.values():
        for relation, entry in act.links:
            if kind := _ENDED_BY.get(relation):
                result.setdefault(entry, []).append(Ending(act, kind, entry))
    return result


def _changes_of_government(
    store: Store, acts: dict[int, Act], entries: Collection[int] | None
) -> dict[int, list[Ending]]:
    """Give by party the changes of government that end all its positions."""
    condition, values = among("entry.id", entries)
    query = f"""
        SELECT DISTINCT entry.id, participation.party_id FROM entry
        JOIN participation ON participation.entry_id = entry.id
        WHERE entry.kind = 'change of government' AND participation.role = 'object'
          AND participation.party_id NOTNULL AND {condition}
        ORDER BY 1, 2
    """
    result: dict[int, list[Ending]] = {}
    for entry, party in store.conn.execute(query, values):
        if entry in acts:
            result.setdefault(party, []).append(Ending(acts[entry], "ended", None))
    return result


def _denials(
    store: Store, acts: dict[int, Act], entries: Collection[int] | None
) -> dict[tuple[int, int], list[Denial]]:
    """Give by denying party and denied entry the denials of what the entry says of the party."""
    condition, values = among("link.from_entry_id", entries)
    query = f"""
        SELECT DISTINCT link.from_entry_id, link.to_entry_id, participation.party_id FROM link
        JOIN participation ON participation.entry_id = link.from_entry_id
        WHERE link.relation = 'denies' AND participation.party_id NOTNULL
          AND participation.role IN ('actor', 'participant', 'signatory') AND {condition}
        ORDER BY 1, 2, 3
    """
    result: dict[tuple[int, int], list[Denial]] = {}
    for entry, denied, party in store.conn.execute(query, values):
        if entry in acts:
            result.setdefault((party, denied), []).append(Denial(acts[entry], denied))
    return result
