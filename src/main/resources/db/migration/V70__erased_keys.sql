-- Which idempotency keys stand for erased ones is said by a column, not by how they are spelled: a caller may choose any spelling.
ALTER TABLE idempotency_key ADD COLUMN erased boolean NOT NULL DEFAULT false;
ALTER TABLE idempotency_key DROP CONSTRAINT idempotency_key_pkey, ADD PRIMARY KEY (tenant_id, key, erased);

UPDATE idempotency_key SET erased = true WHERE key ~ '^erased:[0-9a-f]{64}$' AND answer #>> '{problem,code}' = 'CONFLICT'
    AND answer #>> '{problem,detail}' = 'This request was answered before. The data of its session were erased since.';

-- What earlier erasures left because a key began with "erased:".
UPDATE idempotency_key k SET key = voxgate_erased_key(k.key), erased = true,
    answer = json_build_object('problem', json_build_object('code', 'CONFLICT', 'detail', 'This request was answered before. The data of its session were erased since.',
        'retryable', false, 'faults', '[]'::json, 'extras', json_build_object('sessionId', k.session_id)))
FROM session s WHERE s.tenant_id = k.tenant_id AND s.id = k.session_id AND s.agent = '{}' AND NOT k.erased;
