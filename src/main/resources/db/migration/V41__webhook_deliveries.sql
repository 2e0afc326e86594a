-- The outbox of webhooks and the log of what became of it, in one: a row is written with its event, in the same transaction.

ALTER TABLE webhook ADD COLUMN sealed_by text GENERATED ALWAYS AS (voxgate_sealed_by(secrets)) STORED,
    ADD CONSTRAINT webhook_of_tenant UNIQUE (tenant_id, id);

-- event_id: the webhook-id header, the same on every try. payload: null for a session's event, whose body is made of session_event when it
-- is sent; else the body's data. tries: on the schedule, so far. attempts: what happened, the latest twenty.
-- due_at: when it is sent next; while it is being sent: when its lease ends; null: never. lease: who is sending it; null: nobody.
CREATE TABLE webhook_delivery (
    webhook_id   text        NOT NULL,
    event_id     text        NOT NULL,
    tenant_id    text        NOT NULL,
    session_id   text,
    type         text        NOT NULL,
    payload      json,
    status       text        NOT NULL DEFAULT 'pending',
    tries        integer     NOT NULL DEFAULT 0,
    attempts     jsonb       NOT NULL DEFAULT '[]',
    due_at       timestamptz,
    lease        bigint,
    created_at   timestamptz NOT NULL,
    delivered_at timestamptz,
    PRIMARY KEY (webhook_id, event_id),
    CONSTRAINT webhook_delivery_webhook FOREIGN KEY (tenant_id, webhook_id) REFERENCES webhook (tenant_id, id) ON DELETE CASCADE,
    CONSTRAINT webhook_delivery_session FOREIGN KEY (tenant_id, session_id) REFERENCES session (tenant_id, id) ON DELETE CASCADE
) WITH (fillfactor = 85, autovacuum_vacuum_scale_factor = 0.02, autovacuum_analyze_scale_factor = 0.05);
CREATE INDEX webhook_delivery_due ON webhook_delivery (webhook_id, due_at) WHERE due_at IS NOT NULL;
CREATE INDEX webhook_delivery_leased ON webhook_delivery (webhook_id) WHERE lease IS NOT NULL;
CREATE INDEX webhook_delivery_status ON webhook_delivery (webhook_id, status, event_id);
CREATE INDEX webhook_delivery_of_session ON webhook_delivery (tenant_id, session_id) WHERE session_id IS NOT NULL;
CREATE INDEX webhook_delivery_age ON webhook_delivery (tenant_id, created_at);
SELECT voxgate_isolate('webhook_delivery');
