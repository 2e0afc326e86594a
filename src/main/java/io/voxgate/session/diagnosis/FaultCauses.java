package io.voxgate.session.diagnosis;

import io.voxgate.json.Json;
import io.voxgate.model.CauseKind;
import io.voxgate.model.CausePart;
import io.voxgate.model.EventData.Component;
import io.voxgate.model.LikelyCause;
import io.voxgate.provider.ProviderFault;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Why the model, the voice or the recognition failed, by the faults that the vendor reported: the latest of each. */
final class FaultCauses {
    private FaultCauses() {}

    static List<LikelyCause> of(SessionRecords records) {
        Map<Component, RecordedEvent> latest = new EnumMap<>(Component.class);
        Map<Component, Boolean> over = new EnumMap<>(Component.class);
        for (RecordedEvent event : records.events()) {
            if (event.is("error.reported") && event.data().hasNonNull("component")) {
                Component component = Json.MAPPER.convertValue(event.data().path("component"), Component.class);
                latest.put(component, event);
                over.put(component, false);
            } else if (event.agentSign()) {
                over.keySet().forEach(component -> over.put(component, true));
            }
        }
        List<LikelyCause> causes = new ArrayList<>();
        latest.forEach((component, event) -> {
            LikelyCause cause = cause(records, component, event);
            boolean wentOn = over.getOrDefault(component, false);
            causes.add(wentOn ? cause.as(LikelyCause.CauseCertainty.LIKELY) : cause);
        });
        return causes;
    }

    private static LikelyCause cause(SessionRecords records, Component component, RecordedEvent event) {
        String code = event.data().path("code").asText();
        String message = event.data().path("message").asText();
        CausePart part = CausePart.of(component);
        CauseKind kind = kind(records, component, code, message);
        return LikelyCause.certain(
                part,
                kind,
                PartWords.name(part) + " failed: " + PartWords.advice(part, kind) + " Reported was " + code + ": "
                        + message,
                pointer(part, kind));
    }

    /** A used-up balance is reported with the code of a rate. */
    private static CauseKind kind(SessionRecords records, Component component, String code, String message) {
        Optional<CauseKind> read = ProviderFault.of(message);
        return read.filter(CauseKind.QUOTA_USED_UP::equals)
                .or(() -> records.vendor().words().fault(component, code))
                .or(() -> read)
                .orElse(CauseKind.FAILED);
    }

    /** The agent's member that a fault of this kind is put right at. */
    static @Nullable String pointer(CausePart part, CauseKind kind) {
        String section = PartWords.section(part);
        return switch (kind) {
            case KEY_REJECTED, QUOTA_USED_UP, MISSING_PERMISSION, SILENT -> section + "/credentialRef";
            case NOT_FOUND -> section + (part == CausePart.TTS ? "/voice" : "/model");
            case TIMED_OUT -> part == CausePart.LLM ? section + "/timeoutMs" : section;
            case UNREACHABLE -> part == CausePart.ASR ? section : section + "/url";
            default -> section;
        };
    }
}
