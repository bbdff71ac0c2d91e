DROP TABLE replies;
DROP FUNCTION replies_are_only_added_to;
DROP TABLE drafts;
DROP TABLE links;
