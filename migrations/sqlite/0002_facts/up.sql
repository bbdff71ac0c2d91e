-- What was true when (valid) as far as it was known (known): a change closes a row and opens another.
CREATE TABLE structure_versions (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    finess TEXT NOT NULL,
    valid_from DATE NOT NULL,
    valid_to DATE NOT NULL,
    known_from TIMESTAMP NOT NULL,
    known_to TIMESTAMP NOT NULL,
    import_id BIGINT NOT NULL,
    legal_entity TEXT,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    complement TEXT,
    address TEXT,
    department TEXT NOT NULL,
    commune TEXT,
    siret TEXT,
    opened_on DATE,
    closed_on DATE,
    is_active BOOLEAN NOT NULL,
    longitude DOUBLE PRECISION,
    latitude DOUBLE PRECISION,
    is_doubtful BOOLEAN NOT NULL,
    main_site TEXT
);
CREATE INDEX structure_versions_known ON structure_versions (known_to);

CREATE TABLE legal_entity_versions (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    finess TEXT NOT NULL,
    valid_from DATE NOT NULL,
    valid_to DATE NOT NULL,
    known_from TIMESTAMP NOT NULL,
    known_to TIMESTAMP NOT NULL,
    import_id BIGINT NOT NULL,
    name TEXT NOT NULL,
    status TEXT,
    siren TEXT
);
CREATE INDEX legal_entity_versions_known ON legal_entity_versions (known_to);

-- Figures quoted from publications; those that contradict each other stand side by side.
CREATE TABLE published_figures (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    code TEXT NOT NULL,
    territory TEXT NOT NULL,
    period TEXT NOT NULL,
    value DOUBLE PRECISION NOT NULL,
    unit TEXT NOT NULL,
    nature TEXT NOT NULL,
    citation TEXT NOT NULL,
    known_from TIMESTAMP NOT NULL,
    known_to TIMESTAMP NOT NULL,
    import_id BIGINT NOT NULL
);
CREATE INDEX published_figures_known ON published_figures (known_to);
