package io.voxgate.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.voxgate.replicas.Fleet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/**
 * Every attack once on a replica that runs as production runs it, beside a victim at work. {@code -Dattack.seconds=120} keeps each of them on for so
 * long; {@code -Dattack.name} chooses some. The report is in {@code target/attack/}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AttackIT {
    private static final Duration TIME = Duration.ofSeconds(Integer.getInteger("attack.seconds", 0));
    private static final String NAME = System.getProperty("attack.name", "");
    private static final int PER_SECOND = 10;

    private final ProductionSettings production = ProductionSettings.read();
    private final List<AttackReport.Line> lines = new ArrayList<>();
    private Optional<Fleet> running = Optional.empty();
    private Optional<VictimTenant> victim = Optional.empty();

    @TestFactory
    Stream<DynamicTest> itHolds() {
        List<Attack> attacks = AttackCatalogue.all().stream().filter(attack -> attack.name().contains(NAME)).toList();
        assertThat(attacks).as("attacks whose name has " + NAME).isNotEmpty();
        return attacks.stream().map(attack -> dynamicTest(attack.name(), () -> attack(attack)));
    }

    private void attack(Attack attack) {
        Fleet fleet = running.orElseGet(this::begin);
        AttackResult result = AttackRun.of(attack, fleet, victim.orElseThrow(), TIME, PER_SECOND);
        List<String> faults = new AttackJudge(production.memoryBytes()).faults(result, attack.bounds());
        AttackReport.Line line = new AttackReport.Line(result, production.memoryBytes(), faults);
        lines.add(line);
        System.out.println(AttackReport.text(line));
        AttackReport.write(TIME.isZero() ? "attacks" : "attacks-long", lines);
        if (damaged(result)) {
            // What it left behind shall not be blamed on the next one.
            end();
        }
        assertThat(faults).as(attack.name()).isEmpty();
    }

    private static boolean damaged(AttackResult result) {
        AttackResult.Service service = result.service();
        return !service.alive() || !service.ready() || !service.rested() || result.victims().values().stream().anyMatch(work -> !work.failures().isEmpty());
    }

    private Fleet begin() {
        Fleet fleet = Fleet.start("attacked", 1, production.jvmOptions(), environment());
        running = Optional.of(fleet);
        victim = Optional.of(new VictimTenant(fleet.a()));
        return fleet;
    }

    private Map<String, String> environment() {
        return production.environment();
    }

    @AfterAll
    void end() {
        victim.ifPresent(VictimTenant::close);
        running.ifPresent(fleet -> {
            fleet.postgres().kill();
            fleet.close();
        });
        running = Optional.empty();
        victim = Optional.empty();
    }
}
