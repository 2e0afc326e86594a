package io.voxgate.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Every attack once on a replica that runs as production runs it, beside a victim at work. {@code -Dattack.seconds=120}
 * keeps each of them on for so long; {@code -Dattack.name} chooses some, {@code -Dattack.seed} another order. The
 * report is in {@code target/attack/}.
 */
@ExtendWith(AttackedService.Shared.class)
class AttackIT {
    private static final Duration TIME = Duration.ofSeconds(Integer.getInteger("attack.seconds", 0));
    private static final String NAME = System.getProperty("attack.name", "");
    private static final long SEED = Long.getLong("attack.seed", 0);
    private static final int PER_SECOND = 10;

    private final List<AttackReport.Line> lines = new ArrayList<>();

    @TestFactory
    Stream<DynamicTest> itHolds(AttackedService service) {
        List<Attack> attacks = new ArrayList<>(AttackCatalogue.all().stream()
                .filter(attack -> attack.name().contains(NAME))
                .toList());
        if (SEED != 0) {
            Collections.shuffle(attacks, new Random(SEED));
        }
        return attacks.stream().map(attack -> dynamicTest(attack.name(), () -> attack(attack, service)));
    }

    private void attack(Attack attack, AttackedService service) {
        AttackedService.Running running = service.running();
        AttackResult result = AttackRun.of(attack, running.fleet(), running.victim(), TIME, PER_SECOND);
        List<String> faults = new AttackJudge(service.memoryBytes()).faults(result, attack.bounds());
        AttackReport.Line line = new AttackReport.Line(result, service.memoryBytes(), faults);
        lines.add(line);
        System.out.println(AttackReport.text(line));
        AttackReport.write(TIME.isZero() ? "attacks" : "attacks-long", lines);
        if (!faults.isEmpty() && damaged(result)) {
            service.close();
        }
        assertThat(faults).as(attack.name()).isEmpty();
    }

    private static boolean damaged(AttackResult result) {
        AttackResult.Service service = result.service();
        return !service.alive()
                || !service.ready()
                || !service.rested()
                || result.victims().values().stream()
                        .anyMatch(work -> !work.failures().isEmpty());
    }
}
