-- Which master keys a row's secrets are sealed with, read from the sealed text itself (2.<key id>.<cipher>), so that a rotation finds
-- the rows that it still has to seal anew; several, joined by commas, when only some fields were written since. v1: the form before key
-- ids; '': the row has no secrets. A table with sealed secrets has such a column and is named in io.voxgate.persistence.EncryptedSecretTable.
CREATE FUNCTION voxgate_sealed_by(sealed jsonb) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT coalesce(string_agg(DISTINCT coalesce(nullif(split_part(value ->> 'cipher', '.', 2), ''), 'v1'), ','), '')
    FROM jsonb_each(sealed)
$$;

ALTER TABLE credential ADD COLUMN sealed_by text GENERATED ALWAYS AS (voxgate_sealed_by(fields)) STORED;
ALTER TABLE connection ADD COLUMN sealed_by text GENERATED ALWAYS AS (voxgate_sealed_by(secrets)) STORED;

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

INSERT INTO template_credential (tenant_id, template, revision, credential)
SELECT DISTINCT r.tenant_id, r.name, r.revision, named.credential
FROM template t JOIN template_revision r ON r.tenant_id = t.tenant_id AND r.name = t.name AND r.revision IN (t.latest, t.published)
CROSS JOIN LATERAL (VALUES (r.body #>> '{agent,llm,credentialRef}'), (r.body #>> '{agent,tts,credentialRef}')) AS named (credential)
WHERE named.credential IS NOT NULL;
