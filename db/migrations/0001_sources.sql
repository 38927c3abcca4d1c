-- How we know: sources, their texts, citations with grades, what was read, notes and tags.
--
-- The texts of a source and the record of what was read go with it; a source that is cited cannot be
-- deleted. Citations, notes and tags are parts of what they are on.

-- A text or recording that reports acts; its reliability grades the outlet, not the truth.
CREATE TABLE source (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE CHECK (
        uid GLOB '????????-????-7???-[89ab]???-????????????'
        AND uid NOT GLOB '*[^-0-9a-f]*'
        AND length(replace(uid, '-', '')) = 32
        AND instr(uid, char(0)) = 0
    ),
    code TEXT CHECK (length(code) BETWEEN 1 AND 500 AND instr(code, char(0)) = 0),
    title TEXT NOT NULL CHECK (length(title) BETWEEN 1 AND 500 AND instr(title, char(0)) = 0),
    outlet TEXT CHECK (length(outlet) <= 500 AND instr(outlet, char(0)) = 0),
    author TEXT CHECK (length(author) <= 500 AND instr(author, char(0)) = 0),
    published TEXT CHECK (length(published) <= 500 AND instr(published, char(0)) = 0),
    url TEXT CHECK (length(url) <= 20000 AND instr(url, char(0)) = 0),
    language TEXT CHECK (length(language) <= 500 AND instr(language, char(0)) = 0),
    retrieved TEXT CHECK (length(retrieved) <= 500 AND instr(retrieved, char(0)) = 0),
    type TEXT CHECK (
        type IN (
            'primary', 'state media', 'agency', 'press', 'aggregator', 'social', 'leak'
        )
    ),
    reliability TEXT CHECK (reliability IN ('A', 'B', 'C', 'D', 'E', 'F')),
    csl TEXT CHECK (length(csl) <= 20000 AND instr(csl, char(0)) = 0),
    original_sha256 TEXT CHECK (length(original_sha256) <= 500 AND instr(original_sha256, char(0)) = 0),
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
CREATE UNIQUE INDEX source_code ON source (code) WHERE code IS NOT NULL;
CREATE INDEX source_coder_id ON source (coder_id) WHERE coder_id IS NOT NULL;

-- A numbered, immutable text of a source: UTF-8, lines ended by LF.
CREATE TABLE revision (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE CHECK (
        uid GLOB '????????-????-7???-[89ab]???-????????????'
        AND uid NOT GLOB '*[^-0-9a-f]*'
        AND length(replace(uid, '-', '')) = 32
        AND instr(uid, char(0)) = 0
    ),
    source_id INTEGER NOT NULL REFERENCES source (id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    text TEXT NOT NULL CHECK (length(text) BETWEEN 1 AND 2000000 AND instr(text, char(0)) = 0),
    sha256 TEXT NOT NULL CHECK (length(sha256) BETWEEN 1 AND 500 AND instr(sha256, char(0)) = 0),
    created_at TEXT NOT NULL CHECK (
        created_at GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9]Z'
        AND instr(created_at, char(0)) = 0
    ),
    updated_at TEXT NOT NULL CHECK (
        updated_at GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9]Z'
        AND instr(updated_at, char(0)) = 0
    ),
    coder_id INTEGER REFERENCES coder (id),
    UNIQUE (source_id, number),
    CHECK (number >= 1)
) STRICT;
CREATE INDEX revision_coder_id ON revision (coder_id) WHERE coder_id IS NOT NULL;

