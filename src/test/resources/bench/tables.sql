-- What pgbench writes: the least that a durable start, a callback and a delivery need, in tables without triggers and policies.
CREATE TABLE started (
    id         text        PRIMARY KEY,
    tenant_id  text        NOT NULL,
    body       jsonb       NOT NULL,
    status     text        NOT NULL,
    handle     text,
    created_at timestamptz NOT NULL DEFAULT now()
);
CREATE TABLE start_key (
    tenant_id  text NOT NULL,
    key        text NOT NULL,
    session_id text NOT NULL,
    PRIMARY KEY (tenant_id, key)
);
CREATE TABLE told (
    id          bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    session_id  text        NOT NULL,
    dedupe_key  text        NOT NULL,
    data        jsonb       NOT NULL,
    received_at timestamptz NOT NULL DEFAULT now(),
    UNIQUE (session_id, dedupe_key)
);
CREATE TABLE outbox (
    id       bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    event_id bigint      NOT NULL,
    due_at   timestamptz NOT NULL DEFAULT now()
);
