package io.voxgate.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.adapter.SecretMask;
import io.voxgate.adapter.VendorEvent;
import io.voxgate.json.Json;
import io.voxgate.model.EventData;
import io.voxgate.model.SecretPatterns;
import java.util.Map;

/**
 * A vendor's event without secrets. Known ones are taken out everywhere. What only looks like one is taken out of what
 * machines write (errors, raw payloads, what is not understood), not out of what people say.
 */
public final class SecretFree {
    private SecretFree() {}

    public static VendorEvent of(VendorEvent event, SecretMask mask) {
        return new VendorEvent(
                event.vendorSessionId(),
                event.dedupeKey(),
                event.occurredAt(),
                data(event.data(), mask),
                mask.raw(event.raw()),
                event.room());
    }

    private static EventData data(EventData data, SecretMask mask) {
        return switch (data) {
            case EventData.VendorOther other ->
                new EventData.VendorOther(Json.MAPPER.convertValue(
                        mask.raw(Json.MAPPER.valueToTree(other.raw())),
                        Json.MAPPER.getTypeFactory().constructMapType(Map.class, String.class, Object.class)));
            case EventData.ErrorReported error ->
                new EventData.ErrorReported(
                        error.component(),
                        mask.text(error.code()),
                        SecretPatterns.maskedWithNames(mask.text(error.message())),
                        error.turnId());
            case EventData.Starting _,
                    EventData.Ringing _,
                    EventData.Started _,
                    EventData.Ready _,
                    EventData.Stalled _,
                    EventData.SilenceDetected _ -> data;
            case EventData.Ended _,
                    EventData.Failed _,
                    EventData.UserSpeechStarted _,
                    EventData.TranscriptAdded _,
                    EventData.AgentSpeechFinished _,
                    EventData.MetricRecorded _,
                    EventData.ExtractionCompleted _ -> known(data, mask);
        };
    }

    private static EventData known(EventData data, SecretMask mask) {
        ObjectNode form = EventDataCodec.write(data);
        JsonNode masked = mask.tree(form);
        return masked.equals(form) ? data : EventDataCodec.read((ObjectNode) masked);
    }
}
