-- Usage: what a tenant's sessions come to, by hour and by day, without a look at sessions or events. Each change of a session's figures and
-- each measured latency writes one small row of differences, in the transaction of the change and by the database itself, so that no statement
-- can forget it, none waits for another's, and what is told twice but stored once counts once. They are added up in the background; who asks
-- reads the sums and what is not added yet.

-- figures: name -> whole number, to be added. sessions; started: came to a conversation; durationMs: of conversations that are over;
-- ended/REASON, failed/REASON: sessions that are over; ms/METRIC/N: measured latencies in bucket N of voxgate_bucket.
-- hour: in which the session was created: everything of a session counts there.
CREATE TABLE usage_delta (
    tenant_id  text        NOT NULL,
    session_id text        NOT NULL,
    hour       timestamptz NOT NULL,
    vendor     text        NOT NULL,
    template   text        NOT NULL,
    connection text        NOT NULL,
    figures    jsonb       NOT NULL,
    CONSTRAINT usage_delta_session FOREIGN KEY (tenant_id, session_id) REFERENCES session (tenant_id, id) ON DELETE CASCADE
) WITH (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 1000);
CREATE INDEX usage_delta_of_session ON usage_delta (tenant_id, session_id);
SELECT voxgate_isolate('usage_delta', allowed => 'SELECT, INSERT, UPDATE, DELETE');

-- span: hour or day (UTC); both are kept of everything. template: '' for an inline agent.
CREATE TABLE usage_rollup (
    tenant_id  text        NOT NULL REFERENCES tenant ON DELETE CASCADE,
    span       text        NOT NULL,
    begins     timestamptz NOT NULL,
    vendor     text        NOT NULL,
    template   text        NOT NULL,
    connection text        NOT NULL,
    figures    jsonb       NOT NULL,
    PRIMARY KEY (tenant_id, span, begins, vendor, template, connection)
) WITH (fillfactor = 80);
SELECT voxgate_isolate('usage_rollup', allowed => 'SELECT, INSERT, UPDATE');

CREATE FUNCTION voxgate_sum(one jsonb, other jsonb) RETURNS jsonb LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT coalesce(jsonb_object_agg(key, total), '{}') FROM (
        SELECT key, sum(value::bigint) AS total FROM (SELECT * FROM jsonb_each_text(one) UNION ALL SELECT * FROM jsonb_each_text(other)) AS figure
        GROUP BY key HAVING sum(value::bigint) <> 0) AS summed
$$;

CREATE FUNCTION voxgate_negated(figures jsonb) RETURNS jsonb LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT coalesce(jsonb_object_agg(key, -value::bigint), '{}') FROM jsonb_each_text(figures)
$$;

-- Buckets that grow by 2/49: bucket N holds what is above g^(N-1) and up to g^N with g = 51/49, so that its middle is within 2 % of all it holds.
-- What is below a thousandth, which no clock measures, is in the bucket zero.
CREATE FUNCTION voxgate_bucket(value numeric) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE WHEN value < 0.001 THEN 'zero' ELSE ceil(ln(value::double precision) / ln(51 / 49.0::double precision))::integer::text END
$$;

-- What a session comes to, as its row says.
CREATE FUNCTION voxgate_figures(of_session session) RETURNS jsonb LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
    figures jsonb := '{"sessions": 1}';
BEGIN
    IF of_session.started_at IS NOT NULL THEN
        figures := figures || '{"started": 1}';
    END IF;
    IF of_session.status IN ('ended', 'failed') THEN
        figures := figures || jsonb_build_object(of_session.status || '/' || coalesce(of_session.end_reason, ''), 1);
        IF of_session.ended_at > of_session.started_at THEN
            figures := figures || jsonb_build_object('durationMs', round(1000 * extract(epoch FROM of_session.ended_at - of_session.started_at)));
        END IF;
    END IF;
    RETURN figures;
END $$;

CREATE FUNCTION voxgate_count_session() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    hour   timestamptz := date_trunc('hour', NEW.created_at, 'UTC');
    became jsonb := voxgate_figures(NEW);
    was    jsonb := CASE WHEN TG_OP = 'UPDATE' THEN voxgate_negated(voxgate_figures(OLD)) ELSE '{}' END;
BEGIN
    IF TG_OP = 'UPDATE' AND (OLD.vendor, OLD.connection) <> (NEW.vendor, NEW.connection) THEN
        INSERT INTO usage_delta VALUES (OLD.tenant_id, OLD.id, hour, OLD.vendor, coalesce(OLD.template_name, ''), OLD.connection, was);
    ELSE
        became := voxgate_sum(became, was);
    END IF;
    IF became <> '{}' THEN
        INSERT INTO usage_delta VALUES (NEW.tenant_id, NEW.id, hour, NEW.vendor, coalesce(NEW.template_name, ''), NEW.connection, became);
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER usage_begins AFTER INSERT ON session FOR EACH ROW EXECUTE FUNCTION voxgate_count_session();
CREATE TRIGGER usage_changes AFTER UPDATE ON session FOR EACH ROW
    WHEN (OLD.vendor <> NEW.vendor OR OLD.connection <> NEW.connection OR OLD.started_at IS DISTINCT FROM NEW.started_at OR OLD.ended_at IS DISTINCT FROM NEW.ended_at
          OR OLD.end_reason IS DISTINCT FROM NEW.end_reason OR OLD.status <> NEW.status AND (OLD.status IN ('ended', 'failed') OR NEW.status IN ('ended', 'failed')))
    EXECUTE FUNCTION voxgate_count_session();

-- A repeated callback is known by its stored event. A day after the end that may have been deleted: from then on nothing is counted, so that
-- nothing is counted twice.
CREATE FUNCTION voxgate_count_latency() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO usage_delta
    SELECT s.tenant_id, s.id, date_trunc('hour', s.created_at, 'UTC'), s.vendor, coalesce(s.template_name, ''), s.connection,
        jsonb_build_object('ms/' || (NEW.data ->> 'name') || '/' || voxgate_bucket((NEW.data ->> 'value')::numeric), 1)
    FROM session s WHERE s.tenant_id = NEW.tenant_id AND s.id = NEW.session_id AND (s.ended_at IS NULL OR NEW.received_at < s.ended_at + interval '1 day');
    RETURN NULL;
END $$;
CREATE TRIGGER usage_latency AFTER INSERT ON session_event FOR EACH ROW
    WHEN (NEW.type = 'metric.recorded' AND NEW.data ->> 'unit' = 'ms') EXECUTE FUNCTION voxgate_count_latency();

-- What there is already.
INSERT INTO usage_delta
SELECT s.tenant_id, s.id, date_trunc('hour', s.created_at, 'UTC'), s.vendor, coalesce(s.template_name, ''), s.connection, voxgate_figures(s) FROM session s
UNION ALL
SELECT s.tenant_id, s.id, date_trunc('hour', s.created_at, 'UTC'), s.vendor, coalesce(s.template_name, ''), s.connection,
    jsonb_build_object('ms/' || (e.data ->> 'name') || '/' || voxgate_bucket((e.data ->> 'value')::numeric), count(*))
FROM session_event e JOIN session s ON s.id = e.session_id WHERE e.type = 'metric.recorded' AND e.data ->> 'unit' = 'ms'
GROUP BY s.id, e.data ->> 'name', voxgate_bucket((e.data ->> 'value')::numeric);
