-- Addresses under which a structure answers without signing in. The token is in the message; here is its SHA-256.
CREATE TABLE links (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    structure TEXT NOT NULL,
    token TEXT NOT NULL UNIQUE,
    -- The message of the outbox that it went with, and what that message told, in JSON.
    message BIGINT NOT NULL,
    told TEXT NOT NULL,
    made_at TIMESTAMP NOT NULL,
    expires_at TIMESTAMP NOT NULL,
    revoked_at TIMESTAMP
);
CREATE INDEX links_structure ON links (structure, id);

-- Forms begun and not yet sent.
CREATE TABLE drafts (
    link BIGINT NOT NULL,
    source TEXT NOT NULL,
    -- What was typed, column by column, in JSON.
    cells TEXT NOT NULL,
    saved_at TIMESTAMP NOT NULL,
    PRIMARY KEY (link, source)
);

-- What structures answered: only added to.
CREATE TABLE replies (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    -- One reply a key: a form that is sent twice is heard once.
    key TEXT NOT NULL UNIQUE,
    link BIGINT NOT NULL,
    structure TEXT NOT NULL,
    at TIMESTAMP NOT NULL,
    kind TEXT NOT NULL,
    -- What was typed, field by field, in JSON.
    said TEXT NOT NULL,
    -- The table that it states a line of, and the cells of that line, in JSON; nothing when it states no data.
    source TEXT,
    cells TEXT
);
CREATE INDEX replies_structure ON replies (structure, id);
CREATE TRIGGER replies_are_not_changed BEFORE UPDATE ON replies
BEGIN SELECT RAISE(ABORT, 'replies are only added to'); END;
CREATE TRIGGER replies_are_not_deleted BEFORE DELETE ON replies
BEGIN SELECT RAISE(ABORT, 'replies are only added to'); END;
-- INSERT OR REPLACE deletes without a word.
CREATE TRIGGER replies_are_not_replaced BEFORE INSERT ON replies
WHEN EXISTS (SELECT 1 FROM replies WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'replies are only added to'); END;
