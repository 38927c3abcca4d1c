from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from samples import one_of_each
from sqlite_utils import Database

from timeline_app.domain.records import RECORDS, Group, Record, rules_of
from timeline_app.storage import schema
from timeline_app.storage.bulk import take_in
from timeline_app.storage.pieces import keep_pieces
from timeline_app.storage.rows import field_names, insert, update
from timeline_app.storage.triggers import JOURNALED, columns_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from timeline_app.domain.fields import FieldRule
    from timeline_app.storage.store import Store

NOT_RECORDS = {"content_piece", "history_step", "history_change", "history_row", "search_text"}
FIELDS = [(record, name, rule) for record in RECORDS for name, rule in rules_of(record).items()]


@pytest.fixture(scope="module")
def conn() -> Iterator[sqlite3.Connection]:
    db = Database(memory=True, execute_plugins=False)
    db.conn.isolation_level = None
    schema.build(db)
    yield db.conn
    db.close()


def named(case: tuple[type[Record], str, FieldRule]) -> str:
    return f"{case[0].TABLE}.{case[1]}"


def tables(conn: sqlite3.Connection) -> dict[str, str]:
    found = conn.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'table'")
    return {name: sql for name, sql in found if not re.match(r"sqlite_|search_text_fts", name)}


def declared(conn: sqlite3.Connection, table: str, column: str) -> str:
    """The text that declares a column, up to the next column."""
    text = re.sub(r"\s+", " ", tables(conn)[table])
    found = re.search(
        rf'[(,] "?{column}"? (?:TEXT|INTEGER).*?'
        r'(?=, "?\w+"? (?:TEXT|INTEGER|BLOB)\b|, CHECK|, UNIQUE|\) STRICT)',
        text,
    )
    assert found, column
    return found[0]


def test_there_is_a_table_for_every_record_and_no_other(conn: sqlite3.Connection) -> None:
    assert set(tables(conn)) == {record.TABLE for record in RECORDS} | NOT_RECORDS


def test_columns_are_those_of_the_records(conn: sqlite3.Connection) -> None:
    for record in RECORDS:
        assert set(columns_of(conn, record.TABLE)) == set(field_names(record)), record.TABLE


def test_every_table_is_strict_counts_its_ids_and_has_no_real(conn: sqlite3.Connection) -> None:
    for name, sql in tables(conn).items():
        assert sql.endswith("STRICT"), name
        assert "id INTEGER PRIMARY KEY AUTOINCREMENT" in sql, name
        assert "REAL" not in sql, name
        assert "WITHOUT ROWID" not in sql, name


def test_a_document_holds_no_triggers_and_no_views(conn: sqlite3.Connection) -> None:
    found = conn.execute("SELECT name FROM main.sqlite_schema WHERE type IN ('trigger', 'view')")
    assert found.fetchall() == []


def test_every_foreign_key_has_an_index_that_serves_it(conn: sqlite3.Connection) -> None:
    for table in tables(conn):
        for key in conn.execute(f'PRAGMA foreign_key_list("{table}")').fetchall():
            plan = conn.execute(
                f'EXPLAIN QUERY PLAN SELECT id FROM "{table}" WHERE "{key[3]}" = ?', (1,)
            ).fetchall()
            assert "SEARCH" in plan[0][3], (table, key[3])


def test_foreign_keys_are_the_references_of_the_records(conn: sqlite3.Connection) -> None:
    for record in RECORDS:
        keys = {(row[3], row[2]) for row in conn.execute(f'PRAGMA foreign_key_list("{record.TABLE}")')}
        rules = rules_of(record).items()
        assert keys == {(name, rule.target) for name, rule in rules if rule.kind == "reference"}


@pytest.mark.parametrize("case", [f for f in FIELDS if f[2].kind in ("choice", "flag")], ids=named)
def test_closed_lists_are_those_of_the_vocabulary(
    conn: sqlite3.Connection, case: tuple[Any, str, FieldRule]
) -> None:
    record, name, rule = case
    listed = re.search(rf"\b{name} IN \(([^)]*)\)", declared(conn, record.TABLE, name))
    assert listed
    assert [eval(word) for word in re.findall(r"'[^']*'|-?\d+", listed[1])] == list(rule.choices)


@pytest.mark.parametrize("case", [f for f in FIELDS if f[2].limit], ids=named)
def test_texts_are_limited_and_free_of_nul(
    conn: sqlite3.Connection, case: tuple[Any, str, FieldRule]
) -> None:
    record, name, rule = case
    text = declared(conn, record.TABLE, name)
    assert f"instr({name}, char(0)) = 0" in text
    assert re.search(rf"length\({name}\) (<= |BETWEEN 1 AND ){rule.limit}\b", text)


def test_no_text_of_any_table_takes_nul(store: Store) -> None:
    with store.step("Fill") as step:
        take_in(step, one_of_each())
        keep_pieces(step, [("0" * 64, 1, b"")])
    with store.step("Edit"):
        update(store, replace(insert(store, Group(name="South")), name="North"))
    store.close()
    with closing(sqlite3.connect(store.path)) as plain:  # without the triggers, which would refuse first
        for table in tables(plain):
            for _, column, kind, *_ in plain.execute(f'PRAGMA table_info("{table}")').fetchall():
                if kind == "TEXT":
                    with pytest.raises(sqlite3.IntegrityError, match=refusal(column)):
                        plain.execute(nul_put_into(table, column))


def refusal(column: str) -> str:
    """What SQLite says of the check at fault: one of NUL, or a closed list, which compares whole texts."""
    return rf"CHECK(.|\n)*(instr\({column}, char\(0\)\) = 0|\b{column} IN )"


def nul_put_into(table: str, column: str) -> str:
    best = f'SELECT id FROM "{table}" ORDER BY "{column}" IS NULL LIMIT 1'
    return f"""UPDATE "{table}" SET "{column}" = coalesce("{column}", 'x') || char(0) WHERE id = ({best})"""


@pytest.mark.parametrize("case", FIELDS, ids=named)
def test_what_is_required_is_not_null(conn: sqlite3.Connection, case: tuple[Any, str, FieldRule]) -> None:
    record, name, rule = case
    assert ("NOT NULL" in declared(conn, record.TABLE, name)) == rule.required


def test_everything_but_views_is_journaled() -> None:
    assert {record.TABLE for record in RECORDS} - {record.TABLE for record in JOURNALED} == {"view"}


# Another SQLite may word the tables behind the full-text index differently; opening then compares with a
# document built on the spot (see test_opening).
@pytest.mark.skipif(
    sqlite3.sqlite_version_info[:2] != (3, 40), reason="releases are as SQLite 3.40 words them"
)
def test_releases_are_as_they_were_released() -> None:
    for version, fingerprint in schema.RELEASES.items():
        assert fingerprint == schema.fingerprint_built_here(version), version


def test_scripts_bear_a_number_and_stay_within_the_line() -> None:
    assert schema.scripts()
    for script in schema.scripts():
        assert int(script.name[:4]) <= schema.VERSION
        assert all(len(line) <= 110 for line in script.read_text(encoding="utf-8").splitlines()), script
