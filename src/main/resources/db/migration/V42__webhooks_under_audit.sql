-- Who made, changed, rotated or deleted a webhook; that Voxgate switched one off is told there too.
SELECT voxgate_audited('webhook', 'webhook', 'name', '{url, event_types eventTypes, enabled, disabled_reason disabledReason}', '{secrets}');
