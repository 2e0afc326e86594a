-- Foreign keys look past row-level security: one that does not carry the tenant would let a row of one tenant hang on a row of another,
-- take its place in its unique keys, and tell that it exists.

ALTER TABLE callback_endpoint ADD CONSTRAINT callback_endpoint_of_tenant UNIQUE (tenant_id, vendor, app_id);
ALTER TABLE connection DROP CONSTRAINT connection_vendor_app_id_fkey,
    ADD CONSTRAINT connection_callback_endpoint FOREIGN KEY (tenant_id, vendor, app_id) REFERENCES callback_endpoint (tenant_id, vendor, app_id);

ALTER TABLE session ADD CONSTRAINT session_of_tenant UNIQUE (tenant_id, id);
DROP INDEX session_tenant;
ALTER TABLE session_event DROP CONSTRAINT session_event_session_id_fkey,
    ADD CONSTRAINT session_event_session FOREIGN KEY (tenant_id, session_id) REFERENCES session (tenant_id, id) ON DELETE CASCADE;

REVOKE EXECUTE ON FUNCTION voxgate_isolate(regclass, name, text) FROM PUBLIC;
