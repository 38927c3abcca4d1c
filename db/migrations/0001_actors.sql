-- Who acts: parties, persons, their names, flags, offices and relations, and the headings over lanes.
--
-- Names, flags and offices are parts of their party or person and go with it (CASCADE). A heading only
-- arranges: what stood under it stays (SET NULL). Any other reference refuses the deletion (the default,
-- NO ACTION, which unlike RESTRICT may be deferred while a step is replayed): a party that took a stance
-- or a coder who made a row is not to vanish from under it.

-- A heading of lanes, such as a region or territory: no party, no flag.
CREATE TABLE "group" (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE CHECK (
        uid GLOB '????????-????-7???-[89ab]???-????????????'
        AND uid NOT GLOB '*[^-0-9a-f]*'
        AND length(replace(uid, '-', '')) = 32
        AND instr(uid, char(0)) = 0
    ),
    name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 500 AND instr(name, char(0)) = 0),
    parent_id INTEGER REFERENCES "group" (id) ON DELETE SET NULL,
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
CREATE INDEX group_parent_id ON "group" (parent_id) WHERE parent_id IS NOT NULL;
CREATE INDEX group_coder_id ON "group" (coder_id) WHERE coder_id IS NOT NULL;

-- A state, government, organisation or armed group that can speak, act or hold a position.
CREATE TABLE party (
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
            'state', 'government', 'nonstate', 'igo', 'bloc', 'format', 'subnational'
        )
    ),
    name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 500 AND instr(name, char(0)) = 0),
    short_name TEXT CHECK (length(short_name) <= 500 AND instr(short_name, char(0)) = 0),
    iso2 TEXT CHECK (length(iso2) <= 500 AND instr(iso2, char(0)) = 0),
    wikidata TEXT CHECK (length(wikidata) <= 500 AND instr(wikidata, char(0)) = 0),
    group_id INTEGER REFERENCES "group" (id) ON DELETE SET NULL,
    colour TEXT CHECK (length(colour) <= 500 AND instr(colour, char(0)) = 0),
    valid_from TEXT CHECK (length(valid_from) <= 500 AND instr(valid_from, char(0)) = 0),
    valid_to TEXT CHECK (length(valid_to) <= 500 AND instr(valid_to, char(0)) = 0),
    lane_order INTEGER NOT NULL,
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
CREATE UNIQUE INDEX party_code ON party (code) WHERE code IS NOT NULL;
CREATE INDEX party_group_id ON party (group_id) WHERE group_id IS NOT NULL;
CREATE INDEX party_coder_id ON party (coder_id) WHERE coder_id IS NOT NULL;

-- A further name of a party, by language and period.
CREATE TABLE party_name (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE CHECK (
        uid GLOB '????????-????-7???-[89ab]???-????????????'
        AND uid NOT GLOB '*[^-0-9a-f]*'
        AND length(replace(uid, '-', '')) = 32
        AND instr(uid, char(0)) = 0
    ),
    party_id INTEGER NOT NULL REFERENCES party (id) ON DELETE CASCADE,
    kind TEXT NOT NULL CHECK (kind IN ('official', 'common', 'former', 'self', 'contested')),
    name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 500 AND instr(name, char(0)) = 0),
    language TEXT CHECK (length(language) <= 500 AND instr(language, char(0)) = 0),
    valid_from TEXT CHECK (length(valid_from) <= 500 AND instr(valid_from, char(0)) = 0),
    valid_to TEXT CHECK (length(valid_to) <= 500 AND instr(valid_to, char(0)) = 0),
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
CREATE INDEX party_name_party_id ON party_name (party_id);
CREATE INDEX party_name_coder_id ON party_name (coder_id) WHERE coder_id IS NOT NULL;

