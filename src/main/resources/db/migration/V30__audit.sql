-- Who changed what: written by the database itself, in the transaction of the change, so that neither is ever without the other and no
-- statement can forget it. What is shown is chosen column by column; a column that nobody chose never gets here.

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
    -- Its index serves the operator alone: one that begins with the time would tempt the planner to look for a tenant's among everybody's.
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

-- On whose behalf the transaction works: {type, id, requestId} in the setting voxgate.actor; without one it is Voxgate's own work.
CREATE FUNCTION voxgate_actor() RETURNS jsonb LANGUAGE sql STABLE AS $$
    SELECT coalesce(nullif(current_setting('voxgate.actor', true), '')::jsonb, '{"type": "voxgate", "id": "voxgate"}')
$$;

CREATE FUNCTION voxgate_record(of_tenant text, done text, type text, name text, was jsonb, became jsonb) RETURNS void LANGUAGE sql AS $$
    INSERT INTO audit_entry (tenant_id, actor_type, actor, request_id, action, resource_type, resource_name, before, after)
    SELECT of_tenant, who ->> 'type', who ->> 'id', who ->> 'requestId', type || '.' || done, type, name, was, became FROM voxgate_actor() AS who
$$;

-- What is done to a session and leaves no mark in its row; of people's doing only.
CREATE FUNCTION voxgate_acted(of_tenant text, session_id text, done text) RETURNS void LANGUAGE sql AS $$
    SELECT voxgate_record(of_tenant, done, 'session', session_id, NULL, NULL) WHERE voxgate_actor() ->> 'type' <> 'voxgate'
$$;

-- The members of one tree that are not the same in the other.
CREATE FUNCTION voxgate_differing(one jsonb, other jsonb) RETURNS jsonb LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
    IF jsonb_typeof(one) IS DISTINCT FROM 'object' OR jsonb_typeof(other) IS DISTINCT FROM 'object' THEN
        RETURN one;
    END IF;
    RETURN (SELECT coalesce(jsonb_object_agg(m.key, voxgate_differing(m.value, other -> m.key)), '{}')
            FROM jsonb_each(one) m WHERE m.value IS DISTINCT FROM other -> m.key);
END $$;

-- What may be seen of a row: the shown columns, and of the sealed ones {field: {lastFour}}. A column is 'name' or 'name shownAs'.
CREATE FUNCTION voxgate_shown(stored jsonb, shown text[], sealed text[]) RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
    SELECT coalesce(jsonb_object_agg(name, value), '{}') FROM (
        SELECT coalesce(nullif(split_part(pick, ' ', 2), ''), split_part(pick, ' ', 1)) AS name, stored -> split_part(pick, ' ', 1) AS value
        FROM unnest(shown) AS pick
        UNION ALL
        SELECT coalesce(nullif(split_part(pick, ' ', 2), ''), split_part(pick, ' ', 1)),
               (SELECT jsonb_object_agg(field.key, jsonb_build_object('lastFour', field.value ->> 'lastFour'))
                FROM jsonb_each(stored -> split_part(pick, ' ', 1)) AS field)
        FROM unnest(sealed) AS pick) AS picked
    WHERE value <> 'null'
$$;

-- The sealed fields that a change wrote, for a secret may change and keep its last four characters.
CREATE FUNCTION voxgate_written(was jsonb, became jsonb, sealed text[]) RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
    SELECT jsonb_agg(field.key ORDER BY field.key)
    FROM unnest(sealed) AS pick, jsonb_each(became -> split_part(pick, ' ', 1)) AS field
    WHERE field.value IS DISTINCT FROM was -> split_part(pick, ' ', 1) -> field.key
$$;

-- Arguments: type, tenant's column, name's column, shown columns, sealed columns. A change of nothing that is shown makes no entry, nor does
-- sealing anew under another master key. What goes because its owner goes is said by the owner's entry.
CREATE FUNCTION voxgate_audit() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    old_row jsonb := CASE WHEN TG_OP <> 'INSERT' THEN to_jsonb(OLD) END;
    new_row jsonb := CASE WHEN TG_OP <> 'DELETE' THEN to_jsonb(NEW) END;
    stored  jsonb := coalesce(new_row, old_row);
    was     jsonb := CASE WHEN TG_OP <> 'INSERT' THEN voxgate_shown(old_row, TG_ARGV[3]::text[], TG_ARGV[4]::text[]) END;
    became  jsonb := CASE WHEN TG_OP <> 'DELETE' THEN voxgate_shown(new_row, TG_ARGV[3]::text[], TG_ARGV[4]::text[]) END;
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
        PERFORM voxgate_record(owner, 'created', TG_ARGV[0], name, NULL, became);
    ELSIF TG_OP = 'DELETE' THEN
        PERFORM voxgate_record(owner, 'deleted', TG_ARGV[0], name, was, NULL);
    ELSE
        IF voxgate_actor() ->> 'type' <> 'voxgate' THEN
            written := voxgate_written(old_row, new_row, TG_ARGV[4]::text[]);
        END IF;
        IF was <> became OR written IS NOT NULL THEN
            PERFORM voxgate_record(owner, 'updated', TG_ARGV[0], name, voxgate_differing(was, became),
                voxgate_differing(became, was) || CASE WHEN written IS NULL THEN '{}' ELSE jsonb_build_object('secretsWritten', written) END);
        END IF;
    END IF;
    RETURN NULL;
