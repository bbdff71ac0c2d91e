DROP TABLE professionals;
DROP TABLE members;
