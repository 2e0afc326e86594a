package io.voxgate.provider;

import com.fasterxml.jackson.databind.JsonNode;
import io.voxgate.adapter.HttpReply;
import io.voxgate.json.Json;
import io.voxgate.model.CauseKind;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What the error of a language model, a voice or a recognition service means: by its words where they are known, else
 * by its HTTP status. Vendors hand such errors on inside a sentence of their own, so that both are looked for in any
 * text.
 */
public final class ProviderFault {
    private static final Pattern STATUS = Pattern.compile("(?<![0-9])[45][0-9]{2}(?![0-9])");

    /** Texts are cut before they are searched. */
    private static final int MOST_READ = 2000;

    /**
     * In the order in which they count: a used-up balance is often reported with the status of a rate.
     *
     * @param words in lower case
     */
    private record ProviderWords(CauseKind kind, List<String> words) {}

    private static final List<ProviderWords> KNOWN = List.of(
            new ProviderWords(
                    CauseKind.QUOTA_USED_UP,
                    List.of(
                            "insufficient_quota",
                            "insufficient balance",
                            "insufficient_balance",
                            "quota_exceeded",
                            "exceeded your current quota",
                            "arrearage",
                            "overdue",
                            "out of credits",
                            "not enough credits",
                            "payment_required")),
            new ProviderWords(
                    CauseKind.KEY_REJECTED,
                    List.of(
                            "invalid_api_key",
                            "invalid api key",
                            "invalid api-key",
                            "invalidapikey",
                            "incorrect api key",
                            "api key is invalid",
                            "invalid subscription key",
                            "authentication fail",
                            "authentication_error",
                            "authenticate request",
                            "login fail",
                            "invalid token",
                            "token is invalid",
                            "unauthorized")),
            new ProviderWords(
                    CauseKind.RATE_USED_UP,
                    List.of("rate limit", "rate_limit", "too many requests", "throttl", "too many concurrent")),
            new ProviderWords(
                    CauseKind.NOT_FOUND,
                    List.of(
                            "model_not_found",
                            "model not found",
                            "model not exist",
                            "no such model",
                            "unknown model",
                            "deploymentnotfound",
                            "voice_not_found",
                            "voice not found",
                            "voice does not exist",
                            "voice id not exist",
                            "invalid voice",
                            "app not found",
                            "bot not found",
                            "does not exist")),
            new ProviderWords(
                    CauseKind.MISSING_PERMISSION,
                    List.of(
                            "access denied",
                            "accessdenied",
                            "permission denied",
                            "permission_denied",
                            "not authorized")),
            new ProviderWords(CauseKind.TIMED_OUT, List.of("timeout", "timed out", "deadline exceeded")),
            new ProviderWords(
                    CauseKind.UNREACHABLE,
                    List.of(
                            "connection refused",
                            "connect refused",
                            "could not resolve",
                            "no such host",
                            "unknown host",
                            "name or service not known",
                            "certificate",
                            "unreachable")),
            new ProviderWords(
                    CauseKind.REQUEST_REFUSED,
                    List.of(
                            "context_length_exceeded",
                            "maximum context length",
                            "invalid_request",
                            "invalid request",
                            "invalid parameter",
                            "invalid_parameter",
                            "unsupported parameter",
                            "content_filter",
                            "data_inspection_failed")));

    private ProviderFault() {}

    /** What a text says that may hold a provider's error; empty when it says nothing that is known. */
    public static Optional<CauseKind> of(String text) {
        String read = text.length() <= MOST_READ ? text : text.substring(0, MOST_READ);
        Optional<CauseKind> cause = byWords(read);
        if (cause.isPresent()) {
            return cause;
        }
        Matcher status = STATUS.matcher(read);
        return status.find() ? byStatus(Integer.parseInt(status.group())) : Optional.empty();
    }

    /** What a refusal over HTTP means: {@link CauseKind#FAILED} where neither its words nor its status say more. */
    static CauseKind of(int status, String body) {
        String read = body.length() <= MOST_READ ? body : body.substring(0, MOST_READ);
        return byWords(read).or(() -> byStatus(status)).orElse(CauseKind.FAILED);
    }

    /** What a provider says, for people: the sentence in its JSON; empty when it says none. */
    public static Optional<String> sentence(HttpReply reply) {
        return Json.parse(reply.bodyText())
                .flatMap(body -> Stream.of(
                                body.path("error").path("message"),
                                body.path("error").path("code"),
                                body.path("error"),
                                body.path("base_resp").path("status_msg"),
                                body.path("detail").path("message"),
                                body.path("message"),
                                body.path("msg"))
                        .filter(JsonNode::isTextual)
                        .map(JsonNode::asText)
                        .filter(text -> !text.isBlank())
                        .findFirst());
    }

    private static Optional<CauseKind> byWords(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return KNOWN.stream()
                .filter(known -> known.words().stream().anyMatch(lower::contains))
                .map(ProviderWords::kind)
                .findFirst();
    }

    private static Optional<CauseKind> byStatus(int status) {
        return switch (status) {
            case 401 -> Optional.of(CauseKind.KEY_REJECTED);
            case 402 -> Optional.of(CauseKind.QUOTA_USED_UP);
            case 403 -> Optional.of(CauseKind.MISSING_PERMISSION);
            case 404 -> Optional.of(CauseKind.NOT_FOUND);
            case 408, 504 -> Optional.of(CauseKind.TIMED_OUT);
            case 429 -> Optional.of(CauseKind.RATE_USED_UP);
            case 400, 413, 415, 422 -> Optional.of(CauseKind.REQUEST_REFUSED);
            case 502, 503 -> Optional.of(CauseKind.UNREACHABLE);
            default -> Optional.empty();
        };
    }
}
