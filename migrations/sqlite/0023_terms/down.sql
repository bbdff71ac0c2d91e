DROP TRIGGER replies_are_not_changed;
CREATE TRIGGER replies_are_not_changed BEFORE UPDATE ON replies
BEGIN SELECT RAISE(ABORT, 'replies are only added to'); END;
DROP TRIGGER case_events_are_not_changed;
CREATE TRIGGER case_events_are_not_changed BEFORE UPDATE ON case_events
BEGIN SELECT RAISE(ABORT, 'the history of a case is only added to'); END;
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
