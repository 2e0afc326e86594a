-- Deliveries are taken by the tenants in turn, so the index of what waits begins with the tenant: a tenant's backlog, however long, is one step.
-- slow: its last answer took long; like a receiver that fails, it gets one delivery at a time.
ALTER TABLE webhook ADD COLUMN slow boolean NOT NULL DEFAULT false;
DROP INDEX webhook_delivery_due;
CREATE INDEX webhook_delivery_due ON webhook_delivery (tenant_id, webhook_id, due_at) WHERE due_at IS NOT NULL;
