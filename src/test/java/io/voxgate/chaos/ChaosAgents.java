package io.voxgate.chaos;

import io.voxgate.replicas.FleetTenant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The bodies with which agents are started. */
final class ChaosAgents {
    /** From where every call is made. */
    static final String CALLER = "+862000000000";

    private static final Map<ChaosVendor, String> VOICES = Map.of(
            ChaosVendor.TRTC, "v-female-R2s4N9qJ", ChaosVendor.CCC, "ZhiMei", ChaosVendor.ALIBABA, "longxiaoxia");

    private ChaosAgents() {}

    static Map<String, Object> start(ChaosOrder order) {
        Map<String, Object> agent = new HashMap<>(FleetTenant.agent("Hello, this is " + order.marker() + " speaking."));
        agent.put("tts", Map.of("provider", "platform", "voice", VOICES.get(order.vendor())));
        Map<String, Object> channel = new HashMap<>();
        if (order.vendor() == ChaosVendor.CCC) {
            channel.putAll(Map.of("type", "phone", "to", order.place(), "from", List.of(CALLER)));
            agent.put("telephony", Map.of("ringTimeoutMs", 5000));
        } else {
            channel.putAll(Map.of("type", "room", "roomId", order.place(), "userId", "user_1"));
        }
        return Map.of(
                "agent",
                agent,
                "channel",
                channel,
                "connection",
                order.vendor().connection(),
                "metadata",
                Map.of("order", order.marker()));
    }
}
