package io.voxgate.coverage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.coverage.CoverageRow.RowState;
import io.voxgate.tck.Yaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each row of the table is as the code is, and a row that is not is found. */
class CoverageTest {
    private static final Path PAGE = Path.of("docs/coverage.md");
    private static final JsonNode LEFT = Yaml.resource("/coverage-left.yaml");

    @Test
    void everyRowIsAsItSays() {
        assertThat(there().flatMap(row -> RowChecks.faults(row).stream()))
                .as("rows that are wrong")
                .isEmpty();
    }

    /** The checks of a row that waits are those of its day: once they hold, the row is reached, and has to say so. */
    @Test
    void whatWaitsIsNotThereYet() {
        assertThat(CoverageTable.in(RowState.WAITING))
                .allSatisfy(row -> assertThat(RowChecks.firstFault(row))
                        .as("%s is there: make it \"reached\", and take it out of coverage-left.yaml", row.name())
                        .isPresent());
    }

    private static Stream<CoverageRow> there() {
        return CoverageTable.rows().stream().filter(row -> row.state() != RowState.WAITING);
    }

    /** The audit's own counts, and what came at the vendors after it: no row got lost, none came twice. */
    @Test
    void everyItemOfTheAuditHasItsRow() {
        Map<String, Long> before = CoverageTable.rows().stream()
                .collect(Collectors.groupingBy(CoverageRow::before, Collectors.counting()));

        assertThat(before).isEqualTo(Map.of("ok", 454L, "wrong", 74L, "missing", 118L, "by design", 10L, "new", 3L));
        assertThat(CoverageTable.rows()).doesNotHaveDuplicates();
    }

    @Test
    void eachRowHasItsReasonAndMostACheck() {
        assertThat(CoverageTable.rows()).allSatisfy(row -> {
            assertThat(row.text()).as(row.name()).isNotBlank();
            assertThat(row.checks())
                    .as(row.name())
                    .hasSizeGreaterThanOrEqualTo(
                            Set.of(RowState.OUTSIDE, RowState.MISSING).contains(row.state()) ? 0 : 1);
        });
    }

    /** Who closes a row takes it out of the list, and who opens one puts it in. */
    @ParameterizedTest
    @ValueSource(strings = {"missing", "waiting"})
    void whatIsLeftIsListed(String state) {
        assertThat(CoverageTable.rows().stream()
                        .filter(row -> row.state().key().equals(state))
                        .map(CoverageRow::name))
                .as("%s, with src/test/resources/coverage-left.yaml", state)
                .containsExactlyInAnyOrderElementsOf(
                        LEFT.path(state).valueStream().map(JsonNode::asText).toList());
    }

    @Test
    void theCommittedPageIsMadeOfTheTable() throws IOException {
        String page = CoveragePage.of(CoverageTable.rows());
        if (Boolean.getBoolean("coverage.update")) {
            Files.writeString(PAGE, page);
        }

        assertThat(PAGE)
                .as("docs/coverage.md is stale. Write it anew: ./voxgate test -Dtest=CoverageTest "
                        + "-Dcoverage.update=true")
                .hasContent(page);
    }

    @Test
    void anotherTableMakesAnotherPage() {
        List<CoverageRow> rows = CoverageTable.rows();

        assertThat(CoveragePage.of(rows.subList(1, rows.size()))).isNotEqualTo(CoveragePage.of(rows));
    }

    /** One claim of each check is made wrong: a check that nothing can fail would be found here. */
    @Test
    void eachCheckFindsAClaimThatIsWrong() {
        Set<String> kinds = new TreeSet<>();
        for (CoverageRow row : there().toList()) {
            for (ObjectNode check : row.checks()) {
                CoverageRow wrong = row.with(check, SpoiledCheck.of(row, check));
                assertThat(RowChecks.faults(wrong))
                        .as("%s with %s", row.name(), wrong.checks())
                        .isNotEmpty();
                kinds.add(RowChecks.kind(check));
            }
        }

        assertThat(kinds)
                .contains("sends", "names", "reads", "operation", "absent", "unused", "region", "rate", "setting")
                .contains("code", "agent", "imports", "callback", "status", "host", "header")
                .contains("contract", "contractLacks", "says", "test");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{sends: StartAIConversation.STTConfig.Mood}",
                "{sends: StartAIConversation.RoomIdType=2}",
                "{sends: StartAIConversation.STTConfig.Language, for: /stt/hotWords}",
                "{names: STTConfig.Mood}",
                "{operation: StartAITranscription}",
                "{absent: StopAIConversation}",
                "{absent: STTConfig.CustomParam}",
                "{unused: StopAIConversation}",
                "{reads: StartAIConversation.Mood}",
                "{code: FailedOperation.TaskExist, means: gone}",
                "{code: FailedOperation.Brand, means: unknown}",
                "{region: eu-frankfurt}",
                "{rate: StartAIConversation, is: 21}",
                "{setting: appKey}",
                "{agent: {llm: {temperature: 1}}, reports: {/llm/temperature: exact}}",
                "{agent: {tts: {volume: 1}}, sends: {TTSConfig.Volume: 9}}",
                "{agent: {}, defaults: {/stt/language: voxgate}}",
                "{agent: {}, note: no report says this}",
                "{callback: {EventGroupId: 9, EventType: 901, EventInfo: {TaskId: t}}, event: {type: session.started}}",
                "{status: {Response: {TaskId: t, Status: InProgress}}, is: ended}",
                "{host: trtc.example.com}",
                "{header: X-TC-Version, is: '2020-02-10'}",
                "{contract: EndReason transferred}",
                "{contractLacks: EndReason lost}",
                "{says: README.md, text: Voxgate has no README.}",
                "{test: coverage/CoverageTest#nothing}"
            })
    void aPlantedRowThatIsWrongIsFound(String check) {
        assertThat(RowChecks.faults(planted(check)))
                .hasSize(1)
                .first()
                .asString()
                .startsWith("planted: item: ");
    }

    @Test
    void aRowThatNobodyUnderstandsIsRefused() {
        assertThatThrownBy(() -> RowChecks.faults(planted("{sounds: good}"))).hasMessageContaining("sounds");
        assertThatThrownBy(() -> CoverageRow.read(Yaml.parse("{}"), Yaml.parse("{item: a, reached: b, missing: c}")))
                .hasMessageContaining("one state");
        assertThatThrownBy(() -> CoverageRow.read(Yaml.parse("{}"), Yaml.parse("{item: a, reach: b}")))
                .hasMessageContaining("reach");
    }

    private static CoverageRow planted(String check) {
        return CoverageRow.read(
                Yaml.parse("{section: Planted, source: planted, vendor: tencent-trtc}"),
                Yaml.parse("{item: item, reached: somewhere, check: [%s]}".formatted(check)));
    }
}
