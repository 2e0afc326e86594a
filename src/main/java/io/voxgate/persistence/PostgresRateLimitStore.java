package io.voxgate.persistence;

import io.voxgate.egress.RateLimitStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** The turns of vendor accounts; what a turn is, is said at the database function voxgate_take_turns in the migrations. */
@ApplicationScoped
public class PostgresRateLimitStore implements RateLimitStore {
    private final Database database;

    public PostgresRateLimitStore(Database database) {
        this.database = database;
    }

    @Override
    public SlotAnswer take(LimitKey key, SlotRequest request) {
        String patience = request.patience().stream().map(wait -> Long.toString(Math.clamp(wait.toMillis(), 0, Integer.MAX_VALUE))).collect(Collectors.joining(",", "{", "}"));
        Integer[] answer = database.tenant(key.tenantId(), tx -> tx.one("SELECT voxgate_take_turns(?, ?, ?, ?, ?, ?::integer[], ?)",
                row -> (Integer[]) row.getArray(1).getArray(), key.tenantId(), key.vendor(), key.account(), key.operation(), request.perSecond(), patience, request.spare()))
                .orElseThrow();
        List<ReservedSlot> turns = Arrays.stream(answer).limit(answer.length - 1L).map(PostgresRateLimitStore::turn).toList();
        return new SlotAnswer(turns, answer[answer.length - 1]);
    }

    private static ReservedSlot turn(int wait) {
        return wait < 0 ? new ReservedSlot(false, Duration.ofMillis(-1L - wait)) : new ReservedSlot(true, Duration.ofMillis(wait));
    }
}
