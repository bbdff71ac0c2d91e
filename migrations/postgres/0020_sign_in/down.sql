DROP TRIGGER audit_is_kept_six_months ON audit;
DROP FUNCTION audit_is_kept_six_months;
DROP TRIGGER audit_is_kept ON audit;
CREATE TRIGGER audit_is_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON audit
FOR EACH STATEMENT EXECUTE FUNCTION audit_is_only_added_to();
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
