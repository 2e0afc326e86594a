-- The end of a person's data.

-- Whom a session is with: a hash of user id or phone number, by which all sessions of a person are found; null: nobody knows.
ALTER TABLE session ADD COLUMN person bytea GENERATED ALWAYS AS (
    CASE channel ->> 'type' WHEN 'room' THEN voxgate_pair('userId', channel ->> 'userId') WHEN 'phone' THEN voxgate_pair('phoneNumber', channel ->> 'to') END) STORED;
CREATE INDEX session_person ON session (tenant_id, person) WHERE person IS NOT NULL;

GRANT DELETE ON session_metadata TO voxgate_tenant, voxgate_system;

-- That the agent of a session is gone with its person's data is no change of a running agent.
DROP TRIGGER audit_agent ON session;
CREATE TRIGGER audit_agent AFTER UPDATE ON session
    FOR EACH ROW WHEN (OLD.agent IS DISTINCT FROM NEW.agent AND NEW.agent <> '{}') EXECUTE FUNCTION voxgate_audit_session_agent();

-- What stands in the place of an idempotency key that may name the person: it still keeps the same request from being done again.
CREATE FUNCTION voxgate_erased_key(key text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT 'erased:' || encode(sha256(convert_to(key, 'UTF8')), 'hex')
$$;
