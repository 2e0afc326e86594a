-- Every filter of the list of sessions is a range of one index in the list's own order, with operators that row-level security lets an
-- index serve (equality and order of texts, times and bytes; not jsonb @>, not functions of a column).

ALTER TABLE session ADD COLUMN template_name text GENERATED ALWAYS AS (split_part(template, '@', 1)) STORED;

DROP INDEX session_status;
DROP INDEX session_metadata;
CREATE INDEX session_created ON session (tenant_id, created_at, id);
CREATE INDEX session_status ON session (tenant_id, status, created_at, id);
CREATE INDEX session_vendor ON session (tenant_id, vendor, created_at, id);
CREATE INDEX session_template ON session (tenant_id, template_name, created_at, id) WHERE template_name IS NOT NULL;
CREATE INDEX session_connection ON session (tenant_id, connection, created_at, id);

-- One row a pair of a session's metadata, which never changes. pair: SHA-256 of key and value, because values may be longer than an index takes.
CREATE TABLE session_metadata (
    tenant_id  text        NOT NULL,
    pair       bytea       NOT NULL,
    created_at timestamptz NOT NULL,
    session_id text        NOT NULL,
    PRIMARY KEY (tenant_id, pair, created_at, session_id),
    FOREIGN KEY (tenant_id, session_id) REFERENCES session (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX session_metadata_session ON session_metadata (tenant_id, session_id);
SELECT voxgate_isolate('session_metadata', allowed => 'SELECT, INSERT');

CREATE FUNCTION voxgate_pair(key text, value text) RETURNS bytea LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT sha256(convert_to(length(key) || ':' || key || value, 'UTF8'))
$$;

CREATE FUNCTION voxgate_index_metadata() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO session_metadata (tenant_id, pair, created_at, session_id)
    SELECT NEW.tenant_id, voxgate_pair(m.key, m.value), NEW.created_at, NEW.id FROM jsonb_each_text(NEW.metadata) AS m;
    RETURN NULL;
END $$;
CREATE TRIGGER index_metadata AFTER INSERT ON session FOR EACH ROW WHEN (NEW.metadata <> '{}') EXECUTE FUNCTION voxgate_index_metadata();

INSERT INTO session_metadata (tenant_id, pair, created_at, session_id)
SELECT s.tenant_id, voxgate_pair(m.key, m.value), s.created_at, s.id FROM session s, jsonb_each_text(s.metadata) AS m;
