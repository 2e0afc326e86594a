package io.voxgate.security;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.voxgate.database.DatabaseUnavailable;
import io.voxgate.security.KeyTable.KeyRow;
import io.voxgate.security.KeyTable.KeyUse;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * When keys were last used: noted in memory, and written for all keys together a little later, so that no request waits
 * for it. What is noted is bounded; beyond that a use is not noted, and a later one is.
 */
@ApplicationScoped
public class KeyUses {
    static final int MOST = 10_000;
    private static final Logger LOG = Logger.getLogger(KeyUses.class);

    private final KeyTable table;
    private final Clock clock;
    private final Map<String, KeyUse> noted = new ConcurrentHashMap<>();

    public KeyUses(KeyTable table, Clock clock) {
        this.table = table;
        this.clock = clock;
    }

    /** This key was used just now. */
    void note(KeyRow key) {
        if (noted.size() < MOST || noted.containsKey(key.id())) {
            noted.put(key.id(), new KeyUse(key.tenantId(), key.id(), clock.instant()));
        }
    }

    /** Writes what was noted; while the database cannot be reached it stays noted. */
    @Scheduled(every = "10s", concurrentExecution = ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    public void write() {
        List<KeyUse> uses = List.copyOf(noted.values());
        if (uses.isEmpty()) {
            return;
        }
        try {
            table.used(uses);
            uses.forEach(use -> noted.remove(use.id(), use));
        } catch (DatabaseUnavailable e) {
            LOG.warnf("When keys were used is not written yet: keys=%d cause=%s", uses.size(), e.reason());
        }
    }

    void stop(@Observes ShutdownEvent event) {
        write();
    }
}
