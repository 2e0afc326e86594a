-- The whole schema, by topic. From here on this file is frozen (MigrationsFrozenTest): a later change is a new file beside it,
-- see "Changing the database" in CONTRIBUTING.md.
--
--  1 Row versions, row security, announced changes
--  2 Tenants and API keys
--  3 Audit
--  4 Secrets, credentials and connections
--  5 Templates
--  6 Sessions
--  7 Events and callbacks
--  8 Webhooks and their deliveries
--  9 Live streams
-- 10 Rate limits of the vendors
-- 11 Usage
-- 12 Retention and erasure
--
-- Every table with rows of tenants carries tenant_id, and every foreign key between two such tables carries it too: foreign keys look
-- past row security, and one without the tenant would let a row of one tenant refer to a row of another, occupy its place in unique keys,
-- and reveal that it exists.


-- 1 Row versions, row security, announced changes ---------------------------------------------------------------------------------------

-- One sequence for all rows, so that an ETag never returns when a row is deleted and made again.
CREATE SEQUENCE row_version;

-- Row security is the second line behind every WHERE. The service works in one of two roles, neither of which can bypass it:
-- voxgate_tenant sees the rows of the tenant that its transaction names (setting voxgate.tenant), and without one nothing;
-- voxgate_system, for work across tenants (sign-in, callbacks, background work, the operator), sees all. beforeMigrate.sql makes both
-- roles.
GRANT USAGE ON SEQUENCE row_version TO voxgate_tenant, voxgate_system;

-- Puts a table behind row security. Every migration that makes a table with rows of tenants calls it.
-- tenant_column: where the tenant's id is; allowed: what both roles may do with the rows that they see.
CREATE FUNCTION voxgate_isolate(
    isolated regclass, tenant_column name DEFAULT 'tenant_id', allowed text DEFAULT 'SELECT, INSERT, UPDATE, DELETE')
RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', isolated);
    EXECUTE format('CREATE POLICY tenant_rows ON %s TO voxgate_tenant USING (%I = current_setting(''voxgate.tenant'', true))',
        isolated, tenant_column);
    EXECUTE format('CREATE POLICY all_rows ON %s TO voxgate_system USING (true)', isolated);
    EXECUTE format('GRANT %s ON %s TO voxgate_tenant, voxgate_system', allowed, isolated);
END $$;
REVOKE EXECUTE ON FUNCTION voxgate_isolate(regclass, name, text) FROM PUBLIC;

-- A change of a row that replicas cache is announced by the database, so that no statement can forget it: to every replica by NOTIFY,
-- which PostgreSQL sends when the transaction commits, and to the writer's own database session by a notice with the code VXC01, so that
-- a replica never reads an old cached value after its own write. The message: table, tenant, name, with a space between; nothing secret
-- (a callback endpoint is named by its app, not by its token).
CREATE FUNCTION voxgate_notify_change(change text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_notify('voxgate_change', change);
    RAISE NOTICE USING ERRCODE = 'VXC01', MESSAGE = change;
END $$;

-- The argument: an expression for tenant and name of the row $1.
CREATE FUNCTION voxgate_announce() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    before text;
    after  text;
BEGIN
    IF TG_OP <> 'INSERT' THEN
        EXECUTE 'SELECT ' || TG_ARGV[0] INTO before USING OLD;
        PERFORM voxgate_notify_change(TG_TABLE_NAME || ' ' || before);
    END IF;
    IF TG_OP <> 'DELETE' THEN
        EXECUTE 'SELECT ' || TG_ARGV[0] INTO after USING NEW;
        IF after IS DISTINCT FROM before THEN
            PERFORM voxgate_notify_change(TG_TABLE_NAME || ' ' || after);
        END IF;
    END IF;
    RETURN NULL;
END $$;


-- 2 Tenants and API keys ----------------------------------------------------------------------------------------------------------------

-- retention: {eventDays, transcriptDays, deliveryDays, sessionDays}, those that the tenant chose; null: none.
CREATE TABLE tenant (
    id         text        PRIMARY KEY,
    name       text        NOT NULL,
    retention  jsonb,
    version    bigint      NOT NULL DEFAULT nextval('row_version'),
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now()
);
SELECT voxgate_isolate('tenant', 'id');
CREATE TRIGGER announced AFTER INSERT OR UPDATE OR DELETE ON tenant
    FOR EACH ROW EXECUTE FUNCTION voxgate_announce('($1).id || '' ''');

-- hash: SHA-256 of the whole key; prefix: the part of the key that finds the row. expires_at: from when the key is refused; null: never.
-- last_used_at: to the minute, written in batches after the requests.
CREATE TABLE api_key (
    tenant_id    text        NOT NULL REFERENCES tenant ON DELETE CASCADE,
    id           text        NOT NULL,
    name         text        NOT NULL,
    roles        text[]      NOT NULL,
    prefix       text        NOT NULL UNIQUE,
    hash         bytea       NOT NULL,
    expires_at   timestamptz,
    last_used_at timestamptz,
    created_at   timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, id)
);
SELECT voxgate_isolate('api_key');
CREATE TRIGGER announced AFTER INSERT OR DELETE ON api_key
    FOR EACH ROW EXECUTE FUNCTION voxgate_announce('($1).tenant_id || '' '' || ($1).prefix');
-- That a key was used changes nothing that is cached, and happens all the time.
CREATE TRIGGER announced_update AFTER UPDATE ON api_key
    FOR EACH ROW WHEN (to_jsonb(OLD) - 'last_used_at' IS DISTINCT FROM to_jsonb(NEW) - 'last_used_at')
    EXECUTE FUNCTION voxgate_announce('($1).tenant_id || '' '' || ($1).prefix');


-- 3 Audit -------------------------------------------------------------------------------------------------------------------------------

-- Who changed what: written by the database itself, in the transaction of the change, so that neither exists without the other and no
-- statement can forget it. What is shown is chosen column by column; a column that was not chosen never gets here.

-- tenant_id: whose administrators may read it. before, after: of a change only what differs.
CREATE TABLE audit_entry (
    id            text        NOT NULL DEFAULT 'aud_' || replace(gen_random_uuid()::text, '-', ''),
    tenant_id     text        NOT NULL REFERENCES tenant ON DELETE CASCADE,
    occurred_at   timestamptz NOT NULL DEFAULT clock_timestamp(),
    actor_type    text        NOT NULL,
    actor         text        NOT NULL,
    request_id    text,
    action        text        NOT NULL,
    resource_type text        NOT NULL,
    resource_name text        NOT NULL,
    before        jsonb,
    after         jsonb,
    -- Its index serves the operator alone: one that begins with the time would tempt the planner to look for one tenant's among all
    -- tenants'.
    of_operator   boolean     GENERATED ALWAYS AS (resource_type IN ('tenant', 'key')) STORED,
    PRIMARY KEY (id)
);
CREATE INDEX audit_entry_time ON audit_entry (tenant_id, occurred_at, id);
CREATE INDEX audit_entry_actor ON audit_entry (tenant_id, actor, occurred_at, id);
CREATE INDEX audit_entry_resource ON audit_entry (tenant_id, resource_type, resource_name, occurred_at, id);
-- Most entries are about sessions: the others are found without reading these.
CREATE INDEX audit_entry_type ON audit_entry (tenant_id, resource_type, occurred_at, id) WHERE resource_type <> 'session';
CREATE INDEX audit_entry_operator ON audit_entry (occurred_at, id) WHERE of_operator;
SELECT voxgate_isolate('audit_entry', allowed => 'SELECT, INSERT');

