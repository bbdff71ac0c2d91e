DROP TABLE replies;
DROP TABLE drafts;
DROP TABLE links;
