DROP INDEX statements_period;