-- What stays of a tenant: that it was deleted, and by whom. id: the tenant's.
CREATE TABLE tenant_deletion (
    entry_id    text        NOT NULL DEFAULT 'aud_' || replace(gen_random_uuid()::text, '-', '') PRIMARY KEY,
    id          text        NOT NULL,
    occurred_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    actor_type  text        NOT NULL,
    actor       text        NOT NULL,
    request_id  text,
    before      jsonb       NOT NULL
);
CREATE INDEX tenant_deletion_time ON tenant_deletion (occurred_at, entry_id);
SELECT voxgate_isolate('tenant_deletion', 'id', 'SELECT, INSERT');

-- For whom the transaction works: {type, id, requestId} in the setting voxgate.actor; without it, it is Voxgate's own work.
CREATE FUNCTION voxgate_actor() RETURNS jsonb LANGUAGE sql STABLE AS $$
    SELECT coalesce(nullif(current_setting('voxgate.actor', true), '')::jsonb, '{"type": "voxgate", "id": "voxgate"}')
$$;

CREATE FUNCTION voxgate_audit_record(of_tenant text, done text, type text, name text, was jsonb, became jsonb)
RETURNS void LANGUAGE sql AS $$
    INSERT INTO audit_entry (tenant_id, actor_type, actor, request_id, action, resource_type, resource_name, before, after)
    SELECT of_tenant, who ->> 'type', who ->> 'id', who ->> 'requestId', type || '.' || done, type, name, was, became
    FROM voxgate_actor() AS who
$$;

-- What is done to a session and leaves no trace in its row; only what callers do, not Voxgate's own work.
CREATE FUNCTION voxgate_audit_session_action(of_tenant text, session_id text, done text) RETURNS void LANGUAGE sql AS $$
    SELECT voxgate_audit_record(of_tenant, done, 'session', session_id, NULL, NULL) WHERE voxgate_actor() ->> 'type' <> 'voxgate'
$$;

-- The members of one tree that are not the same in the other.
CREATE FUNCTION voxgate_json_difference(one jsonb, other jsonb) RETURNS jsonb LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
    IF jsonb_typeof(one) IS DISTINCT FROM 'object' OR jsonb_typeof(other) IS DISTINCT FROM 'object' THEN
        RETURN one;
    END IF;
    RETURN (SELECT coalesce(jsonb_object_agg(m.key, voxgate_json_difference(m.value, other -> m.key)), '{}')
            FROM jsonb_each(one) m WHERE m.value IS DISTINCT FROM other -> m.key);
END $$;

-- What may be seen of a row: the shown columns, and of the encrypted ones {field: {lastFour}}. A column is 'name' or 'name shownAs'.
CREATE FUNCTION voxgate_audit_view(stored jsonb, shown text[], encrypted text[]) RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
    SELECT coalesce(jsonb_object_agg(name, value), '{}') FROM (
        SELECT coalesce(nullif(split_part(pick, ' ', 2), ''), split_part(pick, ' ', 1)) AS name, stored -> split_part(pick, ' ', 1) AS value
        FROM unnest(shown) AS pick
        UNION ALL
        SELECT coalesce(nullif(split_part(pick, ' ', 2), ''), split_part(pick, ' ', 1)),
               (SELECT jsonb_object_agg(field.key, jsonb_build_object('lastFour', field.value ->> 'lastFour'))
                FROM jsonb_each(stored -> split_part(pick, ' ', 1)) AS field)
        FROM unnest(encrypted) AS pick) AS picked
    WHERE value <> 'null'
$$;

-- The encrypted fields that a change wrote: a secret may change and keep its last four characters.
CREATE FUNCTION voxgate_secrets_written(was jsonb, became jsonb, encrypted text[]) RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
    SELECT jsonb_agg(field.key ORDER BY field.key)
    FROM unnest(encrypted) AS pick, jsonb_each(became -> split_part(pick, ' ', 1)) AS field
    WHERE field.value IS DISTINCT FROM was -> split_part(pick, ' ', 1) -> field.key
$$;

-- Arguments: type, tenant's column, name's column, shown columns, encrypted columns. A change of nothing that is shown makes no entry, nor
-- does encrypting again under another master key. What is deleted with its owner is covered by the owner's entry.
CREATE FUNCTION voxgate_audit() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    old_row jsonb := CASE WHEN TG_OP <> 'INSERT' THEN to_jsonb(OLD) END;
    new_row jsonb := CASE WHEN TG_OP <> 'DELETE' THEN to_jsonb(NEW) END;
    stored  jsonb := coalesce(new_row, old_row);
    was     jsonb := CASE WHEN TG_OP <> 'INSERT' THEN voxgate_audit_view(old_row, TG_ARGV[3]::text[], TG_ARGV[4]::text[]) END;
    became  jsonb := CASE WHEN TG_OP <> 'DELETE' THEN voxgate_audit_view(new_row, TG_ARGV[3]::text[], TG_ARGV[4]::text[]) END;
    written jsonb;
    owner   text  := stored ->> TG_ARGV[1];
    name    text  := stored ->> TG_ARGV[2];
BEGIN
    IF TG_OP = 'DELETE' AND TG_ARGV[0] = 'tenant' THEN
        INSERT INTO tenant_deletion (id, actor_type, actor, request_id, before)
        SELECT name, who ->> 'type', who ->> 'id', who ->> 'requestId', was FROM voxgate_actor() AS who;
    ELSIF TG_OP = 'DELETE' AND NOT EXISTS (SELECT FROM tenant WHERE id = owner) THEN
        RETURN NULL;
    ELSIF TG_OP = 'INSERT' THEN
        PERFORM voxgate_audit_record(owner, 'created', TG_ARGV[0], name, NULL, became);
    ELSIF TG_OP = 'DELETE' THEN
        PERFORM voxgate_audit_record(owner, 'deleted', TG_ARGV[0], name, was, NULL);
    ELSE
        IF voxgate_actor() ->> 'type' <> 'voxgate' THEN
            written := voxgate_secrets_written(old_row, new_row, TG_ARGV[4]::text[]);
        END IF;
        IF was <> became OR written IS NOT NULL THEN
            PERFORM voxgate_audit_record(owner, 'updated', TG_ARGV[0], name, voxgate_json_difference(was, became),
                voxgate_json_difference(became, was)
                || CASE WHEN written IS NULL THEN '{}' ELSE jsonb_build_object('secretsWritten', written) END);
        END IF;
    END IF;
    RETURN NULL;
END $$;

-- Puts a table under audit, or changes what is shown of it. Every migration that makes a table of things that callers change calls it.
CREATE FUNCTION voxgate_enable_audit(
    audited regclass, type text, name_column name, shown text[], encrypted text[] DEFAULT '{}', tenant_column name DEFAULT 'tenant_id')
RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('DROP TRIGGER IF EXISTS audit ON %s', audited);
    EXECUTE format(
        'CREATE TRIGGER audit AFTER INSERT OR UPDATE OR DELETE ON %s FOR EACH ROW EXECUTE FUNCTION voxgate_audit(%L, %L, %L, %L, %L)',
        audited, type, tenant_column, name_column, shown::text, encrypted::text);
END $$;
REVOKE EXECUTE ON FUNCTION voxgate_enable_audit(regclass, text, name, text[], text[], name) FROM PUBLIC;

SELECT voxgate_enable_audit('tenant', 'tenant', 'id', '{name, retention}', tenant_column => 'id');
SELECT voxgate_enable_audit('api_key', 'key', 'id', '{name, roles, expires_at expiresAt}');


-- 4 Secrets, credentials and connections ------------------------------------------------------------------------------------------------

-- The master keys under which a row's secrets are encrypted, read from the stored text itself (2.<key id>.<cipher>), so that a rotation
-- finds the rows that it still has to encrypt again; several, joined by commas, when only some fields were written since. '': the row has
-- no secrets; unknown: a text that names no key, which nothing decrypts. A table with secrets has such a column and is named in
-- io.voxgate.persistence.EncryptedSecretTable.
CREATE FUNCTION voxgate_master_key_ids(encrypted jsonb) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT coalesce(string_agg(DISTINCT coalesce(nullif(split_part(value ->> 'cipher', '.', 2), ''), 'unknown'), ','), '')
    FROM jsonb_each(encrypted)
$$;

-- fields: name -> {cipher, lastFour}; hosts: null means any public one.
CREATE TABLE credential (
    tenant_id  text        NOT NULL REFERENCES tenant ON DELETE CASCADE,
    name       text        NOT NULL,
    fields     jsonb       NOT NULL,
    master_key_ids  text        GENERATED ALWAYS AS (voxgate_master_key_ids(fields)) STORED,
    hosts      text[],
    version    bigint      NOT NULL DEFAULT nextval('row_version'),
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, name)
);
SELECT voxgate_isolate('credential');
SELECT voxgate_enable_audit('credential', 'credential', 'name', '{hosts}', '{fields}');
CREATE TRIGGER announced AFTER INSERT OR UPDATE OR DELETE ON credential
    FOR EACH ROW EXECUTE FUNCTION voxgate_announce('($1).tenant_id || '' '' || ($1).name');

-- Where one vendor app of one tenant sends its callbacks; every connection of the tenant to that app shares it. Each tenant that claims
-- an app has its own callback URL: a claim that is not proven keeps no other tenant out.
CREATE TABLE callback_endpoint (
    tenant_id  text        NOT NULL REFERENCES tenant ON DELETE CASCADE,
    vendor     text        NOT NULL,
    app_id     text        NOT NULL,
    token      text        NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (vendor, app_id, tenant_id),
    UNIQUE (vendor, token),
    CONSTRAINT callback_endpoint_of_tenant UNIQUE (tenant_id, vendor, app_id)
);
CREATE INDEX callback_endpoint_tenant ON callback_endpoint (tenant_id);
SELECT voxgate_isolate('callback_endpoint');
CREATE TRIGGER announced AFTER INSERT OR UPDATE OR DELETE ON callback_endpoint
    FOR EACH ROW EXECUTE FUNCTION voxgate_announce('($1).tenant_id || '' '' || ($1).vendor || ''/'' || ($1).app_id');

-- secrets: name -> {cipher, lastFour}; key_digest: SHA-256 of the account's key id, by which the sandbox finds its customer.
CREATE TABLE connection (
    tenant_id  text        NOT NULL REFERENCES tenant ON DELETE CASCADE,
    name       text        NOT NULL,
    vendor     text        NOT NULL,
    app_id     text        NOT NULL,
    region     text,
    endpoint   text,
    settings   jsonb       NOT NULL,
    secrets    jsonb       NOT NULL,
    master_key_ids  text        GENERATED ALWAYS AS (voxgate_master_key_ids(secrets)) STORED,
    key_digest bytea,
    version    bigint      NOT NULL DEFAULT nextval('row_version'),
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, name),
    CONSTRAINT connection_callback_endpoint FOREIGN KEY (tenant_id, vendor, app_id) REFERENCES callback_endpoint (tenant_id, vendor, app_id)
);
CREATE INDEX connection_app ON connection (vendor, app_id);
CREATE INDEX connection_sandbox ON connection (vendor, key_digest) WHERE endpoint = 'sandbox';
SELECT voxgate_isolate('connection');
SELECT voxgate_enable_audit('connection', 'connection', 'name', '{vendor, region, endpoint, settings}', '{secrets credentials}');
CREATE TRIGGER announced AFTER INSERT OR UPDATE OR DELETE ON connection
    FOR EACH ROW EXECUTE FUNCTION voxgate_announce('($1).tenant_id || '' '' || ($1).name');

-- A vendor's app belongs to the tenant that proved it by a signed call that the vendor accepted, not to the tenant that came first.
-- endpoint: where the proof was made: the connection's endpoint, empty for the vendor's own address. A proof counts only there: what a
-- server of the tenant's own or the sandbox says proves nothing at the vendor.
CREATE TABLE proven_app (
    vendor    text        NOT NULL,
    app_id    text        NOT NULL,
    endpoint  text        NOT NULL,
    tenant_id text        NOT NULL,
    proven_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (vendor, app_id, endpoint),
    CONSTRAINT proven_app_claim FOREIGN KEY (tenant_id, vendor, app_id)
        REFERENCES callback_endpoint (tenant_id, vendor, app_id) ON DELETE CASCADE
);
CREATE INDEX proven_app_of_tenant ON proven_app (tenant_id, vendor, app_id);
SELECT voxgate_isolate('proven_app');
CREATE TRIGGER announced AFTER INSERT OR UPDATE OR DELETE ON proven_app
    FOR EACH ROW EXECUTE FUNCTION voxgate_announce('($1).tenant_id || '' '' || ($1).vendor || ''/'' || ($1).app_id');

-- Whether another tenant has proven this app. It looks past row security on purpose, and reveals nothing else: not who, not when.
CREATE FUNCTION voxgate_app_taken(of_vendor text, of_app text, at_endpoint text, from_tenant text) RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER
    RETURN EXISTS (
        SELECT FROM proven_app p
        WHERE p.vendor = of_vendor AND p.app_id = of_app AND p.endpoint = at_endpoint AND p.tenant_id <> from_tenant);
REVOKE EXECUTE ON FUNCTION voxgate_app_taken(text, text, text, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION voxgate_app_taken(text, text, text, text) TO voxgate_tenant, voxgate_system;


-- 5 Templates ---------------------------------------------------------------------------------------------------------------------------

CREATE TABLE template (
    tenant_id  text        NOT NULL REFERENCES tenant ON DELETE CASCADE,
    name       text        NOT NULL,
    latest     integer     NOT NULL,
    published  integer,
    version    bigint      NOT NULL DEFAULT nextval('row_version'),
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, name)
);
SELECT voxgate_isolate('template');
CREATE TRIGGER announced AFTER INSERT OR UPDATE OR DELETE ON template
    FOR EACH ROW EXECUTE FUNCTION voxgate_announce('($1).tenant_id || '' '' || ($1).name');