-- A flag of a party by period; `flag` names a picture of the program's own set.
CREATE TABLE party_flag (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE CHECK (
        uid GLOB '????????-????-7???-[89ab]???-????????????'
        AND uid NOT GLOB '*[^-0-9a-f]*'
        AND length(replace(uid, '-', '')) = 32
        AND instr(uid, char(0)) = 0
    ),
    party_id INTEGER NOT NULL REFERENCES party (id) ON DELETE CASCADE,
    kind TEXT NOT NULL CHECK (kind IN ('official', 'common', 'former', 'self', 'contested')),
    flag TEXT NOT NULL CHECK (length(flag) BETWEEN 1 AND 500 AND instr(flag, char(0)) = 0),
    valid_from TEXT CHECK (length(valid_from) <= 500 AND instr(valid_from, char(0)) = 0),
    valid_to TEXT CHECK (length(valid_to) <= 500 AND instr(valid_to, char(0)) = 0),
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
CREATE INDEX party_flag_party_id ON party_flag (party_id);
CREATE INDEX party_flag_coder_id ON party_flag (coder_id) WHERE coder_id IS NOT NULL;

-- Somebody who speaks or acts for a party.
CREATE TABLE person (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE CHECK (
        uid GLOB '????????-????-7???-[89ab]???-????????????'
        AND uid NOT GLOB '*[^-0-9a-f]*'
        AND length(replace(uid, '-', '')) = 32
        AND instr(uid, char(0)) = 0
    ),
    code TEXT CHECK (length(code) BETWEEN 1 AND 500 AND instr(code, char(0)) = 0),
    name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 500 AND instr(name, char(0)) = 0),
    wikidata TEXT CHECK (length(wikidata) <= 500 AND instr(wikidata, char(0)) = 0),
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
CREATE UNIQUE INDEX person_code ON person (code) WHERE code IS NOT NULL;
CREATE INDEX person_coder_id ON person (coder_id) WHERE coder_id IS NOT NULL;

-- A further name of a person, by language.
CREATE TABLE person_name (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE CHECK (
        uid GLOB '????????-????-7???-[89ab]???-????????????'
        AND uid NOT GLOB '*[^-0-9a-f]*'
        AND length(replace(uid, '-', '')) = 32
        AND instr(uid, char(0)) = 0
    ),
    person_id INTEGER NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 500 AND instr(name, char(0)) = 0),
    language TEXT CHECK (length(language) <= 500 AND instr(language, char(0)) = 0),
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
CREATE INDEX person_name_person_id ON person_name (person_id);
CREATE INDEX person_name_coder_id ON person_name (coder_id) WHERE coder_id IS NOT NULL;

-- An office held by a person for a party over a period.
CREATE TABLE tenure (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE CHECK (
        uid GLOB '????????-????-7???-[89ab]???-????????????'
        AND uid NOT GLOB '*[^-0-9a-f]*'
        AND length(replace(uid, '-', '')) = 32
        AND instr(uid, char(0)) = 0
    ),
    person_id INTEGER NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    office TEXT NOT NULL CHECK (length(office) BETWEEN 1 AND 500 AND instr(office, char(0)) = 0),
    party_id INTEGER REFERENCES party (id),
    valid_from TEXT CHECK (length(valid_from) <= 500 AND instr(valid_from, char(0)) = 0),
    valid_to TEXT CHECK (length(valid_to) <= 500 AND instr(valid_to, char(0)) = 0),
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
CREATE INDEX tenure_person_id ON tenure (person_id);
CREATE INDEX tenure_party_id ON tenure (party_id) WHERE party_id IS NOT NULL;
CREATE INDEX tenure_coder_id ON tenure (coder_id) WHERE coder_id IS NOT NULL;

-- A relation between two parties over a period, such as one backing the other.
CREATE TABLE party_relation (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE CHECK (
        uid GLOB '????????-????-7???-[89ab]???-????????????'
        AND uid NOT GLOB '*[^-0-9a-f]*'
        AND length(replace(uid, '-', '')) = 32
        AND instr(uid, char(0)) = 0
    ),
    from_party_id INTEGER NOT NULL REFERENCES party (id) ON DELETE CASCADE,
    to_party_id INTEGER NOT NULL REFERENCES party (id) ON DELETE CASCADE,
    relation TEXT NOT NULL CHECK (
        relation IN (
            'government of', 'part of', 'member of', 'successor of', 'backs', 'claims'
        )
    ),
    valid_from TEXT CHECK (length(valid_from) <= 500 AND instr(valid_from, char(0)) = 0),
    valid_to TEXT CHECK (length(valid_to) <= 500 AND instr(valid_to, char(0)) = 0),
    source_id INTEGER REFERENCES source (id),
    note TEXT CHECK (length(note) <= 20000 AND instr(note, char(0)) = 0),
    created_at TEXT NOT NULL CHECK (
        created_at GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9]Z'
        AND instr(created_at, char(0)) = 0
    ),
    updated_at TEXT NOT NULL CHECK (
        updated_at GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9]Z'
        AND instr(updated_at, char(0)) = 0
    ),
    coder_id INTEGER REFERENCES coder (id),
    CHECK (from_party_id <> to_party_id)
) STRICT;
CREATE INDEX party_relation_from_party_id ON party_relation (from_party_id);
CREATE INDEX party_relation_to_party_id ON party_relation (to_party_id);
CREATE INDEX party_relation_source_id ON party_relation (source_id) WHERE source_id IS NOT NULL;
CREATE INDEX party_relation_coder_id ON party_relation (coder_id) WHERE coder_id IS NOT NULL;
