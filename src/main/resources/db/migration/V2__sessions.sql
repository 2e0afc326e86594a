-- The live side: sessions, the idempotency keys that protect their starts, their events, and callbacks that nobody can claim yet.

-- life: what is known of the session so far (io.voxgate.session.SessionFacts); status, end_reason, ended_by and vendor_code follow from it.
-- channel: with the agent's own id filled in. agent: composed, variables filled in; secrets are only ever named in it.
-- nonce: from which the start's join credentials are made again, the same, when the start is asked for again.
-- next_look_at: when Voxgate asks the vendor how the session stands; null: never again. looks: how often it has, for the back-off.
-- end_event_id: the event that said how it ended, to be named when a later one corrects it.
CREATE TABLE session (
    id                text        PRIMARY KEY,
    tenant_id         text        NOT NULL REFERENCES tenant ON DELETE CASCADE,
    status            text        NOT NULL,
    vendor            text        NOT NULL,
    connection        text        NOT NULL,
    template          text,
    vendor_session_id text,
    channel           jsonb       NOT NULL,
    agent             jsonb       NOT NULL,
    translation       jsonb       NOT NULL,
    metadata          jsonb       NOT NULL,
    life              jsonb       NOT NULL,
    vendor_error      jsonb,
    nonce             text        NOT NULL,
    last_sequence     integer     NOT NULL DEFAULT 0,
    end_reason        text,
    ended_by          text,
    vendor_code       text,
    end_event_id      text,
    created_at        timestamptz NOT NULL,
    sent_at           timestamptz NOT NULL,
    started_at        timestamptz,
    ended_at          timestamptz,
    next_look_at      timestamptz,
    looks             integer     NOT NULL DEFAULT 0,
    starts            integer     NOT NULL DEFAULT 1,
    version           bigint      NOT NULL DEFAULT nextval('row_version'),
    updated_at        timestamptz NOT NULL
) WITH (fillfactor = 80);
CREATE INDEX session_tenant ON session (tenant_id, id);
CREATE INDEX session_status ON session (tenant_id, status, id);
CREATE INDEX session_handle ON session (tenant_id, connection, vendor_session_id);
CREATE INDEX session_due ON session (next_look_at) WHERE next_look_at IS NOT NULL;
CREATE INDEX session_metadata ON session USING gin (metadata jsonb_path_ops) WHERE metadata <> '{}'::jsonb;

-- answer: null while the first request with this key is still running. json, not jsonb: it is given back as it was.
CREATE TABLE idempotency_key (
    tenant_id  text        NOT NULL REFERENCES tenant ON DELETE CASCADE,
    key        text        NOT NULL,
    body_hash  bytea       NOT NULL,
    session_id text        NOT NULL,
    answer     json,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, key)
);
CREATE INDEX idempotency_key_age ON idempotency_key (created_at);
CREATE INDEX idempotency_key_session ON idempotency_key (session_id);

-- Append-only. (txid, position) orders a tenant's whole stream; a reader stops before the oldest transaction that still runs, so that a
-- late commit is never skipped. applied: false when the event came too late or made no sense, and changed nothing.
CREATE TABLE session_event (
    session_id  text        NOT NULL REFERENCES session ON DELETE CASCADE,
    sequence    integer     NOT NULL,
    tenant_id   text        NOT NULL,
    id          text        NOT NULL UNIQUE,
    type        text        NOT NULL,
    vendor      text        NOT NULL,
    dedupe_key  text        NOT NULL,
    occurred_at timestamptz NOT NULL,
    received_at timestamptz NOT NULL,
    data        jsonb       NOT NULL,
    raw         jsonb,
    applied     boolean     NOT NULL,
    txid        xid8        NOT NULL DEFAULT pg_current_xact_id(),
    position    bigint      GENERATED ALWAYS AS IDENTITY,
    PRIMARY KEY (session_id, sequence),
    UNIQUE (session_id, dedupe_key)
);
CREATE INDEX session_event_stream ON session_event (tenant_id, txid, position);

-- Callbacks that came before the session they belong to has its handle (or that belong to none of ours). Kept for a day, bounded.
CREATE TABLE parked_event (
    tenant_id         text        NOT NULL REFERENCES tenant ON DELETE CASCADE,
    vendor            text        NOT NULL,
    token             text        NOT NULL,
    vendor_session_id text        NOT NULL,
    dedupe_key        text        NOT NULL,
    type              text        NOT NULL,
    occurred_at       timestamptz NOT NULL,
    received_at       timestamptz NOT NULL,
    event             jsonb       NOT NULL,
    raw               jsonb       NOT NULL,
    PRIMARY KEY (vendor, token, vendor_session_id, dedupe_key)
);
CREATE INDEX parked_event_age ON parked_event (tenant_id, received_at);
