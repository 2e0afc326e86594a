-- Row-level security lets an index serve operators on columns only, not on what a function makes of one: the number or the room that a
-- session reaches becomes a column.
ALTER TABLE session ADD COLUMN destination text GENERATED ALWAYS AS (coalesce(channel ->> 'to', channel ->> 'roomId')) STORED;
DROP INDEX session_without_handle;
-- The sessions whose handle is not known yet: only one of them can own what is found there.
CREATE INDEX session_without_handle ON session (tenant_id, vendor, destination, sent_at)
    WHERE vendor_session_id IS NULL AND status IN ('starting', 'ringing', 'active', 'stopping', 'unknown');
-- A session that was given up as lost may own what calls back later from its room.
CREATE INDEX session_lost ON session (tenant_id, vendor, destination, sent_at)
    WHERE vendor_session_id IS NULL AND status = 'failed' AND end_reason = 'lost';
