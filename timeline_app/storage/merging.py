"""Two rows that mean the same become one: every use moves to the row kept, nothing said is lost.

What refers to a row is found in the field tables. Rows that the merge would make twice are folded into one in
the same way, with what hangs on them.
"""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any, cast

from timeline_app.domain.errors import DocumentError, FieldError
from timeline_app.domain.records import (
    Alternative,
    AlternativeCondition,
    Citation,
    Coder,
    CollectionLimit,
    Condition,
    ConditionStatus,
    Coverage,
    Figure,
    Group,
    Note,
    Participation,
    Party,
    PartyFlag,
    PartyName,
    PartyRelation,
    Person,
    PersonName,
    Record,
    Revision,
    Source,
    Stance,
    StanceCondition,
    Tag,
    Tenure,
    Topic,
    Value,
    rules_of,
)
from timeline_app.storage import rows
from timeline_app.storage.absorbing import absorb
from timeline_app.storage.clock import now_text
from timeline_app.storage.failures import telling
from timeline_app.storage.lineage import ABOVE, lies_within_itself
from timeline_app.storage.naming import table_words
from timeline_app.storage.parts import TYPE_OF, references_to
from timeline_app.storage.triggers import quoted

if TYPE_CHECKING:
    from timeline_app.storage.bulk import Progress
    from timeline_app.storage.history import Step
    from timeline_app.storage.store import Store

MERGED: tuple[type[Record], ...] = (Party, Person, Topic, Source, Coder, Condition, Group)

# Rows that say something of others, and are the same if they say the same. Those of the second line are the
# work of their coder: two coders who agree are two voices.
_SAYING: frozenset[type[Record]] = frozenset(
    {
        *(PartyName, PartyFlag, PersonName, Tenure, PartyRelation, CollectionLimit, Participation, Condition),
        *(ConditionStatus, StanceCondition, AlternativeCondition, Citation, Figure, Revision, Tag),
        *(Stance, Alternative, Coverage, Value, Note),
    }
)
_OF_A_CODER = frozenset({Stance, Alternative, Coverage, Value, Note})
_TOGETHER = ("valid_from", "valid_to")


AT_ONCE = 500
"""Rows moved between two counts."""


class _Count:
    """How many uses were looked at, told to whoever waits."""

    def __init__(self, progress: Progress | None) -> None:
        self._progress, self._done = progress, 0

    def add(self, looked_at: int) -> None:
        """Count on."""
        self._done += looked_at
        if self._progress:
            self._progress(self._done)


def merge(
    step: Step,
    record_type: type[Record],
    keep: int,
    gone: int,
    *,
    progress: Progress | None = None,
) -> None:
    """
    Make two rows one: uses, names and fields of `gone` go to `keep`, and `gone` is deleted.

    Parameters
    ----------
    step : Step
        The running step.
    record_type : type of Record
        Party, person, topic, source, coder, condition or heading.
    keep, gone : int
        The ids.
    progress : callable, optional
        Called now and then with the number of uses moved or folded; what it raises stops the step.

    Raises
    ------
    FieldError
        If the two are one row, or topics of different kinds.
    DocumentError
        If one is not there any more.

    Notes
    -----
    A period is filled as a whole, so that an end is not joined to another's begin. A relation between the two
    goes, its note stays as a note on the row kept.
    """
    if record_type not in MERGED:
        raise ValueError(f"rows of {record_type.TABLE} are not merged")
    store = step.store
    with telling(store.path), store.db.atomic():
        kept, other = _two(store, record_type, keep, gone)
        _take_out_of(store, kept, other)
        _drop_relations(store, record_type, keep, gone)
        _move(store, record_type, keep, gone, _Count(progress))
        absorb(store, record_type, keep, gone)
        _fill(store, rows.get(store, record_type, keep), other)
        _keep_names(store, keep, other)


def _two(store: Store, record_type: type[Record], keep: int, gone: int) -> tuple[Record, Record]:
    words = table_words(record_type)
    if keep == gone:
        raise FieldError(words.capitalize(), "is the same row twice; choose another to merge it with.")
    kept, other = rows.get(store, record_type, keep), rows.get(store, record_type, gone)
    if kept is None or other is None:
        raise DocumentError(
            f"One of the two can no longer be merged: this {words} was deleted from {store.path.name}. "
            "Nothing was changed. Undo brings it back."
        )
    if isinstance(kept, Topic) and isinstance(other, Topic) and kept.kind != other.kind:
        raise FieldError(
            "Kind", f"{kept.kind} and {other.kind} cannot be merged; give both the same kind first."
        )
    return kept, other


def _take_out_of(store: Store, kept: Record, other: Record) -> None:
    """Lift the kept row out of the other where it lies within it, so that nothing lies within itself."""
    column = ABOVE.get(type(kept))
    if column and lies_within_itself(store, dataclasses.replace(other, **{column: kept.id})):
        rows.update(store, dataclasses.replace(kept, **{column: getattr(other, column)}))


def _drop_relations(store: Store, record_type: type[Record], keep: int, gone: int) -> None:
    """Take away what the two are to each other."""
    if record_type is Party:
        pair = (keep, gone)
        for relation in list(rows.rows(store, PartyRelation, from_party_id=pair, to_party_id=pair)):
            if relation.note:
                rows.insert(store, Note(party_id=keep, text=relation.note, coder_id=relation.coder_id))
            rows.delete(store, PartyRelation, relation.id)
    for one, behalf in (("party_id", "on_behalf_of_party_id"), ("person_id", "on_behalf_of_person_id")):
        if one.removesuffix("_id") == record_type.TABLE:
            for ids in ((keep, gone), (gone, keep)):
                for part in list(rows.rows(store, Participation, **{one: ids[0], behalf: ids[1]})):
                    # As one of the other's it is compared, and folded if it says nothing more.
                    rows.update(store, dataclasses.replace(part, **{one: gone, behalf: None}))


