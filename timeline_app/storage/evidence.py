"""Reads what counts as evidence of positions and folds it: rows to the domain's records, nothing more."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from timeline_app.domain.dates import parse
from timeline_app.domain.evidence import Act, Coded, Evidence, clock, combine_coders, day_of
from timeline_app.domain.folding import fold
from timeline_app.domain.positions import Denial, Ending, Span, spans

if TYPE_CHECKING:
    from timeline_app.domain.positions import EndingKind
    from timeline_app.storage.store import Store

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


def read_spans(store: Store) -> dict[Key, list[Span]]:
    """Fold the evidence of the whole document: by party and topic, what is shown over time."""
    acts = read_acts(store)
    decay = dict(store.conn.execute("SELECT id, decay_days FROM topic").fetchall())
    known = _Endings(_endings(acts), _changes_of_government(store, acts), _denials(store, acts))
    evidence: dict[Key, list[Evidence]] = {}
    for (_, key), stances in _read_stances(store, acts).items():
        evidence.setdefault(key, []).append(combine_coders(stances))
    return {key: _fold_to_spans(key[0], found, known, decay[key[1]]) for key, found in evidence.items()}


def _fold_to_spans(party: int, found: list[Evidence], known: _Endings, decay_days: int) -> list[Span]:
    entries = [evidence.act.entry for evidence in found]
    endings = [ending for entry in entries for ending in known.of_entry.get(entry, ())]
    denials = [denial for entry in entries for denial in known.denials.get((party, entry), ())]
    folded = fold(found, [*known.of_party.get(party, ()), *endings], denials, decay_days=decay_days)
    return spans(folded)


def read_acts(store: Store) -> dict[int, Act]:
    """Read the entries that can be evidence: dated, and no drafts."""
    links: dict[int, set[Any]] = {}
    for start, end, relation in store.conn.execute("SELECT from_entry_id, to_entry_id, relation FROM link"):
        links.setdefault(start, set()).add((relation, end))
    acts: dict[int, Act] = {}
    query = "SELECT id, uid, code, kind, date, local_time FROM entry WHERE status <> 'draft' AND date NOTNULL"
    for entry, uid, code, kind, date, time in store.conn.execute(query):
        bounds = parse(date)
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


def _read_stances(store: Store, acts: dict[int, Act]) -> dict[tuple[int, Key], list[Coded]]:
    """Read by entry, party and topic what each coder recorded."""
    conditions = _grouped(store, "SELECT stance_id, condition_id FROM stance_condition")
    readings = _grouped(store, "SELECT stance_id, value FROM alternative ORDER BY value, id")
    is_low = _low_grades(store)
    result: dict[tuple[int, Key], list[Coded]] = {}
    query = """
        SELECT id, entry_id, party_id, topic_id, value, non_value, mode, conditions_needed, adopted, coder_id
        FROM stance
    """
    for row in store.conn.execute(query):
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


def _grouped(store: Store, query: str) -> dict[int, list[Any]]:
    """Gather the second column by the first."""
    result: dict[int, list[Any]] = {}
    for key, value in store.conn.execute(query):
        result.setdefault(key, []).append(value)
    return result


def _low_grades(store: Store) -> dict[tuple[int | None, int | None], bool]:
    """Tell of each cited entry or stance whether its best citation, the least bad one, is graded E or 5."""
    query = """
        SELECT citation.entry_id, citation.stance_id,
               min(coalesce(citation.reliability, source.reliability, 'F') = 'E' OR credibility IS 5)
        FROM citation JOIN source ON source.id = citation.source_id
        GROUP BY citation.entry_id, citation.stance_id
    """
    return {(entry, stance): bool(low) for entry, stance, low in store.conn.execute(query)}


def _endings(acts: dict[int, Act]) -> dict[int, list[Ending]]:
    """Give by entry the acts that retract or end what it carries."""
    result: dict[int, list[Ending]] = {}
    for act in acts.values():
        for relation, entry in act.links:
            if kind := _ENDED_BY.get(relation):
                result.setdefault(entry, []).append(Ending(act, kind, entry))
    return result


def _changes_of_government(store: Store, acts: dict[int, Act]) -> dict[int, list[Ending]]:
    """Give by party the changes of government that end all its positions."""
    query = """
        SELECT DISTINCT entry.id, participation.party_id FROM entry
        JOIN participation ON participation.entry_id = entry.id
        WHERE entry.kind = 'change of government' AND participation.role = 'object'
          AND participation.party_id NOTNULL
    """
    result: dict[int, list[Ending]] = {}
    for entry, party in store.conn.execute(query):
        if entry in acts:
            result.setdefault(party, []).append(Ending(acts[entry], "ended", None))
    return result


def _denials(store: Store, acts: dict[int, Act]) -> dict[tuple[int, int], list[Denial]]:
    """Give by denying party and denied entry the denials of what the entry says of the party."""
    query = """
        SELECT DISTINCT link.from_entry_id, link.to_entry_id, participation.party_id FROM link
        JOIN participation ON participation.entry_id = link.from_entry_id
        WHERE link.relation = 'denies' AND participation.party_id NOTNULL
          AND participation.role IN ('actor', 'participant', 'signatory')
    """
    result: dict[tuple[int, int], list[Denial]] = {}
    for entry, denied, party in store.conn.execute(query):
        if entry in acts:
            result.setdefault((party, denied), []).append(Denial(acts[entry], denied))
    return result
