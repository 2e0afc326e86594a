-- A call may be sent late_ms later than half of what the gap leaves: the slot after it is so much later. Where the database takes longer to
-- answer than that, a call would otherwise come too late for its slot each time, and take another one, and another.
-- All else is as in V1.
CREATE FUNCTION voxgate_reserve_slots(
    of_tenant text, of_vendor text, of_account text, of_operation text, per_second integer, max_waits_ms integer[], spare integer, late_ms integer)
RETURNS integer[] LANGUAGE plpgsql AS $$
DECLARE
    gap      CONSTANT interval := '1100 milliseconds';
    hold     CONSTANT interval := '250 milliseconds';
    late     CONSTANT interval := late_ms * interval '1 millisecond';
    slots    timestamptz[];
    answer   integer[] := '{}';
    moment   timestamptz;
    earliest integer;
    free     integer;
    wait     integer;
    max_wait integer;
BEGIN
    INSERT INTO rate_limit_slot (tenant_id, vendor, account, operation) VALUES (of_tenant, of_vendor, of_account, of_operation)
    ON CONFLICT DO NOTHING;
    SELECT reserved_at INTO slots FROM rate_limit_slot
    WHERE tenant_id = of_tenant AND vendor = of_vendor AND account = of_account AND operation = of_operation FOR UPDATE;
    moment := clock_timestamp();
    slots := ARRAY(SELECT slot FROM unnest(slots || array_fill('-infinity'::timestamptz, ARRAY[per_second])) slot
        ORDER BY slot DESC LIMIT per_second);
    FOREACH max_wait IN ARRAY max_waits_ms LOOP
        SELECT i INTO earliest FROM generate_subscripts(slots, 1) i ORDER BY slots[i] LIMIT 1;
        wait := greatest(0, ceil(1000 * extract(epoch FROM greatest(slots[earliest] + gap, moment) - moment)));
        IF wait <= max_wait THEN
            slots[earliest] := moment + wait * interval '1 millisecond' + late;
            answer := answer || wait;
        ELSE
            answer := answer || (-1 - wait);
        END IF;
    END LOOP;
    SELECT count(*) INTO free FROM unnest(slots) slot WHERE slot + gap <= moment;
    spare := greatest(0, least(spare, free - ceil(per_second / 4.0)::integer));
    FOR n IN 1 .. spare LOOP
        SELECT i INTO earliest FROM generate_subscripts(slots, 1) i ORDER BY slots[i] LIMIT 1;
        slots[earliest] := moment + hold + late;
    END LOOP;
    UPDATE rate_limit_slot SET reserved_at = slots
    WHERE tenant_id = of_tenant AND vendor = of_vendor AND account = of_account AND operation = of_operation;
    RETURN answer || spare;
END $$;

-- For replicas of the version before.
CREATE OR REPLACE FUNCTION voxgate_reserve_slots(
    of_tenant text, of_vendor text, of_account text, of_operation text, per_second integer, max_waits_ms integer[], spare integer)
RETURNS integer[] LANGUAGE sql AS $$
    SELECT voxgate_reserve_slots(of_tenant, of_vendor, of_account, of_operation, per_second, max_waits_ms, spare, 0)
$$;
