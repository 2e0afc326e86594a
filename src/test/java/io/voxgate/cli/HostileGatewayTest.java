package io.voxgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.voxgate.json.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A gateway that wants to steer the terminal: whatever it says, nothing but text and our own colours is written. */
class HostileGatewayTest {
    private static final String HOSTILE = "x\033[2J\033]0;owned\007\033[31mred\rover\b\u009b2J\u202eright\u0000";
    private static final List<String> STEERING =
            List.of("\033[2J", "\033]", "\007", "\r", "\b", "\u009b", "\u202e", "\0", "\033[31mred");

    private HttpServer server;
    private volatile int status = 200;

    @TempDir
    private Path folder;

    @BeforeEach
    void open() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        String answer = Json.write(Json.object()
                        .put("code", HOSTILE)
                        .put("detail", HOSTILE)
                        .put("name", HOSTILE)
                        .put("secret", HOSTILE)
                        .put("revision", HOSTILE)
                        .put("id", HOSTILE)
                        .put("status", HOSTILE)
                        .put("key", "k")
                        .put("nextPageToken", "")
                        .set(
                                "errors",
                                Json.array()
                                        .add(Json.object()
                                                .put("pointer", "/" + HOSTILE)
                                                .put("detail", HOSTILE))))
                .replaceFirst(
                        "\\{",
                        Matcher.quoteReplacement("{\"items\":["
                                + Json.write(Json.object().put("name", HOSTILE)) + "],\"warnings\":["
                                + Json.write(Json.object().put("pointer", "/a").put("detail", HOSTILE)) + "],"));
        byte[] body = answer.getBytes(StandardCharsets.UTF_8);
        server.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.getResponseHeaders().add("ETag", "\"1\"");
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        Files.createDirectories(folder.resolve("webhooks"));
        Files.writeString(folder.resolve("webhooks/crm.yaml"), "url: https://a.example.com/x\neventTypes: ['*']\n");
    }

    @AfterEach
    void close() {
        server.stop(0);
    }

    private String written(boolean colours) {
        RecordedTerminal paper = new RecordedTerminal(120, colours);
        URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
        ApplyCommand.run(paper.terminal(), Map.of(), folder.toString(), "--url", url.toString(), "--key", "k");
        assertThat(paper.errors()).isEmpty();
        return paper.text();
    }

    @Test
    void applyWritesOnlyText() {
        for (int each : List.of(200, 403, 404, 422, 500)) {
            status = each;
            for (boolean colours : List.of(false, true)) {
                String text = written(colours);
                assertThat(text)
                        .as("status %d, colours %s: %s", each, colours, text.replace("\033", "ESC"))
                        .isNotBlank();
                STEERING.forEach(sign -> assertThat(text)
                        .as("status %d, colours %s", each, colours)
                        .doesNotContain(sign));
            }
        }
    }

    @Test
    void demoWritesOnlyText() {
        RecordedTerminal paper = new RecordedTerminal(120, false);
        URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
        for (int each : List.of(200, 403, 422)) {
            status = each;
            assertThat(DemoCommand.run(paper.terminal(), "--url", url.toString(), "--key", "k"))
                    .isNotZero();
        }
        assertThat(paper.errors()).isEmpty();
        STEERING.forEach(sign -> assertThat(paper.text()).doesNotContain(sign));
    }
}
