-- The document itself, its coders, topics and own variables.
--
-- What a variable holds goes with it; a topic's parent only arranges. A topic on which stances were taken
-- cannot be deleted.

-- Somebody who codes; everything made carries one.
CREATE TABLE coder (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE CHECK (
        uid GLOB '????????-????-7???-[89ab]???-????????????'
        AND uid NOT GLOB '*[^-0-9a-f]*'
        AND length(replace(uid, '-', '')) = 32
        AND instr(uid, char(0)) = 0
    ),
    name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 500 AND instr(name, char(0)) = 0),
    colour TEXT CHECK (length(colour) <= 500 AND instr(colour, char(0)) = 0),
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
CREATE INDEX coder_coder_id ON coder (coder_id) WHERE coder_id IS NOT NULL;

-- The file as a whole, one row; past `collected_through` nothing is claimed.
CREATE TABLE document (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE CHECK (
        uid GLOB '????????-????-7???-[89ab]???-????????????'
        AND uid NOT GLOB '*[^-0-9a-f]*'
        AND length(replace(uid, '-', '')) = 32
        AND instr(uid, char(0)) = 0
    ),
    title TEXT NOT NULL CHECK (length(title) BETWEEN 1 AND 500 AND instr(title, char(0)) = 0),
    description TEXT CHECK (length(description) <= 20000 AND instr(description, char(0)) = 0),
    collected_through TEXT CHECK (length(collected_through) <= 500 AND instr(collected_through, char(0)) = 0),
    naming_policy TEXT CHECK (length(naming_policy) <= 20000 AND instr(naming_policy, char(0)) = 0),
    settings TEXT CHECK (length(settings) <= 20000 AND instr(settings, char(0)) = 0),
    created_at TEXT NOT NULL CHECK (
        created_at GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9]Z'
        AND instr(created_at, char(0)) = 0
    ),
    updated_at TEXT NOT NULL CHECK (
        updated_at GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9]Z'
        AND instr(updated_at, char(0)) = 0
    ),
    coder_id INTEGER REFERENCES coder (id),
    CHECK (id = 1)
) STRICT;
CREATE INDEX document_coder_id ON document (coder_id) WHERE coder_id IS NOT NULL;

-- An area, an issue, or a proposition: one sentence that can be supported or opposed.
CREATE TABLE topic (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE CHECK (
        uid GLOB '????????-????-7???-[89ab]???-????????????'
        AND uid NOT GLOB '*[^-0-9a-f]*'
        AND length(replace(uid, '-', '')) = 32
        AND instr(uid, char(0)) = 0
    ),
    code TEXT CHECK (length(code) BETWEEN 1 AND 500 AND instr(code, char(0)) = 0),
    parent_id INTEGER REFERENCES topic (id) ON DELETE SET NULL,
    kind TEXT NOT NULL CHECK (kind IN ('area', 'issue', 'proposition')),
    wording TEXT NOT NULL CHECK (length(wording) BETWEEN 1 AND 20000 AND instr(wording, char(0)) = 0),
    short_label TEXT CHECK (length(short_label) <= 24 AND instr(short_label, char(0)) = 0),
    definition TEXT CHECK (length(definition) <= 20000 AND instr(definition, char(0)) = 0),
    when_to_use TEXT CHECK (length(when_to_use) <= 20000 AND instr(when_to_use, char(0)) = 0),
    when_not TEXT CHECK (length(when_not) <= 20000 AND instr(when_not, char(0)) = 0),
    example TEXT CHECK (length(example) <= 20000 AND instr(example, char(0)) = 0),
    decay_days INTEGER NOT NULL,
    sort_order INTEGER NOT NULL,
    created_at TEXT NOT NULL CHECK (
        created_at GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9]Z'
        AND instr(created_at, char(0)) = 0
    ),
    updated_at TEXT NOT NULL CHECK (
        updated_at GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9]Z'
        AND instr(updated_at, char(0)) = 0
    ),
    coder_id INTEGER REFERENCES coder (id),
    CHECK (decay_days >= 1)
) STRICT;
CREATE UNIQUE INDEX topic_code ON topic (code) WHERE code IS NOT NULL;
CREATE INDEX topic_parent_id ON topic (parent_id) WHERE parent_id IS NOT NULL;
CREATE INDEX topic_coder_id ON topic (coder_id) WHERE coder_id IS NOT NULL;

