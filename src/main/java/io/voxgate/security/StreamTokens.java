package io.voxgate.security;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.voxgate.database.DatabaseUnavailable;
import io.voxgate.model.Problem;
import io.voxgate.model.ProblemCode;
import io.voxgate.model.SecretText;
import io.voxgate.secret.IdGenerator;
import io.voxgate.secret.UlidGenerator;
import io.voxgate.secret.SecretCipher;
import io.voxgate.secret.Sha256Digests;
import io.voxgate.security.StreamTokenTable.TokenGrant;
import io.voxgate.security.StreamTokenTable.TokenRow;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Tokens with which a browser, which cannot send a key, opens one live stream, {@code vst_<256 random bits>}. Only a
 * hash is stored. A connection with one ends its earlier connection, so that it is never good for two. A token carries
 * a tag by which any replica knows without a look-up that this installation made it, so that wrong ones, however many,
 * keep no right one out.
 */
@ApplicationScoped
public class StreamTokens {
    /** How long a token opens its stream. */
    static final Duration OPENS = Duration.ofMinutes(10);

    /** How long, from the making of the token, the stream goes on. */
    static final Duration LASTS = Duration.ofHours(1);

    private static final Logger LOG = Logger.getLogger(StreamTokens.class);
    private static final String FORM_PREFIX = "vst_";
    private static final Pattern FORM = Pattern.compile("vst_[0-9a-z]{52}");

    private static final String PURPOSE = "voxgate stream token";
    private static final int CHANCE_BYTES = 4;
    private static final int STAMP_BYTES = 32;
    private static final int STAMP_LENGTH = 52;

    private final StreamTokenTable table;
    private final SecretCipher cipher;
    private final WrongKeys wrong;
    private final IdGenerator idGenerator;
    private final Clock clock;

    public StreamTokens(
            StreamTokenTable table, SecretCipher cipher, WrongKeys wrong, IdGenerator idGenerator, Clock clock) {
        this.table = table;
        this.cipher = cipher;
        this.wrong = wrong;
        this.idGenerator = idGenerator;
        this.clock = clock;
    }

    /** A new token; its text is never shown again. */
    public record NewToken(SecretText text, Instant expiresAt) {}

    /** @param sessionId whose stream it is to open; empty: the tenant's */
    public NewToken create(Caller by, Optional<String> sessionId) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        String text = "vst_" + UlidGenerator.base32(cipher.stamp(PURPOSE, idGenerator.bytes(CHANCE_BYTES)), STAMP_LENGTH);
        Optional<String> key = Optional.of(by)
                .filter(caller -> caller.kind() == Caller.CallerKind.KEY)
                .map(Caller::id);
        TokenRow row = new TokenRow(
                by.tenant(),
                idGenerator.next("str"),
                Sha256Digests.sha256(text),
                sessionId,
                key,
                first(now.plus(OPENS), by),
                first(now.plus(LASTS), by));
        table.insert(row);
        return new NewToken(new SecretText(text), row.expiresAt());
    }

    /** A token never outlives what it was made with. */
    private static Instant first(Instant end, Caller by) {
        return Stream.concat(Stream.of(end), by.until().stream())
                .min(Instant::compareTo)
                .orElseThrow();
    }

    /**
     * The token with this text; empty when there is none, or it opens nothing any more.
     *
     * @param source where it comes from
     * @throws Problem 429 when this installation did not make it, as far as it knows, and too many like it came
     */
    public Optional<TokenRow> find(String text, String source) {
        if (!FORM.matcher(text).matches()) {
            return Optional.empty();
        }
        if (!cipher.stamped(PURPOSE, UlidGenerator.bytes(text.substring(FORM_PREFIX.length()), STAMP_BYTES))) {
            wrong.spendLookUp(WrongKeys.WrongKind.STREAM_TOKEN, source);
        }
        return table.byHash(Sha256Digests.sha256(text))
                .filter(row -> clock.instant().isBefore(row.expiresAt()));
    }

    public Caller caller(TokenRow token) {
        return Caller.stream(token.tenantId(), token.id(), token.endsAt());
    }

    /** By what right the caller's stream is open; a token's earlier connection loses its own. */
    public TokenGrant grant(Caller caller, Optional<TokenRow> token) {
        if (token.isEmpty()) {
            return TokenGrant.of(
                    caller.tenant(),
                    Optional.of(caller)
                            .filter(by -> by.kind() == Caller.CallerKind.KEY)
                            .map(Caller::id),
                    caller.until());
        }
        TokenRow row = token.get();
        long connection = table.connect(row.tenantId(), row.id())
                .orElseThrow(() -> Problem.of(ProblemCode.UNAUTHENTICATED, "This stream token is not valid any more."));
        return new TokenGrant(
                row.tenantId(), row.keyId(), Optional.of(row.id()), connection, Optional.of(row.endsAt()));
    }

    @Scheduled(every = "1m", concurrentExecution = ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void clean() {
        try {
            table.purge(clock.instant());
        } catch (DatabaseUnavailable e) {
            LOG.warnf("Old stream tokens are not deleted yet: cause=%s", e.reason());
        }
    }
}
