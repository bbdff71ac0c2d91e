DROP TABLE unaddressed;
DROP TABLE outbox_attempts;
DROP TABLE outbox;
