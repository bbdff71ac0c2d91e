-- The fragility of each structure as of a month, as it was known over instants. What the structure itself may read (`signals`)
-- and what is made of it (`standing`) are kept apart, in JSON.
CREATE TABLE assessments (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    structure TEXT NOT NULL,
    month TEXT NOT NULL,
    -- The higher of rules and model: none, vigilance, tension, critique.
    level TEXT NOT NULL,
    -- On the list of its desk.
    listed BOOLEAN NOT NULL,
    signals TEXT NOT NULL,
    standing TEXT NOT NULL,
    known_from TIMESTAMP NOT NULL,
    known_to TIMESTAMP NOT NULL
);
CREATE INDEX assessments_structure ON assessments (structure, month);
CREATE INDEX assessments_month ON assessments (month, known_to);
