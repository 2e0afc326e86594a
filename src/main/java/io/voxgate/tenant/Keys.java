package io.voxgate.tenant;

import io.voxgate.Settings;
import io.voxgate.model.AgentSchema;
import io.voxgate.model.Problem;
import io.voxgate.model.SecretText;
import io.voxgate.persistence.KeyTable;
import io.voxgate.persistence.KeyTable.KeyRow;
import io.voxgate.persistence.Page;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The keys of tenants, {@code vxg_<prefix>_<256 random bits>}. Only a hash is stored; the prefix finds the row. A key that is deleted is
 * refused at once here, and as soon as the change is heard by other replicas.
 */
@ApplicationScoped
public class Keys {
    private static final Pattern FORM = Pattern.compile("vxg_([0-9a-z]{16})_[0-9a-z]{52}");
    private static final int PREFIX_LENGTH = 16;

    private final KeyTable table;
    private final KeyCache known;
    private final Ids ids;
    private final Clock clock;
    private final Optional<byte[]> operatorHash;

    public Keys(KeyTable table, KeyCache known, Ids ids, Clock clock, Settings settings) {
        this.table = table;
        this.known = known;
        this.ids = ids;
        this.clock = clock;
        this.operatorHash = settings.operatorKey().map(SecretText::reveal).map(Digests::sha256);
    }

    /** A stored key, without what opens it. */
    public record Key(String id, String name, List<Role> roles, Instant createdAt) {}

    /** A new key; its text is never shown again. */
    public record NewKey(Key key, SecretText text) {}

    /** Who presents this key; empty when nobody has it. */
    public Optional<Caller> caller(String key) {
        byte[] hash = Digests.sha256(key);
        if (operatorHash.filter(expected -> MessageDigest.isEqual(expected, hash)).isPresent()) {
            return Optional.of(new Caller(Optional.empty(), Set.of(Role.OPERATOR), "operator"));
        }
        Matcher form = FORM.matcher(key);
        return form.matches()
                ? known.byPrefix(form.group(1)).filter(row -> MessageDigest.isEqual(row.hash(), hash)).map(Keys::caller)
                : Optional.empty();
    }

    /** @throws Problem 404 when there is no such tenant */
    public NewKey create(String tenantId, String name, Set<Role> roles) {
        String prefix = ids.secret().substring(0, PREFIX_LENGTH);
        String text = "vxg_" + prefix + "_" + ids.secret();
        List<String> words = roles.stream().sorted().map(Keys::word).toList();
        KeyRow row = new KeyRow(tenantId, ids.next("key"), name, words, prefix, Digests.sha256(text), clock.instant().truncatedTo(ChronoUnit.MICROS));
        table.insert(row);
        return new NewKey(key(row), new SecretText(text));
    }

    public Page<Key> list(String tenantId, Page.Request page) {
        return table.list(tenantId, page).map(Keys::key);
    }

    /** @throws Problem 404 when the tenant has no such key */
    public void delete(String tenantId, String id) {
        if (!table.delete(tenantId, id)) {
            throw Problem.notFound("The tenant has no key " + id + ".");
        }
    }

    private static Caller caller(KeyRow row) {
        return new Caller(Optional.of(row.tenantId()), Set.copyOf(roles(row)), row.id());
    }

    private static Key key(KeyRow row) {
        return new Key(row.id(), row.name(), roles(row), row.createdAt());
    }

    private static List<Role> roles(KeyRow row) {
        Set<String> words = Set.copyOf(row.roles());
        return Arrays.stream(Role.values()).filter(role -> words.contains(word(role))).collect(Collectors.toList());
    }

    private static String word(Role role) {
        return AgentSchema.words(Role.class).get(role.ordinal());
    }
}
