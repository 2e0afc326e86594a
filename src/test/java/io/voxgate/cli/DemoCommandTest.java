package io.voxgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.voxgate.cli.DemoRun.RunningGateway;
import io.voxgate.model.SecretText;
import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DemoCommandTest {
    private static final List<String> GOOD = List.of("starting", "active", "stopping", "ended");
    private static final String TRANSCRIPT = "{\"items\":[{\"role\":\"agent\",\"text\":\"您好\"}],\"complete\":true}";

    private final RecordedTerminal paper = new RecordedTerminal(100, false);

    @Test
    void endsWithZeroWhenEverySessionRanAndEnded() throws IOException {
        assertThat(run(Map.of(), TRANSCRIPT)).isZero();
        assertThat(paper.text())
                .contains(
                        "All 3 sessions were accepted, went through their states and ended.",
                        "starting → active → stopping → ended",
                        "agent  您好");
    }

    @Test
    void aNoteStandsForATranscript() throws IOException {
        assertThat(run(
                        Map.of(),
                        "{\"items\":[],\"complete\":true,\"note\":\"This vendor tells nothing of what was said.\"}"))
                .isZero();
        assertThat(paper.text()).contains("This vendor tells nothing of what was said.");
    }

    @Test
    void neitherTranscriptNorNoteIsAFailure() throws IOException {
        assertThat(run(Map.of(), "{\"items\":[]}")).isEqualTo(1);
        assertThat(paper.text()).contains("Failed: tencent-trtc: there is neither a transcript nor a word why.");
    }

    @Test
    void aRefusedStartIsAFailureWithTheReason() throws IOException {
        assertThat(run(Map.of("tencent-ccc", List.of()), TRANSCRIPT)).isEqualTo(1);
        assertThat(paper.text())
                .contains("Failed: tencent-ccc: POST /v1/sessions answered 422 VENDOR_REFUSED: No such feature.");
    }

    @Test
    void aSessionThatWasNeverActiveIsAFailure() throws IOException {
        assertThat(run(Map.of("alibaba-rtc", List.of("starting", "ended")), TRANSCRIPT))
                .isEqualTo(1);
        assertThat(paper.text()).contains("Failed: alibaba-rtc: it was never active: starting → ended");
    }

    private DemoCommand parsed(String... arguments) {
        DemoCommand command = new DemoCommand(paper.terminal());
        CommandRunner.commandLine(command, paper.terminal()).parseArgs(arguments);
        return command;
    }

    @Test
    void withoutOptionsItStartsAGatewayOfItsOwn() {
        assertThat(parsed().runningGateway()).isEmpty();
        assertThat(parsed().full()).isFalse();
    }

    @Test
    void aRunningGatewayIsNamedByUrlAndKey() {
        DemoCommand command = parsed("--url", "http://localhost:8080", "--key", "k", "--full");

        assertThat(command.runningGateway())
                .contains(new RunningGateway(URI.create("http://localhost:8080/"), new SecretText("k")));
        assertThat(command.full()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--url http://localhost:8080 | --url and --key belong together.",
                "--key k                     | --url and --key belong together.",
                "--url                       | --url needs a value: --url=URL",
                "--url --key k               | --url needs a value: --url=URL",
                "--key                       | --key needs a value: --key=OPERATOR_KEY",
                "--url ftp://x --key k       | --url needs an http or https URL.",
                "--ful                       | ./voxgate demo does not know \"--ful\". Did you mean --full?",
                "--loud                      | ./voxgate demo does not know \"--loud\".",
                "loud                        | ./voxgate demo does not know \"loud\"."
            })
    void whatItDoesNotUnderstandItSays(String line, String sentence) {
        assertThat(DemoCommand.run(paper.terminal(), line.split(" "))).isEqualTo(2);
        assertThat(paper.errors()).isEqualToNormalizingNewlines(sentence + """

                Usage: ./voxgate demo [-hV] [--full] [--key=OPERATOR_KEY] [--url=URL]
                ./voxgate demo --help explains it.
                """);
        assertThat(paper.text()).isEmpty();
    }

    @Test
    void helpIsNoError() {
        assertThat(DemoCommand.run(paper.terminal(), "--help")).isZero();
        assertThat(paper.text()).contains("Usage: ./voxgate demo [-hV]", "--url=URL", "--key=OPERATOR_KEY", "--full");
    }

    @Test
    void aSessionThatFailedIsAFailure() throws IOException {
        assertThat(run(Map.of("tencent-trtc", List.of("starting", "failed")), TRANSCRIPT))
                .isEqualTo(1);
        assertThat(paper.text()).contains("Failed: tencent-trtc: it is failed, not ended");
    }

    @Test
    void aGatewayThatIsNotThereIsSaidInOneSentence() {
        assertThat(DemoCommand.run(paper.terminal(), "--url", "http://127.0.0.1:1", "--key", "k"))
                .isEqualTo(1);
        assertThat(paper.text())
                .contains("The demo failed: POST http://127.0.0.1:1/v1/tenants was not answered")
                .doesNotContain("\tat ");
    }

    private int run(Map<String, List<String>> other, String transcript) throws IOException {
        Map<String, List<String>> courses =
                new HashMap<>(Map.of("tencent-trtc", GOOD, "tencent-ccc", GOOD, "alibaba-rtc", GOOD));
        courses.putAll(other);
        try (PlayedGateway gateway = new PlayedGateway(courses, transcript)) {
            return DemoCommand.run(paper.terminal(), "--url", gateway.url().toString(), "--key", "operator");
        }
    }
}
