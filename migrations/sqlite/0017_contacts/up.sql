-- Whom to write to: services rather than persons. Nothing is sent to an address that nobody has verified.
CREATE TABLE contacts (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    -- ars, ars_dd, cpam_roc, federation, msp, urps
    kind TEXT NOT NULL,
    -- A territory, or the FINESS number of a structure.
    place TEXT NOT NULL,
    office TEXT NOT NULL,
    email TEXT NOT NULL,
    phone TEXT,
    language TEXT NOT NULL,
    -- immediate, weekly, monthly, never
    frequency TEXT NOT NULL,
    verified_on DATE,
    changed_at TIMESTAMP NOT NULL,
    UNIQUE (kind, place, email)
);
