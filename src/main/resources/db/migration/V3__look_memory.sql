-- What an adapter remembers from one look at a session to the next; null: nothing.
ALTER TABLE session ADD COLUMN look_memory jsonb;
