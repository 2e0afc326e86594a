"""The generated package can be loaded as a whole, and reads what is told apart by a word as what it is."""
import sys

sys.path.insert(0, sys.argv[1])
import voxgate_client
from voxgate_client import Channel, WebhookMessage

EVENT = """{"type": "session.ended", "timestamp": "2026-11-21T08:00:00Z", "data": {"id": "evt_1", "sessionId": "ses_1", "sequence": 1,
  "type": "session.ended", "occurredAt": "2026-11-21T08:00:00Z", "receivedAt": "2026-11-21T08:00:00Z", "vendor": "tencent-trtc", "data": {}}}"""
NOTICE = '{"type": "webhook.test", "timestamp": "2026-11-21T08:00:00Z", "data": {"webhook": "crm"}}'


def kind(read):
    return type(read.actual_instance).__name__


found = [
    kind(WebhookMessage.from_json(EVENT)),
    kind(WebhookMessage.from_json(NOTICE)),
    kind(Channel.from_json('{"type": "phone", "to": "+8613800000020"}')),
]
print(len(voxgate_client.__all__), "names,", " ".join(found))
