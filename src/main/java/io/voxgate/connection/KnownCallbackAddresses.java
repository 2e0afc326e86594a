package io.voxgate.connection;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.voxgate.database.ChangeSubscriber;
import io.voxgate.database.DatabaseUnavailable;
import io.voxgate.database.RowChange;
import io.voxgate.limits.Limit;
import io.voxgate.security.KnownEntries;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which callback addresses there are, as far as it takes to recognise a wrong one without asking the database. An
 * address never changes.
 */
@ApplicationScoped
public class KnownCallbackAddresses implements ChangeSubscriber {
    private final KnownEntries addresses;

    public KnownCallbackAddresses(CallbackAddressTable table) {
        this.addresses = new KnownEntries(
                () -> addresses(table.addresses(Limit.KNOWN_KEYS.count())),
                tenants -> addresses(table.addresses(tenants)),
                System::nanoTime);
    }

    boolean isAddress(String vendor, String token) {
        return addresses.find(vendor + " " + token).isPresent();
    }

    /** Remembers what a look-up has shown. */
    void put(String vendor, String token, boolean exists) {
        if (exists) {
            addresses.put(vendor + " " + token, 1);
        } else {
            addresses.forget(vendor + " " + token);
        }
    }

    private static Map<String, Long> addresses(List<CallbackAddressTable.CallbackAddress> found) {
        return found.stream().collect(Collectors.toMap(address -> address.vendor() + " " + address.token(), _ -> 1L));
    }

    @Override
    public void changed(Set<RowChange> changes) {
        changes.stream()
                .filter(change -> change.table().equals("callback_endpoint"))
                .forEach(change -> addresses.announced(change.tenantId()));
    }

    @Override
    public void validUntil(long untilNanos) {}

    @Override
    public void lost() {
        addresses.mayHaveMissed();
    }

    @Scheduled(every = "5s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void refresh() {
        try {
            addresses.refresh();
        } catch (DatabaseUnavailable _) {
            lost(); // without the database no callback is stored either; the next round tries again
        }
    }
}
