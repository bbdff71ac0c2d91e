-- What desks do about structures. A row is what its events come to, kept beside them for lists and filters.
CREATE TABLE cases (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    structure TEXT NOT NULL,
    -- new, acknowledged, in_support, under_watch, closed
    state TEXT NOT NULL,
    -- improved, unfounded, merged, closed_structure
    outcome TEXT,
    -- 1 vigilance, 2 tension, 3 critique
    level INTEGER NOT NULL,
    -- Of the assessment that told it.
    month TEXT NOT NULL,
    is_listed BOOLEAN NOT NULL,
    is_first BOOLEAN NOT NULL,
    is_worse BOOLEAN NOT NULL,
    has_reply BOOLEAN NOT NULL,
    assignee TEXT,
    opened TIMESTAMP NOT NULL,
    touched TIMESTAMP,
    due DATE,
    closed TIMESTAMP,
    judged TEXT,
    with_cpam BOOLEAN NOT NULL,
    with_federation BOOLEAN NOT NULL,
    with_dgos BOOLEAN NOT NULL,
    -- Made in a shadow run: nobody is written to.
    is_shadow BOOLEAN NOT NULL,
    events INTEGER NOT NULL
);
-- One open case a structure.
CREATE UNIQUE INDEX cases_open ON cases (structure) WHERE state <> 'closed';
CREATE INDEX cases_structure ON cases (structure, id);
CREATE INDEX cases_urgent ON cases (level DESC, due, id) WHERE state <> 'closed';
CREATE INDEX cases_due ON cases (due, level DESC, id) WHERE state <> 'closed';
CREATE INDEX cases_newest ON cases (opened DESC, level DESC, id) WHERE state <> 'closed';
-- Where structures are now: what every scope asks.
CREATE INDEX structure_versions_place ON structure_versions (known_to, valid_to, department, finess);

CREATE TABLE case_events (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    case_id BIGINT NOT NULL,
    -- From 1.
    position INTEGER NOT NULL,
    at TIMESTAMP NOT NULL,
    who TEXT,
    name TEXT NOT NULL,
    deed TEXT NOT NULL,
    UNIQUE (case_id, position)
);
CREATE INDEX case_events_at ON case_events (at, name);
CREATE TRIGGER case_events_are_not_changed BEFORE UPDATE ON case_events
BEGIN SELECT RAISE(ABORT, 'the history of a case is only added to'); END;
CREATE TRIGGER case_events_are_not_deleted BEFORE DELETE ON case_events
BEGIN SELECT RAISE(ABORT, 'the history of a case is only added to'); END;
CREATE TRIGGER cases_are_not_deleted BEFORE DELETE ON cases
BEGIN SELECT RAISE(ABORT, 'a case is never deleted'); END;

-- What was known when an alert was raised, as it was then.
CREATE TABLE case_packs (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    case_id BIGINT NOT NULL,
    month TEXT NOT NULL,
    -- The instant as of which the assessments of the month say the same.
    known_at TIMESTAMP NOT NULL,
    frozen_at TIMESTAMP NOT NULL,
    content TEXT NOT NULL,
    sha256 TEXT NOT NULL
);
CREATE INDEX case_packs_case ON case_packs (case_id, id);
CREATE TRIGGER case_packs_are_not_changed BEFORE UPDATE ON case_packs
BEGIN SELECT RAISE(ABORT, 'evidence is only added to'); END;
CREATE TRIGGER case_packs_are_not_deleted BEFORE DELETE ON case_packs
BEGIN SELECT RAISE(ABORT, 'evidence is only added to'); END;

-- Who looks after the cases of whom, from a day to another, both included.
CREATE TABLE deputies (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    absent TEXT NOT NULL,
    deputy TEXT NOT NULL,
    first_day DATE NOT NULL,
    last_day DATE NOT NULL,
    made_at TIMESTAMP NOT NULL
);
CREATE INDEX deputies_absent ON deputies (absent, last_day);
