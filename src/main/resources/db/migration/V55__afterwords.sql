-- What a vendor tells only of a session that is over is asked for while next_look_at is set.
-- untold: what its transcript will never hold, and why, as a sentence.
ALTER TABLE session ADD COLUMN untold text;
