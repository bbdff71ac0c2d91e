DROP TRIGGER audit_is_not_deleted;
CREATE TRIGGER audit_is_not_deleted BEFORE DELETE ON audit
BEGIN SELECT RAISE(ABORT, 'the audit is only added to'); END;
DROP INDEX audit_at;
ALTER TABLE audit DROP COLUMN detail;
DROP TABLE half_sign_ins;
DROP TABLE recovery_codes;
DROP TABLE second_factors;
DROP TABLE journeys;
DROP TABLE identities;
ALTER TABLE sessions DROP COLUMN id_token;
ALTER TABLE accounts DROP COLUMN signed_in_at;
ALTER TABLE accounts DROP COLUMN reviewed_on;
