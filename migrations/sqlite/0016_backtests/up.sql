-- Back-tests that were kept, each with all the models that it compared, in JSON: what the model card is made from. Only added to.
CREATE TABLE backtests (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    kept_at TIMESTAMP NOT NULL,
    -- The id of a panel, or `store` for what this installation itself knows.
    data_set TEXT NOT NULL,
    target TEXT NOT NULL,
    -- Features left out, with commas between them; empty when none was.
    without TEXT NOT NULL,
    is_simulated BOOLEAN NOT NULL,
    content TEXT NOT NULL
);
CREATE TRIGGER backtests_are_not_changed BEFORE UPDATE ON backtests
BEGIN SELECT RAISE(ABORT, 'back-tests are only added to'); END;
CREATE TRIGGER backtests_are_not_deleted BEFORE DELETE ON backtests
BEGIN SELECT RAISE(ABORT, 'back-tests are only added to'); END;
-- INSERT OR REPLACE deletes without a word.
CREATE TRIGGER backtests_are_not_replaced BEFORE INSERT ON backtests WHEN EXISTS (SELECT 1 FROM backtests WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'back-tests are only added to'); END;
