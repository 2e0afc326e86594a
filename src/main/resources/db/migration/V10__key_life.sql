-- expires_at: from when the key is refused; null: never. last_used_at: to the minute, written in batches after the requests.
ALTER TABLE api_key ADD COLUMN expires_at timestamptz, ADD COLUMN last_used_at timestamptz;
