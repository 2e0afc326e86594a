package io.voxgate.secret;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.voxgate.config.MasterKeys;
import io.voxgate.config.Settings;
import io.voxgate.database.DatabaseUnavailable;
import io.voxgate.model.SecretText;
import io.voxgate.secret.EncryptedSecretTable.EncryptedRow;
import io.voxgate.secret.EncryptedSecretTable.RotationPosition;
import io.voxgate.secret.EncryptedSecretTable.SecretColumn;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * The rotation of master keys: what an earlier key encrypted is encrypted anew with the primary one, in the background,
 * a few rows at a time and at any number of replicas at once. A changed key file is noticed here too. Every step can be
 * broken off and goes on at the next.
 */
@ApplicationScoped
public class MasterKeyRotation {
    private static final Logger LOG = Logger.getLogger(MasterKeyRotation.class);
    private static final int BATCH = 20;
    private static final int ROUNDS = 5;
    private static final Duration PAUSE = Duration.ofMillis(50);

    /** While replicas with other primary keys run side by side they must not undo each other's work at once. */
    private static final Duration BETWEEN = Duration.ofMinutes(10);

    private final EncryptedSecretTable table;
    private final SecretCipher cipher;
    private final MasterKeys masterKeys;
    private final Clock clock;
    private final Counter resealed;
    private final AtomicLong held;
    private final AtomicLong waiting;
    private final AtomicLong unreadable;
    private List<SecretText> keys;
    private Instant next = Instant.MIN;
    private long failedLast;
    private String aboutKeys = "";
    private String aboutRows = "";

    public MasterKeyRotation(
            EncryptedSecretTable table, SecretCipher cipher, MasterKeys masterKeys, Clock clock, MeterRegistry meters) {
        this.table = table;
        this.cipher = cipher;
        this.masterKeys = masterKeys;
        this.clock = clock;
        this.keys = masterKeys.read();
        this.held = meters.gauge("voxgate.master.keys", new AtomicLong(keys.size()));
        this.resealed = meters.counter("voxgate.secrets.reencrypted");
        this.waiting = meters.gauge("voxgate.secrets.waiting", new AtomicLong());
        this.unreadable = meters.gauge("voxgate.secrets.unreadable", new AtomicLong());
    }

    @Scheduled(
            every = "{voxgate.master-keys.interval}",
            delayed = "1s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void tick() {
        try {
            step();
        } catch (DatabaseUnavailable e) {
            LOG.debugf("master key rotation waits for the database");
        }
    }

    /** Notices a changed key file, encrypts anew what is due, and reports how things stand. */
    synchronized void step() {
        if (renewed()) {
            next = Instant.MIN;
            failedLast = 0;
        }
        count();
        if (waiting.get() > 0 && !clock.instant().isBefore(next)) {
            next = clock.instant().plus(BETWEEN);
            pass();
        }
        complain();
    }

    /**
     * Whether the file holds other keys now. An invalid one changes nothing: the service goes on with the keys it has.
     */
    private boolean renewed() {
        try {
            List<SecretText> now = masterKeys.read();
            aboutKeys = "";
            if (now.equals(keys)) {
                return false;
            }
            cipher.use(now);
            keys = now;
            held.set(now.size());
            LOG.infof("master keys changed primary=%s keys=%d", cipher.primary(), now.size());
            return true;
        } catch (Settings.Invalid e) {
            aboutKeys = logged(aboutKeys, "master keys unchanged: " + e.getMessage());
            return false;
        }
    }

    private void count() {
        Map<String, Long> counts = table.countByMasterKey();
        waiting.set(counts.entrySet().stream()
                .filter(entry -> !entry.getKey().equals(cipher.primary()))
                .mapToLong(Map.Entry::getValue)
                .sum());
        long strange = counts.entrySet().stream()
                .filter(entry -> !ours(entry.getKey()))
                .mapToLong(Map.Entry::getValue)
                .sum();
        // What was stored again since the last pass does not wait any more.
        unreadable.set(Math.min(waiting.get(), Math.max(strange, failedLast)));
    }

    /** Whether only keys of this installation are named. */
    private boolean ours(String sealers) {
        return Stream.of(sealers.split(",")).allMatch(cipher.ids()::contains);
    }

    private void pass() {
        AtomicLong done = new AtomicLong();
        AtomicLong failed = new AtomicLong();
        for (int round = 0; round < ROUNDS && waiting.get() > failed.get(); round++) {
            failed.set(0);
            EncryptedSecretTable.PLACES.forEach(place -> walk(place, done, failed));
            failedLast = failed.get();
            count();
        }
        resealed.increment((double) done.get());
        if (waiting.get() == 0 && done.get() > 0) {
            LOG.infof(
                    "stored secrets re-encrypted primary=%s rows=%d: earlier master keys can be removed when every replica has this one",
                    cipher.primary(), done.get());
        } else if (done.get() > 0) {
            LOG.infof(
                    "stored secrets re-encrypted primary=%s rows=%d waiting=%d",
                    cipher.primary(), done.get(), waiting.get());
        }
    }

    private void walk(SecretColumn place, AtomicLong done, AtomicLong failed) {
        Optional<RotationPosition> mark = Optional.of(RotationPosition.START);
        while (mark.isPresent()) {
            mark = table.reencrypt(place, cipher.primary(), mark.get(), BATCH, row -> {
                Optional<ObjectNode> encrypted = anew(row);
                (encrypted.isPresent() ? done : failed).incrementAndGet();
                return encrypted;
            });
            mark.ifPresent(_ -> LockSupport.parkNanos(PAUSE.toNanos()));
        }
    }

    private Optional<ObjectNode> anew(EncryptedRow row) {
        SecretCipher.SecretLocation place = new SecretCipher.SecretLocation(row.tenantId(), row.kind(), row.name());
        try {
            return Optional.of(cipher.encrypt(place, cipher.decryptChecked(place, row.encrypted())));
        } catch (SecretCipher.UnreadableSecret _) {
            return Optional.empty();
        }
    }

    private void complain() {
        aboutRows = unreadable.get() == 0
                ? ""
                : logged(
                        aboutRows,
                        "stored secrets cannot be opened rows=" + unreadable.get()
                                + ": the master key that encrypted them is missing, or they were changed. Give the key "
                                + "back (VOXGATE_MASTER_KEYS_PREVIOUS, or a further line of the key file), or have "
                                + "these credentials, connections and webhooks stored again.");
    }

    /** Says it once, until something else is to be said. */
    private static String logged(String before, String sentence) {
        if (!sentence.equals(before)) {
            LOG.warn(sentence);
        }
        return sentence;
    }
}
