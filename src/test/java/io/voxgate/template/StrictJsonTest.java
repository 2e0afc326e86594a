package io.voxgate.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.json.Json;
import io.voxgate.json.StrictJson;
import io.voxgate.limits.Limit;
import io.voxgate.model.Agent;
import io.voxgate.model.Fault;
import jakarta.validation.Validation;
import jakarta.validation.ValidatorFactory;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class StrictJsonTest {
    private static final ValidatorFactory VALIDATORS = Validation.buildDefaultValidatorFactory();
    private static final StrictJson STRICT = new StrictJson(VALIDATORS.getValidator());

    private static final long NOISE = 20_000_000;

    @AfterAll
    static void close() {
        VALIDATORS.close();
    }

    private static ObjectNode agent() {
        ObjectNode agent = Json.object();
        agent.putObject("llm").put("protocol", "openai");
        return agent;
    }

    private static ArrayNode emptyTexts(int count) {
        ArrayNode list = Json.array();
        IntStream.range(0, count).forEach(_ -> list.add(""));
        return list;
    }

    private static List<Fault> faults(ObjectNode agent) {
        return STRICT.read(agent, Agent.class).faults();
    }

    @Test
    void aListBeyondItsSizeIsOneFaultAndNobodyLooksAtItsItems() {
        ObjectNode agent = agent();
        agent.putObject("stt").put("language", "x").set("alternativeLanguages", emptyTexts(3000));

        assertThat(faults(agent))
                .extracting(Fault::pointer, Fault::code)
                .containsExactly(
                        tuple("/stt/alternativeLanguages", "WRONG_SIZE"), tuple("/stt/language", "WRONG_SIZE"));
    }

    /** Four times the items were sixteen times the work. */
    @Test
    void theWorkDoesNotGrowWithTheSquareOfTheItems() {
        work(1000);

        assertThat(work(8000)).isLessThan(10 * Math.max(work(2000), NOISE));
    }

    /** CPU time in nanoseconds. */
    private static long work(int items) {
        ObjectNode agent = agent();
        agent.putObject("stt").set("alternativeLanguages", emptyTexts(items));
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadCpuTime();
        faults(agent);
        return threads.getCurrentThreadCpuTime() - before;
    }

    @Test
    void theFaultSaysHowManyThereMayBe() {
        ObjectNode agent = agent();
        agent.putObject("stt").set("alternativeLanguages", emptyTexts(9));

        assertThat(faults(agent))
                .singleElement()
                .extracting(Fault::detail)
                .isEqualTo("It must have at most 8 items, and has 9.");
    }

    @Test
    void itemsOfAListThatIsNotTooLongAreTold() {
        ObjectNode agent = agent();
        agent.putObject("stt").set("alternativeLanguages", emptyTexts(2));
        agent.putObject("tools")
                .putArray("transfers")
                .addObject()
                .put("name", "a")
                .put("description", "b")
                .put("target", "c");

        assertThat(faults(agent))
                .extracting(Fault::pointer, Fault::code)
                .containsExactly(
                        tuple("/stt/alternativeLanguages/0", "WRONG_SIZE"),
                        tuple("/stt/alternativeLanguages/1", "WRONG_SIZE"));
    }

    @Test
    void validationStopsAtTheLimitOfFaults() {
        ObjectNode agent = agent();
        ArrayNode extraction = agent.putObject("tools").putArray("extraction");
        IntStream.range(0, 50)
                .forEach(i -> extraction
                        .addObject()
                        .put("name", "n" + i)
                        .put("type", "choice")
                        .set("choices", emptyTexts(100)));

        assertThat(faults(agent))
                .hasSize(Limit.FAULTS.count() + 1)
                .allMatch(fault -> fault.pointer().startsWith("/tools/extraction/0/choices/"));
    }

    @Test
    void aLongBodyIsNotReadAgainForEachUnknownMember() {
        ObjectNode agent = agent();
        ObjectNode metadata = ((ObjectNode) agent.get("llm")).putObject("metadata");
        IntStream.range(0, 19_000).forEach(i -> metadata.put("m" + i, i));
        IntStream.range(0, 60).forEach(i -> agent.put("unknown" + i, i));

        assertThat(faults(agent)).hasSize(10).allMatch(fault -> fault.code().equals("UNKNOWN_FIELD"));
    }

    @Test
    void nullsStopAtTheLimitOfFaults() {
        ObjectNode agent = agent();
        ArrayNode words = agent.putObject("stt").putArray("hotWords");
        IntStream.range(0, 128).forEach(_ -> words.addNull());

        assertThat(faults(agent)).hasSize(Limit.FAULTS.count() + 1);
    }

    @Test
    void aPointerBeyondItsLengthIsCut() {
        assertThat(new Fault("/" + "x".repeat(600), "CODE", "y".repeat(3000))).satisfies(fault -> {
            assertThat(fault.pointer()).hasSize(Limit.POINTER_LENGTH.count()).endsWith("x…");
            assertThat(fault.detail())
                    .hasSize(Limit.FAULT_DETAIL_LENGTH.count())
                    .endsWith("y…");
        });
    }
}
