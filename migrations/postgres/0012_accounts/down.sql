DROP TABLE audit;
DROP FUNCTION audit_is_only_added_to;
DROP TABLE sign_in_attempts;
DROP TABLE sessions;
DROP TABLE accounts;
