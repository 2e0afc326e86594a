package io.voxgate.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.quarkus.test.common.http.TestHTTPResource;
import io.voxgate.contract.GeneratedClients.ProgramResult;
import io.voxgate.service.PostgresResource;
import io.voxgate.service.ServiceTest;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients that are made from the contract compile, read all of its examples, and do the README's five minutes. */
@Tag("long")
@ServiceTest
class GeneratedClientsTest {
    private static final AtomicInteger APPS =
            new AtomicInteger(1_470_000_000 + (int) (System.nanoTime() % 90_000) * 10);
    private static final String VENDORS = "tencent-trtc tencent-ccc alibaba-rtc";

    @TestHTTPResource("/")
    URI url;

    @BeforeAll
    static void make() {
        ProgramResult made = GeneratedClients.make();

        assertThat(made.exit()).as(made.output()).isZero();
        assertThat(GeneratedClients.made()).containsExactly("java", "python", "typescript");
    }

    private Map<String, String> settings(String tenant, String operatorKey) {
        int app = APPS.addAndGet(2);
        return Map.of(
                "TOUR_URL",
                url.toString().replaceFirst("/$", ""),
                "TOUR_OPERATOR_KEY",
                operatorKey,
                "TOUR_TENANT",
                tenant + app,
                "TOUR_APP",
                Integer.toString(app));
    }

    private static void succeeded(ProgramResult result) {
        assertThat(result.exit()).as(result.output()).isZero();
    }

    @Test
    void theJavaClientDoesTheTourAndReadsEveryExample(@TempDir Path directory) throws IOException {
        succeeded(GeneratedClients.compileJava());

        ProgramResult tour = GeneratedClients.runJava("Tour", settings("java", PostgresResource.OPERATOR_KEY));
        succeeded(tour);
        System.out.println("Java client: " + tour.lastLine());
        assertThat(tour.lastLine()).startsWith("tour over: session ses_").endsWith(VENDORS);
        assertThat(GeneratedClients.runJava("Tour", settings("java", "wrong")).exit())
                .as("a tour that fails is seen")
                .isNotZero();

        ProgramResult examples = GeneratedClients.runJava("Examples", Map.of(), ContractFile.PATH.toString());
        succeeded(examples);
        System.out.println("Java client: " + examples.lastLine());
        assertThat(examples.output()).doesNotContain("FAULT");
        assertThat(examples.lastLine()).matches("[1-9][0-9]{2,3} examples and [1-9][0-9] words read, 0 faults");

        assertThat(GeneratedClients.runJava("Examples", Map.of(), spoiled(directory))
                        .output())
                .contains("FAULT createTenant request/colour is lost", "FAULT Channel of room is read as RoomChannel");
    }

    /** An example has a member that its schema lacks, and a word leads to the wrong schema. */
    private static String spoiled(Path directory) throws IOException {
        ObjectNode contract = (ObjectNode) ContractFile.tree();
        ((ObjectNode) contract.at("/paths/~1v1~1tenants/post/requestBody/content/application~1json/example"))
                .put("colour", "red");
        ((ObjectNode) contract.at("/components/schemas/Channel/discriminator/mapping"))
                .put("room", "#/components/schemas/PhoneChannel");
        Path file = directory.resolve("spoiled.yaml");
        new YAMLMapper().writeValue(file.toFile(), contract);
        return file.toString();
    }

    @Test
    void theTypeScriptClientDoesTheTour() {
        assumeTrue(GeneratedClients.isInstalled("node", "npm"), "No node and npm here");
        succeeded(GeneratedClients.compileTypeScript());

        ProgramResult tour = GeneratedClients.runTypeScript(settings("typescript", PostgresResource.OPERATOR_KEY));
        succeeded(tour);
        System.out.println("TypeScript client: " + tour.lastLine());
        assertThat(tour.lastLine()).startsWith("tour over: session ses_").endsWith(VENDORS);
        assertThat(GeneratedClients.runTypeScript(settings("typescript", "wrong"))
                        .exit())
                .as("a tour that fails is seen")
                .isNotZero();
    }

    @Test
    void thePythonClientCompilesAndTellsMessagesApart() {
        assumeTrue(GeneratedClients.isInstalled("python3"), "No python3 here");
        succeeded(GeneratedClients.compilePython());

        assumeTrue(GeneratedClients.hasPythonLibraries(), "Without pydantic, urllib3 and dateutil it is only compiled");
        ProgramResult examples = GeneratedClients.runPython();
        succeeded(examples);
        System.out.println("Python client: " + examples.lastLine());
        assertThat(examples.lastLine()).endsWith("names, WebhookEventMessage WebhookNoticeMessage PhoneChannel");
    }
}
