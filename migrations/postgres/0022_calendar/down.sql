DROP TRIGGER outbox_is_not_rewritten ON outbox;
ALTER TABLE outbox DROP COLUMN emptied_at;
ALTER TABLE outbox DROP COLUMN audience;
CREATE TRIGGER outbox_is_not_rewritten
BEFORE UPDATE OF key, letter, about, recipient, sender, subject, message_id, content ON outbox
FOR EACH ROW WHEN (OLD.content <> '') EXECUTE FUNCTION outbox_is_not_rewritten();
DROP TABLE unsubscribe_links;
DROP TABLE refusals;
DROP TABLE subscriptions;
