-- Points as they stand and as they stood in each monthly edition: one row for the months (both included, 'YYYY-MM')
-- over which a number held. It stood in the editions from edition_from up to, not including, edition_to ('9999-12'
-- while it holds); of an edition only the months up to its own are read. The key serves both readings: what holds now,
-- and what stood then.
DROP TABLE points;
CREATE TABLE points (
    indicator TEXT NOT NULL,
    territory TEXT NOT NULL,
    -- 'ZIP', 'ZAC', 'HZ', or '' for all
    zone TEXT NOT NULL,
    -- 'group=nurse', 'size=6-10' …, or '' for all
    breakdown TEXT NOT NULL,
    first_month TEXT NOT NULL,
    last_month TEXT NOT NULL,
    edition_from TEXT NOT NULL,
    edition_to TEXT NOT NULL,
    numerator DOUBLE PRECISION,
    denominator DOUBLE PRECISION,
    value DOUBLE PRECISION,
    structures BIGINT NOT NULL,
    coverage DOUBLE PRECISION,
    state TEXT NOT NULL,
    PRIMARY KEY (indicator, territory, zone, breakdown, edition_to, first_month)
);

-- The monthly editions: open while runs for their month change it, frozen when the first run for a later month starts.
CREATE TABLE editions (
    month TEXT PRIMARY KEY NOT NULL,
    -- First month for which guarded series are public below France.
    public_from TEXT NOT NULL,
    -- The last run that made it, and when.
    made_at TIMESTAMP NOT NULL,
    run_id BIGINT NOT NULL,
    -- Versions of the definitions, as JSON.
    definitions TEXT NOT NULL,
    frozen_at TIMESTAMP
);

-- What the public may see of an indicator; one that is not here is shown to nobody without a right to it.
CREATE TABLE guards (
    indicator TEXT PRIMARY KEY NOT NULL,
    is_guarded BOOLEAN NOT NULL,
    -- Whether its denominator counts what is guarded too.
    guards_denominator BOOLEAN NOT NULL
);

-- Series hidden from the public for ever: rows are only added.
CREATE TABLE hidden_series (
    indicator TEXT NOT NULL,
    territory TEXT NOT NULL,
    zone TEXT NOT NULL,
    breakdown TEXT NOT NULL,
    -- The edition that hid it first.
    since TEXT NOT NULL,
    PRIMARY KEY (indicator, territory, zone, breakdown)
);
