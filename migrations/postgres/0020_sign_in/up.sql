-- When somebody last said that an account is still wanted. The term of those that exist begins today.
ALTER TABLE accounts ADD COLUMN reviewed_on DATE NOT NULL DEFAULT '1970-01-01';
UPDATE accounts SET reviewed_on = CURRENT_DATE;
ALTER TABLE accounts ADD COLUMN signed_in_at TIMESTAMP;

-- The proof of the provider that opened a session, which is given back to it at the end.
ALTER TABLE sessions ADD COLUMN id_token TEXT;

-- Under which name (`sub`) a provider knows an account; bound at the first sign-in.
CREATE TABLE identities (
    issuer TEXT NOT NULL,
    subject TEXT NOT NULL,
    account_id BIGINT NOT NULL REFERENCES accounts (id),
    bound_at TIMESTAMP NOT NULL,
    PRIMARY KEY (issuer, subject),
    UNIQUE (issuer, account_id)
);

-- Somebody on the way to a provider: taken out when they come back, whatever comes of it. State and token are SHA-256.
CREATE TABLE journeys (
    state TEXT NOT NULL PRIMARY KEY,
    token TEXT NOT NULL,
    nonce TEXT NOT NULL,
    verifier TEXT NOT NULL,
    next TEXT NOT NULL,
    expires_at TIMESTAMP NOT NULL
);

-- The secret is not here: it is derived from the salt and the secret of the installation.
CREATE TABLE second_factors (
    account_id BIGINT NOT NULL PRIMARY KEY REFERENCES accounts (id),
    salt TEXT NOT NULL,
    -- Asked for from then on.
    confirmed_at TIMESTAMP,
    -- The last step of thirty seconds whose code was taken: no code is taken twice.
    last_step BIGINT NOT NULL
);
CREATE TABLE recovery_codes (
    account_id BIGINT NOT NULL REFERENCES accounts (id),
    digest TEXT NOT NULL,
    PRIMARY KEY (account_id, digest)
);

-- A right password whose owner is still to be asked for a code. The token is the SHA-256 of that of the browser.
CREATE TABLE half_sign_ins (
    token TEXT NOT NULL PRIMARY KEY,
    account_id BIGINT NOT NULL REFERENCES accounts (id),
    password TEXT NOT NULL,
    attempt BIGINT NOT NULL,
    next TEXT NOT NULL,
    expires_at TIMESTAMP NOT NULL
);

-- What else is to be said of a line: the name of a file, how a provider made sure.
ALTER TABLE audit ADD COLUMN detail TEXT;
CREATE INDEX audit_at ON audit (at);

-- Lines of the last six months are never deleted; older ones may be, by the job that says so in a line of its own.
DROP TRIGGER audit_is_kept ON audit;
CREATE TRIGGER audit_is_kept BEFORE UPDATE OR TRUNCATE ON audit
FOR EACH STATEMENT EXECUTE FUNCTION audit_is_only_added_to();
CREATE FUNCTION audit_is_kept_six_months() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN
    IF OLD.at < (now() AT TIME ZONE 'UTC') - INTERVAL '6 months'
        AND OLD.at < (SELECT MAX(at) FROM audit) - INTERVAL '6 months' THEN RETURN OLD; END IF;
    RAISE EXCEPTION 'the audit is only added to';
END $$;
CREATE TRIGGER audit_is_kept_six_months BEFORE DELETE ON audit
FOR EACH ROW EXECUTE FUNCTION audit_is_kept_six_months();
