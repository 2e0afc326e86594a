-- What an event's data weigh in bytes as they are printed, so that pages, streams and deliveries are shared out before anything is read.
-- Null: stored before there were weights.
ALTER TABLE session_event ADD COLUMN weight integer;
