-- The address by which somebody's own diary program reads the calendar. The token is in the address; here is its SHA-256.
CREATE TABLE subscriptions (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    account_id BIGINT NOT NULL REFERENCES accounts (id),
    token TEXT NOT NULL UNIQUE,
    made_at TIMESTAMP NOT NULL,
    -- The last day on which the audit was told that it is read.
    told_on DATE,
    revoked_at TIMESTAMP
);
CREATE INDEX subscriptions_account ON subscriptions (account_id);

-- Letters that a contact asked not to get any more. Bound to the address, not to the row of the directory, which a file may
-- bring again.
CREATE TABLE refusals (
    kind TEXT NOT NULL,
    place TEXT NOT NULL,
    email TEXT NOT NULL,
    letter TEXT NOT NULL,
    refused_at TIMESTAMP NOT NULL,
    PRIMARY KEY (kind, place, email, letter)
);

-- What the List-Unsubscribe of each message leads to; the token is in the message, here is its SHA-256.
CREATE TABLE unsubscribe_links (
    token TEXT PRIMARY KEY NOT NULL,
    kind TEXT NOT NULL,
    place TEXT NOT NULL,
    email TEXT NOT NULL,
    letter TEXT NOT NULL,
    made_at TIMESTAMP NOT NULL
);

-- For whom a message is: the kind of contact.
ALTER TABLE outbox ADD COLUMN audience TEXT NOT NULL DEFAULT '';
UPDATE outbox SET audience = CASE letter WHEN 'overview' THEN 'msp' ELSE 'ars' END;
-- When its content was emptied: long after it was settled.
ALTER TABLE outbox ADD COLUMN emptied_at TIMESTAMP;

-- What is stored is what is sent. Its content may end, once, after it was settled; it never becomes another one, and what
-- was emptied is never filled again.
DROP TRIGGER outbox_is_not_rewritten;
CREATE TRIGGER outbox_is_not_rewritten
BEFORE UPDATE OF key, letter, about, audience, recipient, office, sender, subject, message_id, content, raised_at, emptied_at
ON outbox WHEN (OLD.content <> '' OR OLD.emptied_at IS NOT NULL) AND NOT (
    OLD.emptied_at IS NULL AND NEW.emptied_at IS NOT NULL AND NEW.content = ''
    AND OLD.status IN ('sent', 'failed') AND OLD.settled_at < NEW.emptied_at
    AND NEW.key = OLD.key AND NEW.letter = OLD.letter AND NEW.about = OLD.about AND NEW.audience = OLD.audience
    AND NEW.recipient = OLD.recipient AND NEW.office = OLD.office AND NEW.sender = OLD.sender
    AND NEW.subject = OLD.subject AND NEW.message_id = OLD.message_id AND NEW.raised_at = OLD.raised_at
    AND NEW.status = OLD.status AND NEW.settled_at = OLD.settled_at AND NEW.answer IS OLD.answer
)
BEGIN SELECT RAISE(ABORT, 'a message is not rewritten'); END;
