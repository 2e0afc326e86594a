-- How many sessions are unknown, and since when, is measured every some seconds: few rows, found among however many others.
CREATE INDEX session_unknown ON session (created_at) WHERE status = 'unknown';