-- Immutable: a change is a new revision. json, not jsonb: the caller's order of members is kept.
CREATE TABLE template_revision (
    tenant_id  text        NOT NULL,
    name       text        NOT NULL,
    revision   integer     NOT NULL,
    body       json        NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    created_by text        NOT NULL,
    PRIMARY KEY (tenant_id, name, revision),
    FOREIGN KEY (tenant_id, name) REFERENCES template (tenant_id, name) ON DELETE CASCADE
);
SELECT voxgate_isolate('template_revision');
CREATE TRIGGER announced AFTER INSERT OR UPDATE OR DELETE ON template_revision
    FOR EACH ROW EXECUTE FUNCTION voxgate_announce('($1).tenant_id || '' '' || ($1).name || ''@'' || ($1).revision');

-- The last revision number of a deleted template: one made again under its name goes on from there, so that name@n never means two
-- things.
CREATE TABLE deleted_template (
    tenant_id  text        NOT NULL REFERENCES tenant ON DELETE CASCADE,
    name       text        NOT NULL,
    latest     integer     NOT NULL,
    deleted_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, name)
);
SELECT voxgate_isolate('deleted_template');

-- Which credentials the latest and the published revision of each template name; kept by the trigger below.
CREATE TABLE template_credential (
    tenant_id  text    NOT NULL,
    template   text    NOT NULL,
    revision   integer NOT NULL,
    credential text    NOT NULL,
    PRIMARY KEY (tenant_id, credential, template, revision),
    FOREIGN KEY (tenant_id, template) REFERENCES template (tenant_id, name) ON DELETE CASCADE
);
CREATE INDEX template_credential_template ON template_credential (tenant_id, template);
SELECT voxgate_isolate('template_credential');

