"""The TEMP triggers that write history and keep search in step, generated from the tables as they are.

They live in the connection, never in the file: a document holds no triggers and no views. What the journal
means is told in the schema beside `history_change`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline_app.domain.records import RECORDS, Record, View, rules_of

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping, Sequence

JOURNALED: tuple[type[Record], ...] = tuple(record for record in RECORDS if record is not View)

_NOW = "(SELECT step_id FROM history_now), (SELECT redo FROM history_now)"
_FILL = "INSERT INTO history_change (step_id, redo, kind, table_name, first_id, last_id, before, after)"


def install(conn: sqlite3.Connection) -> dict[str, str]:
    """
    Make the TEMP table of the current step and all triggers; the folding function is there already.

    Returns
    -------
    dict of str to str
        The triggers' names and texts, to take them off and put them back for bulk work.
    """
    conn.execute("CREATE TEMP TABLE history_now (step_id INTEGER NOT NULL, redo INTEGER NOT NULL) STRICT")
    triggers = dict(_index_triggers())
    for record in JOURNALED:
        triggers |= _journal_triggers(record.TABLE, columns_of(conn, record.TABLE))
        triggers |= _search_triggers(record)
    for text in triggers.values():
        conn.execute(text)
    return triggers


def columns_of(conn: sqlite3.Connection, table: str) -> tuple[str, ...]:
    """Give the columns of a table, in the file's order."""
    return tuple(row[1] for row in conn.execute(f"PRAGMA main.table_info({quoted(table)})"))


def quoted(name: str) -> str:
    """Quote a name of our own schema for SQL."""
    return '"' + name.replace('"', '""') + '"'


def searched_columns(record: type[Record]) -> list[str]:
    """Name the columns of a record that search looks into."""
    return [name for name, rule in rules_of(record).items() if rule.searched]


def _journal_triggers(table: str, columns: Sequence[str]) -> Mapping[str, str]:
    bodies = {
        "insert": ("", _insert_body(table)),
        "update": (_differing(columns, " OR "), _update_body(table, columns)),
        "delete": ("", _delete_body(table, columns)),
    }
    return {
        f"journal_{kind}_{table}": _trigger(f"journal_{kind}_{table}", kind, table, body, when)
        for kind, (when, body) in bodies.items()
    }


def _trigger(name: str, event: str, table: str, body: str, when: str = "") -> str:
    head = f"CREATE TEMP TRIGGER {quoted(name)} AFTER {event} ON main.{quoted(table)}"
    return f"{head} {f'WHEN {when} ' if when else ''}BEGIN {body} END"


def _insert_body(table: str) -> str:
    """Lengthen the range that ends or begins next to the new id, or begin one.

    Outside a step there is no row in `history_now`, and the NOT NULL of `step_id` refuses the write.
    """
    return (
        "UPDATE history_change SET first_id = min(first_id, new.id), last_id = max(last_id, new.id)"
        " WHERE id = (SELECT max(id) FROM history_change)"
        f" AND kind = 'insert' AND table_name = '{table}'"
        " AND (step_id, redo) = (SELECT step_id, redo FROM history_now)"
        " AND new.id BETWEEN first_id - 1 AND last_id + 1;"
        f" {_FILL} SELECT {_NOW}, 'insert', '{table}', new.id, new.id, NULL, NULL WHERE changes() = 0;"
    )


def _update_body(table: str, columns: Sequence[str]) -> str:
    changed = " UNION ALL ".join(
        f"SELECT '{name}' AS name, old.{quoted(name)} AS was, new.{quoted(name)} AS became"
        f" WHERE old.{quoted(name)} IS NOT new.{quoted(name)}"
        for name in columns
    )
    return (
        f"{_FILL} SELECT {_NOW}, 'update', '{table}', old.id, new.id,"
        f" json_group_object(name, was), json_group_object(name, became) FROM ({changed});"
    )


def _delete_body(table: str, columns: Sequence[str]) -> str:
    row = ", ".join(f"'{name}', old.{quoted(name)}" for name in columns)
    return f"{_FILL} VALUES ({_NOW}, 'delete', '{table}', old.id, old.id, json_object({row}), NULL);"


def _differing(columns: Sequence[str], joiner: str) -> str:
    return joiner.join(f"old.{quoted(name)} IS NOT new.{quoted(name)}" for name in columns)


def _search_triggers(record: type[Record]) -> Mapping[str, str]:
    searched = searched_columns(record)
    if not searched:
        return {}
    here = f"table_name = '{record.TABLE}' AND row_id = old.id"
    bodies = {
        "insert": f"{_put_text(record, 'new')};",
        "update": f"DELETE FROM search_text WHERE {here} AND {has_no_text(record, 'new')};"
        f" {_put_text(record, 'new')} ON CONFLICT (table_name, row_id)"
        " DO UPDATE SET folded = excluded.folded;",
        "delete": f"DELETE FROM search_text WHERE {here};",
    }
    return {
        f"search_{kind}_{record.TABLE}": _trigger(
            f"search_{kind}_{record.TABLE}",
            kind,
            record.TABLE,
            body,
            _differing(searched, " OR ") if kind == "update" else "",
        )
        for kind, body in bodies.items()
    }


def _put_text(record: type[Record], row: str) -> str:
    return (
        f"INSERT INTO search_text (table_name, row_id, folded) SELECT '{record.TABLE}', {row}.id,"
        f" {text_of(record, row)} WHERE NOT {has_no_text(record, row)}"
    )


def text_of(record: type[Record], row: str) -> str:
    """Write the SQL for what search looks into, of a row by its alias."""
    return f"folded({', '.join(f'{row}.{quoted(name)}' for name in searched_columns(record))})"


def has_no_text(record: type[Record], row: str) -> str:
    """Write the SQL for a row, by its alias, that search has no business with."""
    return f"({' AND '.join(f'{row}.{quoted(name)} IS NULL' for name in searched_columns(record))})"


def _index_triggers() -> Mapping[str, str]:
    """Keep the full-text index in step with the text it was built from, as external content demands."""
    gone = (
        "INSERT INTO search_text_fts (search_text_fts, rowid, folded) VALUES ('delete', old.id, old.folded);"
    )
    come = "INSERT INTO search_text_fts (rowid, folded) VALUES (new.id, new.folded);"
    return {
        f"index_{kind}": _trigger(f"index_{kind}", kind, "search_text", body)
        for kind, body in {"insert": come, "update": gone + " " + come, "delete": gone}.items()
    }
