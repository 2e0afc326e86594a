-- A session that was given up as lost may own what calls back later from its room: only few are looked at, by the place that they reached.
CREATE INDEX session_lost ON session (tenant_id, vendor, (coalesce(channel ->> 'to', channel ->> 'roomId')), sent_at)
    WHERE vendor_session_id IS NULL AND status = 'failed' AND end_reason = 'lost';
