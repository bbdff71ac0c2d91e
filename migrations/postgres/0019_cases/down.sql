DROP INDEX structure_versions_place;
DROP TABLE deputies;
DROP TABLE case_packs;
DROP FUNCTION case_packs_are_only_added_to;
DROP TABLE case_events;
DROP FUNCTION case_events_are_only_added_to;
DROP TABLE cases;
DROP FUNCTION cases_are_kept;
