-- A file speaks of few periods, the table of many: what stands beside its lines is found by period.
CREATE INDEX statements_period ON statements (source, period, known_to);
