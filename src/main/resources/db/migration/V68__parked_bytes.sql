-- How much a callback that no session can claim yet weighs, so that a tenant's share is bounded in bytes too.
ALTER TABLE parked_event ADD COLUMN bytes integer NOT NULL DEFAULT 0;
UPDATE parked_event SET bytes = octet_length(event::text) + octet_length(raw::text);