END $$;

-- Puts a table under audit, or changes what is shown of it. Every migration that makes a table of things that callers change calls it.
CREATE FUNCTION voxgate_audited(
    audited regclass, type text, name_column name, shown text[], sealed text[] DEFAULT '{}', tenant_column name DEFAULT 'tenant_id')
RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('DROP TRIGGER IF EXISTS audit ON %s', audited);
    EXECUTE format('CREATE TRIGGER audit AFTER INSERT OR UPDATE OR DELETE ON %s FOR EACH ROW EXECUTE FUNCTION voxgate_audit(%L, %L, %L, %L, %L)',
        audited, type, tenant_column, name_column, shown::text, sealed::text);
END $$;

REVOKE EXECUTE ON FUNCTION voxgate_audited(regclass, text, name, text[], text[], name) FROM PUBLIC;

SELECT voxgate_audited('tenant', 'tenant', 'id', '{name}', tenant_column => 'id');
SELECT voxgate_audited('api_key', 'key', 'id', '{name, roles, expires_at expiresAt}');
SELECT voxgate_audited('credential', 'credential', 'name', '{hosts}', '{fields}');
SELECT voxgate_audited('connection', 'connection', 'name', '{vendor, region, endpoint, settings}', '{secrets credentials}');

-- A template changes by a new revision, which never changes, and by what of it is published.
CREATE FUNCTION voxgate_audit_revision() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    earlier jsonb := (SELECT jsonb_build_object('revision', r.revision, 'body', r.body::jsonb) FROM template_revision r
        WHERE r.tenant_id = NEW.tenant_id AND r.name = NEW.name AND r.revision < NEW.revision ORDER BY r.revision DESC LIMIT 1);
    later   jsonb := jsonb_build_object('revision', NEW.revision, 'body', NEW.body::jsonb);
BEGIN
    PERFORM voxgate_record(NEW.tenant_id, CASE WHEN earlier IS NULL THEN 'created' ELSE 'updated' END, 'template', NEW.name,
        voxgate_differing(earlier, later), voxgate_differing(later, earlier));
    RETURN NULL;
END $$;
CREATE TRIGGER audit AFTER INSERT ON template_revision FOR EACH ROW EXECUTE FUNCTION voxgate_audit_revision();

CREATE FUNCTION voxgate_audit_publication() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM voxgate_record(NEW.tenant_id, 'published', 'template', NEW.name,
        jsonb_build_object('published', OLD.published), jsonb_build_object('published', NEW.published));
    RETURN NULL;
END $$;
CREATE TRIGGER audit_publication AFTER UPDATE ON template
    FOR EACH ROW WHEN (OLD.published IS DISTINCT FROM NEW.published) EXECUTE FUNCTION voxgate_audit_publication();

-- Before the revisions go, so that the last word of the template is kept.
CREATE FUNCTION voxgate_audit_template_end() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM tenant WHERE id = OLD.tenant_id) THEN
        PERFORM voxgate_record(OLD.tenant_id, 'deleted', 'template', OLD.name,
            (SELECT jsonb_build_object('revision', r.revision, 'published', OLD.published, 'body', r.body::jsonb) FROM template_revision r
             WHERE r.tenant_id = OLD.tenant_id AND r.name = OLD.name AND r.revision = coalesce(OLD.published, OLD.latest)), NULL);
    END IF;
    RETURN OLD;
END $$;
CREATE TRIGGER audit_end BEFORE DELETE ON template FOR EACH ROW EXECUTE FUNCTION voxgate_audit_template_end();

-- Of sessions: who started it, who stopped it, who changed the running agent; nothing of what is said in it.
CREATE FUNCTION voxgate_audit_session_start() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM voxgate_record(NEW.tenant_id, 'started', 'session', NEW.id, NULL,
        jsonb_strip_nulls(jsonb_build_object('vendor', NEW.vendor, 'connection', NEW.connection, 'template', NEW.template)));
    RETURN NULL;
END $$;
CREATE TRIGGER audit_start AFTER INSERT ON session FOR EACH ROW EXECUTE FUNCTION voxgate_audit_session_start();

CREATE FUNCTION voxgate_audit_session_stop() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM voxgate_acted(NEW.tenant_id, NEW.id, 'stopped');
    RETURN NULL;
END $$;
CREATE TRIGGER audit_stop AFTER UPDATE ON session
    FOR EACH ROW WHEN (NEW.life ->> 'stop' IS NOT NULL AND NEW.life -> 'stop' IS DISTINCT FROM OLD.life -> 'stop') EXECUTE FUNCTION voxgate_audit_session_stop();

CREATE FUNCTION voxgate_audit_session_agent() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM voxgate_record(NEW.tenant_id, 'agentChanged', 'session', NEW.id, NULL, jsonb_build_object('changed',
        (SELECT jsonb_agg(part ORDER BY part) FROM (SELECT jsonb_object_keys(OLD.agent || NEW.agent) AS part) AS parts
         WHERE OLD.agent -> part IS DISTINCT FROM NEW.agent -> part)));
    RETURN NULL;
END $$;
CREATE TRIGGER audit_agent AFTER UPDATE ON session
    FOR EACH ROW WHEN (OLD.agent IS DISTINCT FROM NEW.agent) EXECUTE FUNCTION voxgate_audit_session_agent();