-- Where a source says what an entry or a stance holds; offsets are code points, end-exclusive.
CREATE TABLE citation (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE CHECK (
        uid GLOB '????????-????-7???-[89ab]???-????????????'
        AND uid NOT GLOB '*[^-0-9a-f]*'
        AND length(replace(uid, '-', '')) = 32
        AND instr(uid, char(0)) = 0
    ),
    entry_id INTEGER REFERENCES entry (id) ON DELETE CASCADE,
    stance_id INTEGER REFERENCES stance (id) ON DELETE CASCADE,
    source_id INTEGER NOT NULL REFERENCES source (id),
    credibility INTEGER CHECK (credibility IN (1, 2, 3, 4, 5, 6)),
    reliability TEXT CHECK (reliability IN ('A', 'B', 'C', 'D', 'E', 'F')),
    originator TEXT CHECK (length(originator) <= 500 AND instr(originator, char(0)) = 0),
    wording TEXT CHECK (wording IN ('direct', 'indirect', 'narrator')),
    locator TEXT CHECK (length(locator) <= 500 AND instr(locator, char(0)) = 0),
    revision_id INTEGER REFERENCES revision (id),
    start INTEGER,
    "end" INTEGER,
    exact TEXT CHECK (length(exact) <= 20000 AND instr(exact, char(0)) = 0),
    prefix TEXT CHECK (length(prefix) <= 20000 AND instr(prefix, char(0)) = 0),
    suffix TEXT CHECK (length(suffix) <= 20000 AND instr(suffix, char(0)) = 0),
    language TEXT CHECK (length(language) <= 500 AND instr(language, char(0)) = 0),
    direction TEXT CHECK (direction IN ('ltr', 'rtl')),
    translation TEXT CHECK (length(translation) <= 20000 AND instr(translation, char(0)) = 0),
    translator TEXT CHECK (length(translator) <= 500 AND instr(translator, char(0)) = 0),
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
    CHECK ((entry_id IS NOT NULL) + (stance_id IS NOT NULL) = 1),
    CHECK (
        start IS NULL
        OR (start >= 0 AND "end" IS NOT NULL AND "end" >= start AND revision_id IS NOT NULL)
    ),
    CHECK ("end" IS NULL OR start IS NOT NULL)
) STRICT;
CREATE INDEX citation_entry_id ON citation (entry_id) WHERE entry_id IS NOT NULL;
CREATE INDEX citation_stance_id ON citation (stance_id) WHERE stance_id IS NOT NULL;
CREATE INDEX citation_source_id ON citation (source_id);
CREATE INDEX citation_revision_id ON citation (revision_id) WHERE revision_id IS NOT NULL;
CREATE INDEX citation_coder_id ON citation (coder_id) WHERE coder_id IS NOT NULL;

-- A span that a coder read, and whether it held nothing to code.
CREATE TABLE coverage (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE CHECK (
        uid GLOB '????????-????-7???-[89ab]???-????????????'
        AND uid NOT GLOB '*[^-0-9a-f]*'
        AND length(replace(uid, '-', '')) = 32
        AND instr(uid, char(0)) = 0
    ),
    source_id INTEGER NOT NULL REFERENCES source (id) ON DELETE CASCADE,
    revision_id INTEGER REFERENCES revision (id) ON DELETE CASCADE,
    start INTEGER,
    "end" INTEGER,
    nothing_here INTEGER NOT NULL CHECK (nothing_here IN (0, 1)),
    created_at TEXT NOT NULL CHECK (
        created_at GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9]Z'
        AND instr(created_at, char(0)) = 0
    ),
    updated_at TEXT NOT NULL CHECK (
        updated_at GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9]Z'
        AND instr(updated_at, char(0)) = 0
    ),
    coder_id INTEGER REFERENCES coder (id),
    CHECK (
        start IS NULL
        OR (start >= 0 AND "end" IS NOT NULL AND "end" >= start AND revision_id IS NOT NULL)
    ),
    CHECK ("end" IS NULL OR start IS NOT NULL)
) STRICT;
CREATE INDEX coverage_source_id ON coverage (source_id);
CREATE INDEX coverage_revision_id ON coverage (revision_id) WHERE revision_id IS NOT NULL;
CREATE INDEX coverage_coder_id ON coverage (coder_id) WHERE coder_id IS NOT NULL;

