-- Acts: somebody said or did something, with whom, in which figures, and how it hangs together with others.
--
-- Participations, links and figures are parts of their entry and go with it. Parties, persons and sources
-- that an entry refers to cannot be deleted from under it.

-- An act. The four day ordinals follow from `date` and are set when the row is written.
CREATE TABLE entry (
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
            'statement', 'demand', 'appeal', 'precondition', 'offer', 'promise', 'proposal',
            'acceptance', 'concession', 'refusal', 'denial', 'accusation', 'endorsement',
            'threat', 'ultimatum', 'warning', 'announcement', 'démarche or note',
            'reported position', 'silence', 'talks', 'visit or call', 'joint statement',
            'agreement', 'vote', 'veto', 'mediation', 'action', 'sanction', 'recognition',
            'summons', 'recall or expulsion', 'walk-out', 'change of government',
            'context event'
        )
    ),
    date TEXT CHECK (length(date) <= 500 AND instr(date, char(0)) = 0),
    begin_lo INTEGER,
    begin_hi INTEGER,
    end_lo INTEGER,
    end_hi INTEGER,
    date_as_written TEXT CHECK (length(date_as_written) <= 500 AND instr(date_as_written, char(0)) = 0),
    date_basis TEXT CHECK (
        date_basis IN (
            'explicit', 'publication', 'inferred', 'imprecise', 'general knowledge'
        )
    ),
    local_time TEXT CHECK (length(local_time) <= 500 AND instr(local_time, char(0)) = 0),
    time_zone TEXT CHECK (length(time_zone) <= 500 AND instr(time_zone, char(0)) = 0),
    title TEXT NOT NULL CHECK (length(title) BETWEEN 1 AND 500 AND instr(title, char(0)) = 0),
    body TEXT CHECK (length(body) <= 20000 AND instr(body, char(0)) = 0),
    venue TEXT CHECK (length(venue) <= 500 AND instr(venue, char(0)) = 0),
    place TEXT CHECK (length(place) <= 500 AND instr(place, char(0)) = 0),
    group_id INTEGER REFERENCES "group" (id) ON DELETE SET NULL,
    importance INTEGER NOT NULL CHECK (importance IN (1, 2, 3)),
    status TEXT NOT NULL CHECK (status IN ('draft', 'coded', 'reviewed')),
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
    CHECK (begin_lo <= begin_hi AND end_lo <= end_hi AND begin_lo <= end_hi),
    CHECK (
        date IS NOT NULL
        OR (begin_lo IS NULL AND begin_hi IS NULL AND end_lo IS NULL AND end_hi IS NULL)
    )
) STRICT;
CREATE UNIQUE INDEX entry_code ON entry (code) WHERE code IS NOT NULL;
CREATE INDEX entry_group_id ON entry (group_id) WHERE group_id IS NOT NULL;
CREATE INDEX entry_coder_id ON entry (coder_id) WHERE coder_id IS NOT NULL;
CREATE INDEX entry_begin_lo ON entry (begin_lo, begin_hi, end_lo, end_hi, kind, status);

