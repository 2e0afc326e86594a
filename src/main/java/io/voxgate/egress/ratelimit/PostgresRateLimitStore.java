package io.voxgate.egress.ratelimit;

import static io.voxgate.database.SqlParameters.with;

import io.voxgate.database.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The rate limit slots of vendor accounts; the database function voxgate_reserve_slots of the migrations says what a
 * slot is.
 */
@ApplicationScoped
public class PostgresRateLimitStore implements RateLimitStore {
    private final Database database;

    public PostgresRateLimitStore(Database database) {
        this.database = database;
    }

    @Override
    public SlotAnswer take(LimitKey key, SlotRequest request) {
        String maxWaitsMs = request.maxWaits().stream()
                .map(wait -> Long.toString(Math.clamp(wait.toMillis(), 0, Integer.MAX_VALUE)))
                .collect(Collectors.joining(",", "{", "}"));
        Integer[] answer = database.tenant(
                        key.tenantId(),
                        tx -> tx.one(
                                "SELECT voxgate_reserve_slots(:tenantId, :vendor, :account, :operation, "
                                        + ":perSecond, :maxWaitsMs::integer[], :spare, :lateMs)",
                                row -> (Integer[]) row.getArray(1).getArray(),
                                with("tenantId", key.tenantId())
                                        .and("vendor", key.vendor())
                                        .and("account", key.account())
                                        .and("operation", key.operation())
                                        .and("perSecond", request.perSecond())
                                        .and("maxWaitsMs", maxWaitsMs)
                                        .and("spare", request.spare())
                                        .and(
                                                "lateMs",
                                                Math.toIntExact(request.late().toMillis()))))
                .orElseThrow();
        List<ReservedSlot> slots = Arrays.stream(answer)
                .limit(answer.length - 1L)
                .map(PostgresRateLimitStore::slot)
                .toList();
        return new SlotAnswer(slots, answer[answer.length - 1]);
    }

    private static ReservedSlot slot(int wait) {
        return wait < 0
                ? new ReservedSlot(false, Duration.ofMillis(-1L - wait))
                : new ReservedSlot(true, Duration.ofMillis(wait));
    }
}
