DROP TABLE backtests;
DROP FUNCTION backtests_are_only_added_to();