-- The day through which was collected, where it differs for a topic or a party.
CREATE TABLE collection_limit (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE CHECK (
        uid GLOB '????????-????-7???-[89ab]???-????????????'
        AND uid NOT GLOB '*[^-0-9a-f]*'
        AND length(replace(uid, '-', '')) = 32
        AND instr(uid, char(0)) = 0
    ),
    topic_id INTEGER REFERENCES topic (id) ON DELETE CASCADE,
    party_id INTEGER REFERENCES party (id) ON DELETE CASCADE,
    collected_through TEXT CHECK (length(collected_through) <= 500 AND instr(collected_through, char(0)) = 0),
    created_at TEXT NOT NULL CHECK (
        created_at GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9]Z'
        AND instr(created_at, char(0)) = 0
    ),
    updated_at TEXT NOT NULL CHECK (
        updated_at GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9]Z'
        AND instr(updated_at, char(0)) = 0
    ),
    coder_id INTEGER REFERENCES coder (id),
    CHECK (topic_id IS NOT NULL OR party_id IS NOT NULL)
) STRICT;
CREATE INDEX collection_limit_topic_id ON collection_limit (topic_id) WHERE topic_id IS NOT NULL;
CREATE INDEX collection_limit_party_id ON collection_limit (party_id) WHERE party_id IS NOT NULL;
CREATE INDEX collection_limit_coder_id ON collection_limit (coder_id) WHERE coder_id IS NOT NULL;

-- A field of the project's own codebook, on entries or on stances.
CREATE TABLE variable (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE CHECK (
        uid GLOB '????????-????-7???-[89ab]???-????????????'
        AND uid NOT GLOB '*[^-0-9a-f]*'
        AND length(replace(uid, '-', '')) = 32
        AND instr(uid, char(0)) = 0
    ),
    name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 500 AND instr(name, char(0)) = 0),
    kind TEXT NOT NULL CHECK (kind IN ('choice', 'number', 'text', 'yes/no')),
    target TEXT NOT NULL CHECK (target IN ('entry', 'stance')),
    choices TEXT CHECK (length(choices) <= 20000 AND instr(choices, char(0)) = 0),
    definition TEXT CHECK (length(definition) <= 20000 AND instr(definition, char(0)) = 0),
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
CREATE INDEX variable_coder_id ON variable (coder_id) WHERE coder_id IS NOT NULL;

-- What one entry or one stance holds for a variable.
CREATE TABLE value (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE CHECK (
        uid GLOB '????????-????-7???-[89ab]???-????????????'
        AND uid NOT GLOB '*[^-0-9a-f]*'
        AND length(replace(uid, '-', '')) = 32
        AND instr(uid, char(0)) = 0
    ),
    variable_id INTEGER NOT NULL REFERENCES variable (id) ON DELETE CASCADE,
    entry_id INTEGER REFERENCES entry (id) ON DELETE CASCADE,
    stance_id INTEGER REFERENCES stance (id) ON DELETE CASCADE,
    content TEXT NOT NULL CHECK (length(content) BETWEEN 1 AND 20000 AND instr(content, char(0)) = 0),
    created_at TEXT NOT NULL CHECK (
        created_at GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9]Z'
        AND instr(created_at, char(0)) = 0
    ),
    updated_at TEXT NOT NULL CHECK (
        updated_at GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9]Z'
        AND instr(updated_at, char(0)) = 0
    ),
    coder_id INTEGER REFERENCES coder (id),
    CHECK ((entry_id IS NOT NULL) + (stance_id IS NOT NULL) = 1)
) STRICT;
CREATE INDEX value_variable_id ON value (variable_id);
CREATE INDEX value_entry_id ON value (entry_id) WHERE entry_id IS NOT NULL;
CREATE INDEX value_stance_id ON value (stance_id) WHERE stance_id IS NOT NULL;
CREATE INDEX value_coder_id ON value (coder_id) WHERE coder_id IS NOT NULL;
