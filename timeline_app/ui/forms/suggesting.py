"""What a form begins with: the actor of the entry, topic and source used last, the party of a person."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from timeline_app.domain.periods import holds_on
from timeline_app.domain.records import (
    Citation,
    ConditionStatus,
    Entry,
    Figure,
    Participation,
    Record,
    Revision,
    Stance,
    Tenure,
    Value,
)
from timeline_app.storage.rows import newest, rows
from timeline_app.ui.entry_words import ACTING
from timeline_app.ui.forms.completing import next_number

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from timeline_app.domain.records.parts import Part
    from timeline_app.storage.store import Store


def suggested(part: Part, store: Store, owner: Record, beside: Sequence[Record]) -> Record:
    """
    Begin a part of a record.

    Parameters
    ----------
    part : Part
        What is to be made.
    store : Store
        The document.
    owner : Record
        What it hangs on, written or not.
    beside : sequence of Record
        The other parts of `owner`, written or not.
    """
    fresh = dataclasses.replace(part.record(), **{part.owner: owner.id} if owner.id else {})
    if isinstance(fresh, Stance):
        return _stance(fresh, store, beside)
    if isinstance(fresh, Citation):
        return _citation(fresh, store)
    if isinstance(fresh, ConditionStatus) and isinstance(owner, Entry):
        return dataclasses.replace(fresh, date=owner.date)
    if isinstance(fresh, Revision) and owner.id:
        return dataclasses.replace(fresh, number=next_number(store, owner.id))
    if isinstance(fresh, Revision):
        return dataclasses.replace(fresh, number=1 + sum(isinstance(r, Revision) for r in beside))
    return fresh


def _stance(fresh: Stance, store: Store, beside: Iterable[Record]) -> Stance:
    """Begin with the first who acts and has no stance yet, and with the topic used last."""
    parts = list(beside)
    acting = [p.party_id for p in parts if isinstance(p, Participation) and p.role in ACTING and p.party_id]
    taken = {stance.party_id for stance in parts if isinstance(stance, Stance)}
    free = [party for party in acting if party not in taken]
    last = [stance.topic_id for stance in parts if isinstance(stance, Stance) and stance.topic_id]
    latest = newest(store, Stance)
    topic = last[-1] if last else latest.topic_id if latest else 0
    return dataclasses.replace(fresh, party_id=(free or acting or [0])[0], topic_id=topic)


def _citation(fresh: Citation, store: Store) -> Citation:
    """Begin with the source and the wording of the citation made last."""
    latest = newest(store, Citation)
    if latest is None:
        return fresh
    return dataclasses.replace(fresh, source_id=latest.source_id, wording=latest.wording)


def party_of(store: Store, person: int, day: int | None) -> int | None:
    """Give the party for which a person held an office on a day ordinal, the last one entered of several."""
    held = [
        tenure.party_id
        for tenure in rows(store, Tenure, person_id=person)
        if tenure.party_id and (day is None or holds_on(tenure.valid_from, tenure.valid_to, day))
    ]
    return held[-1] if held else None


def narrowed(record: Record, name: str, owner: str) -> dict[str, object]:
    """Tell what a row must hold that a field of a record refers to, where not any will do."""
    if isinstance(record, Value) and name == "variable_id" and owner:
        return {"target": owner.removesuffix("_id")}
    if isinstance(record, Figure) and name == "part_of_id":
        return {"entry_id": record.entry_id}
    return {}
