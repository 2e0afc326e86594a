-- Before each migration: the two roles that the service works in (V1__baseline.sql) are there, and the user who logged in may take them on.
-- A user who may create roles makes them; for another one an administrator does, once. From PostgreSQL 16 on whoever makes a role is its
-- administrator and still may not take it on: that needs a grant WITH SET TRUE of its own.
DO $$
DECLARE
    needed CONSTANT text := CASE WHEN current_setting('server_version_num')::integer >= 160000 THEN 'SET' ELSE 'MEMBER' END;
    options CONSTANT text := CASE WHEN needed = 'SET' THEN ' WITH SET TRUE, INHERIT TRUE' ELSE '' END;
    wanted text;
    todo text := '';
BEGIN
    -- Replicas that start together do this one after the other.
    PERFORM pg_advisory_xact_lock(hashtextextended('voxgate roles', 0));
    FOREACH wanted IN ARRAY ARRAY['voxgate_tenant', 'voxgate_system'] LOOP
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = wanted) THEN
            BEGIN
                EXECUTE format('CREATE ROLE %I NOLOGIN NOBYPASSRLS', wanted);
            EXCEPTION
                WHEN duplicate_object OR unique_violation THEN NULL; -- another database of this server does the same
                WHEN insufficient_privilege THEN todo := todo || format('CREATE ROLE %I NOLOGIN; ', wanted);
            END;
        END IF;
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = wanted) THEN
            todo := todo || format('GRANT %I TO %I%s; ', wanted, current_user, options);
        ELSIF NOT pg_has_role(current_user, wanted, needed) THEN
            BEGIN
                EXECUTE format('GRANT %I TO CURRENT_USER%s', wanted, options);
            EXCEPTION WHEN insufficient_privilege THEN
                todo := todo || format('GRANT %I TO %I%s; ', wanted, current_user, options);
            END;
        END IF;
        IF EXISTS (SELECT FROM pg_roles WHERE rolname = wanted AND (rolsuper OR rolbypassrls)) THEN
            todo := todo || format('ALTER ROLE %I NOSUPERUSER NOBYPASSRLS; ', wanted);
        END IF;
    END LOOP;
    IF todo <> '' THEN
        RAISE EXCEPTION 'the database user % may not do what Voxgate needs. An administrator of PostgreSQL has to run once: %',
            current_user, rtrim(todo) USING ERRCODE = 'insufficient_privilege';
    END IF;
END $$;
