-- Callbacks that ought to come because Voxgate has found out by itself what they tell; looked at once, when due_at has passed.
CREATE TABLE expected_callback (
    tenant_id  text        NOT NULL,
    session_id text        NOT NULL,
    type       text        NOT NULL,
    due_at     timestamptz NOT NULL,
    PRIMARY KEY (session_id, type),
    FOREIGN KEY (tenant_id, session_id) REFERENCES session (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX expected_callback_due ON expected_callback (due_at);

SELECT voxgate_isolate('expected_callback');
