-- Since when a vendor has known nothing of a session whose start was never answered. It was kept in lookup_cursor, which is the
-- adapters' own memory and may be overwritten by them. That place is still read where this one is null, for rows of the version
-- before; a replica of that version finds no time here and waits a little longer.
ALTER TABLE session ADD COLUMN absent_since timestamptz;
