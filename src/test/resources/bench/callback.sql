-- A callback: the event, once, and its row in the outbox, in one commit.
\set number random(1, 9000000000000000)
WITH stored AS (
    INSERT INTO told (session_id, dedupe_key, data)
    VALUES ('ses_' || (:number::bigint % 10000)::text, :number::bigint::text, '{"text":"number 1","speaker":"user","round":"r1","startMs":1,"endMs":2}')
    ON CONFLICT DO NOTHING RETURNING id)
INSERT INTO outbox (event_id) SELECT id FROM stored;