-- A remark on one entry, source, party, topic or citation; its author is its coder.
CREATE TABLE note (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE CHECK (
        uid GLOB '????????-????-7???-[89ab]???-????????????'
        AND uid NOT GLOB '*[^-0-9a-f]*'
        AND length(replace(uid, '-', '')) = 32
        AND instr(uid, char(0)) = 0
    ),
    text TEXT NOT NULL CHECK (length(text) BETWEEN 1 AND 20000 AND instr(text, char(0)) = 0),
    entry_id INTEGER REFERENCES entry (id) ON DELETE CASCADE,
    source_id INTEGER REFERENCES source (id) ON DELETE CASCADE,
    party_id INTEGER REFERENCES party (id) ON DELETE CASCADE,
    topic_id INTEGER REFERENCES topic (id) ON DELETE CASCADE,
    citation_id INTEGER REFERENCES citation (id) ON DELETE CASCADE,
    created_at TEXT NOT NULL CHECK (
        created_at GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9]Z'
        AND instr(created_at, char(0)) = 0
    ),
    updated_at TEXT NOT NULL CHECK (
        updated_at GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9]Z'
        AND instr(updated_at, char(0)) = 0
    ),
    coder_id INTEGER REFERENCES coder (id),
    CHECK (
        (entry_id IS NOT NULL)
        + (source_id IS NOT NULL)
        + (party_id IS NOT NULL)
        + (topic_id IS NOT NULL)
        + (citation_id IS NOT NULL)
        = 1
    )
) STRICT;
CREATE INDEX note_entry_id ON note (entry_id) WHERE entry_id IS NOT NULL;
CREATE INDEX note_source_id ON note (source_id) WHERE source_id IS NOT NULL;
CREATE INDEX note_party_id ON note (party_id) WHERE party_id IS NOT NULL;
CREATE INDEX note_topic_id ON note (topic_id) WHERE topic_id IS NOT NULL;
CREATE INDEX note_citation_id ON note (citation_id) WHERE citation_id IS NOT NULL;
CREATE INDEX note_coder_id ON note (coder_id) WHERE coder_id IS NOT NULL;

-- A word put on one entry, source, party, topic or citation.
CREATE TABLE tag (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE CHECK (
        uid GLOB '????????-????-7???-[89ab]???-????????????'
        AND uid NOT GLOB '*[^-0-9a-f]*'
        AND length(replace(uid, '-', '')) = 32
        AND instr(uid, char(0)) = 0
    ),
    text TEXT NOT NULL CHECK (length(text) BETWEEN 1 AND 500 AND instr(text, char(0)) = 0),
    entry_id INTEGER REFERENCES entry (id) ON DELETE CASCADE,
    source_id INTEGER REFERENCES source (id) ON DELETE CASCADE,
    party_id INTEGER REFERENCES party (id) ON DELETE CASCADE,
    topic_id INTEGER REFERENCES topic (id) ON DELETE CASCADE,
    citation_id INTEGER REFERENCES citation (id) ON DELETE CASCADE,
    created_at TEXT NOT NULL CHECK (
        created_at GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9]Z'
        AND instr(created_at, char(0)) = 0
    ),
    updated_at TEXT NOT NULL CHECK (
        updated_at GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9]Z'
        AND instr(updated_at, char(0)) = 0
    ),
    coder_id INTEGER REFERENCES coder (id),
    CHECK (
        (entry_id IS NOT NULL)
        + (source_id IS NOT NULL)
        + (party_id IS NOT NULL)
        + (topic_id IS NOT NULL)
        + (citation_id IS NOT NULL)
        = 1
    )
) STRICT;
CREATE INDEX tag_entry_id ON tag (entry_id) WHERE entry_id IS NOT NULL;
CREATE INDEX tag_source_id ON tag (source_id) WHERE source_id IS NOT NULL;
CREATE INDEX tag_party_id ON tag (party_id) WHERE party_id IS NOT NULL;
CREATE INDEX tag_topic_id ON tag (topic_id) WHERE topic_id IS NOT NULL;
CREATE INDEX tag_citation_id ON tag (citation_id) WHERE citation_id IS NOT NULL;
CREATE INDEX tag_coder_id ON tag (coder_id) WHERE coder_id IS NOT NULL;
