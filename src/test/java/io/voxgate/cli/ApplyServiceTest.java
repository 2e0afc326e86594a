package io.voxgate.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.aMapWithSize;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.common.http.TestHTTPResource;
import io.voxgate.cli.ApiClient.ApiReply;
import io.voxgate.service.ServiceTest;
import io.voxgate.service.TestTenant;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Folders put to the running service, as a team does it from its own machine. */
@Tag("long")
@ServiceTest
class ApplyServiceTest {
    private static final String CONNECTION = """
            {"vendor":"tencent-trtc","region":"ap-singapore","endpoint":"sandbox","settings":{"sdkAppId":%d},
             "credentials":{"secretId":"AKIDapply","secretKey":"s","sdkSecretKey":"s","callbackKey":"applyCallback1"}}""";
    private static final int APP = 1_490_000_000 + (int) (System.nanoTime() % 9_000_000);

    @TestHTTPResource("/")
    URI url;

    @TempDir
    private Path root;

    private TestTenant tenant;
    private String key;
    private RecordedTerminal paper = new RecordedTerminal(120, false);

    @BeforeEach
    void tenant() {
        tenant = TestTenant.create();
        key = tenant.key("admin");
    }

    private int apply(String... more) {
        paper = new RecordedTerminal(120, false);
        List<String> words = new ArrayList<>(List.of(root.toString(), "--url", url.toString(), "--key", key));
        words.addAll(List.of(more));
        return ApplyCommand.run(paper.terminal(), Map.of(), words.toArray(String[]::new));
    }

    private void file(String path, String text) throws IOException {
        Files.createDirectories(root.resolve(path).getParent());
        Files.writeString(root.resolve(path), text);
    }

    private static String template(int silence) {
        return "agent:\n  llm: {protocol: openai, url: https://api.openai.com/v1, model: m}\n  vad:\n    silenceMs: "
                + silence + "\n";
    }

    @Test
    void theStarterLibraryIsPutAndThenThereIsNothingToChange() {
        String[] library = {"templates", "--url", url.toString(), "--key", key};

        assertThat(ApplyCommand.run(paper.terminal(), Map.of(), library)).isZero();
        assertThat(paper.lines()).contains("All is as the folder says: 5 changed, 0 unchanged.");
        tenant.admin()
                .get("/v1/templates")
                .then()
                .body("items", hasSize(5))
                .body("items.revision", equalTo(List.of(1, 1, 1, 1, 1)));
        paper = new RecordedTerminal(120, false);
        assertThat(ApplyCommand.run(paper.terminal(), Map.of(), library)).isZero();
        assertThat(paper.lines()).contains("Nothing to change: all 5 are as the folder says.");
        tenant.admin().get("/v1/templates").then().body("items.revision", equalTo(List.of(1, 1, 1, 1, 1)));
    }

    @Test
    void thePlanComesFirstAndADryRunStopsThere() throws IOException {
        file("templates/a.yaml", template(500));

        assertThat(apply("--dry-run")).isZero();
        assertThat(paper.text())
                .contains(
                        "create",
                        "from templates/a.yaml",
                        "tencent-trtc  takes",
                        "cannot start: ",
                        "A dry run: nothing was changed.");
        tenant.admin().get("/v1/templates").then().body("items", hasSize(0));
    }

    @Test
    void changesAreShownSettingBySettingAndOthersStay() throws IOException {
        tenant.admin()
                .body(CONNECTION.formatted(APP))
                .put("/v1/connections/trtc-main")
                .then()
                .statusCode(201);
        tenant.admin()
                .body("{\"agent\":{\"llm\":{\"protocol\":\"openai\"}}}")
                .put("/v1/templates/elsewhere")
                .then()
                .statusCode(201);
        file(
                "connections/trtc-main.yaml",
                "vendor: tencent-trtc\nendpoint: sandbox\nregion: ap-guangzhou\nsettings: {sdkAppId: " + APP + "}\n");
        file("templates/a.yaml", template(500));
        file("webhooks/crm.json", "{\"url\":\"http://127.0.0.1:9/hook\",\"eventTypes\":[\"session.ended\"]}");

        assertThat(apply()).isZero();
        assertThat(paper.text())
                .contains(
                        "region ap-singapore → ap-guangzhou",
                        "templates elsewhere",
                        "its secret, shown this once: whsec_",
                        "3 changed, 0 unchanged.");
        tenant.admin()
                .get("/v1/connections/trtc-main")
                .then()
                .body("region", equalTo("ap-guangzhou"))
                .body("credentials", aMapWithSize(4));
        assertThat(apply()).isZero();
        assertThat(paper.text())
                .contains("Nothing to change: all 3 are as the folder says.")
                .doesNotContain("whsec_");

        file("templates/a.yaml", template(600));
        assertThat(apply()).isZero();
        assertThat(paper.text()).contains("agent.vad.silenceMs 500 → 600", "revision 2", "1 changed, 2 unchanged.");
        tenant.admin().get("/v1/templates/elsewhere").then().statusCode(200);
    }

