-- What was asked of the publishers' servers, and what came of it.
CREATE TABLE downloads (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    source TEXT NOT NULL,
    -- Without user, password and query.
    url TEXT NOT NULL,
    checked_at TIMESTAMP NOT NULL,
    -- new, unchanged, failed, skipped
    status TEXT NOT NULL,
    etag TEXT,
    last_modified TEXT,
    bytes BIGINT,
    sha256 TEXT,
    file TEXT,
    error TEXT,
    -- The server asked not to be asked again before.
    not_before TIMESTAMP
);
CREATE INDEX downloads_source ON downloads (source);