CREATE FUNCTION voxgate_template_credentials() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM template_credential WHERE tenant_id = NEW.tenant_id AND template = NEW.name;
    INSERT INTO template_credential (tenant_id, template, revision, credential)
    SELECT DISTINCT r.tenant_id, r.name, r.revision, named.credential
    FROM template_revision r
    CROSS JOIN LATERAL (VALUES (r.body #>> '{agent,llm,credentialRef}'), (r.body #>> '{agent,tts,credentialRef}')) AS named (credential)
    WHERE r.tenant_id = NEW.tenant_id AND r.name = NEW.name AND r.revision IN (NEW.latest, NEW.published) AND named.credential IS NOT NULL;
    RETURN NULL;
END $$;
CREATE TRIGGER template_credentials AFTER INSERT OR UPDATE OF latest, published ON template
    FOR EACH ROW EXECUTE FUNCTION voxgate_template_credentials();

-- A template changes by a new revision, which never changes, and by which of its revisions is published: each has its own audit entry.
CREATE FUNCTION voxgate_audit_revision() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    earlier jsonb := (SELECT jsonb_build_object('revision', r.revision, 'body', r.body::jsonb) FROM template_revision r
        WHERE r.tenant_id = NEW.tenant_id AND r.name = NEW.name AND r.revision < NEW.revision ORDER BY r.revision DESC LIMIT 1);
    later   jsonb := jsonb_build_object('revision', NEW.revision, 'body', NEW.body::jsonb);
BEGIN
    PERFORM voxgate_audit_record(NEW.tenant_id, CASE WHEN earlier IS NULL THEN 'created' ELSE 'updated' END, 'template', NEW.name,
        voxgate_json_difference(earlier, later), voxgate_json_difference(later, earlier));
    RETURN NULL;
END $$;
CREATE TRIGGER audit AFTER INSERT ON template_revision FOR EACH ROW EXECUTE FUNCTION voxgate_audit_revision();

CREATE FUNCTION voxgate_audit_publication() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM voxgate_audit_record(NEW.tenant_id, 'published', 'template', NEW.name,
        jsonb_build_object('published', OLD.published), jsonb_build_object('published', NEW.published));
    RETURN NULL;
END $$;
CREATE TRIGGER audit_publication AFTER UPDATE ON template
    FOR EACH ROW WHEN (OLD.published IS DISTINCT FROM NEW.published) EXECUTE FUNCTION voxgate_audit_publication();

-- Before the revisions are deleted, so that the last content of the template is kept.
CREATE FUNCTION voxgate_audit_template_deletion() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM tenant WHERE id = OLD.tenant_id) THEN
        PERFORM voxgate_audit_record(OLD.tenant_id, 'deleted', 'template', OLD.name,
            (SELECT jsonb_build_object('revision', r.revision, 'published', OLD.published, 'body', r.body::jsonb) FROM template_revision r
             WHERE r.tenant_id = OLD.tenant_id AND r.name = OLD.name AND r.revision = coalesce(OLD.published, OLD.latest)), NULL);
    END IF;
    RETURN OLD;
END $$;
CREATE TRIGGER audit_deletion BEFORE DELETE ON template FOR EACH ROW EXECUTE FUNCTION voxgate_audit_template_deletion();


-- 6 Sessions ----------------------------------------------------------------------------------------------------------------------------

-- What a pair of key and value is found by: SHA-256, because values may be longer than an index takes, and because a person stays
-- unnamed.
CREATE FUNCTION voxgate_pair_hash(key text, value text) RETURNS bytea LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT sha256(convert_to(length(key) || ':' || key || value, 'UTF8'))
$$;

-- What is known when it is started:
-- channel: with the agent's own id filled in. agent: composed, variables filled in; secrets are only ever named in it.
-- nonce: from which the start's join credentials are made again, the same, when the start is asked for again.
-- start_attempts: how often the vendor was asked to start it; only the latest attempt's outcome counts.
-- person_hash: of the user id or phone number, by which all sessions of a person are found; null: unknown. +99900000000, which no telephone
-- has, stands in for an erased number and finds nobody.
--
-- What happened since:
-- facts: what is known so far (io.voxgate.session.SessionFacts); status, end_reason, ended_by and vendor_code follow from it.
-- end_event_id: the event that reported its end, to be named when a later one corrects it.
-- missing_transcript_reason: what its transcript will never hold, and why, as a sentence.
--
-- How Voxgate asks the vendor:
-- next_lookup_at: when it asks next how the session stands, and after the end for what the vendor reports only then; null: never again.
-- lookup_count: how often it has asked, for the back-off. lookup_cursor: what the adapter keeps from one to the next; null: nothing.
--
-- What is kept of its events:
-- retained_events: 2 all, 1 nothing of what was said, 0 nothing. purged_sequence: the last event that was deleted; a reader who had read
-- only up to one before it may have missed something.
CREATE TABLE session (
    id                text        PRIMARY KEY,
    tenant_id         text        NOT NULL REFERENCES tenant ON DELETE CASCADE,
    status            text        NOT NULL,
    vendor            text        NOT NULL,
    connection        text        NOT NULL,
    template          text,
    template_name     text        GENERATED ALWAYS AS (split_part(template, '@', 1)) STORED,
    vendor_session_id text,
    channel           jsonb       NOT NULL,
    person_hash       bytea       GENERATED ALWAYS AS (
        CASE channel ->> 'type'
            WHEN 'room' THEN voxgate_pair_hash('userId', channel ->> 'userId')
            WHEN 'phone' THEN voxgate_pair_hash('phoneNumber', nullif(channel ->> 'to', '+99900000000'))
        END) STORED,
    agent             jsonb       NOT NULL,
    translation       jsonb       NOT NULL,
    metadata          jsonb       NOT NULL,
    nonce             text        NOT NULL,
    start_attempts    integer     NOT NULL DEFAULT 1,
    facts             jsonb       NOT NULL,
    vendor_error      jsonb,
    last_sequence     integer     NOT NULL DEFAULT 0,
    end_reason        text,
    ended_by          text,
    vendor_code       text,
    end_event_id      text,
    missing_transcript_reason            text,
    created_at        timestamptz NOT NULL,
    sent_at           timestamptz NOT NULL,
    started_at        timestamptz,
    ended_at          timestamptz,
    next_lookup_at      timestamptz,
    lookup_count      integer     NOT NULL DEFAULT 0,
    lookup_cursor       jsonb,
    retained_events   smallint    NOT NULL DEFAULT 2,
    purged_sequence   integer     NOT NULL DEFAULT 0,
    version           bigint      NOT NULL DEFAULT nextval('row_version'),
    updated_at        timestamptz NOT NULL,
    CONSTRAINT session_of_tenant UNIQUE (tenant_id, id)
) WITH (fillfactor = 80);

-- Every filter of the list of sessions is a range of one index in the list's own order, with operators that row security lets an index
-- serve (equality and order of texts, times and bytes; not jsonb @>, not functions of a column).
CREATE INDEX session_created ON session (tenant_id, created_at, id);
CREATE INDEX session_status ON session (tenant_id, status, created_at, id);
CREATE INDEX session_vendor ON session (tenant_id, vendor, created_at, id);
CREATE INDEX session_template ON session (tenant_id, template_name, created_at, id) WHERE template_name IS NOT NULL;
CREATE INDEX session_connection ON session (tenant_id, connection, created_at, id);
-- A handle belongs to one session.
CREATE UNIQUE INDEX session_handle ON session (tenant_id, connection, vendor_session_id) WHERE vendor_session_id IS NOT NULL;
-- The sessions whose handle is not known yet, by the person or room that they reach: only one of them can own what is found there.
CREATE INDEX session_without_handle ON session (tenant_id, vendor, (coalesce(channel ->> 'to', channel ->> 'roomId')), sent_at)
    WHERE vendor_session_id IS NULL AND status IN ('starting', 'ringing', 'active', 'stopping', 'unknown');
-- Due sessions are taken by the tenants in turn, and of a tenant by its connections: a backlog, however long, is one step.
CREATE INDEX session_due ON session (next_lookup_at) WHERE next_lookup_at IS NOT NULL;
CREATE INDEX session_due_of_tenant ON session (tenant_id, connection, next_lookup_at) WHERE next_lookup_at IS NOT NULL;
-- How many sessions are unknown, and since when, is measured every few seconds: few rows, found among however many others.
CREATE INDEX session_unknown ON session (created_at) WHERE status = 'unknown';
CREATE INDEX session_retention ON session (tenant_id, retained_events, updated_at) WHERE ended_at IS NOT NULL;
CREATE INDEX session_person ON session (tenant_id, person_hash) WHERE person_hash IS NOT NULL;
SELECT voxgate_isolate('session');

-- Audit of sessions: who started it, who stopped it, who changed the running agent; nothing of what is said in it.
CREATE FUNCTION voxgate_audit_session_start() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM voxgate_audit_record(NEW.tenant_id, 'started', 'session', NEW.id, NULL,
        jsonb_strip_nulls(jsonb_build_object('vendor', NEW.vendor, 'connection', NEW.connection, 'template', NEW.template)));
    RETURN NULL;
END $$;
CREATE TRIGGER audit_start AFTER INSERT ON session FOR EACH ROW EXECUTE FUNCTION voxgate_audit_session_start();

CREATE FUNCTION voxgate_audit_session_stop() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM voxgate_audit_session_action(NEW.tenant_id, NEW.id, 'stopped');
    RETURN NULL;
END $$;
CREATE TRIGGER audit_stop AFTER UPDATE ON session
    FOR EACH ROW WHEN (NEW.facts ->> 'stop' IS NOT NULL AND NEW.facts -> 'stop' IS DISTINCT FROM OLD.facts -> 'stop')
    EXECUTE FUNCTION voxgate_audit_session_stop();

CREATE FUNCTION voxgate_audit_session_agent() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM voxgate_audit_record(NEW.tenant_id, 'agentChanged', 'session', NEW.id, NULL, jsonb_build_object('changed',
        (SELECT jsonb_agg(part ORDER BY part) FROM (SELECT jsonb_object_keys(OLD.agent || NEW.agent) AS part) AS parts
         WHERE OLD.agent -> part IS DISTINCT FROM NEW.agent -> part)));
    RETURN NULL;
END $$;
-- That the agent of a session was erased with its person's data ('{}') is no change of a running agent.
CREATE TRIGGER audit_agent AFTER UPDATE ON session
    FOR EACH ROW WHEN (OLD.agent IS DISTINCT FROM NEW.agent AND NEW.agent <> '{}') EXECUTE FUNCTION voxgate_audit_session_agent();

-- One row for each pair of a session's metadata, which never changes. pair_hash: voxgate_pair_hash of key and value.
CREATE TABLE session_metadata (
    tenant_id  text        NOT NULL,
    pair_hash  bytea       NOT NULL,
    created_at timestamptz NOT NULL,
    session_id text        NOT NULL,
    PRIMARY KEY (tenant_id, pair_hash, created_at, session_id),
    FOREIGN KEY (tenant_id, session_id) REFERENCES session (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX session_metadata_session ON session_metadata (tenant_id, session_id);
SELECT voxgate_isolate('session_metadata', allowed => 'SELECT, INSERT, DELETE');

CREATE FUNCTION voxgate_index_metadata() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO session_metadata (tenant_id, pair_hash, created_at, session_id)
    SELECT NEW.tenant_id, voxgate_pair_hash(m.key, m.value), NEW.created_at, NEW.id FROM jsonb_each_text(NEW.metadata) AS m;
    RETURN NULL;
END $$;
CREATE TRIGGER index_metadata AFTER INSERT ON session FOR EACH ROW WHEN (NEW.metadata <> '{}') EXECUTE FUNCTION voxgate_index_metadata();

-- The caller's own name for a start, so that a repetition gets the same answer.
-- answer: null while the first request with this key is still running. json, not jsonb: it is given back as it was.
-- erased: the key stands for one that may have named a person (voxgate_erased_key); a caller may choose any spelling, so this is a
-- column.
CREATE TABLE idempotency_key (
    tenant_id  text        NOT NULL REFERENCES tenant ON DELETE CASCADE,
    key        text        NOT NULL,
    erased     boolean     NOT NULL DEFAULT false,
    body_hash  bytea       NOT NULL,
    session_id text        NOT NULL,
    answer     json,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, key, erased)
);
CREATE INDEX idempotency_key_age ON idempotency_key (created_at);
CREATE INDEX idempotency_key_session ON idempotency_key (session_id);
SELECT voxgate_isolate('idempotency_key');

-- What still runs at a vendor although its session is over here: Voxgate stops it. A row is deleted when the vendor has confirmed.
CREATE TABLE orphan (
    tenant_id         text        NOT NULL REFERENCES tenant ON DELETE CASCADE,
    vendor            text        NOT NULL,
    connection        text        NOT NULL,
    vendor_session_id text        NOT NULL,
    session_id        text        NOT NULL,
    found_at          timestamptz NOT NULL,
    next_try_at       timestamptz NOT NULL,
    tries             integer     NOT NULL DEFAULT 0,
    PRIMARY KEY (tenant_id, connection, vendor_session_id),
    FOREIGN KEY (tenant_id, session_id) REFERENCES session (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX orphan_due ON orphan (next_try_at);
SELECT voxgate_isolate('orphan');


-- 7 Events and callbacks ----------------------------------------------------------------------------------------------------------------

-- Append-only. (txid, position) orders a tenant's whole stream; a reader stops before the oldest transaction that still runs, so that a
-- late commit is never skipped. applied: false when the event came too late or contradicted the session, and changed nothing.
-- data_bytes: the size of the data as printed, by which pages, streams and deliveries are divided before anything is read; null: not
-- measured.
CREATE TABLE session_event (
    session_id  text        NOT NULL,
    sequence    integer     NOT NULL,
    tenant_id   text        NOT NULL,
    id          text        NOT NULL UNIQUE,
    type        text        NOT NULL,
    vendor      text        NOT NULL,
    dedupe_key  text        NOT NULL,
    occurred_at timestamptz NOT NULL,
    received_at timestamptz NOT NULL,
    data        jsonb       NOT NULL,
    data_bytes  integer,
    raw         jsonb,
    applied     boolean     NOT NULL,
    txid        xid8        NOT NULL DEFAULT pg_current_xact_id(),
    position    bigint      GENERATED ALWAYS AS IDENTITY,
    PRIMARY KEY (session_id, sequence),
    UNIQUE (session_id, dedupe_key),
    CONSTRAINT session_event_session FOREIGN KEY (tenant_id, session_id) REFERENCES session (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX session_event_stream ON session_event (tenant_id, txid, position);
SELECT voxgate_isolate('session_event');

-- JSON as text, or NULL when it would have more than so many bytes. Numbers are checked first, because printing is what costs: 1e9999
-- takes ten bytes of a row and ten thousand of its text, so that a row of some kilobytes prints sixty megabytes, for seconds, and a
-- statement that reads it together with others reaches its time limit. Only for what was stored without data_bytes, by another program.
CREATE FUNCTION voxgate_json_text(tree jsonb, most integer) RETURNS text LANGUAGE plpgsql IMMUTABLE COST 10 AS $$
DECLARE
    digits  CONSTANT integer := 40;
    printed text;
BEGIN
    IF EXISTS (SELECT FROM jsonb_path_query(tree, 'strict $.** ? (@.type() == "number")') AS number
               WHERE scale(number::numeric) > digits OR abs(number::numeric) >= 10::numeric ^ digits) THEN
        RETURN NULL;
    END IF;
    printed := tree::text;
    RETURN CASE WHEN octet_length(printed) <= most THEN printed END;
END $$;

-- Callbacks that came before their session had its handle, or that belong to no session of ours. Kept for a day, bounded.
-- room: where it came from; a task that is over is known by nothing else any more. bytes: its size, by which a tenant's share is bounded
-- too.
CREATE TABLE unmatched_event (
    tenant_id         text        NOT NULL REFERENCES tenant ON DELETE CASCADE,
    vendor            text        NOT NULL,
    token             text        NOT NULL,
    vendor_session_id text        NOT NULL,
    dedupe_key        text        NOT NULL,
    type              text        NOT NULL,
    room              text        NOT NULL DEFAULT '',
    occurred_at       timestamptz NOT NULL,
    received_at       timestamptz NOT NULL,
    event             jsonb       NOT NULL,
    raw               jsonb       NOT NULL,
    bytes             integer     NOT NULL DEFAULT 0,
    PRIMARY KEY (vendor, token, vendor_session_id, dedupe_key)
);
CREATE INDEX unmatched_event_age ON unmatched_event (tenant_id, received_at);
CREATE INDEX unmatched_event_room ON unmatched_event (tenant_id, vendor, token, room) WHERE room <> '';
SELECT voxgate_isolate('unmatched_event');

-- Callbacks that ought to come, because Voxgate has found out by itself what they report; checked once, when due_at has passed.
CREATE TABLE expected_callback (
    tenant_id  text        NOT NULL,
    session_id text        NOT NULL,
    type       text        NOT NULL,
    due_at     timestamptz NOT NULL,
    PRIMARY KEY (session_id, type),
    FOREIGN KEY (tenant_id, session_id) REFERENCES session (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX expected_callback_due ON expected_callback (due_at);
SELECT voxgate_isolate('expected_callback');


-- 8 Webhooks and their deliveries -------------------------------------------------------------------------------------------------------

-- id: what deliveries refer to; a webhook that is deleted and made again is another one. event_types: exact types, group.* or *.
-- secrets: {current, previous} -> {cipher, lastFour}; the previous one signs beside the current one until previous_until.
-- failing_since: the first failure since the last success; failures: how many in a row; paused_until: nothing is sent to it before.
-- slow: its last answer took long; like a receiver that fails, it gets one delivery at a time.
CREATE TABLE webhook (
    tenant_id       text        NOT NULL REFERENCES tenant ON DELETE CASCADE,
    name            text        NOT NULL,
    id              text        NOT NULL UNIQUE,
    url             text        NOT NULL,
    event_types     text[]      NOT NULL,
    enabled         boolean     NOT NULL,
    secrets         jsonb       NOT NULL,
    master_key_ids       text        GENERATED ALWAYS AS (voxgate_master_key_ids(secrets)) STORED,
    previous_until  timestamptz,
    failing_since   timestamptz,
    failures        integer     NOT NULL DEFAULT 0,
    paused_until    timestamptz,
    slow            boolean     NOT NULL DEFAULT false,
    disabled_reason text,
    disabled_at     timestamptz,
    version         bigint      NOT NULL DEFAULT nextval('row_version'),
    created_at      timestamptz NOT NULL,
    updated_at      timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, name),
    CONSTRAINT webhook_of_tenant UNIQUE (tenant_id, id)
) WITH (fillfactor = 80);
SELECT voxgate_isolate('webhook');
-- What its owner chose, and that Voxgate switched it off.
SELECT voxgate_enable_audit('webhook', 'webhook', 'name',
    '{url, event_types eventTypes, enabled, disabled_reason disabledReason}', '{secrets}');

-- The outbox of webhooks and the log of its attempts, in one: a row is written with its event, in the same transaction.
-- event_id: the webhook-id header, the same on every try. payload: null for a session's event, whose body is made of session_event when
-- it is sent; else the body's data. tries: on the schedule, so far. attempts: what happened, the latest twenty.
-- due_at: when it is sent next; while it is being sent: when its lease ends; null: never. lease: the replica's lease; null: not being
-- sent.
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
-- Deliveries are taken by the tenants in turn, so the index of what waits begins with the tenant: a backlog, however long, is one step.
CREATE INDEX webhook_delivery_due ON webhook_delivery (tenant_id, webhook_id, due_at) WHERE due_at IS NOT NULL;
CREATE INDEX webhook_delivery_leased ON webhook_delivery (webhook_id) WHERE lease IS NOT NULL;
CREATE INDEX webhook_delivery_status ON webhook_delivery (webhook_id, status, event_id);
CREATE INDEX webhook_delivery_of_session ON webhook_delivery (tenant_id, session_id) WHERE session_id IS NOT NULL;
CREATE INDEX webhook_delivery_age ON webhook_delivery (tenant_id, created_at);
SELECT voxgate_isolate('webhook_delivery');


-- 9 Live streams ------------------------------------------------------------------------------------------------------------------------

-- The tokens with which browsers open live streams. One token opens one stream: session_id's, or the tenant's whole one.
-- hash: SHA-256 of its text. key_id: the API key that made it, with which it ends; null: a signed-in person made it.
-- connection_number: counts up with each connection that it opens; only the latest one goes on.
-- expires_at: until when it opens the stream; ends_at: until when a stream that it opened goes on.
CREATE TABLE stream_token (
    tenant_id         text        NOT NULL REFERENCES tenant ON DELETE CASCADE,
    id                text        NOT NULL,
    hash              bytea       NOT NULL UNIQUE,
    session_id        text,
    key_id            text,
    connection_number bigint      NOT NULL DEFAULT 0,
    expires_at        timestamptz NOT NULL,
    ends_at           timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, id),
    CONSTRAINT stream_token_session FOREIGN KEY (tenant_id, session_id) REFERENCES session (tenant_id, id) ON DELETE CASCADE,
    CONSTRAINT stream_token_key FOREIGN KEY (tenant_id, key_id) REFERENCES api_key (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX stream_token_age ON stream_token (ends_at);
CREATE INDEX stream_token_of_session ON stream_token (tenant_id, session_id) WHERE session_id IS NOT NULL;
CREATE INDEX stream_token_of_key ON stream_token (tenant_id, key_id) WHERE key_id IS NOT NULL;
SELECT voxgate_isolate('stream_token');

-- The last position in a tenant's whole stream at which an event was deleted: a reader that goes on from before it has missed something,
-- and the stream says so.
CREATE TABLE last_deleted_event (
    tenant_id text   NOT NULL PRIMARY KEY REFERENCES tenant ON DELETE CASCADE,
    txid      xid8   NOT NULL,
    position  bigint NOT NULL
);
SELECT voxgate_isolate('last_deleted_event');

CREATE FUNCTION voxgate_note_deleted_events() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO last_deleted_event (tenant_id, txid, position)
    SELECT DISTINCT ON (d.tenant_id) d.tenant_id, d.txid, d.position
    FROM deleted d WHERE EXISTS (SELECT FROM tenant t WHERE t.id = d.tenant_id)
    ORDER BY d.tenant_id, d.txid DESC, d.position DESC
    ON CONFLICT (tenant_id) DO UPDATE SET txid = EXCLUDED.txid, position = EXCLUDED.position
    WHERE (last_deleted_event.txid, last_deleted_event.position) < (EXCLUDED.txid, EXCLUDED.position);
    RETURN NULL;
END $$;
CREATE TRIGGER note_deleted_events AFTER DELETE ON session_event REFERENCING OLD TABLE AS deleted
    FOR EACH STATEMENT EXECUTE FUNCTION voxgate_note_deleted_events();


-- 10 Rate limits of the vendors ---------------------------------------------------------------------------------------------------------

-- The vendors' limits of calls per second, kept for each vendor account over all replicas. reserved_at: the latest slots, each a moment at
-- which one call may be sent; never more of them than the limit. Unlogged: after a crash of PostgreSQL there is nothing to remember of the
-- second before.
CREATE UNLOGGED TABLE rate_limit_slot (
    tenant_id   text          NOT NULL REFERENCES tenant ON DELETE CASCADE,
    vendor      text          NOT NULL,
    account     text          NOT NULL,
    operation   text          NOT NULL,
    reserved_at timestamptz[] NOT NULL DEFAULT '{}',
    PRIMARY KEY (tenant_id, vendor, account, operation)
) WITH (fillfactor = 50);
SELECT voxgate_isolate('rate_limit_slot');

-- Reserves slots for some calls at once, in their order, and perhaps a few to keep. reserved_at has as many entries as calls are allowed in
-- a second, and two slots of one entry are at least gap apart: so no second has more calls than that. gap is longer than a second by twice
-- what a call may be late: half of it may pass between the slot and the moment at which the call is sent (a call that is later takes
-- another slot), the other half on the way to the vendor.
-- max_waits_ms: how long each call can wait. spare: how many slots to keep at most, to be used within hold; a quarter of the limit is
-- always left to other replicas.
-- The answer: for each call the milliseconds until its slot, or, when that is too late, minus one and minus them, and no slot is taken;
-- at the end how many slots to keep.
CREATE FUNCTION voxgate_reserve_slots(
    of_tenant text, of_vendor text, of_account text, of_operation text, per_second integer, max_waits_ms integer[], spare integer)
RETURNS integer[] LANGUAGE plpgsql AS $$
DECLARE
    gap      CONSTANT interval := '1100 milliseconds';
    hold     CONSTANT interval := '250 milliseconds';
    slots    timestamptz[];
    answer   integer[] := '{}';
    moment   timestamptz;
    earliest integer;
    free     integer;
    wait     integer;
    max_wait integer;
BEGIN
    INSERT INTO rate_limit_slot (tenant_id, vendor, account, operation) VALUES (of_tenant, of_vendor, of_account, of_operation)
    ON CONFLICT DO NOTHING;
    SELECT reserved_at INTO slots FROM rate_limit_slot
    WHERE tenant_id = of_tenant AND vendor = of_vendor AND account = of_account AND operation = of_operation FOR UPDATE;
    moment := clock_timestamp();
    slots := ARRAY(SELECT slot FROM unnest(slots || array_fill('-infinity'::timestamptz, ARRAY[per_second])) slot
        ORDER BY slot DESC LIMIT per_second);
    FOREACH max_wait IN ARRAY max_waits_ms LOOP
        SELECT i INTO earliest FROM generate_subscripts(slots, 1) i ORDER BY slots[i] LIMIT 1;
        wait := greatest(0, ceil(1000 * extract(epoch FROM greatest(slots[earliest] + gap, moment) - moment)));
        IF wait <= max_wait THEN
            slots[earliest] := moment + wait * interval '1 millisecond';
            answer := answer || wait;
        ELSE
            answer := answer || (-1 - wait);
        END IF;
    END LOOP;
    SELECT count(*) INTO free FROM unnest(slots) slot WHERE slot + gap <= moment;
    spare := greatest(0, least(spare, free - ceil(per_second / 4.0)::integer));
    FOR n IN 1 .. spare LOOP
        SELECT i INTO earliest FROM generate_subscripts(slots, 1) i ORDER BY slots[i] LIMIT 1;
        slots[earliest] := moment + hold;
    END LOOP;
    UPDATE rate_limit_slot SET reserved_at = slots
    WHERE tenant_id = of_tenant AND vendor = of_vendor AND account = of_account AND operation = of_operation;
    RETURN answer || spare;
END $$;


-- 11 Usage ------------------------------------------------------------------------------------------------------------------------------

-- What a tenant's sessions come to, by hour and by day, without reading sessions or events. Each change of a session's figures and each
-- measured latency writes one small row of differences, in the transaction of the change and by the database itself, so that no statement
-- can forget it, none waits for another's, and what is reported twice but stored once counts once. They are added up in the background; a
-- query reads the sums and what is not added yet.

-- figures: name -> whole number, to be added. sessions; started: came to a conversation; durationMs: of conversations that are over;
-- ended/REASON, failed/REASON: sessions that are over; ms/METRIC/N: measured latencies in bucket N of voxgate_latency_bucket.
-- hour: in which the session was created: everything of a session counts there.
CREATE TABLE usage_delta (
    tenant_id  text        NOT NULL,
    session_id text        NOT NULL,
    hour       timestamptz NOT NULL,
    vendor     text        NOT NULL,
    template   text        NOT NULL,
    connection text        NOT NULL,
    figures    jsonb       NOT NULL,
    CONSTRAINT usage_delta_session FOREIGN KEY (tenant_id, session_id) REFERENCES session (tenant_id, id) ON DELETE CASCADE
) WITH (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 1000);
CREATE INDEX usage_delta_of_session ON usage_delta (tenant_id, session_id);
SELECT voxgate_isolate('usage_delta', allowed => 'SELECT, INSERT, UPDATE, DELETE');

-- granularity: hour or day (UTC); both are kept of everything. template: '' for an inline agent.
CREATE TABLE usage_rollup (
    tenant_id    text        NOT NULL REFERENCES tenant ON DELETE CASCADE,
    granularity  text        NOT NULL,
    period_start timestamptz NOT NULL,
    vendor       text        NOT NULL,
    template     text        NOT NULL,
    connection   text        NOT NULL,
    figures      jsonb       NOT NULL,
    PRIMARY KEY (tenant_id, granularity, period_start, vendor, template, connection)
) WITH (fillfactor = 80);
SELECT voxgate_isolate('usage_rollup', allowed => 'SELECT, INSERT, UPDATE');

CREATE FUNCTION voxgate_add_figures(one jsonb, other jsonb) RETURNS jsonb LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT coalesce(jsonb_object_agg(key, total), '{}') FROM (
        SELECT key, sum(value::bigint) AS total
        FROM (SELECT * FROM jsonb_each_text(one) UNION ALL SELECT * FROM jsonb_each_text(other)) AS figure
        GROUP BY key HAVING sum(value::bigint) <> 0) AS summed
$$;

CREATE FUNCTION voxgate_negate_figures(figures jsonb) RETURNS jsonb LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT coalesce(jsonb_object_agg(key, -value::bigint), '{}') FROM jsonb_each_text(figures)
$$;

-- Buckets that grow by 2/49: bucket N holds what is above g^(N-1) and up to g^N with g = 51/49, so that its middle is within 2 % of all
-- it holds. What is below a thousandth, which no clock measures, is in the bucket zero.
CREATE FUNCTION voxgate_latency_bucket(value numeric) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE WHEN value < 0.001 THEN 'zero' ELSE ceil(ln(value::double precision) / ln(51 / 49.0::double precision))::integer::text END
$$;

-- What a session comes to, as its row says.
CREATE FUNCTION voxgate_session_figures(of_session session) RETURNS jsonb LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
    figures jsonb := '{"sessions": 1}';
BEGIN
    IF of_session.started_at IS NOT NULL THEN
        figures := figures || '{"started": 1}';
    END IF;
    IF of_session.status IN ('ended', 'failed') THEN
        figures := figures || jsonb_build_object(of_session.status || '/' || coalesce(of_session.end_reason, ''), 1);
        IF of_session.ended_at > of_session.started_at THEN
            figures := figures
                || jsonb_build_object('durationMs', round(1000 * extract(epoch FROM of_session.ended_at - of_session.started_at)));
        END IF;
    END IF;
    RETURN figures;
END $$;

CREATE FUNCTION voxgate_count_session() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    hour   timestamptz := date_trunc('hour', NEW.created_at, 'UTC');
    became jsonb := voxgate_session_figures(NEW);
    was    jsonb := CASE WHEN TG_OP = 'UPDATE' THEN voxgate_negate_figures(voxgate_session_figures(OLD)) ELSE '{}' END;
BEGIN
    IF TG_OP = 'UPDATE' AND (OLD.vendor, OLD.connection) <> (NEW.vendor, NEW.connection) THEN
        INSERT INTO usage_delta VALUES (OLD.tenant_id, OLD.id, hour, OLD.vendor, coalesce(OLD.template_name, ''), OLD.connection, was);
    ELSE
        became := voxgate_add_figures(became, was);
    END IF;
    IF became <> '{}' THEN
        INSERT INTO usage_delta VALUES (NEW.tenant_id, NEW.id, hour, NEW.vendor, coalesce(NEW.template_name, ''), NEW.connection, became);
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER usage_begins AFTER INSERT ON session FOR EACH ROW EXECUTE FUNCTION voxgate_count_session();
CREATE TRIGGER usage_changes AFTER UPDATE ON session FOR EACH ROW
    WHEN (OLD.vendor <> NEW.vendor OR OLD.connection <> NEW.connection
          OR OLD.started_at IS DISTINCT FROM NEW.started_at OR OLD.ended_at IS DISTINCT FROM NEW.ended_at
          OR OLD.end_reason IS DISTINCT FROM NEW.end_reason
          OR OLD.status <> NEW.status AND (OLD.status IN ('ended', 'failed') OR NEW.status IN ('ended', 'failed')))
    EXECUTE FUNCTION voxgate_count_session();

-- A repeated callback is known by its stored event. A day after the end that may have been deleted: from then on nothing is counted, so
-- that nothing is counted twice. What is no latency (no number, or more than a century) is not counted, and keeps no event from being
-- stored.
CREATE FUNCTION voxgate_count_latency() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF jsonb_typeof(NEW.data -> 'value') = 'number' AND NEW.data ->> 'name' <> '' THEN
        INSERT INTO usage_delta
        SELECT s.tenant_id, s.id, date_trunc('hour', s.created_at, 'UTC'), s.vendor, coalesce(s.template_name, ''), s.connection,
            jsonb_build_object('ms/' || (NEW.data ->> 'name') || '/' || voxgate_latency_bucket((NEW.data ->> 'value')::numeric), 1)
        FROM session s
        WHERE s.tenant_id = NEW.tenant_id AND s.id = NEW.session_id
            AND (s.ended_at IS NULL OR NEW.received_at < s.ended_at + interval '1 day')
            AND (NEW.data ->> 'value')::numeric < 3e12;
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER usage_latency AFTER INSERT ON session_event FOR EACH ROW
    WHEN (NEW.type = 'metric.recorded' AND NEW.data ->> 'unit' = 'ms') EXECUTE FUNCTION voxgate_count_latency();


-- 12 Retention and erasure --------------------------------------------------------------------------------------------------------------

-- The columns are with their tables: tenant.retention; session.retained_events, purged_sequence and person_hash; idempotency_key.erased.

-- What stands in the place of an idempotency key that may name the person: it still keeps the same request from being done again.
CREATE FUNCTION voxgate_erased_key(key text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT 'erased:' || encode(sha256(convert_to(key, 'UTF8')), 'hex')
$$;
