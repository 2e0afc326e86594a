package io.voxgate.security;

import io.voxgate.config.OperatorCredential;
import io.voxgate.database.Page;
import io.voxgate.model.Fault;
import io.voxgate.model.Problem;
import io.voxgate.model.ProblemCode;
import io.voxgate.model.SecretText;
import io.voxgate.secret.IdGenerator;
import io.voxgate.secret.Sha256Digests;
import io.voxgate.security.KeyTable.KeyRow;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The keys of tenants, {@code vxg_<prefix>_<256 random bits>}. Only a hash is stored; the prefix finds the row. A
 * tenant may have any number of keys at once, so that a new one is in use before an old one is deleted. A deleted one
 * is refused at once here, and by other replicas as soon as they receive the change.
 */
@ApplicationScoped
public class ApiKeys {
    private static final Pattern FORM = Pattern.compile("vxg_([0-9a-z]{16})_[0-9a-z]{52}");
    private static final int PREFIX_LENGTH = 16;

    private final KeyTable table;
    private final KeyCache known;
    private final KnownKeys all;
    private final WrongKeys wrong;
    private final KeyUses uses;
    private final IdGenerator idGenerator;
    private final Clock clock;
    private final Optional<byte[]> operatorHash;

    public ApiKeys(
            KeyTable table,
            KeyCache known,
            KnownKeys all,
            WrongKeys wrong,
            KeyUses uses,
            IdGenerator idGenerator,
            Clock clock,
            OperatorCredential operator) {
        this.table = table;
        this.known = known;
        this.all = all;
        this.wrong = wrong;
        this.uses = uses;
        this.idGenerator = idGenerator;
        this.clock = clock;
        this.operatorHash = operator.key().map(SecretText::reveal).map(Sha256Digests::sha256);
    }

    /**
     * A stored key, without what opens it.
     *
     * @param prefix how its text begins
     * @param expiresAt from when it is refused; empty: never
     * @param lastUsedAt to the minute
     */
    public record StoredKey(
            String id,
            String name,
            List<CallerRole> roles,
            String prefix,
            Instant createdAt,
            Optional<Instant> expiresAt,
            Optional<Instant> lastUsedAt) {}

    /** A key that is wanted. */
    public record NewKeyRequest(String name, Set<CallerRole> roles, Optional<Instant> expiresAt) {
        public NewKeyRequest {
            roles = Set.copyOf(roles);
        }
    }

    /** A new key; its text is never shown again. */
    public record NewKey(StoredKey key, SecretText text) {}

    /**
     * What is kept of a key where it must be recognised later, without keeping the key.
     *
     * @param prefix how a tenant's key goes on after {@code vxg_}; empty: it can only be the operator's
     * @param sha256 in hexadecimal digits
     */
    public record KeyMark(String prefix, String sha256) {}

    /** What is to be kept of this key. */
    public KeyMark mark(String key) {
        return new KeyMark(prefix(key), HexFormat.of().formatHex(Sha256Digests.sha256(key)));
    }

    /**
     * Who presents this key; empty when it is not known.
     *
     * @param source where it comes from
     * @throws Problem 401 when it has expired, 429 when nothing is known of it and too many like it came
     */
    public Optional<Caller> caller(String key, String source) {
        return caller(prefix(key), Sha256Digests.sha256(key), source);
    }

    /** The same for a key of which this was kept. */
    public Optional<Caller> caller(KeyMark mark, String source) {
        return caller(mark.prefix(), HexFormat.of().parseHex(mark.sha256()), source);
    }

    private Optional<Caller> caller(String prefix, byte[] hash, String source) {
        if (operatorHash
                .filter(expected -> MessageDigest.isEqual(expected, hash))
                .isPresent()) {
            return Optional.of(Caller.operator());
        }
        return prefix.isEmpty() ? Optional.empty() : row(prefix, hash, source).map(this::caller);
    }

    private static String prefix(String key) {
        Matcher form = FORM.matcher(key);
        return form.matches() ? form.group(1) : "";
    }

    /** The 429 that {@link #caller(String, String)} would lead to after too many wrong keys from there; looks nothing up. */
    public Optional<Problem> refusal(String key, String source) {
        byte[] hash = Sha256Digests.sha256(key);
        Matcher form = FORM.matcher(key);
        if (!form.matches()
                || operatorHash
                        .filter(expected -> MessageDigest.isEqual(expected, hash))
                        .isPresent()) {
            return Optional.empty();
        }
        return switch (all.judge(form.group(1), hash)) {
            case KNOWN -> Optional.empty();
            case WRONG -> wrong.foreseen(source, true);
            case UNKNOWN -> wrong.foreseen(source, false);
        };
    }

