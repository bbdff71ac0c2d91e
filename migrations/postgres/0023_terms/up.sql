-- A message of which nobody knows whether it arrived ends as the others do.
DROP TRIGGER outbox_is_not_rewritten ON outbox;
CREATE TRIGGER outbox_is_not_rewritten
BEFORE UPDATE OF key, letter, about, audience, recipient, office, sender, subject, message_id, content, raised_at, emptied_at
ON outbox FOR EACH ROW WHEN ((OLD.content <> '' OR OLD.emptied_at IS NOT NULL) AND NOT (
    OLD.emptied_at IS NULL AND NEW.emptied_at IS NOT NULL AND NEW.content = ''
    AND OLD.status IN ('sent', 'failed', 'uncertain') AND OLD.settled_at < NEW.emptied_at
    AND NEW.key = OLD.key AND NEW.letter = OLD.letter AND NEW.about = OLD.about AND NEW.audience = OLD.audience
    AND NEW.recipient = OLD.recipient AND NEW.office = OLD.office AND NEW.sender = OLD.sender
    AND NEW.subject = OLD.subject AND NEW.message_id = OLD.message_id AND NEW.raised_at = OLD.raised_at
    AND NEW.status = OLD.status AND NEW.settled_at = OLD.settled_at AND NEW.answer IS NOT DISTINCT FROM OLD.answer
)) EXECUTE FUNCTION outbox_is_not_rewritten();

-- On request the words and the telephone that somebody wrote make room for one sentence (domain/writing.rs), and for nothing else:
-- all other columns and fields stay as they were.
DROP TRIGGER case_events_are_kept ON case_events;
CREATE TRIGGER case_events_are_kept BEFORE DELETE OR TRUNCATE ON case_events
FOR EACH STATEMENT EXECUTE FUNCTION case_events_are_only_added_to();
CREATE TRIGGER case_events_are_not_changed BEFORE UPDATE ON case_events FOR EACH ROW WHEN (NOT (
    NEW.deed <> OLD.deed
    AND NEW.deed::jsonb = jsonb_set(jsonb_set(OLD.deed::jsonb, '{text}', '"effacé à la demande"', false), '{whom}', '"effacé à la demande"', false)
    AND NEW.id = OLD.id AND NEW.case_id = OLD.case_id AND NEW.position = OLD.position AND NEW.at = OLD.at
    AND NEW.who IS NOT DISTINCT FROM OLD.who AND NEW.name = OLD.name
)) EXECUTE FUNCTION case_events_are_only_added_to();

DROP TRIGGER replies_are_kept ON replies;
CREATE TRIGGER replies_are_kept BEFORE DELETE OR TRUNCATE ON replies
FOR EACH STATEMENT EXECUTE FUNCTION replies_are_only_added_to();
CREATE TRIGGER replies_are_not_changed BEFORE UPDATE ON replies FOR EACH ROW WHEN (NOT (
    NEW.said <> OLD.said
    AND NEW.said::jsonb = jsonb_set(jsonb_set(jsonb_set(OLD.said::jsonb, '{words}', '"effacé à la demande"', false), '{phone}', '"effacé à la demande"', false), '{when}', '"effacé à la demande"', false)
    AND NEW.id = OLD.id AND NEW.key = OLD.key AND NEW.link = OLD.link AND NEW.structure = OLD.structure
    AND NEW.at = OLD.at AND NEW.kind = OLD.kind AND NEW.source IS NOT DISTINCT FROM OLD.source
    AND NEW.cells IS NOT DISTINCT FROM OLD.cells
)) EXECUTE FUNCTION replies_are_only_added_to();
