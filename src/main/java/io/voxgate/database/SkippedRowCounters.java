package io.voxgate.database;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import jakarta.inject.Singleton;
import java.util.List;

/** The counts of skipped rows begin with nothing, so that the first row that is skipped is an increase. */
@Singleton
public class SkippedRowCounters implements MeterBinder {
    private static final List<String> PLACES = List.of(
            "audit",
            "connections",
            "credentials",
            "deliveries",
            "events",
            "keys",
            "poller",
            "sessions",
            "streams",
            "templates",
            "tenants",
            "transcript",
            "unmatched",
            "webhooks");

    @Override
    public void bindTo(MeterRegistry meters) {
        PLACES.forEach(place -> meters.counter("voxgate.rows.skipped", "where", place));
    }
}
