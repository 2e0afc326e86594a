-- Sessions in which the agent should be there or should speak soon. A row is made when something calls for that (a start that goes on, the
-- person's words, a reported fault), is looked at when it is due, and is gone when nothing is waited for any more.
-- due_at: when it is looked at; while it is, when the lease ends; null: session.stalled was told, which happens once.
CREATE TABLE stall_watch (
    session_id text        NOT NULL PRIMARY KEY,
    tenant_id  text        NOT NULL,
    due_at     timestamptz,
    FOREIGN KEY (tenant_id, session_id) REFERENCES session (tenant_id, id) ON DELETE CASCADE
) WITH (fillfactor = 50, autovacuum_vacuum_scale_factor = 0.02);
CREATE INDEX stall_watch_due ON stall_watch (due_at) WHERE due_at IS NOT NULL;
-- The cascade finds the row of a session by both columns.
CREATE INDEX stall_watch_session ON stall_watch (tenant_id, session_id);
SELECT voxgate_isolate('stall_watch');
