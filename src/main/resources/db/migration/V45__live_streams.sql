-- Live streams of events: the tokens with which browsers open them.

-- One token opens one stream: session_id's, or the tenant's whole one. hash: SHA-256 of its text. key_id: the key that made it, without which
-- it ends; null: a person did. connection: counts up with each connection, and the latest is the one that counts.
-- expires_at: until when it opens the stream; ends_at: until when a stream that it opened goes on.
CREATE TABLE stream_token (
    tenant_id  text        NOT NULL REFERENCES tenant ON DELETE CASCADE,
    id         text        NOT NULL,
    hash       bytea       NOT NULL UNIQUE,
    session_id text,
    key_id     text,
    connection bigint      NOT NULL DEFAULT 0,
    expires_at timestamptz NOT NULL,
    ends_at    timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, id),
    CONSTRAINT stream_token_session FOREIGN KEY (tenant_id, session_id) REFERENCES session (tenant_id, id) ON DELETE CASCADE,
    CONSTRAINT stream_token_key FOREIGN KEY (tenant_id, key_id) REFERENCES api_key (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX stream_token_age ON stream_token (ends_at);
CREATE INDEX stream_token_of_session ON stream_token (tenant_id, session_id) WHERE session_id IS NOT NULL;
CREATE INDEX stream_token_of_key ON stream_token (tenant_id, key_id) WHERE key_id IS NOT NULL;
SELECT voxgate_isolate('stream_token');
