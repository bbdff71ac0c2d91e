-- Who may sign in. Territories are codes with spaces between them; the password is an argon2id hash.
CREATE TABLE accounts (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    email TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    role TEXT NOT NULL,
    territories TEXT NOT NULL,
    structure TEXT,
    password TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    password_set_at TIMESTAMP NOT NULL,
    disabled_at TIMESTAMP
);

-- The token is in the browser; here is its SHA-256.
CREATE TABLE sessions (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    account_id BIGINT NOT NULL REFERENCES accounts (id),
    token TEXT NOT NULL UNIQUE,
    created_at TIMESTAMP NOT NULL,
    seen_at TIMESTAMP NOT NULL,
    expires_at TIMESTAMP NOT NULL,
    revoked_at TIMESTAMP,
    address TEXT NOT NULL
);
CREATE INDEX sessions_account ON sessions (account_id);

-- Passwords tried of late. The login is the SHA-256 of what was typed, which need not be that of an account, and may be
-- a password typed in the wrong place.
CREATE TABLE sign_in_attempts (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    login TEXT NOT NULL,
    origin TEXT NOT NULL,
    tried_at TIMESTAMP NOT NULL,
    has_succeeded BOOLEAN NOT NULL
);
CREATE INDEX sign_in_attempts_login ON sign_in_attempts (login, tried_at);
CREATE INDEX sign_in_attempts_origin ON sign_in_attempts (origin, tried_at);

-- Who did or read what: only added to.
CREATE TABLE audit (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    at TIMESTAMP NOT NULL,
    -- The e-mail address of an account, or `operator`.
    who TEXT NOT NULL,
    action TEXT NOT NULL,
    family TEXT,
    -- A structure, a territory, an account.
    subject TEXT,
    address TEXT
);
CREATE INDEX audit_who ON audit (who, id);
CREATE INDEX audit_subject ON audit (subject, id);

CREATE TRIGGER audit_is_not_changed BEFORE UPDATE ON audit
BEGIN SELECT RAISE(ABORT, 'the audit is only added to'); END;
CREATE TRIGGER audit_is_not_deleted BEFORE DELETE ON audit
BEGIN SELECT RAISE(ABORT, 'the audit is only added to'); END;
-- INSERT OR REPLACE deletes without a word.
CREATE TRIGGER audit_is_not_replaced BEFORE INSERT ON audit WHEN EXISTS (SELECT 1 FROM audit WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'the audit is only added to'); END;
