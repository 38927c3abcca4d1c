-- What was done, so that it can be undone: written by triggers of the program, in the transaction of the
-- change itself, and never journaled in its turn.
--
-- Nothing here refers to the rows described: they come and go, the history stays.
CREATE TABLE history_step (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    label TEXT NOT NULL CHECK (length(label) BETWEEN 1 AND 500 AND instr(label, char(0)) = 0),
    coder_id INTEGER,
    made_at TEXT NOT NULL CHECK (
        made_at GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9]Z'
        AND instr(made_at, char(0)) = 0
    ),
    schema_version INTEGER NOT NULL,
    undone INTEGER NOT NULL DEFAULT 0 CHECK (undone IN (0, 1)),
    -- Tells apart the steps of copies that went on separately, which have the same ids.
    token TEXT NOT NULL DEFAULT (lower(hex(randomblob(8)))) CHECK (instr(token, char(0)) = 0)
) STRICT;
CREATE INDEX history_step_undone ON history_step (id) WHERE undone = 1;

-- One change, in the order of ids. `redo` = 1 stands for what undoing the step did.
--
-- insert   the ids first_id to last_id came
-- update   one row; the changed columns before and after, JSON objects by column name
-- delete   one row; the whole row before, a JSON object by column name
-- rows     the ids first_id to last_id went; their columns are named by `before`, a JSON array, in the
--          order of the values in history_row
--
-- The step is written last, when it is known not to be empty: hence the deferred reference.
CREATE TABLE history_change (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    step_id INTEGER NOT NULL REFERENCES history_step (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    redo INTEGER NOT NULL CHECK (redo IN (0, 1)),
    kind TEXT NOT NULL CHECK (kind IN ('insert', 'update', 'delete', 'rows')),
    table_name TEXT NOT NULL CHECK (instr(table_name, char(0)) = 0),
    first_id INTEGER NOT NULL,
    last_id INTEGER NOT NULL,
    before TEXT CHECK (instr(before, char(0)) = 0),
    after TEXT CHECK (instr(after, char(0)) = 0),
    CHECK (first_id <= last_id),
    CHECK (kind IN ('insert', 'rows') OR first_id = last_id),
    CHECK ((before IS NOT NULL) = (kind IN ('update', 'delete', 'rows'))),
    CHECK ((after IS NOT NULL) = (kind = 'update'))
) STRICT;
CREATE INDEX history_change_step_id ON history_change (step_id, redo);
CREATE INDEX history_change_table_name ON history_change (table_name, kind, first_id, last_id);

-- The rows of a change of kind 'rows', of any table, each value kept in its own type.
CREATE TABLE history_row (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    change_id INTEGER NOT NULL REFERENCES history_change (id) ON DELETE CASCADE,
    c1 ANY, c2 ANY, c3 ANY, c4 ANY, c5 ANY, c6 ANY, c7 ANY, c8 ANY,
    c9 ANY, c10 ANY, c11 ANY, c12 ANY, c13 ANY, c14 ANY, c15 ANY, c16 ANY,
    c17 ANY, c18 ANY, c19 ANY, c20 ANY, c21 ANY, c22 ANY, c23 ANY, c24 ANY,
    c25 ANY, c26 ANY, c27 ANY, c28 ANY, c29 ANY, c30 ANY, c31 ANY, c32 ANY,
    c33 ANY, c34 ANY, c35 ANY, c36 ANY, c37 ANY, c38 ANY, c39 ANY, c40 ANY
) STRICT;
CREATE INDEX history_row_change_id ON history_row (change_id);
