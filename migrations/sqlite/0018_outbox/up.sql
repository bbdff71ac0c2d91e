-- Messages, written in the transaction of whoever raises them and kept as they were sent.
CREATE TABLE outbox (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    -- One message a key, for ever.
    key TEXT NOT NULL UNIQUE,
    letter TEXT NOT NULL,
    -- Of what it speaks: a territory, or the FINESS number of a structure.
    about TEXT NOT NULL,
    recipient TEXT NOT NULL,
    office TEXT NOT NULL,
    sender TEXT NOT NULL,
    subject TEXT NOT NULL,
    message_id TEXT NOT NULL,
    -- The whole message (RFC 5322), in ASCII.
    content TEXT NOT NULL,
    is_simulated BOOLEAN NOT NULL,
    raised_at TIMESTAMP NOT NULL,
    -- waiting, claimed (nothing handed over), sending (handed over, no answer kept), sent, failed, uncertain
    status TEXT NOT NULL,
    attempts INTEGER NOT NULL,
    next_try_at TIMESTAMP NOT NULL,
    -- A worker that has not finished by then is taken for dead.
    lease_until TIMESTAMP,
    settled_at TIMESTAMP,
    -- The last words of the server, or why there are none.
    answer TEXT
);
CREATE INDEX outbox_due ON outbox (status, next_try_at);
CREATE INDEX outbox_about ON outbox (about, id);

-- What is stored is what is sent.
CREATE TRIGGER outbox_is_not_rewritten
BEFORE UPDATE OF key, letter, about, recipient, sender, subject, message_id, content ON outbox WHEN OLD.content <> ''
BEGIN SELECT RAISE(ABORT, 'a message is not rewritten'); END;

-- What became of each attempt: only added to.
CREATE TABLE outbox_attempts (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    message BIGINT NOT NULL,
    at TIMESTAMP NOT NULL,
    -- sent, put off, refused, given up, released, uncertain, again
    outcome TEXT NOT NULL,
    answer TEXT NOT NULL
);
CREATE INDEX outbox_attempts_message ON outbox_attempts (message, id);
CREATE TRIGGER outbox_attempts_are_not_changed BEFORE UPDATE ON outbox_attempts
BEGIN SELECT RAISE(ABORT, 'attempts are only added to'); END;
CREATE TRIGGER outbox_attempts_are_not_deleted BEFORE DELETE ON outbox_attempts
BEGIN SELECT RAISE(ABORT, 'attempts are only added to'); END;

-- Letters that could be addressed to nobody: their facts, until somebody can be written to.
CREATE TABLE unaddressed (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    key TEXT NOT NULL UNIQUE,
    letter TEXT NOT NULL,
    audience TEXT NOT NULL,
    place TEXT NOT NULL,
    facts TEXT NOT NULL,
    reason TEXT NOT NULL,
    raised_at TIMESTAMP NOT NULL,
    settled_at TIMESTAMP
);
