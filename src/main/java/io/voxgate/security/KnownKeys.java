package io.voxgate.security;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.voxgate.database.ChangeSubscriber;
import io.voxgate.database.DatabaseUnavailable;
import io.voxgate.database.RowChange;
import io.voxgate.limits.Limit;
import io.voxgate.security.KeyTable.KeyRow;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which keys there are, as far as it takes to recognise a wrong one without asking the database. A key is known by its
 * prefix and the beginning of its hash; neither ever changes.
 */
@ApplicationScoped
public class KnownKeys implements ChangeSubscriber {
    private final KnownEntries keys;

    public KnownKeys(KeyTable keyTable) {
        this.keys = new KnownEntries(
                () -> fingerprints(keyTable.fingerprints(Limit.KNOWN_KEYS.count())),
                prefixes -> fingerprints(keyTable.fingerprints(prefixes)),
                System::nanoTime);
    }

    /** What is known of a key without a look-up. */
    enum Verdict {
        /** Some key has this prefix, and it is another. */
        WRONG,
        /** It looks like a key that there is. */
        KNOWN,
        UNKNOWN
    }

    Verdict judge(String prefix, byte[] hash) {
        return keys.find(prefix)
                .map(known -> known == beginning(hash) ? Verdict.KNOWN : Verdict.WRONG)
                .orElse(Verdict.UNKNOWN);
    }

    /** Remembers what a look-up has shown. */
    void put(String prefix, Optional<KeyRow> found) {
        found.ifPresentOrElse(row -> keys.put(prefix, beginning(row.hash())), () -> keys.forget(prefix));
    }

    private static long beginning(byte[] hash) {
        return ByteBuffer.wrap(hash).getLong();
    }

    private static Map<String, Long> fingerprints(List<KeyTable.Fingerprint> found) {
        return found.stream().collect(Collectors.toMap(KeyTable.Fingerprint::prefix, one -> beginning(one.hash())));
    }

    @Override
    public void changed(Set<RowChange> changes) {
        changes.stream()
                .filter(change -> change.table().equals("api_key"))
                .forEach(change -> keys.announced(change.name()));
    }

    @Override
    public void validUntil(long untilNanos) {}

    @Override
    public void lost() {
        keys.mayHaveMissed();
    }

    @Scheduled(every = "5s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void refresh() {
        try {
            keys.refresh();
        } catch (DatabaseUnavailable _) {
            lost(); // a replica that cannot reach the database signs no one in; the next round tries again
        }
    }
}
