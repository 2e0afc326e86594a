-- JSON as text, or NULL when it would have more than so many bytes. Numbers come first, because to print is what costs: 1e9999 takes ten bytes
-- of a row and ten thousand of its text, so that a row of some kilobytes prints sixty megabytes, for seconds, and whoever reads it together
-- with others runs into the time limit of statements. Only for what was stored without a weight, by an older version or another program.
CREATE FUNCTION voxgate_printed(tree jsonb, most integer) RETURNS text LANGUAGE plpgsql IMMUTABLE COST 10 AS $$
DECLARE
    digits  CONSTANT integer := 40;
    printed text;
BEGIN
    IF EXISTS (SELECT FROM jsonb_path_query(tree, 'strict $.** ? (@.type() == "number")') AS number
               WHERE scale(number::numeric) > digits OR abs(number::numeric) >= 10::numeric ^ digits) THEN
        RETURN NULL;
    END IF;
    printed := tree::text;
    RETURN CASE WHEN octet_length(printed) <= most THEN printed END;
END $$;
