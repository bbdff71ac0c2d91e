-- The register as known: a change closes a row and opens another; it comes from a file or from a person.
CREATE TABLE register_entries (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    entry TEXT NOT NULL,
    known_from TIMESTAMP NOT NULL,
    known_to TIMESTAMP NOT NULL,
    import_id BIGINT,
    author TEXT,
    note TEXT,
    finess TEXT,
    name TEXT NOT NULL,
    commune TEXT NOT NULL,
    department TEXT NOT NULL,
    status TEXT NOT NULL,
    imagined_on DATE,
    filed_on DATE,
    recognised_on DATE,
    opened_on DATE,
    ended_on DATE,
    form TEXT,
    is_university BOOLEAN,
    parent TEXT,
    is_priority_district BOOLEAN,
    succeeds TEXT,
    confirmed_on DATE
);
CREATE INDEX register_entries_known ON register_entries (known_to);
CREATE INDEX register_entries_entry ON register_entries (entry);
CREATE INDEX register_entries_finess ON register_entries (finess);

-- What was decided of a contradiction between the register and FINESS, with the facts it was decided on. Never changed.
CREATE TABLE register_decisions (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    subject TEXT NOT NULL,
    resolution TEXT NOT NULL,
    author TEXT NOT NULL,
    note TEXT,
    decided_at TIMESTAMP NOT NULL,
    evidence TEXT NOT NULL
);
CREATE INDEX register_decisions_subject ON register_decisions (subject);

-- Contradictions that wait for a decision, with the day on which each was first seen; made anew by `reconcile`.
CREATE TABLE register_queue (
    subject TEXT PRIMARY KEY NOT NULL,
    kind TEXT NOT NULL,
    department TEXT NOT NULL,
    found_on DATE NOT NULL,
    facts TEXT NOT NULL
);
