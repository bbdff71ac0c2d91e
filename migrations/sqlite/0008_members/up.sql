-- Who works in which structure as the RPPS shows it; the person is a keyed hash. Valid over days, known over instants.
CREATE TABLE members (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    structure TEXT NOT NULL,
    person TEXT NOT NULL,
    profession TEXT NOT NULL,
    is_gp BOOLEAN NOT NULL,
    mode TEXT NOT NULL,
    valid_from DATE NOT NULL,
    valid_to DATE NOT NULL,
    known_from TIMESTAMP NOT NULL,
    known_to TIMESTAMP NOT NULL,
    import_id BIGINT NOT NULL
);
CREATE INDEX members_known ON members (known_to);
CREATE INDEX members_structure ON members (structure);

-- Distinct liberal professionals by commune and profession.
CREATE TABLE professionals (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    commune TEXT NOT NULL,
    profession TEXT NOT NULL,
    is_gp BOOLEAN NOT NULL,
    number BIGINT NOT NULL,
    valid_from DATE NOT NULL,
    valid_to DATE NOT NULL,
    known_from TIMESTAMP NOT NULL,
    known_to TIMESTAMP NOT NULL,
    import_id BIGINT NOT NULL
);
CREATE INDEX professionals_known ON professionals (known_to);
