DROP TRIGGER outbox_is_not_rewritten;
ALTER TABLE outbox DROP COLUMN emptied_at;
ALTER TABLE outbox DROP COLUMN audience;
CREATE TRIGGER outbox_is_not_rewritten
BEFORE UPDATE OF key, letter, about, recipient, sender, subject, message_id, content ON outbox WHEN OLD.content <> ''
BEGIN SELECT RAISE(ABORT, 'a message is not rewritten'); END;
DROP TABLE unsubscribe_links;
DROP TABLE refusals;
DROP TABLE subscriptions;
