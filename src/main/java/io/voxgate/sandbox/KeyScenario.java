package io.voxgate.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A magic value at the end of a key id ({@code AKIDacme-wrong-clock}): what a simulator does with every call made with
 * that key.
 */
public enum KeyScenario {
    UNKNOWN_KEY("the vendor knows no such key"),
    WRONG_SECRET("the secret does not belong to the key"),
    WRONG_CLOCK("the vendor's clock is 20 minutes ahead of ours"),
    FORBIDDEN("the key may not do this"),
    EXPIRED_TOKEN("the token of the temporary key has expired"),
    THROTTLED("the account has used up its rate"),
    OTHER_SITE("the key belongs to the vendor's other site (china, international), so that this one does not know it");

    private static final Duration AHEAD = Duration.ofMinutes(20);

    private final String effect;

    KeyScenario(String effect) {
        this.effect = effect;
    }

    /** The word, for example {@code wrong-clock}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** For people. */
    public String effect() {
        return effect;
    }

    public static Optional<KeyScenario> of(String keyId) {
        return Stream.of(values())
                .filter(plot -> keyId.endsWith("-" + plot.word()))
                .findFirst();
    }

    /** What time it is at a vendor who is asked with this key. */
    public static Instant time(String keyId, Instant now) {
        return of(keyId).filter(WRONG_CLOCK::equals).map(_ -> now.plus(AHEAD)).orElse(now);
    }

    /** An answer with the vendor's time on it. */
    public static SandboxReply dated(SandboxReply reply, Instant time) {
        if (!(reply instanceof SandboxReply.ReplyWithBody answer)) {
            return reply;
        }
        Map<String, String> headers = new LinkedHashMap<>(answer.headers());
        headers.put("Date", DateTimeFormatter.RFC_1123_DATE_TIME.format(time.atOffset(ZoneOffset.UTC)));
        return new SandboxReply.ReplyWithBody(answer.status(), headers, answer.body(), answer.after());
    }
}
