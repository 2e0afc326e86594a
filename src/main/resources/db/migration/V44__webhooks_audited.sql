-- Webhooks under audit: what their owner chose, and that Voxgate switched one off.
SELECT voxgate_audited('webhook', 'webhook', 'name', '{url, event_types eventTypes, enabled, disabled_reason disabledReason}', '{secrets}');