    private Optional<KeyRow> row(String prefix, byte[] hash, String source) {
        return switch (all.judge(prefix, hash)) {
            case WRONG -> Optional.empty();
            case KNOWN -> read(prefix, hash);
            case UNKNOWN -> {
                wrong.spendLookUp(WrongKeys.WrongKind.KEY, source);
                yield read(prefix, hash);
            }
        };
    }

    private Optional<KeyRow> read(String prefix, byte[] hash) {
        Optional<KeyRow> row = known.byPrefix(prefix);
        all.put(prefix, row);
        return row.filter(found -> MessageDigest.isEqual(found.hash(), hash));
    }

    private Caller caller(KeyRow row) {
        if (expired(row)) {
            throw Problem.of(
                    ProblemCode.UNAUTHENTICATED,
                    "This key expired at " + row.expiresAt().orElseThrow()
                            + ". Ask an admin of the tenant for another.");
        }
        uses.note(row);
        return Caller.key(row.tenantId(), Set.copyOf(roles(row)), row.id(), row.expiresAt());
    }

    /** @throws Problem 404 when there is no such tenant, 422 when the key could never be used */
    public NewKey create(String tenantId, NewKeyRequest request) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Optional<Instant> end = request.expiresAt().map(at -> at.truncatedTo(ChronoUnit.MICROS));
        end.filter(at -> !at.isAfter(now)).ifPresent(at -> {
            throw Problem.of(
                    ProblemCode.INVALID_REQUEST,
                    "The key would have expired already.",
                    List.of(new Fault("/expiresAt", "OUT_OF_RANGE", "It must be in the future.")));
        });
        String prefix = idGenerator.secret().substring(0, PREFIX_LENGTH);
        String text = "vxg_" + prefix + "_" + idGenerator.secret();
        List<String> words =
                request.roles().stream().sorted().map(CallerRole::word).toList();
        KeyRow row = new KeyRow(
                tenantId,
                idGenerator.next("key"),
                request.name(),
                words,
                prefix,
                Sha256Digests.sha256(text),
                now,
                end,
                Optional.empty());
        table.insert(row);
        return new NewKey(key(row), new SecretText(text));
    }

    public Page<StoredKey> list(String tenantId, Page.PageRequest page) {
        return table.list(tenantId, page).map(ApiKeys::key);
    }

    /** @throws Problem 404 when the tenant has no such key */
    public StoredKey get(String tenantId, String id) {
        return table.find(tenantId, id).map(ApiKeys::key).orElseThrow(() -> noKey(id));
    }

    /**
     * Refuses a key from now on.
     *
     * @throws Problem 404 when the tenant has no such key, 409 when a key would lock its own tenant out
     */
    public void delete(String tenantId, String id, Caller by) {
        if (!table.delete(tenantId, id, (row, others) -> keepOneAdmin(row, others, by))) {
            throw noKey(id);
        }
    }

    /**
     * The operator can always make another, and people still sign in; a tenant that has only keys could not get back in
     * by itself.
     */
    private void keepOneAdmin(KeyRow row, List<KeyRow> others, Caller by) {
        boolean last = opens(row) && others.stream().noneMatch(this::opens);
        if (last && by.kind() == Caller.CallerKind.KEY) {
            throw Problem.of(
                    ProblemCode.IN_USE,
                    "This is the tenant's last key with the role admin. Make another one first, or ask the operator to delete it.");
        }
    }

    private boolean opens(KeyRow row) {
        return row.roles().contains(CallerRole.ADMIN.word()) && !expired(row);
    }

    private boolean expired(KeyRow row) {
        return row.expiresAt().filter(at -> !clock.instant().isBefore(at)).isPresent();
    }

    private static Problem noKey(String id) {
        return Problem.notFound("The tenant has no key " + id + ".");
    }

    private static StoredKey key(KeyRow row) {
        return new StoredKey(
                row.id(),
                row.name(),
                roles(row),
                "vxg_" + row.prefix(),
                row.createdAt(),
                row.expiresAt(),
                row.lastUsedAt());
    }

    private static List<CallerRole> roles(KeyRow row) {
        return Arrays.stream(CallerRole.values())
                .filter(role -> row.roles().contains(role.word()))
                .toList();
    }
}
