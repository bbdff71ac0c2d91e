-- The journal: one execution of one job for one due time, and its steps.
CREATE TABLE runs (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    job TEXT NOT NULL,
    month TEXT NOT NULL,
    due_at TIMESTAMP NOT NULL,
    started_at TIMESTAMP NOT NULL,
    finished_at TIMESTAMP,
    -- running, waiting (to be tried again), done, failed
    status TEXT NOT NULL,
    attempts INTEGER NOT NULL,
    -- A worker that has not finished by then is taken for dead.
    lease_until TIMESTAMP NOT NULL,
    next_try_at TIMESTAMP,
    UNIQUE (job, due_at)
);

CREATE TABLE run_steps (
    run_id BIGINT NOT NULL,
    attempt INTEGER NOT NULL,
    position BIGINT NOT NULL,
    step TEXT NOT NULL,
    status TEXT NOT NULL,
    touched BIGINT NOT NULL,
    elapsed_ms BIGINT NOT NULL,
    error TEXT,
    PRIMARY KEY (run_id, attempt, position)
);
