-- One line of a declared, restricted or administrative table: a later line of the same key closes it and stands in its
-- place. The cells are JSON.
CREATE TABLE statements (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    source TEXT NOT NULL,
    subject TEXT NOT NULL,
    period TEXT NOT NULL,
    item TEXT NOT NULL,
    cells TEXT NOT NULL,
    known_from TIMESTAMP NOT NULL,
    known_to TIMESTAMP NOT NULL,
    import_id BIGINT NOT NULL,
    line BIGINT NOT NULL
);
CREATE INDEX statements_known ON statements (source, known_to);
CREATE INDEX statements_subject ON statements (subject, source);
