package io.voxgate.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The judge finds everything that it is there to find. */
class AttackJudgeTest {
    private static final AttackJudge JUDGE = new AttackJudge(512L << 20);
    private static final AttackResult.Requests REQUESTS =
            new AttackResult.Requests(10, 1000, 5000, 500, Map.of("200", 10));
    private static final AttackResult.Service CALM =
            new AttackResult.Service(true, true, true, 2, 1, 300 << 20, 50 << 20);
    private static final Map<String, AttackResult.Victim> SERVED =
            Map.of("requests", new AttackResult.Victim(20, 0, List.of(), 3, 9));

    private static List<String> faults(
            AttackResult.Requests requests,
            AttackResult.Service service,
            Map<String, AttackResult.Victim> victims,
            Map<String, Integer> alone) {
        return JUDGE.faults(
                new AttackResult("planted", "H0: nothing", Duration.ofSeconds(3), requests, service, victims, alone),
                AttackBounds.cheap());
    }

    private static List<String> faults(AttackResult.Service service) {
        return faults(REQUESTS, service, SERVED, Map.of());
    }

    @Test
    void whatHeldIsNoFault() {
        assertThat(faults(CALM)).isEmpty();
    }

    @Test
    void aDeadOrUnreadyReplicaIsFound() {
        assertThat(faults(new AttackResult.Service(false, false, true, 2, 1, 0, 0)))
                .containsExactly("a replica died", "the replica is not ready");
    }

    @Test
    void memoryAboveTheManifestsLimitIsFound() {
        assertThat(faults(new AttackResult.Service(true, true, true, 2, 1, (512L << 20) + 1024, 0)))
                .containsExactly("memory of 524,289 KiB is over the manifest's 524,288 KiB");
        assertThat(faults(new AttackResult.Service(true, true, true, 2, 1, 0, 600L << 20)))
                .containsExactly("PostgreSQL's processes took 614,400 KiB");
    }

    @Test
    void processorTimeBeyondTheBoundsIsFound() {
        assertThat(faults(new AttackResult.Service(true, true, true, 5.8, 5.3, 0, 0)))
                .containsExactly(
                        "the replica used 5.8 CPU seconds, 5.8 are in order",
                        "PostgreSQL used 5.3 CPU seconds, 5.3 are in order");
    }

    @Test
    void anAnswerBeyondItsBoundIsFound() {
        assertThat(faults(new AttackResult.Requests(1, 10, 300_000, 300_000, Map.of()), CALM, SERVED, Map.of()))
                .containsExactly("an answer of 300,000 bytes, at most 262,144 are in order");
    }

    @Test
    void aVictimThatIsNotServedIsFound() {
        Map<String, AttackResult.Victim> turnedAway =
                Map.of("requests", new AttackResult.Victim(8, 0, List.of("503", "silent", "503"), 3, 9));

        assertThat(faults(REQUESTS, CALM, turnedAway, Map.of()))
                .containsExactly("the victim's requests: 2 × 503, 1 × silent of 11");
    }

    @Test
    void whatHoldsForOneAttackOnlyIsFound() {
        assertThat(faults(REQUESTS, CALM, SERVED, Map.of("an import echoes a secret", 3)))
                .containsExactly("an import echoes a secret (3 times)");
    }
}
