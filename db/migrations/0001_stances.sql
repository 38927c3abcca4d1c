-- What an act says about a party's position, under which conditions, and how else it may be read.
--
-- Readings go with their stance. A condition that a stance carries cannot be deleted: an unconditional
-- stance would be left. A status change outlives its entry, a reading its citation.

-- Who demands what of whom, and what it unlocks; the value of a stance holds if it is met.
CREATE TABLE condition (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE CHECK (
        uid GLOB '????????-????-7???-[89ab]???-????????????'
        AND uid NOT GLOB '*[^-0-9a-f]*'
        AND length(replace(uid, '-', '')) = 32
        AND instr(uid, char(0)) = 0
    ),
    code TEXT CHECK (length(code) BETWEEN 1 AND 500 AND instr(code, char(0)) = 0),
    kind TEXT NOT NULL CHECK (
        kind IN (
            'precondition', 'demand', 'offer', 'threat', 'red line', 'guarantee'
        )
    ),
    text TEXT NOT NULL CHECK (length(text) BETWEEN 1 AND 20000 AND instr(text, char(0)) = 0),
    demanded_by_id INTEGER REFERENCES party (id),
    demanded_of_id INTEGER REFERENCES party (id),
    unlocks_id INTEGER REFERENCES topic (id),
    deadline TEXT CHECK (length(deadline) <= 500 AND instr(deadline, char(0)) = 0),
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
CREATE UNIQUE INDEX condition_code ON condition (code) WHERE code IS NOT NULL;
CREATE INDEX condition_demanded_by_id ON condition (demanded_by_id) WHERE demanded_by_id IS NOT NULL;
CREATE INDEX condition_demanded_of_id ON condition (demanded_of_id) WHERE demanded_of_id IS NOT NULL;
CREATE INDEX condition_unlocks_id ON condition (unlocks_id) WHERE unlocks_id IS NOT NULL;
CREATE INDEX condition_coder_id ON condition (coder_id) WHERE coder_id IS NOT NULL;

-- What an entry says about a party's position on a proposition.
CREATE TABLE stance (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE CHECK (
        uid GLOB '????????-????-7???-[89ab]???-????????????'
        AND uid NOT GLOB '*[^-0-9a-f]*'
        AND length(replace(uid, '-', '')) = 32
        AND instr(uid, char(0)) = 0
    ),
    entry_id INTEGER NOT NULL REFERENCES entry (id) ON DELETE CASCADE,
    party_id INTEGER NOT NULL REFERENCES party (id),
    topic_id INTEGER NOT NULL REFERENCES topic (id),
    value INTEGER CHECK (value IN (-2, -1, 0, 1, 2)),
    non_value TEXT CHECK (
        non_value IN (
            'none recorded', 'declined to comment', 'ambiguous', 'contested'
        )
    ),
    mode TEXT NOT NULL CHECK (mode IN ('explicit', 'joint', 'vote', 'deed', 'implied', 'reported')),
    conditions_needed TEXT NOT NULL CHECK (conditions_needed IN ('all', 'any')),
    justification TEXT CHECK (length(justification) <= 20000 AND instr(justification, char(0)) = 0),
    confidence TEXT CHECK (confidence IN ('high', 'moderate', 'low')),
    rationale TEXT CHECK (length(rationale) <= 20000 AND instr(rationale, char(0)) = 0),
    adopted INTEGER NOT NULL CHECK (adopted IN (0, 1)),
    origins TEXT CHECK (length(origins) <= 20000 AND instr(origins, char(0)) = 0),
    created_at TEXT NOT NULL CHECK (
        created_at GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9]Z'
        AND instr(created_at, char(0)) = 0
    ),
    updated_at TEXT NOT NULL CHECK (
        updated_at GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9]Z'
        AND instr(updated_at, char(0)) = 0
    ),
    coder_id INTEGER REFERENCES coder (id),
    CHECK (value IS NOT NULL OR non_value IS NOT NULL),
    CHECK (value IS NULL OR non_value IS NULL OR non_value = 'contested')
) STRICT;
CREATE INDEX stance_entry_id ON stance (entry_id);
CREATE INDEX stance_party_id ON stance (party_id, topic_id, entry_id);
CREATE INDEX stance_topic_id ON stance (topic_id, entry_id, mode);
CREATE INDEX stance_coder_id ON stance (coder_id) WHERE coder_id IS NOT NULL;

