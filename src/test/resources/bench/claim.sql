-- A delivery: one row is claimed, and when it was sent, deleted; two commits.
UPDATE outbox SET due_at = now() + interval '6 seconds'
WHERE id = (SELECT id FROM outbox WHERE due_at <= now() ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED) RETURNING id \gset
DELETE FROM outbox WHERE id = :id;
