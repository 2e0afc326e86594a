-- A vendor's app belongs to whoever proved it by a signed call that the vendor took, not to whoever came first: each tenant's claim has its own
-- callback URL, and a claim that nobody has proven keeps nobody out.

ALTER TABLE callback_endpoint DROP CONSTRAINT callback_endpoint_pkey,
    ADD CONSTRAINT callback_endpoint_pkey PRIMARY KEY (vendor, app_id, tenant_id);

-- place: where the proof was made: the endpoint of the connection, empty for the vendor's own address. A proof counts only there: what a
-- server of the tenant's own or the sandbox says proves nothing at the vendor's.
CREATE TABLE proven_app (
    vendor    text        NOT NULL,
    app_id    text        NOT NULL,
    place     text        NOT NULL,
    tenant_id text        NOT NULL,
    proven_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (vendor, app_id, place),
    CONSTRAINT proven_app_claim FOREIGN KEY (tenant_id, vendor, app_id) REFERENCES callback_endpoint (tenant_id, vendor, app_id) ON DELETE CASCADE
);
CREATE INDEX proven_app_of_tenant ON proven_app (tenant_id, vendor, app_id);
SELECT voxgate_isolate('proven_app');
CREATE TRIGGER announced AFTER INSERT OR UPDATE OR DELETE ON proven_app
    FOR EACH ROW EXECUTE FUNCTION voxgate_announce('($1).tenant_id || '' '' || ($1).vendor || ''/'' || ($1).app_id');

-- Whether another tenant has proven this app. It looks past row security on purpose, and tells nothing else: not who, not when.
CREATE FUNCTION voxgate_app_taken(of_vendor text, of_app text, at_place text, from_tenant text) RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER
    RETURN EXISTS (SELECT FROM proven_app p WHERE p.vendor = of_vendor AND p.app_id = of_app AND p.place = at_place AND p.tenant_id <> from_tenant);
REVOKE EXECUTE ON FUNCTION voxgate_app_taken(text, text, text, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION voxgate_app_taken(text, text, text, text) TO voxgate_tenant, voxgate_system;
