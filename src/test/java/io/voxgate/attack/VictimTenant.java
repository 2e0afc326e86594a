package io.voxgate.attack;

import com.fasterxml.jackson.databind.JsonNode;
import io.voxgate.replicas.CallbackLoad.Push;
import io.voxgate.replicas.FleetTenant;
import io.voxgate.replicas.Inbox;
import io.voxgate.replicas.Replica;
import io.voxgate.replicas.TrtcCalls;
import io.voxgate.replicas.VendorLedger;
import java.time.Duration;
import java.util.UUID;

/** A tenant that has done nothing to anybody: what it has stored, and the requests with which it works. */
final class VictimTenant implements AutoCloseable {
    private static final String WEBHOOK = "crm";
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final String AGENT = """
            {"greeting":{"mode":"static","text":"Hello"},"tts":{"provider":"platform","voice":"longxiaoxia"},
             "llm":{"protocol":"openai","url":"https://api.openai.com/v1","model":"gpt-4o-mini","credentialRef":"llm"}}""";

    private final VendorLedger vendor = VendorLedger.open();
    private final Inbox inbox = Inbox.open(_ -> true);
    private final FleetTenant tenant;
    private final WireClient client;
    private final Push push;
    private final byte[][] reads;

    VictimTenant(Replica replica) {
        tenant = FleetTenant.create(replica);
        client = WireClient.at(replica.port(), "127.0.0.1", TIMEOUT);
        inbox.subscribe(tenant, replica, WEBHOOK);
        push = TrtcCalls.start(tenant, replica, vendor, 1).getFirst();
        client.must(WireRequest.json("PUT", "/v1/connections/ali", bearer(), """
                {"vendor":"alibaba-rtc","endpoint":"sandbox","settings":{"appId":"app%d","templateId":"tpl-1"},
                 "credentials":{"accessKeyId":"LTAI%s","accessKeySecret":"accessKeySecretOfTests01",\
                "appKey":"appKeyOfTheTests01"}}""".formatted(
                        tenant.app(), UUID.randomUUID().toString().replace("-", ""))));
        String session = client.must(WireRequest.get("/v1/sessions", bearer()))
                .json()
                .at("/items/0/id")
                .asText();
        reads = new byte[][] {
            WireRequest.get("/v1/sessions?pageSize=20", bearer()),
            WireRequest.get("/v1/templates/support", bearer()),
            WireRequest.json(
                    "POST", "/v1/translations", bearer(), "{\"template\":\"support\",\"vendors\":[\"tencent-trtc\"]}"),
            WireRequest.get("/v1/sessions/" + session, bearer())
        };
    }

    String bearer() {
        return tenant.key().bearer();
    }

    WireClient client() {
        return client;
    }

    /** The events of its webhook so far. */
    Iterable<Inbox.ReceivedMessage> messages() {
        return inbox.of(WEBHOOK).values().stream()
                .map(copies -> copies.getFirst())
                .toList();
    }

    /** One of the requests that it makes all the time, in turn. */
    byte[] read(int number) {
        return reads[number % reads.length];
    }

    /** A vendor tells that something was said: "number" and this number. */
    byte[] callback(int number) {
        return SignedCallback.of(push.numbered(number));
    }

    /** A request for a session that ends by itself after some seconds. */
    byte[] shortSession() {
        return WireRequest.of("POST", "/v1/sessions")
                .header("Authorization", bearer())
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .body("{\"connection\":\"ali\",\"agent\":" + AGENT
                        + ",\"channel\":{\"type\":\"room\",\"roomId\":\"room-"
                        + UUID.randomUUID().toString().substring(0, 8)
                        + "-short\",\"userId\":\"user_1\"}}")
                .bytes();
    }

    /** Whether a session is over. */
    boolean over(String session) {
        JsonNode read = client.exchange(WireRequest.get("/v1/sessions/" + session, bearer()))
                .json();
        return read.path("status").asText().equals("ended");
    }

    /** A stream of all its events from now on. */
    byte[] stream() {
        return WireRequest.of("GET", "/v1/events")
                .header("Authorization", bearer())
                .header("Accept", "text/event-stream")
                .bytes();
    }

    @Override
    public void close() {
        inbox.close();
        vendor.close();
    }
}