-- A condition that a stance carries.
CREATE TABLE stance_condition (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE CHECK (
        uid GLOB '????????-????-7???-[89ab]???-????????????'
        AND uid NOT GLOB '*[^-0-9a-f]*'
        AND length(replace(uid, '-', '')) = 32
        AND instr(uid, char(0)) = 0
    ),
    stance_id INTEGER NOT NULL REFERENCES stance (id) ON DELETE CASCADE,
    condition_id INTEGER NOT NULL REFERENCES condition (id),
    created_at TEXT NOT NULL CHECK (
        created_at GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9]Z'
        AND instr(created_at, char(0)) = 0
    ),
    updated_at TEXT NOT NULL CHECK (
        updated_at GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9]Z'
        AND instr(updated_at, char(0)) = 0
    ),
    coder_id INTEGER REFERENCES coder (id),
    UNIQUE (stance_id, condition_id)
) STRICT;
CREATE INDEX stance_condition_condition_id ON stance_condition (condition_id);
CREATE INDEX stance_condition_coder_id ON stance_condition (coder_id) WHERE coder_id IS NOT NULL;

-- One reading of a contested stance, the preferred one among them.
CREATE TABLE alternative (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE CHECK (
        uid GLOB '????????-????-7???-[89ab]???-????????????'
        AND uid NOT GLOB '*[^-0-9a-f]*'
        AND length(replace(uid, '-', '')) = 32
        AND instr(uid, char(0)) = 0
    ),
    stance_id INTEGER NOT NULL REFERENCES stance (id) ON DELETE CASCADE,
    value INTEGER CHECK (value IN (-2, -1, 0, 1, 2)),
    citation_id INTEGER REFERENCES citation (id) ON DELETE SET NULL,
    reader_id INTEGER REFERENCES coder (id),
    rationale TEXT CHECK (length(rationale) <= 20000 AND instr(rationale, char(0)) = 0),
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
CREATE INDEX alternative_stance_id ON alternative (stance_id);
CREATE INDEX alternative_citation_id ON alternative (citation_id) WHERE citation_id IS NOT NULL;
CREATE INDEX alternative_reader_id ON alternative (reader_id) WHERE reader_id IS NOT NULL;
CREATE INDEX alternative_coder_id ON alternative (coder_id) WHERE coder_id IS NOT NULL;

-- A condition that a reading carries.
CREATE TABLE alternative_condition (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE CHECK (
        uid GLOB '????????-????-7???-[89ab]???-????????????'
        AND uid NOT GLOB '*[^-0-9a-f]*'
        AND length(replace(uid, '-', '')) = 32
        AND instr(uid, char(0)) = 0
    ),
    alternative_id INTEGER NOT NULL REFERENCES alternative (id) ON DELETE CASCADE,
    condition_id INTEGER NOT NULL REFERENCES condition (id),
    created_at TEXT NOT NULL CHECK (
        created_at GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9]Z'
        AND instr(created_at, char(0)) = 0
    ),
    updated_at TEXT NOT NULL CHECK (
        updated_at GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9]Z'
        AND instr(updated_at, char(0)) = 0
    ),
    coder_id INTEGER REFERENCES coder (id),
    UNIQUE (alternative_id, condition_id)
) STRICT;
CREATE INDEX alternative_condition_condition_id ON alternative_condition (condition_id);
CREATE INDEX alternative_condition_coder_id ON alternative_condition (coder_id) WHERE coder_id IS NOT NULL;

-- A dated change in the status of a condition, with the entry that made it.
CREATE TABLE condition_status (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE CHECK (
        uid GLOB '????????-????-7???-[89ab]???-????????????'
        AND uid NOT GLOB '*[^-0-9a-f]*'
        AND length(replace(uid, '-', '')) = 32
        AND instr(uid, char(0)) = 0
    ),
    condition_id INTEGER NOT NULL REFERENCES condition (id) ON DELETE CASCADE,
    status TEXT NOT NULL CHECK (
        status IN (
            'stated', 'reaffirmed', 'met', 'partly met', 'violated', 'waived', 'rejected',
            'moot'
        )
    ),
    date TEXT CHECK (length(date) <= 500 AND instr(date, char(0)) = 0),
    entry_id INTEGER REFERENCES entry (id) ON DELETE SET NULL,
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
CREATE INDEX condition_status_condition_id ON condition_status (condition_id);
CREATE INDEX condition_status_entry_id ON condition_status (entry_id) WHERE entry_id IS NOT NULL;
CREATE INDEX condition_status_coder_id ON condition_status (coder_id) WHERE coder_id IS NOT NULL;
