-- An agent names credentials in more places than its language model and its voice: stt.credentialRef, and slots {"$credential": "name", "field": "apiKey"}
-- inside avatar, vendorOptions and llm.extraBody, also in texts there that hold JSON (with a backslash before each quote, or several). A credential that is
-- named anywhere is in use. Only the parts in which slots may stand are read as text.
CREATE FUNCTION voxgate_named_credentials(agent jsonb) RETURNS SETOF text LANGUAGE sql STABLE AS $$
    SELECT named.credential
    FROM (VALUES (agent #>> '{llm,credentialRef}'), (agent #>> '{tts,credentialRef}'), (agent #>> '{stt,credentialRef}')) AS named (credential)
    WHERE named.credential IS NOT NULL
    UNION
    SELECT slot.found[1]
    FROM regexp_matches(jsonb_build_array(agent -> 'avatar', agent -> 'vendorOptions', agent #> '{llm,extraBody}')::text,
        '\$credential\\*"\s*:\s*\\*"([a-z0-9-]{1,63})\\*"', 'g') AS slot (found)
$$;

CREATE OR REPLACE FUNCTION voxgate_template_credentials() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM template_credential WHERE tenant_id = NEW.tenant_id AND template = NEW.name;
    INSERT INTO template_credential (tenant_id, template, revision, credential)
    SELECT DISTINCT r.tenant_id, r.name, r.revision, named.credential
    FROM template_revision r CROSS JOIN LATERAL voxgate_named_credentials(r.body::jsonb -> 'agent') AS named (credential)
    WHERE r.tenant_id = NEW.tenant_id AND r.name = NEW.name AND r.revision IN (NEW.latest, NEW.published);
    RETURN NULL;
END $$;
