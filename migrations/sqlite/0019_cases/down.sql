DROP INDEX structure_versions_place;
DROP TABLE deputies;
DROP TABLE case_packs;
DROP TABLE case_events;
DROP TABLE cases;