def _move(store: Store, record_type: type[Record], keep: int, gone: int, count: _Count) -> None:
    """Let everything that refers to `gone` refer to `keep`, double rows folded first."""
    columns: dict[str, list[str]] = {}
    for table, column, _ in references_to(record_type.TABLE):
        columns.setdefault(table, []).append(column)
    for table, names in columns.items():
        if TYPE_OF[table] in _SAYING:
            _fold_doubles(store, TYPE_OF[table], names, (keep, gone), count)
        if record_type is Source and table == Revision.TABLE:
            _move_revisions(store, keep, gone)
        for name in names:
            _move_uses(store, table, name, (keep, gone), count)


def _move_uses(store: Store, table: str, name: str, pair: tuple[int, int], count: _Count) -> None:
    moved = AT_ONCE
    while moved == AT_ONCE:
        moved = store.conn.execute(
            f"UPDATE {quoted(table)} SET {name} = ?, updated_at = ? WHERE id IN"
            f" (SELECT id FROM {quoted(table)} WHERE {name} = ? LIMIT {AT_ONCE})",
            (pair[0], now_text(), pair[1]),
        ).rowcount
        count.add(moved)


def _fold_doubles(
    store: Store, record_type: type[Record], names: list[str], pair: tuple[int, int], count: _Count
) -> None:
    """Fold rows of the one that goes into those that will say the same once they are of the one kept."""
    compared = _compared(record_type)
    names = [name for name in names if name in compared]
    if not names or not _count(store, record_type, names, pair[1]):
        return
    first: dict[tuple[Any, ...], int] = {}
    for row_id, moves, key in sorted(_said(store, record_type, names, compared, *pair), key=_kept_first):
        same = first.setdefault(key, row_id)
        if same != row_id and moves:
            _move(store, record_type, same, row_id, count)
            absorb(store, record_type, same, row_id)
            count.add(1)


def _kept_first(said: tuple[int, bool, tuple[Any, ...]]) -> tuple[bool, int]:
    return said[1], said[0]


def _compared(record_type: type[Record]) -> list[str]:
    """Name the columns in which rows that say the same are equal."""
    if record_type is Revision:
        return ["source_id", "sha256"]
    left_out = {"origins"} if record_type in _OF_A_CODER else {"origins", "coder_id"}
    return [name for name in rules_of(record_type) if name not in left_out]


def _count(store: Store, record_type: type[Record], names: list[str], gone: int) -> int:
    anywhere = " OR ".join(f"{name} = ?1" for name in names)
    found = store.conn.execute(
        f"SELECT count(*) FROM {quoted(record_type.TABLE)} WHERE {anywhere}", (gone,)
    ).fetchone()
    return found[0]


def _said(
    store: Store, record_type: type[Record], names: list[str], compared: list[str], keep: int, gone: int
) -> list[tuple[int, bool, tuple[Any, ...]]]:
    """Read what rows of the two will say: id, whether it is one of `gone`, the values."""
    anywhere = " OR ".join(f"{name} IN (?1, ?2)" for name in names)
    moves = " OR ".join(f"coalesce({name} = ?2, 0)" for name in names)
    values = [f"iif({c} = ?2, ?1, {c})" if c in names else quoted(c) for c in compared]
    found = store.conn.execute(
        f"SELECT id, {moves}, {', '.join(values)} FROM {quoted(record_type.TABLE)} WHERE {anywhere}",
        (keep, gone),
    )
    return [(row[0], bool(row[1]), row[2:]) for row in found]


def _move_revisions(store: Store, keep: int, gone: int) -> None:
    """Give the texts of `gone` the numbers after those of `keep`, in their order."""
    last = max((revision.number for revision in rows.rows(store, Revision, source_id=keep)), default=0)
    moved = sorted(rows.rows(store, Revision, source_id=gone), key=lambda revision: revision.number)
    for number, revision in enumerate(moved, last + 1):
        rows.update(store, dataclasses.replace(revision, source_id=keep, number=number))


def _fill(store: Store, kept: Record | None, other: Record) -> None:
    """Fill what is empty in the row kept from the other."""
    kept = cast("Record", kept)
    empty = [name for name in rules_of(type(kept)) if getattr(kept, name) in (None, "")]
    if not all(name in empty for name in _TOGETHER):
        empty = [name for name in empty if name not in _TOGETHER]
    filled = kept
    for name in empty:
        candidate = dataclasses.replace(filled, **{name: getattr(other, name)})
        rule = rules_of(type(kept))[name]
        of_its_own = rule.target == kept.TABLE and getattr(other, name) in (kept.id, other.id)
        if not of_its_own and not (name == ABOVE.get(type(kept)) and lies_within_itself(store, candidate)):
            filled = candidate
    rows.update(store, filled)


def _keep_names(store: Store, keep: int, other: Record) -> None:
    """Keep the names of the other as further names, where the row kept is not called so."""
    if isinstance(other, Party):
        party = cast("Party", rows.get(store, Party, keep))
        known = {party.name, party.short_name, *(n.name for n in rows.rows(store, PartyName, party_id=keep))}
        for name in dict.fromkeys((other.name, other.short_name)):
            if name and name not in known:
                rows.insert(store, PartyName(party_id=keep, kind="common", name=name))
    if isinstance(other, Person):
        person = cast("Person", rows.get(store, Person, keep))
        known = {person.name, *(n.name for n in rows.rows(store, PersonName, person_id=keep))}
        if other.name not in known:
            rows.insert(store, PersonName(person_id=keep, name=other.name))
