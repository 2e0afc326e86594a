-- Whoever changes a row that replicas keep in memory announces it, without having to think of it: to every replica by NOTIFY, which
-- PostgreSQL sends when the transaction commits, and to the writer's own session by a notice with the code VXC01, so that a replica's own
-- write is never followed by what it remembered from before. Announced is: table, tenant, name, with a space between; nothing secret
-- (a callback endpoint is named by its app, not by its token).

CREATE FUNCTION voxgate_tell(change text) RETURNS void LANGUAGE plpgsql AS $$
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
        PERFORM voxgate_tell(TG_TABLE_NAME || ' ' || before);
    END IF;
    IF TG_OP <> 'DELETE' THEN
        EXECUTE 'SELECT ' || TG_ARGV[0] INTO after USING NEW;
        IF after IS DISTINCT FROM before THEN
            PERFORM voxgate_tell(TG_TABLE_NAME || ' ' || after);
        END IF;
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER announced AFTER INSERT OR UPDATE OR DELETE ON tenant
    FOR EACH ROW EXECUTE FUNCTION voxgate_announce('($1).id || '' ''');
CREATE TRIGGER announced AFTER INSERT OR DELETE ON api_key
    FOR EACH ROW EXECUTE FUNCTION voxgate_announce('($1).tenant_id || '' '' || ($1).prefix');
-- That a key was used changes nothing that anybody remembers, and happens all the time.
CREATE TRIGGER announced_update AFTER UPDATE ON api_key
    FOR EACH ROW WHEN (to_jsonb(OLD) - 'last_used_at' IS DISTINCT FROM to_jsonb(NEW) - 'last_used_at')
    EXECUTE FUNCTION voxgate_announce('($1).tenant_id || '' '' || ($1).prefix');
CREATE TRIGGER announced AFTER INSERT OR UPDATE OR DELETE ON credential
    FOR EACH ROW EXECUTE FUNCTION voxgate_announce('($1).tenant_id || '' '' || ($1).name');
CREATE TRIGGER announced AFTER INSERT OR UPDATE OR DELETE ON connection
    FOR EACH ROW EXECUTE FUNCTION voxgate_announce('($1).tenant_id || '' '' || ($1).name');
CREATE TRIGGER announced AFTER INSERT OR UPDATE OR DELETE ON callback_endpoint
    FOR EACH ROW EXECUTE FUNCTION voxgate_announce('($1).tenant_id || '' '' || ($1).vendor || ''/'' || ($1).app_id');
CREATE TRIGGER announced AFTER INSERT OR UPDATE OR DELETE ON template
    FOR EACH ROW EXECUTE FUNCTION voxgate_announce('($1).tenant_id || '' '' || ($1).name');
CREATE TRIGGER announced AFTER INSERT OR UPDATE OR DELETE ON template_revision
    FOR EACH ROW EXECUTE FUNCTION voxgate_announce('($1).tenant_id || '' '' || ($1).name || ''@'' || ($1).revision');
