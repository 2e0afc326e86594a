-- Where many sessions are due, they are looked after by the tenants in turn, and of a tenant by its connections: a backlog, however long, is one step.
CREATE INDEX session_due_of_tenant ON session (tenant_id, connection, next_look_at) WHERE next_look_at IS NOT NULL;
