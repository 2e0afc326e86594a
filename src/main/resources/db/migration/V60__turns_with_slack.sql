-- Turns of one place are further apart than a second by twice what a call may be late: half of it may pass between the turn and the moment at
-- which the call goes out (whoever comes later than that takes another turn), the other half on the way to the vendor.
-- patience: how many milliseconds each call can wait. spare: how many turns to keep at most, to be used within hold; a quarter of
-- the limit is always left to other replicas.
-- The answer: for each call the milliseconds until its turn, or, when that is too late, minus one and minus them, and no turn is taken; at
-- the end how many turns to keep.
CREATE OR REPLACE FUNCTION voxgate_take_turns(of_tenant text, of_vendor text, of_account text, of_operation text, per_second integer, patience integer[], spare integer)
RETURNS integer[] LANGUAGE plpgsql AS $$
DECLARE
    gap    CONSTANT interval := '1100 milliseconds';
    hold   CONSTANT interval := '250 milliseconds';
    turns  timestamptz[];
    answer integer[] := '{}';
    moment timestamptz;
    place  integer;
    free   integer;
    wait   integer;
    able   integer;
BEGIN
    INSERT INTO vendor_turn (tenant_id, vendor, account, operation) VALUES (of_tenant, of_vendor, of_account, of_operation) ON CONFLICT DO NOTHING;
    SELECT last INTO turns FROM vendor_turn
    WHERE tenant_id = of_tenant AND vendor = of_vendor AND account = of_account AND operation = of_operation FOR UPDATE;
    moment := clock_timestamp();
    turns := ARRAY(SELECT turn FROM unnest(turns || array_fill('-infinity'::timestamptz, ARRAY[per_second])) turn ORDER BY turn DESC LIMIT per_second);
    FOREACH able IN ARRAY patience LOOP
        SELECT i INTO place FROM generate_subscripts(turns, 1) i ORDER BY turns[i] LIMIT 1;
        wait := greatest(0, ceil(1000 * extract(epoch FROM greatest(turns[place] + gap, moment) - moment)));
        IF wait <= able THEN
            turns[place] := moment + wait * interval '1 millisecond';
            answer := answer || wait;
        ELSE
            answer := answer || (-1 - wait);
        END IF;
    END LOOP;
    SELECT count(*) INTO free FROM unnest(turns) turn WHERE turn + gap <= moment;
    spare := greatest(0, least(spare, free - ceil(per_second / 4.0)::integer));
    FOR n IN 1 .. spare LOOP
        SELECT i INTO place FROM generate_subscripts(turns, 1) i ORDER BY turns[i] LIMIT 1;
        turns[place] := moment + hold;
    END LOOP;
    UPDATE vendor_turn SET last = turns
    WHERE tenant_id = of_tenant AND vendor = of_vendor AND account = of_account AND operation = of_operation;
    RETURN answer || spare;
END $$;
