-- A tenant's stream tells an event once no earlier transaction can write one any more. A transaction that deletes or sums up much may last
-- for minutes, and writes no event: it says so by a lock that ends with it, and no stream waits for it.
CREATE FUNCTION voxgate_write_no_events() RETURNS void LANGUAGE sql AS $$
    SELECT pg_advisory_xact_lock_shared(1870, (pg_current_xact_id()::text::bigint & 4294967295)::bit(32)::integer)
$$;

-- The oldest transaction that still runs and may write events; if there is none, the next one to begin. pg_locks tells the two numbers of a
-- lock as unsigned ones.
CREATE FUNCTION voxgate_events_complete_before() RETURNS xid8 LANGUAGE sql STABLE AS $$
    SELECT coalesce(
        (SELECT running FROM pg_snapshot_xip(pg_current_snapshot()) AS running
         WHERE NOT EXISTS (
            SELECT FROM pg_locks l
            WHERE l.locktype = 'advisory' AND l.classid = 1870 AND l.objsubid = 2
                AND l.objid::bigint = (running::text::bigint & 4294967295)
                AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database()))
         ORDER BY running LIMIT 1),
        pg_snapshot_xmax(pg_current_snapshot()))
$$;

-- What a stream needs to know of a moment: before:next:running,running
CREATE FUNCTION voxgate_event_snapshot() RETURNS text LANGUAGE sql STABLE AS $$
    SELECT voxgate_events_complete_before()::text || ':' || split_part(now, ':', 2) || ':' || split_part(now, ':', 3)
    FROM (SELECT pg_current_snapshot()::text AS now) AS snapshot
$$;

-- A webhook's end deletes its deliveries, by both columns. With an index for one of them, PostgreSQL read all deliveries of the tenant for
-- each of its webhooks where its statistics were old.
CREATE INDEX webhook_delivery_of_webhook ON webhook_delivery (tenant_id, webhook_id, status, event_id);
DROP INDEX webhook_delivery_status;
