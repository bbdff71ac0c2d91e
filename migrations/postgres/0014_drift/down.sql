DROP TABLE drift;
