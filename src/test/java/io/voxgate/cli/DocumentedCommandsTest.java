package io.voxgate.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.sun.net.httpserver.HttpServer;
import io.voxgate.json.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * No command of the pages is forgotten, and their examples can be read. That the commands succeed is shown by
 * {@link DocumentedCommandsServiceTest}.
 */
class DocumentedCommandsTest {
    private static final Path ROOT = Path.of("").toAbsolutePath();
    private static final Pattern BODY = Pattern.compile("-d '([^']*)'");
    private static final Pattern LINE = Pattern.compile("(?m)^(?:data: )?(\\{.*})$");
    /** What is left out between two members of an object that is shown. */
    private static final Pattern LEFT_OUT = Pattern.compile(",…(?=,)");

    private static final YAMLMapper YAML = new YAMLMapper();

    @TempDir
    private Path directory;

    @Test
    void everyBlockIsRunOrSaysWhyNot() {
        assertThat(DocumentedCommands.forgotten(ROOT)).isEmpty();
        assertThat(DocumentedCommands.pages())
                .allSatisfy(page -> assertThat(DocumentedCommands.tour(ROOT, page))
                        .as(page)
                        .anyMatch(block -> block.page().equals(page)));
    }

    @Test
    void everyReasonHasItsBlock() {
        List<CodeBlock> blocks = CodeBlock.all(ROOT);

        assertThat(DocumentedCommands.notRun())
                .allSatisfy(entry -> assertThat(
                                blocks.stream().filter(CodeBlock::isBash).filter(entry::is))
                        .as(entry.toString())
                        .isNotEmpty());
    }

    @Test
    void aBlockOfAnotherPageIsFound() throws IOException {
        Files.createDirectories(directory.resolve("docs"));
        Files.writeString(directory.resolve("docs/new.md"), "Text.\n\n   ```bash\n   vox $VOXGATE/v1/new\n   ```\n");

        assertThat(DocumentedCommands.forgotten(directory)).containsExactly("docs/new.md:4");
        assertThat(CodeBlock.all(directory)).extracting(CodeBlock::text).containsExactly("vox $VOXGATE/v1/new");
    }

    @Test
    void whatThePagesShowAsJsonOrYamlIsThat() {
        List<String> examples = CodeBlock.all(ROOT).stream()
                .flatMap(DocumentedCommandsTest::json)
                .toList();

        assertThat(examples).hasSizeGreaterThan(20).allSatisfy(DocumentedCommandsTest::parse);
        assertThatExceptionOfType(JsonProcessingException.class).isThrownBy(() -> parse("{\"a\":1,}"));
        assertThat(CodeBlock.all(ROOT).stream().filter(block -> block.language().equals("yaml")))
                .allSatisfy(block -> assertThat(YAML.readTree(block.text()))
                        .as(block.place())
                        .isNotNull());
    }

    private static Stream<String> json(CodeBlock block) {
        if (block.language().equals("json")) {
            return Stream.of(block.text());
        }
        Pattern pattern = block.isBash() ? BODY : LINE;
        return pattern.matcher(block.text()).results().map(match -> match.group(1));
    }

    private static void parse(String text) throws JsonProcessingException {
        assertThat(Json.MAPPER.readTree(LEFT_OUT.matcher(text).replaceAll("")))
                .as(text)
                .isNotNull();
    }

    private ShellTour.TourResult run(String command) throws IOException, InterruptedException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        List<String> asked = new ArrayList<>();
        server.createContext("/", exchange -> {
            String path = exchange.getRequestURI().getPath();
            asked.add(path);
            byte[] answer = "{\"id\":\"ses_1\"}".getBytes(StandardCharsets.UTF_8);
            boolean early = path.startsWith("/v1/sessions/ses_") && asked.size() < 3;
            exchange.sendResponseHeaders(early || path.equals("/v1/missing") ? 409 : 200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
        try {
            String base = "http://127.0.0.1:" + server.getAddress().getPort();
            CodeBlock before = new CodeBlock("page.md", 7, "bash", "alias vox='curl -s'\nVOXGATE=BASE");
            return new ShellTour(directory, Map.of("BASE", base))
                    .run(List.of(before, new CodeBlock("page.md", 12, "bash", command)));
        } finally {
            server.stop(0);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"vox $VOXGATE/v1/there", """
            vox $VOXGATE/v1/sessions | tee s.json
            S=$(sed -n 's/.*"\\(ses_[^"]*\\)".*/\\1/p' s.json)
            vox $VOXGATE/v1/sessions/$S/say -d '{}'
            [ $S = ses_1 ]"""})
    void whatSucceedsIsNoFailure(String command) throws Exception {
        ShellTour.TourResult result = run(command);

        assertThat(result.failures()).as(result.output()).isEmpty();
        assertThat(result.exit()).as(result.output()).isZero();
        assertThat(result.output()).contains("== page.md:7", "== page.md:12", "ses_1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "vox $VOXGATE/v1/missing",
                "vox $VOXGATE/v1/missing | tee s.json",
                "vox $VOXGATE/v1/$NOT_SET",
                "KEY=$(vox $VOXGATE/v1/missing | sed p)",
                "false",
                "vox http://127.0.0.1:1/"
            })
    void whatFailsIsAFailure(String command) throws Exception {
        assertThat(run(command).exit()).isNotZero();
    }

    @Test
    void aFailureInsideAListIsKept() throws Exception {
        assertThat(run("for one in $(vox $VOXGATE/v1/missing); do echo $one; done")
                        .failures())
                .contains("curl says 22 for", "/v1/missing");
    }

    /** Also without a service: what bash cannot read is no command. */
    @Test
    void everyTourIsAScript() throws Exception {
        for (String page : DocumentedCommands.pages()) {
            String commands = new ShellTour(directory, Map.of()).script(DocumentedCommands.tour(ROOT, page));
            Path script = Files.writeString(directory.resolve("tour.sh"), commands);
            Process bash = new ProcessBuilder("bash", "-n", script.toString())
                    .redirectErrorStream(true)
                    .start();
            assertThat(new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .as(page)
                    .isEmpty();
            assertThat(bash.waitFor()).as(page).isZero();
        }
    }
}
