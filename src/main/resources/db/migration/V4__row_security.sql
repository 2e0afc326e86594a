-- Row-level security: the second line behind every WHERE. The service works in one of two roles, neither of which can bypass it:
-- voxgate_tenant sees the rows of the tenant that its transaction names (setting voxgate.tenant) and without one nothing;
-- voxgate_system, for work across tenants (sign-in, callbacks, pollers, the operator), sees all.
-- Where the migrating user may not create roles, an administrator makes both (NOLOGIN) and grants them to it first.

DO $$
DECLARE
    wanted text;
BEGIN
    FOREACH wanted IN ARRAY ARRAY['voxgate_tenant', 'voxgate_system'] LOOP
        BEGIN
            IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = wanted) THEN
                EXECUTE format('CREATE ROLE %I NOLOGIN NOBYPASSRLS', wanted);
            END IF;
        EXCEPTION WHEN duplicate_object OR unique_violation THEN
            NULL; -- another database of this server is being migrated at this very moment
        END;
        IF NOT pg_has_role(current_user, wanted, 'MEMBER') THEN
            EXECUTE format('GRANT %I TO CURRENT_USER', wanted);
        END IF;
    END LOOP;
END $$;

GRANT USAGE ON SEQUENCE row_version TO voxgate_tenant, voxgate_system;

-- Puts a table behind the wall. Every migration that makes a table with a tenant's rows calls it.
-- tenant_column: where the tenant's id is; allowed: what both roles may do with the rows that they see.
CREATE FUNCTION voxgate_isolate(isolated regclass, tenant_column name DEFAULT 'tenant_id', allowed text DEFAULT 'SELECT, INSERT, UPDATE, DELETE')
RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', isolated);
    EXECUTE format('CREATE POLICY tenant_rows ON %s TO voxgate_tenant USING (%I = current_setting(''voxgate.tenant'', true))', isolated, tenant_column);
    EXECUTE format('CREATE POLICY all_rows ON %s TO voxgate_system USING (true)', isolated);
    EXECUTE format('GRANT %s ON %s TO voxgate_tenant, voxgate_system', allowed, isolated);
END $$;

SELECT voxgate_isolate('tenant', 'id');
SELECT voxgate_isolate('api_key');
SELECT voxgate_isolate('credential');
SELECT voxgate_isolate('callback_endpoint');
SELECT voxgate_isolate('connection');
SELECT voxgate_isolate('template');
SELECT voxgate_isolate('template_revision');
SELECT voxgate_isolate('session');
SELECT voxgate_isolate('idempotency_key');
SELECT voxgate_isolate('session_event');
SELECT voxgate_isolate('parked_event');
