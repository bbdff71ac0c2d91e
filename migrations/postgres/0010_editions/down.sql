DROP TABLE hidden_series;
DROP TABLE guards;
DROP TABLE editions;
DROP TABLE points;
CREATE TABLE points (
    indicator TEXT NOT NULL,
    territory TEXT NOT NULL,
    first_month TEXT NOT NULL,
    last_month TEXT NOT NULL,
    numerator DOUBLE PRECISION,
    denominator DOUBLE PRECISION,
    value DOUBLE PRECISION,
    structures BIGINT NOT NULL,
    coverage DOUBLE PRECISION,
    state TEXT NOT NULL,
    PRIMARY KEY (indicator, territory, first_month)
);
