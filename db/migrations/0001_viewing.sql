-- Saved ways of looking, and the scenes of a class.
--
-- Views are outside the history, so nothing inside it may depend on them: a view forgets its coder.

-- A saved way of looking; not in the history.
CREATE TABLE view (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE CHECK (
        uid GLOB '????????-????-7???-[89ab]???-????????????'
        AND uid NOT GLOB '*[^-0-9a-f]*'
        AND length(replace(uid, '-', '')) = 32
        AND instr(uid, char(0)) = 0
    ),
    name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 500 AND instr(name, char(0)) = 0),
    filter TEXT CHECK (length(filter) <= 20000 AND instr(filter, char(0)) = 0),
    grouping TEXT CHECK (length(grouping) <= 500 AND instr(grouping, char(0)) = 0),
    lane_order TEXT CHECK (length(lane_order) <= 20000 AND instr(lane_order, char(0)) = 0),
    pins TEXT CHECK (length(pins) <= 20000 AND instr(pins, char(0)) = 0),
    created_at TEXT NOT NULL CHECK (
        created_at GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9]Z'
        AND instr(created_at, char(0)) = 0
    ),
    updated_at TEXT NOT NULL CHECK (
        updated_at GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9]Z'
        AND instr(updated_at, char(0)) = 0
    ),
    coder_id INTEGER REFERENCES coder (id) ON DELETE SET NULL
) STRICT;
CREATE INDEX view_coder_id ON view (coder_id) WHERE coder_id IS NOT NULL;

-- A class told in scenes.
CREATE TABLE story (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE CHECK (
        uid GLOB '????????-????-7???-[89ab]???-????????????'
        AND uid NOT GLOB '*[^-0-9a-f]*'
        AND length(replace(uid, '-', '')) = 32
        AND instr(uid, char(0)) = 0
    ),
    title TEXT NOT NULL CHECK (length(title) BETWEEN 1 AND 500 AND instr(title, char(0)) = 0),
    sort_order INTEGER NOT NULL,
    created_at TEXT NOT NULL CHECK (
        created_at GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9]Z'
        AND instr(created_at, char(0)) = 0
    ),
    updated_at TEXT NOT NULL CHECK (
        updated_at GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9]Z'
        AND instr(updated_at, char(0)) = 0
    ),
    coder_id INTEGER REFERENCES coder (id)
) STRICT;
CREATE INDEX story_coder_id ON story (coder_id) WHERE coder_id IS NOT NULL;

-- One step of a story: what is shown, as of when, and what is hidden.
CREATE TABLE scene (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE CHECK (
        uid GLOB '????????-????-7???-[89ab]???-????????????'
        AND uid NOT GLOB '*[^-0-9a-f]*'
        AND length(replace(uid, '-', '')) = 32
        AND instr(uid, char(0)) = 0
    ),
    story_id INTEGER NOT NULL REFERENCES story (id) ON DELETE CASCADE,
    sort_order INTEGER NOT NULL,
    title TEXT NOT NULL CHECK (length(title) BETWEEN 1 AND 500 AND instr(title, char(0)) = 0),
    window TEXT CHECK (length(window) <= 500 AND instr(window, char(0)) = 0),
    lanes TEXT CHECK (length(lanes) <= 20000 AND instr(lanes, char(0)) = 0),
    filter TEXT CHECK (length(filter) <= 20000 AND instr(filter, char(0)) = 0),
    as_of TEXT CHECK (length(as_of) <= 500 AND instr(as_of, char(0)) = 0),
    hidden TEXT CHECK (length(hidden) <= 20000 AND instr(hidden, char(0)) = 0),
    notes TEXT CHECK (length(notes) <= 20000 AND instr(notes, char(0)) = 0),
    created_at TEXT NOT NULL CHECK (
        created_at GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9]Z'
        AND instr(created_at, char(0)) = 0
    ),
    updated_at TEXT NOT NULL CHECK (
        updated_at GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9]Z'
        AND instr(updated_at, char(0)) = 0
    ),
    coder_id INTEGER REFERENCES coder (id)
) STRICT;
CREATE INDEX scene_story_id ON scene (story_id);
CREATE INDEX scene_coder_id ON scene (coder_id) WHERE coder_id IS NOT NULL;
