package io.voxgate.persistence;

import io.voxgate.vendor.transport.TurnBook;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** The turns of vendor accounts; what a turn is, the database function says (V16). */
@ApplicationScoped
public class TurnTable implements TurnBook {
    private final Database database;

    public TurnTable(Database database) {
        this.database = database;
    }

    @Override
    public Answer take(Key key, Request request) {
        String patience = request.patience().stream().map(wait -> Long.toString(Math.clamp(wait.toMillis(), 0, Integer.MAX_VALUE))).collect(Collectors.joining(",", "{", "}"));
        Integer[] answer = database.tenant(key.tenantId(), tx -> tx.one("SELECT voxgate_take_turns(?, ?, ?, ?, ?, ?::integer[], ?)",
                row -> (Integer[]) row.getArray(1).getArray(), key.tenantId(), key.vendor(), key.account(), key.operation(), request.perSecond(), patience, request.spare()))
                .orElseThrow();
        List<Turn> turns = Arrays.stream(answer).limit(answer.length - 1L).map(TurnTable::turn).toList();
        return new Answer(turns, answer[answer.length - 1]);
    }

    private static Turn turn(int wait) {
        return wait < 0 ? new Turn(false, Duration.ofMillis(-1L - wait)) : new Turn(true, Duration.ofMillis(wait));
    }
}
