-- A handle belongs to one session. Where a former version gave one to two, the session that was created first keeps it.
UPDATE session s SET vendor_session_id = NULL WHERE vendor_session_id IS NOT NULL AND EXISTS (
    SELECT FROM session o WHERE o.tenant_id = s.tenant_id AND o.connection = s.connection AND o.vendor_session_id = s.vendor_session_id
        AND (o.created_at, o.id) < (s.created_at, s.id));
DROP INDEX session_handle;
CREATE UNIQUE INDEX session_handle ON session (tenant_id, connection, vendor_session_id) WHERE vendor_session_id IS NOT NULL;

-- The sessions whose handle nobody knows yet, by whom or where they reach: only one of them can own what is found there.
CREATE INDEX session_unsettled ON session (tenant_id, vendor, (coalesce(channel ->> 'to', channel ->> 'roomId')), sent_at)
    WHERE vendor_session_id IS NULL AND status IN ('starting', 'ringing', 'active', 'stopping', 'unknown');

-- Where a callback came from that no session can claim: a task that is over is known by nothing else any more.
ALTER TABLE parked_event ADD COLUMN room text NOT NULL DEFAULT '';
CREATE INDEX parked_event_room ON parked_event (tenant_id, vendor, token, room) WHERE room <> '';

-- What runs at a vendor although its session is over here: it is stopped. A row goes when the vendor has heard it.
CREATE TABLE orphan (
    tenant_id         text        NOT NULL REFERENCES tenant ON DELETE CASCADE,
    vendor            text        NOT NULL,
    connection        text        NOT NULL,
    vendor_session_id text        NOT NULL,
    session_id        text        NOT NULL,
    found_at          timestamptz NOT NULL,
    next_try_at       timestamptz NOT NULL,
    tries             integer     NOT NULL DEFAULT 0,
    PRIMARY KEY (tenant_id, connection, vendor_session_id),
    FOREIGN KEY (tenant_id, session_id) REFERENCES session (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX orphan_due ON orphan (next_try_at);

SELECT voxgate_isolate('orphan');
