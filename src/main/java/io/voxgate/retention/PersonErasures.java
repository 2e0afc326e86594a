package io.voxgate.retention;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.model.Problem;
import io.voxgate.model.ProblemCode;
import io.voxgate.retention.ErasureTable.Erased;
import io.voxgate.retention.ErasureTable.Person;
import io.voxgate.secret.IdGenerator;
import io.voxgate.session.StartResult;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * Deletes all that is stored about a person: some sessions in a transaction, so that one who has had many holds no one
 * up.
 */
@ApplicationScoped
public class PersonErasures {
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final ObjectNode ANSWER = StartResult.erased("", false).kept();

    private final ErasureTable table;
    private final IdGenerator idGenerator;
    private final Clock clock;

    PersonErasures(ErasureTable table, IdGenerator idGenerator, Clock clock) {
        this.table = table;
        this.idGenerator = idGenerator;
        this.clock = clock;
    }

    /**
     * What came of one call.
     *
     * @param id of the audit's entry
     * @param complete nothing is left; else the same call goes on
     */
    public record ErasureResult(String id, boolean complete, Erased erased) {}

    /** @throws Problem 409 while a session of the person is not over: what it goes on to say would be stored again */
    public ErasureResult erase(Person person) {
        List<String> running = table.running(person);
        if (!running.isEmpty()) {
            throw Problem.of(
                            ProblemCode.IN_USE,
                            "The person has sessions that are not over. Stop them (POST "
                                    + "/v1/sessions/{id}/stop), wait until they have ended, and erase then.")
                    .with("sessionIds", running);
        }
        Instant until = clock.instant().plus(TIMEOUT);
        Erased erased = new Erased(0, 0, 0, 0);
        boolean complete = false;
        while (!complete && clock.instant().isBefore(until)) {
            Erased some = table.some(person, ANSWER, clock.instant().truncatedTo(ChronoUnit.MICROS));
            erased = erased.plus(some);
            complete = some.sessions() == 0 && some.events() == 0;
        }
        String id = idGenerator.next("era");
        table.done(person.tenantId(), id, erased);
        return new ErasureResult(id, complete, erased);
    }
}
