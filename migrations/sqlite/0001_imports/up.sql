-- One file read once, and the lines of it that could not be read.
CREATE TABLE imports (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    source TEXT NOT NULL,
    flow TEXT,
    file TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    snapshot DATE NOT NULL,
    known_from TIMESTAMP NOT NULL,
    imported_at TIMESTAMP NOT NULL,
    records_read BIGINT NOT NULL,
    accepted BIGINT NOT NULL,
    rejected BIGINT NOT NULL,
    is_simulated BOOLEAN NOT NULL,
    UNIQUE (source, sha256)
);

CREATE TABLE rejections (
    import_id BIGINT NOT NULL,
    position BIGINT NOT NULL,
    line BIGINT NOT NULL,
    field TEXT NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY (import_id, position)
);
