DROP TRIGGER replies_are_not_changed ON replies;
DROP TRIGGER replies_are_kept ON replies;
CREATE TRIGGER replies_are_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON replies
FOR EACH STATEMENT EXECUTE FUNCTION replies_are_only_added_to();
DROP TRIGGER case_events_are_not_changed ON case_events;
DROP TRIGGER case_events_are_kept ON case_events;
CREATE TRIGGER case_events_are_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON case_events
FOR EACH STATEMENT EXECUTE FUNCTION case_events_are_only_added_to();
DROP TRIGGER outbox_is_not_rewritten ON outbox;
CREATE TRIGGER outbox_is_not_rewritten
BEFORE UPDATE OF key, letter, about, audience, recipient, office, sender, subject, message_id, content, raised_at, emptied_at
ON outbox FOR EACH ROW WHEN ((OLD.content <> '' OR OLD.emptied_at IS NOT NULL) AND NOT (
    OLD.emptied_at IS NULL AND NEW.emptied_at IS NOT NULL AND NEW.content = ''
    AND OLD.status IN ('sent', 'failed') AND OLD.settled_at < NEW.emptied_at
    AND NEW.key = OLD.key AND NEW.letter = OLD.letter AND NEW.about = OLD.about AND NEW.audience = OLD.audience
    AND NEW.recipient = OLD.recipient AND NEW.office = OLD.office AND NEW.sender = OLD.sender
    AND NEW.subject = OLD.subject AND NEW.message_id = OLD.message_id AND NEW.raised_at = OLD.raised_at
    AND NEW.status = OLD.status AND NEW.settled_at = OLD.settled_at AND NEW.answer IS NOT DISTINCT FROM OLD.answer
)) EXECUTE FUNCTION outbox_is_not_rewritten();
