package io.voxgate.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.json.Json;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A tenant that does its work beside another one that does as much as it can of one thing: everything is served. With
 * {@code -Dattack.seconds=120} or more its p99 is at most twice that of alone, in rounds that take turns; the short
 * form does not look at times, since a p99 of some seconds on a busy machine is chance, and leaves out what
 * {@link AttackIT} does, beside the same victim, too.
 */
@ExtendWith(AttackedService.Shared.class)
class NoisyNeighbourIT {
    private static final int SECONDS = Integer.getInteger("attack.seconds", 0);
    private static final boolean LONG = SECONDS > 0;
    private static final String NAME = System.getProperty("attack.name", "");
    private static final Duration ROUND = Duration.ofSeconds(LONG ? 10 : 2);
    private static final int ROUNDS = LONG ? Math.max(3, SECONDS / 20) : 1;
    private static final int PER_SECOND = 20;
    private static final double MOST = 2;

    private final StringBuilder text = new StringBuilder();
    private final ArrayNode json = Json.array();

    @TestFactory
    Stream<DynamicTest> theVictimIsServed(AttackedService service) {
        Set<String> elsewhere = LONG
                ? Set.of()
                : AttackCatalogue.all().stream().map(Attack::name).collect(Collectors.toSet());
        List<Attack> neighbours = AttackCatalogue.neighbours().stream()
                .filter(attack -> attack.name().contains(NAME) && !elsewhere.contains(attack.name()))
                .toList();
        return neighbours.stream().map(neighbour -> dynamicTest(neighbour.name(), () -> beside(neighbour, service)));
    }

    private void beside(Attack neighbour, AttackedService service) {
        AttackedService.Running running = service.running();
        NeighbourRounds rounds = new NeighbourRounds(
                running.fleet(),
                running.victim(),
                new NeighbourRounds.Pace(PER_SECOND, LONG || neighbour.watchesSessions(), ROUND));
        if (LONG) {
            rounds.warmUp();
        }
        for (int i = 0; i < ROUNDS; i++) {
            if (LONG) {
                rounds.alone();
            }
            rounds.beside(neighbour);
        }
        report(neighbour, rounds);
        if (!rounds.failures().isEmpty()) {
            service.close();
        }
        assertThat(rounds.served()).as("what the victim did").isPositive();
        assertThat(rounds.failures())
                .as("what the victim did not get beside %s", neighbour.name())
                .isEmpty();
        if (LONG) {
            assertThat(rounds.ratios())
                    .allSatisfy((what, ratio) -> assertThat(ratio.times())
                            .as("p99 of %s beside %s, as times of alone", what, neighbour.name())
                            .isLessThanOrEqualTo(MOST));
        }
    }

    private void report(Attack neighbour, NeighbourRounds rounds) {
        Map<String, NeighbourRounds.Ratio> ratios = rounds.ratios();
        String p99s = ratios.entrySet().stream()
                .map(entry -> told(entry.getKey(), entry.getValue()))
                .collect(Collectors.joining());
        String told = "Beside %s: %d served, %d not; the neighbour got %s%n%s"
                .formatted(
                        neighbour.name(),
                        rounds.served(),
                        rounds.failures().size(),
                        rounds.tally().outcomes(),
                        p99s);
        text.append(told);
        System.out.print(told);
        json.addObject()
                .put("neighbour", neighbour.name())
                .put("served", rounds.served())
                .<ObjectNode>set("failures", Json.node(rounds.failures()))
                .<ObjectNode>set("answers", Json.node(rounds.tally().outcomes()))
                .set("p99", Json.node(ratios));
        AttackReport.write(LONG ? "neighbours-long" : "neighbours", text.toString(), json.toPrettyString());
    }

    private static String told(String what, NeighbourRounds.Ratio ratio) {
        if (ratio.besideMillis() == 0) {
            return "";
        }
        if (!LONG) {
            return "  p99 of %s: %.0f ms%n".formatted(what, ratio.besideMillis());
        }
        return "  p99 of %s: alone %.0f ms, beside %.0f ms, %.2f times%n"
                .formatted(what, ratio.aloneMillis(), ratio.besideMillis(), ratio.times());
    }
}
