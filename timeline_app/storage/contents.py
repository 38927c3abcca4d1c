"""What a document holds, as a whole: all records, a fingerprint of the content, whether there is any."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

from timeline_app.domain.records import RECORDS, Coder, Document, Record, View, rules_of
from timeline_app.storage.failures import telling
from timeline_app.storage.rows import field_names, rows
from timeline_app.storage.triggers import quoted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from timeline_app.storage.store import Store


def all_records(store: Store) -> Iterator[Record]:
    """Read all records, what is referred to before what refers, those of a table in the order of ids."""
    for record_type in RECORDS:
        yield from rows(store, record_type)


def fingerprint(store: Store, *, views: bool = True) -> str:
    """
    Hash the content: two documents are equal if and only if their fingerprints are.

    Parameters
    ----------
    store : Store
        The document.
    views : bool
        False to leave out saved views, which have no history.

    Returns
    -------
    str
        SHA-256 over the rows of all tables, sorted by uid, references as uids; without ids and history.
    """
    digest = hashlib.sha256()
    with telling(store.path):
        for record_type in RECORDS:
            if views or record_type is not View:
                digest.update(record_type.TABLE.encode())
                for row in store.conn.execute(_canonical(record_type)):
                    digest.update(json.dumps(row, ensure_ascii=False).encode())
    return digest.hexdigest()


def uids_known(store: Store, records: Iterable[Record]) -> int:
    """Count the records whose uid a row of the same table has; the document's own record does not count."""
    by_table: dict[str, list[tuple[str]]] = {}
    for record in records:
        if not isinstance(record, Document):
            by_table.setdefault(record.TABLE, []).append((record.uid,))
    with telling(store.path):
        return sum(
            store.conn.execute(
                f"SELECT EXISTS (SELECT 1 FROM {quoted(table)} WHERE uid = ?)", uid
            ).fetchone()[0]
            for table, uids in by_table.items()
            for uid in uids
        )


def is_empty(store: Store) -> bool:
    """Tell whether a document holds nothing but its own row and coders."""
    return not any(
        store.conn.execute(f"SELECT EXISTS (SELECT 1 FROM {quoted(record.TABLE)})").fetchone()[0]
        for record in RECORDS
        if record not in (Document, Coder)
    )


def _canonical(record_type: type[Record]) -> str:
    rules = rules_of(record_type)
    columns = [
        f"(SELECT other.uid FROM {quoted(rules[name].target)} AS other WHERE other.id = mine.{quoted(name)})"
        if name in rules and rules[name].kind == "reference"
        else f"mine.{quoted(name)}"
        for name in field_names(record_type)
        if name != "id"
    ]
    return f"SELECT {', '.join(columns)} FROM {quoted(record_type.TABLE)} AS mine ORDER BY mine.uid"
