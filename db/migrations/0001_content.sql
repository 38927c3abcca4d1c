-- Bytes kept by what they are: the original of a source, in pieces of at most 1 MB. The table only grows
-- and is outside the history, so what the history refers to by sha256 is always there.
CREATE TABLE content_piece (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    sha256 TEXT NOT NULL CHECK (
        length(sha256) = 64 AND sha256 NOT GLOB '*[^0-9a-f]*' AND instr(sha256, char(0)) = 0
    ),
    number INTEGER NOT NULL CHECK (number >= 1),
    bytes BLOB NOT NULL CHECK (length(bytes) <= 1048576),
    UNIQUE (sha256, number)
) STRICT;

-- What search looks into: the searched fields of a row in one folded text. The full-text index over it is
-- set up beside it when the document is made; triggers of the program keep both in step with the rows.
CREATE TABLE search_text (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    table_name TEXT NOT NULL CHECK (instr(table_name, char(0)) = 0),
    row_id INTEGER NOT NULL,
    folded TEXT NOT NULL CHECK (instr(folded, char(0)) = 0),
    UNIQUE (table_name, row_id)
) STRICT;
