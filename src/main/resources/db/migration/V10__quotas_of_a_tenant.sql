-- What an operator allows a tenant: {runningSessions, startsPerMinute, minutesPerDay, minutesPerMonth}, those that are limited; null: none is.
ALTER TABLE tenant ADD COLUMN quotas jsonb;
SELECT voxgate_enable_audit('tenant', 'tenant', 'id', '{name, retention, quotas}', tenant_column => 'id');
