package io.voxgate.provider;

import com.fasterxml.jackson.databind.JsonNode;
import io.voxgate.adapter.HttpReply;
import io.voxgate.json.Json;
import io.voxgate.model.CauseKind;
import java.util.Locale;
import java.util.Optional;

/** What the answers of providers to a probe mean; empty: the key works. */
final class ReplyReadings {
    private ReplyReadings() {}

    /** By its HTTP status, and by its words when that is a refusal. */
    static Optional<CauseKind> byStatus(HttpReply reply) {
        int status = reply.status();
        return status >= 200 && status < 300
                ? Optional.empty()
                : Optional.of(ProviderFault.of(status, reply.bodyText()));
    }

    /**
     * The same of a chat: a model that takes no {@code max_tokens}, or not so few, has taken the key and found the
     * model before it said so.
     */
    static Optional<CauseKind> ofChat(HttpReply reply) {
        String body = reply.bodyText().toLowerCase(Locale.ROOT);
        boolean lengthOnly =
                reply.status() == 400 && (body.contains("max_tokens") || body.contains("max_completion_tokens"));
        return lengthOnly ? Optional.empty() : byStatus(reply);
    }

    /** MiniMax answers errors with HTTP 200 and {@code base_resp.status_code}. */
    static Optional<CauseKind> ofMinimax(HttpReply reply) {
        Optional<CauseKind> refused = byStatus(reply);
        if (refused.isPresent()) {
            return refused;
        }
        JsonNode base =
                Json.parse(reply.bodyText()).map(body -> body.path("base_resp")).orElseGet(Json::object);
        return switch (base.path("status_code").asInt(0)) {
            case 0 -> Optional.empty();
            case 1004, 2049 -> Optional.of(CauseKind.KEY_REJECTED);
            case 1008 -> Optional.of(CauseKind.QUOTA_USED_UP);
            case 1001 -> Optional.of(CauseKind.TIMED_OUT);
            case 1002, 1039 -> Optional.of(CauseKind.RATE_USED_UP);
            default ->
                Optional.of(ProviderFault.of(base.path("status_msg").asText()).orElse(CauseKind.REQUEST_REFUSED));
        };
    }

    /** Coze answers errors with HTTP 200 too, and {@code code}. */
    static Optional<CauseKind> ofCoze(HttpReply reply) {
        Optional<CauseKind> refused = byStatus(reply);
        if (refused.isPresent()) {
            return refused;
        }
        JsonNode body = Json.parse(reply.bodyText()).orElseGet(Json::object);
        return switch (body.path("code").asInt(0)) {
            case 0 -> Optional.empty();
            case 4100 -> Optional.of(CauseKind.KEY_REJECTED);
            case 4101 -> Optional.of(CauseKind.MISSING_PERMISSION);
            case 4200 -> Optional.of(CauseKind.NOT_FOUND);
            case 4013 -> Optional.of(CauseKind.RATE_USED_UP);
            default -> Optional.of(ProviderFault.of(body.path("msg").asText()).orElse(CauseKind.REQUEST_REFUSED));
        };
    }

    /** Volcengine's voices: 3000 is success; the others are its page's. */
    static Optional<CauseKind> ofVolcengine(HttpReply reply) {
        JsonNode body = Json.parse(reply.bodyText()).orElseGet(Json::object);
        return switch (body.path("code").asInt(0)) {
            case 3000 -> Optional.empty();
            case 3001 ->
                Optional.of(ProviderFault.of(body.path("message").asText()).orElse(CauseKind.REQUEST_REFUSED));
            case 3003 -> Optional.of(CauseKind.RATE_USED_UP);
            case 3005, 3031, 3032 -> Optional.of(CauseKind.FAILED);
            case 3030, 3040 -> Optional.of(CauseKind.TIMED_OUT);
            case 3050 -> Optional.of(CauseKind.NOT_FOUND);
            default -> Optional.of(ProviderFault.of(reply.status(), reply.bodyText()));
        };
    }

    /** A custom voice reports a failure by JSON in place of sound, whatever the status. */
    static Optional<CauseKind> ofCustomVoice(HttpReply reply) {
        Optional<CauseKind> refused = byStatus(reply);
        boolean json = reply.header("Content-Type")
                .filter(type -> type.startsWith("application/json"))
                .isPresent();
        return refused.isPresent() || !json
                ? refused
                : Optional.of(ProviderFault.of(reply.bodyText()).orElse(CauseKind.FAILED));
    }
}
