DROP TABLE register_queue;
DROP TABLE register_decisions;
DROP TABLE register_entries;