    @Test
    void oneBrokenFileChangesNothing() throws IOException {
        file("templates/a.yaml", template(500));
        file("templates/b.yaml", template(5));
        assertThat(apply()).isEqualTo(1);
        assertThat(paper.text()).contains("templates/b.yaml:4", "agent.vad.silenceMs: ", "Nothing was changed.");
        file("templates/b.yaml", "agent: {\n");
        assertThat(apply()).isEqualTo(1);
        assertThat(paper.text()).contains("These files are invalid", "templates/b.yaml:", "Nothing was changed.");
        file("templates/b.yaml", template(500));
        file("connections/new.yaml", "vendor: tencent-trtc\nendpoint: sandbox\nsettings: {sdkAppId: 1400000001}\n");
        assertThat(apply()).isEqualTo(1);
        assertThat(paper.text())
                .contains("connections/new.yaml:1", "PUT /v1/connections/new with credentials", "Nothing was changed.");
        tenant.admin().get("/v1/templates").then().body("items", hasSize(0));
    }

    /** What the gateway would refuse of a connection or a webhook is known before a template is changed. */
    @Test
    void everyKindIsCheckedBeforeTheFirstChange() throws IOException {
        int app = APP + 1;
        tenant.admin()
                .body(CONNECTION.formatted(app))
                .put("/v1/connections/trtc-main")
                .then()
                .statusCode(201);
        file("templates/a.yaml", template(500));
        file(
                "connections/trtc-main.yaml",
                "vendor: tencent-trtc\nendpoint: sandbox\nregion: ap-guangzhou\nsettings: {sdkAppId: " + app + "}\n");
        file("webhooks/crm.yaml", "url: ftp://example.com/hook\neventTypes:\n  - session.ended\n  - no.such.event\n");

        assertThat(apply()).isEqualTo(1);
        assertThat(paper.text()).contains("webhooks/crm.yaml:1", "webhooks/crm.yaml:4", "Nothing was changed.");
        tenant.admin().get("/v1/templates").then().body("items", hasSize(0));
        tenant.admin().get("/v1/connections/trtc-main").then().body("region", equalTo("ap-singapore"));

        file("webhooks/crm.yaml", "url: http://127.0.0.1:9/hook\neventTypes: [session.ended]\n");
        file(
                "connections/trtc-main.yaml",
                "vendor: tencent-trtc\nendpoint: sandbox\nregion: nowhere\nsettings: {sdkAppId: " + app + "}\n");
        assertThat(apply()).isEqualTo(1);
        assertThat(paper.text()).contains("connections/trtc-main.yaml:3", "Nothing was changed.");
        tenant.admin().get("/v1/webhooks").then().body("items", hasSize(0));
    }

    @Test
    void whatSomeoneElseChangedSinceThePlanIsNotOverwritten() throws IOException {
        file("a.yaml", template(500));
        ApiClient api = new ApiClient(url, key);
        Manifest declared = ManifestDirectory.read(root).declared().getFirst();
        PlannedChange planned = new ChangePlanner(api).step(declared);
        tenant.admin()
                .body("{\"agent\":{\"llm\":{\"protocol\":\"openai\"}}}")
                .put("/v1/templates/a")
                .then()
                .statusCode(201);

        ApiReply answer = api.put("v1/templates/a", declared.body(), planned.etag());

        assertThat(answer.status()).isEqualTo(412);
        assertThat(ChangePlanner.complaints(declared, answer))
                .singleElement()
                .satisfies(complaint -> assertThat(complaint.what()).contains("changed by someone else"));
        assertThat(apply()).isZero();
        assertThat(paper.text()).contains("agent.vad.silenceMs + 500");
    }

    @Test
    void aKeyThatMayNotIsRefusedInWords() throws IOException {
        file("a.yaml", template(500));

        assertThat(ApplyCommand.run(
                        paper.terminal(),
                        Map.of(),
                        root.toString(),
                        "--url",
                        url.toString(),
                        "--key",
                        tenant.key("viewer")))
                .isEqualTo(1);
        assertThat(paper.text()).contains("FORBIDDEN", "Nothing was changed.");
        assertThat(ApplyCommand.run(
                        paper.terminal(), Map.of(), root.toString(), "--url", url.toString(), "--key", "wrong"))
                .isEqualTo(1);
        assertThat(paper.text()).contains("does not know this key");
    }
}
