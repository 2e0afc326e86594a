-- How long a tenant's data are kept, and what of it is gone.

-- retention: {eventDays, transcriptDays, deliveryDays, sessionDays}, those that the tenant chose; null: none.
ALTER TABLE tenant ADD COLUMN retention jsonb;
SELECT voxgate_audited('tenant', 'tenant', 'id', '{name, retention}', tenant_column => 'id');

-- holds: what there still is of a session's events: 2 all, 1 none of what was said, 0 nothing. purged_sequence: the last event that was deleted;
-- whoever read up to one before it may have missed something.
ALTER TABLE session ADD COLUMN holds smallint NOT NULL DEFAULT 2, ADD COLUMN purged_sequence integer NOT NULL DEFAULT 0;
CREATE INDEX session_over ON session (tenant_id, holds, updated_at) WHERE ended_at IS NOT NULL;
