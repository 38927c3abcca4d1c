"""Rows as they stood after a step, told from the journal.

Its images are values; what they name is looked up in the schema.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from timeline_app.domain.records import Record
from timeline_app.storage.parts import TYPE_OF, hangs_on
from timeline_app.storage.recorded import RECORDED, read_recorded
from timeline_app.storage.rows import field_names, get, rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from timeline_app.storage.recorded import Recorded
    from timeline_app.storage.store import Store

R = TypeVar("R", bound=Record)
Key = tuple[str, int]
"""Table and id."""


def read_changes(store: Store, condition: str, values: Iterable[object]) -> Iterator[Recorded]:
    """Read changes that keep a condition, from last to first."""
    for row in store.conn.execute(f"{RECORDED} WHERE {condition} ORDER BY id DESC", list(values)):
        if row[2] in TYPE_OF:
            yield read_recorded(row)


def from_image(record_type: type[R], image: Mapping[str, Any]) -> R:
    """Make a record of an image; what an older program did not know yet takes its default."""
    known = field_names(record_type)
    return record_type(**{name: value for name, value in image.items() if name in known})


def last_known(store: Store, record_type: type[R], row_id: int) -> R | None:
    """Find a row in the document, or as it was when it was deleted."""
    here = get(store, record_type, row_id)
    if here:
        return here
    condition = "table_name = ? AND first_id <= ? AND last_id >= ? AND kind IN ('delete', 'rows')"
    for change in read_changes(store, condition, (record_type.TABLE, row_id, row_id)):
        for image in deleted_images(store, change):
            if image["id"] == row_id:
                return from_image(record_type, image)
    return None


def deleted_images(store: Store, change: Recorded) -> Iterator[dict[str, Any]]:
    """Give the rows that a change deleted."""
    if change.kind == "delete":
        yield change.before
        return
    kept = ", ".join(f"c{place}" for place in range(1, len(change.before) + 1))
    for row in store.conn.execute(f"SELECT {kept} FROM history_row WHERE change_id = ?", (change.id,)):
        yield dict(zip(change.before, row, strict=True))


def touching(table: str, ids: set[int]) -> tuple[str, list[object]]:
    """Write the condition for changes that may touch any of some rows of a table, and its values."""
    single = f"kind IN ('update', 'delete') AND first_id IN ({', '.join('?' * len(ids))})"
    ranges = "kind IN ('insert', 'rows') AND first_id <= ? AND last_id >= ?"
    condition = f"table_name = ? AND ({single} OR {ranges})"
    return condition, [table, *ids, max(ids), min(ids)]


class Past:
    """
    Some rows as they stood right after a step.

    Parameters
    ----------
    store : Store
        The document.
    step_id : int
        The step; what came later, and was not undone, is taken back in thought.
    ids : mapping of str to set of int
        The rows asked about, by table; the journal of others is not read.
    """

    def __init__(self, store: Store, step_id: int, ids: Mapping[str, set[int]]) -> None:
        self._store = store
        self._rows: dict[Key, Record | None] = {}
        self._came_later: dict[str, list[tuple[int, int]]] = {}
        later = "redo = 0 AND step_id > ? AND step_id IN (SELECT id FROM history_step WHERE undone = 0)"
        for table, wanted in ids.items():
            if wanted:
                condition, values = touching(table, wanted)
                for change in read_changes(store, f"{later} AND {condition}", (step_id, *values)):
                    self._take_back(change)

    def get(self, record_type: type[R], row_id: int) -> R | None:
        """Give a row as it stood; None if it was not there."""
        key = (record_type.TABLE, row_id)
        if key in self._rows:
            found: Any = self._rows[key]
            return found
        if self._is_later(*key):
            return None
        return get(self._store, record_type, row_id)

    def referring(self, record_type: type[Record], column: str, ids: Iterable[int]) -> Iterator[Record]:
        """Give the rows that referred to any of some ids."""
        table, wanted = record_type.TABLE, set(ids)
        for record in rows(self._store, record_type, **{column: wanted}):
            if (table, record.id) not in self._rows and not self._is_later(table, record.id):
                yield record
        for (name, _), record in self._rows.items():
            if name == table and record and getattr(record, column) in wanted:
                yield record

    def _is_later(self, table: str, row_id: int) -> bool:
        return any(first <= row_id <= last for first, last in self._came_later.get(table, ()))

    def _take_back(self, change: Recorded) -> None:
        record_type = TYPE_OF[change.table]
        if change.kind == "insert":
            self._came_later.setdefault(change.table, []).append((change.first_id, change.last_id))
            for table, row_id in list(self._rows):
                if table == change.table and change.first_id <= row_id <= change.last_id:
                    self._rows[table, row_id] = None
        elif change.kind == "update":
            found = self.get(record_type, change.first_id)
            if found:
                image = {name: getattr(found, name) for name in field_names(record_type)} | change.before
                self._rows[change.table, change.first_id] = from_image(record_type, image)
        else:
            for image in deleted_images(self._store, change):
                self._rows[change.table, image["id"]] = from_image(record_type, image)


class Present:
    """The rows as they stand, asked like `Past`."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def referring(self, record_type: type[Record], column: str, ids: Iterable[int]) -> Iterator[Record]:
        """Give the rows that refer to any of some ids."""
        return rows(self._store, record_type, **{column: set(ids)})


def hanging_on(store: Store, state: Past | Present, whole: Key) -> dict[Key, Record]:
    """Gather what hangs on a row, by way of others too."""
    references = hangs_on(store, whole[0])
    found: dict[Key, Record] = {}
    while True:
        before = len(found)
        for table, column, target in references:
            ids = {row_id for name, row_id in (whole, *found) if name == target}
            if ids:
                hanging = state.referring(TYPE_OF[table], column, ids)
                found |= {(table, record.id): record for record in hanging}
        if len(found) == before:
            return found
