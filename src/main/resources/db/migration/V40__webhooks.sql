-- Webhooks: where a tenant wants its events sent.

-- id: what deliveries refer to; a webhook that is deleted and made again is another one. event_types: exact types, group.* or *.
-- secrets: {current, previous} -> {cipher, lastFour}; the previous one signs beside the current one until previous_until.
-- failing_since: the first failure since the last success; failures: how many in a row; paused_until: nothing is sent to it before.
CREATE TABLE webhook (
    tenant_id       text        NOT NULL REFERENCES tenant ON DELETE CASCADE,
    name            text        NOT NULL,
    id              text        NOT NULL UNIQUE,
    url             text        NOT NULL,
    event_types     text[]      NOT NULL,
    enabled         boolean     NOT NULL,
    secrets         jsonb       NOT NULL,
    previous_until  timestamptz,
    failing_since   timestamptz,
    failures        integer     NOT NULL DEFAULT 0,
    paused_until    timestamptz,
    disabled_reason text,
    disabled_at     timestamptz,
    version         bigint      NOT NULL DEFAULT nextval('row_version'),
    created_at      timestamptz NOT NULL,
    updated_at      timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, name)
) WITH (fillfactor = 80);
SELECT voxgate_isolate('webhook');
