DROP TABLE unaddressed;
DROP TABLE outbox_attempts;
DROP TABLE outbox;
DROP FUNCTION outbox_attempts_are_only_added_to;
DROP FUNCTION outbox_is_not_rewritten;
