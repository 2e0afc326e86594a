-- When and whom a tenant may call; body: the policy as a caller sent it (io.voxgate.callingpolicy.CallingPolicy). Every start of a phone call
-- reads all of its tenant.
CREATE TABLE calling_policy (
    tenant_id  text        NOT NULL REFERENCES tenant ON DELETE CASCADE,
    name       text        NOT NULL,
    body       jsonb       NOT NULL,
    version    bigint      NOT NULL DEFAULT nextval('row_version'),
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, name)
);
SELECT voxgate_isolate('calling_policy');
SELECT voxgate_enable_audit('calling_policy', 'callingPolicy', 'name', '{body policy}');

-- Numbers that a tenant must not call. number_hash: voxgate_pair_hash, as in session.person_hash; number: null once its person was erased, who
-- stays suppressed all the same. id: for the audit, which must not name a number. session_id: in which the person asked for it.
CREATE TABLE suppression (
    tenant_id   text        NOT NULL REFERENCES tenant ON DELETE CASCADE,
    number_hash bytea       NOT NULL,
    id          text        NOT NULL DEFAULT 'sup_' || replace(gen_random_uuid()::text, '-', ''),
    number      text,
    reason      text        NOT NULL,
    note        text,
    session_id  text,
    position    bigint      GENERATED ALWAYS AS IDENTITY,
    version     bigint      NOT NULL DEFAULT nextval('row_version'),
    created_at  timestamptz NOT NULL DEFAULT now(),
    updated_at  timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, number_hash)
);
CREATE UNIQUE INDEX suppression_list ON suppression (tenant_id, position);
SELECT voxgate_isolate('suppression');
SELECT voxgate_enable_audit('suppression', 'suppression', 'id', '{reason, session_id sessionId}');

-- A person who says in a call that they want no more of them: the extraction named optOut, a boolean, is true. Written by the database, in the
-- transaction of the event, so that no way on which an event comes can forget it.
CREATE FUNCTION voxgate_note_opt_out() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO suppression (tenant_id, number_hash, number, reason, session_id)
    SELECT s.tenant_id, s.person_hash, s.channel ->> 'to', 'optOut', s.id FROM session s
    WHERE s.tenant_id = NEW.tenant_id AND s.id = NEW.session_id AND s.channel ->> 'type' = 'phone' AND s.person_hash IS NOT NULL
    ON CONFLICT (tenant_id, number_hash) DO NOTHING;
    RETURN NULL;
END $$;
CREATE TRIGGER note_opt_out AFTER INSERT ON session_event FOR EACH ROW
    WHEN (NEW.type = 'extraction.completed'
          AND jsonb_path_exists(NEW.data, '$.items[*] ? (@.name == "optOut" && (@.value == true || @.value == "true"))'))
    EXECUTE FUNCTION voxgate_note_opt_out();
