-- What the risk model read of all structures of a month and what is wrong with it, as it was known over instants, in JSON.
CREATE TABLE drift (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    month TEXT NOT NULL,
    content TEXT NOT NULL,
    known_from TIMESTAMP NOT NULL,
    known_to TIMESTAMP NOT NULL
);
CREATE INDEX drift_month ON drift (month, known_to);
