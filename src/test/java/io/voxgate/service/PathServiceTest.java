package io.voxgate.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import io.voxgate.testkit.Reply;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Request lines byte by byte: what a path seems to say to a proxy in front is what is done, or nothing is done. */
@ServiceTest
class PathServiceTest {
    @TestHTTPResource("/")
    URI root;

    /** One request on a connection of its own; nothing is encoded, cleaned or taken away on the way. */
    private Reply send(String method, String target, String key, String... headers) {
        try (Socket socket = new Socket(root.getHost(), root.getPort())) {
            String more = headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
            socket.getOutputStream()
                    .write("%s %s HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %s\r\nConnection: close\r\n%s\r\n"
                            .formatted(method, target, key, more)
                            .getBytes(StandardCharsets.ISO_8859_1));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int end = answer.indexOf("\r\n\r\n");
            String[] head = answer.substring(0, end).split("\r\n");
            Map<String, List<String>> found = new LinkedHashMap<>();
            for (int i = 1; i < head.length; i++) {
                found.computeIfAbsent(head[i].substring(0, head[i].indexOf(':')).toLowerCase(), _ -> new ArrayList<>())
                        .add(head[i].substring(head[i].indexOf(':') + 1).strip());
            }
            return new Reply(Integer.parseInt(head[0].split(" ")[1]), found, answer.substring(end + 4));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aPathWithTwoReadingsIsNobodys() {
        TestTenant tenant = TestTenant.create();
        String key = tenant.key("admin");
        String keys = "/v1/tenants/" + tenant.id() + "/keys";
        List<String> targets = new ArrayList<>(List.of(
                keys + "/..",
                keys + "/%2e%2e",
                keys + "/.%2E/keys",
                keys + "/.",
                keys + "/%2e",
                "/v1//templates",
                "//v1/templates",
                "/v1/./templates",
                "/v1/templates;x=y",
                "/v1;x/templates",
                "/v1/templates/a%2f..",
                "/v1/templates/..%2f",
                "/v1/templates/a%5c..",
                "/v1/../q/metrics",
                "/v1/../",
                "/v1/templates#x",
                "http://x/v1/../q/openapi"));

        targets.forEach(target -> {
            Reply reply = send("GET", target, key);
            assertThat(reply.status()).as(target).isEqualTo(404);
            assertThat(reply.header("content-type")).as(target).contains("application/problem+json");
            assertThat(reply.json().path("code").asText()).as(target).isEqualTo("NOT_FOUND");
            assertThat(reply.json().path("requestId").asText())
                    .as(target)
                    .isEqualTo(reply.header("x-request-id").orElseThrow());
        });
        assertThat(send("DELETE", keys + "/x/../../" + tenant.id(), PostgresResource.OPERATOR_KEY)
                        .status())
                .isEqualTo(404);
        assertThat(send("GET", "/v1/tenants/" + tenant.id(), key).status()).isEqualTo(200);
    }

    @Test
    void anOrdinaryPathHasOneReading() {
        String key = TestTenant.create().key("admin");
        for (String target : List.of(
                "/v1/templates",
                "/v1/templates/",
                "http://x/v1/templates",
                "/v1/templ%61tes",
                "/v1/templates?x=/../;a//%2f")) {
            assertThat(send("GET", target, key).status()).as(target).isEqualTo(200);
        }
        Optional<String> own =
                send("GET", "/v1/..", key, "X-Request-Id: mine-1").header("x-request-id");
        assertThat(own).contains("mine-1");
        assertThat(send("HEAD", "/v1/..", key).body()).isEmpty();
    }

    /**
     * The HTTP server itself turns away what is no request, before Voxgate can say anything about it; the contract says
     * so.
     */
    @Test
    void whatIsNoRequestIsTurnedAwayByTheServer() {
        String key = TestTenant.create().key("admin");
        assertThat(List.of(
                        "/v1\\templates",
                        "/v1/templates/%zz",
                        "/v1/templates/%",
                        "/v1/templates/{x}",
                        "/v1/templates?a=|"))
                .allSatisfy(
                        target -> assertThat(send("GET", target, key).status()).isEqualTo(400));
        assertThat(send("GET", "v1/templates", key).status()).isEqualTo(404);
        assertThat(send("GET", "/v1/templates?x=" + "a".repeat(300_000), key).status())
                .isEqualTo(414);
        assertThat(send("GET", "/v1/templates", key, "X-Long: " + "a".repeat(20_000))
                        .status())
                .isEqualTo(431);
        assertThat(send("GET", "/v1/templates", key, "X-Long: " + "a".repeat(10_000))
                        .status())
                .isEqualTo(200);
    }

    /** Whatever a name is spelled like, the name itself decides. */
    @Test
    void anEncodedNameIsTheSameName() {
        String key = TestTenant.create().key("admin");
        for (String name : List.of("%252e%252e", "%C3%28", "%ff", "...", "%E4%B8%AD", "a%0d%0aX-Injected:%201")) {
            Reply reply = send("GET", "/v1/templates/" + name, key);
            assertThat(reply.status()).as(name).isIn(400, 404);
            assertThat(reply.json().path("code").asText()).as(name).isIn("NOT_FOUND", "INVALID_PARAMETER");
            assertThat(reply.headers()).doesNotContainKey("x-injected");
        }
    }
}