-- A party's or person's part in an entry.
CREATE TABLE participation (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE CHECK (
        uid GLOB '????????-????-7???-[89ab]???-????????????'
        AND uid NOT GLOB '*[^-0-9a-f]*'
        AND length(replace(uid, '-', '')) = 32
        AND instr(uid, char(0)) = 0
    ),
    entry_id INTEGER NOT NULL REFERENCES entry (id) ON DELETE CASCADE,
    party_id INTEGER REFERENCES party (id),
    role TEXT NOT NULL CHECK (
        role IN (
            'actor', 'participant', 'addressee', 'object', 'host', 'mediator', 'observer',
            'signatory', 'named', 'absent'
        )
    ),
    person_id INTEGER REFERENCES person (id),
    on_behalf_of_party_id INTEGER REFERENCES party (id),
    on_behalf_of_person_id INTEGER REFERENCES person (id),
    as_named TEXT CHECK (length(as_named) <= 500 AND instr(as_named, char(0)) = 0),
    origins TEXT CHECK (length(origins) <= 20000 AND instr(origins, char(0)) = 0),
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
CREATE INDEX participation_entry_id ON participation (entry_id);
CREATE INDEX participation_party_id ON participation (party_id, entry_id, role);
CREATE INDEX participation_object ON participation (party_id, entry_id) WHERE role = 'object';
CREATE INDEX participation_person_id ON participation (person_id) WHERE person_id IS NOT NULL;
CREATE INDEX participation_on_behalf_of_party_id ON participation (on_behalf_of_party_id)
    WHERE on_behalf_of_party_id IS NOT NULL;
CREATE INDEX participation_on_behalf_of_person_id ON participation (on_behalf_of_person_id)
    WHERE on_behalf_of_person_id IS NOT NULL;
CREATE INDEX participation_coder_id ON participation (coder_id) WHERE coder_id IS NOT NULL;

-- A typed link from one entry to another; never without words in the source or a rationale.
CREATE TABLE link (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE CHECK (
        uid GLOB '????????-????-7???-[89ab]???-????????????'
        AND uid NOT GLOB '*[^-0-9a-f]*'
        AND length(replace(uid, '-', '')) = 32
        AND instr(uid, char(0)) = 0
    ),
    from_entry_id INTEGER NOT NULL REFERENCES entry (id) ON DELETE CASCADE,
    to_entry_id INTEGER NOT NULL REFERENCES entry (id) ON DELETE CASCADE,
    relation TEXT NOT NULL CHECK (
        relation IN (
            'reaffirms', 'clarifies', 'revises', 'reverses', 'retracts', 'denies', 'responds to',
            'rejects', 'accepts', 'fulfils', 'violates', 'contradicts', 'supersedes', 'prepares',
            'follows', 'triggered by', 'ends'
        )
    ),
    note TEXT NOT NULL CHECK (length(note) BETWEEN 1 AND 20000 AND instr(note, char(0)) = 0),
    created_at TEXT NOT NULL CHECK (
        created_at GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9]Z'
        AND instr(created_at, char(0)) = 0
    ),
    updated_at TEXT NOT NULL CHECK (
        updated_at GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9]Z'
        AND instr(updated_at, char(0)) = 0
    ),
    coder_id INTEGER REFERENCES coder (id),
    CHECK (from_entry_id <> to_entry_id)
) STRICT;
CREATE INDEX link_from_entry_id ON link (from_entry_id);
CREATE INDEX link_to_entry_id ON link (to_entry_id);
CREATE INDEX link_coder_id ON link (coder_id) WHERE coder_id IS NOT NULL;

-- A number that an entry gives, as decimal text, with what it counts and from when to when.
CREATE TABLE figure (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE CHECK (
        uid GLOB '????????-????-7???-[89ab]???-????????????'
        AND uid NOT GLOB '*[^-0-9a-f]*'
        AND length(replace(uid, '-', '')) = 32
        AND instr(uid, char(0)) = 0
    ),
    entry_id INTEGER NOT NULL REFERENCES entry (id) ON DELETE CASCADE,
    number TEXT CHECK (length(number) <= 500 AND instr(number, char(0)) = 0),
    high TEXT CHECK (length(high) <= 500 AND instr(high, char(0)) = 0),
    bound TEXT NOT NULL CHECK (
        bound IN (
            'exact', 'at least', 'more than', 'about', 'at most', 'in words'
        )
    ),
    unit TEXT CHECK (length(unit) <= 500 AND instr(unit, char(0)) = 0),
    counted TEXT NOT NULL CHECK (length(counted) BETWEEN 1 AND 500 AND instr(counted, char(0)) = 0),
    part_of_id INTEGER REFERENCES figure (id) ON DELETE SET NULL,
    counted_from TEXT CHECK (length(counted_from) <= 500 AND instr(counted_from, char(0)) = 0),
    counted_to TEXT CHECK (length(counted_to) <= 500 AND instr(counted_to, char(0)) = 0),
    counted_by_party_id INTEGER REFERENCES party (id),
    counted_by_source_id INTEGER REFERENCES source (id),
    as_written TEXT CHECK (length(as_written) <= 500 AND instr(as_written, char(0)) = 0),
    created_at TEXT NOT NULL CHECK (
        created_at GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9]Z'
        AND instr(created_at, char(0)) = 0
    ),
    updated_at TEXT NOT NULL CHECK (
        updated_at GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9]Z'
        AND instr(updated_at, char(0)) = 0
    ),
    coder_id INTEGER REFERENCES coder (id),
    CHECK (number NOT GLOB '*[^-0-9.]*' AND high NOT GLOB '*[^-0-9.]*'),
    CHECK (counted_by_party_id IS NULL OR counted_by_source_id IS NULL)
) STRICT;
CREATE INDEX figure_entry_id ON figure (entry_id);
CREATE INDEX figure_part_of_id ON figure (part_of_id) WHERE part_of_id IS NOT NULL;
CREATE INDEX figure_counted_by_party_id ON figure (counted_by_party_id) WHERE counted_by_party_id IS NOT NULL;
CREATE INDEX figure_counted_by_source_id ON figure (counted_by_source_id)
    WHERE counted_by_source_id IS NOT NULL;
CREATE INDEX figure_coder_id ON figure (coder_id) WHERE coder_id IS NOT NULL;
