package io.voxgate.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.restassured.response.Response;
import io.voxgate.database.Database;
import io.voxgate.json.Json;
import io.voxgate.testkit.JsonAnswer;
import jakarta.inject.Inject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A vendor that says a secret back to us: nobody reads it, it is stored nowhere. */
@Tag("long")
@ServiceTest
class EchoedSecretServiceTest {
    @Inject
    Database database;

    private final String mark = UUID.randomUUID().toString().replace("-", "").substring(0, 12);
    private final String apiKey = "canary/Q+" + mark + "\"é&llm";
    private final String secretKey = "canary+secret/" + mark + "==";
    private final String sdkKey = "canarySdk" + mark;
    private final String stray = "sk-" + mark + "somebodyElses99";
    private final List<String> read = new ArrayList<>();
    private final List<String> logged = new CopyOnWriteArrayList<>();
    private final Handler ear = new Handler() {
        @Override
        public void publish(LogRecord line) {
            logged.add(line.getMessage() + " " + (line.getParameters() == null ? "" : List.of(line.getParameters()))
                    + " " + line.getThrown());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    private LiveTenant tenant;

    @BeforeEach
    void open() {
        tenant = LiveTenant.create();
        tenant.request()
                .body(Map.of("fields", Map.of("apiKey", apiKey)))
                .put("/v1/credentials/llm")
                .then()
                .statusCode(200);
        Logger.getLogger("").addHandler(ear);
    }

    @AfterEach
    void close() {
        Logger.getLogger("").removeHandler(ear);
    }

    private void connect(String endpoint) {
        tenant.request()
                .body(Map.of(
                        "vendor",
                        "tencent-trtc",
                        "region",
                        "ap-singapore",
                        "endpoint",
                        endpoint,
                        "settings",
                        Map.of("sdkAppId", tenant.app()),
                        "credentials",
                        Map.of(
                                "secretId",
                                "AKID" + tenant.id(),
                                "secretKey",
                                secretKey,
                                "sdkSecretKey",
                                sdkKey,
                                "callbackKey",
                                tenant.callbackKey())))
                .put("/v1/connections/trtc")
                .then()
                .statusCode(200);
    }

    private List<String> forms() {
        List<String> forms = new ArrayList<>();
        for (String secret : List.of(apiKey, secretKey, sdkKey)) {
            String json = Json.write(Json.text(secret));
            forms.addAll(List.of(
                    secret,
                    json.substring(1, json.length() - 1),
                    URLEncoder.encode(secret, StandardCharsets.UTF_8),
                    URLEncoder.encode(secret, StandardCharsets.UTF_8).replace("+", "%20"),
                    Base64.getEncoder().encodeToString(secret.getBytes(StandardCharsets.UTF_8)),
                    Base64.getUrlEncoder().withoutPadding().encodeToString(secret.getBytes(StandardCharsets.UTF_8))));
        }
        forms.add(stray);
        return forms.stream().distinct().toList();
    }

    private String everyForm() {
        return "wrong: " + String.join(" , ", forms()) + " in {\"a\":"
                + Json.write(Json.text(Json.write(Json.object().put("k", apiKey)))) + "}";
    }

    private Response seen(Response answer) {
        read.add(answer.asString());
        return answer;
    }

    private void nothingIsThere(String session) {
        seen(tenant.request().get("/v1/sessions/{id}", session));
        seen(tenant.request().queryParam("pageSize", 200).get("/v1/sessions/{id}/events", session));
        seen(tenant.request().get("/v1/sessions/{id}/transcript", session));
        seen(tenant.request().get("/v1/events"));
        seen(tenant.request().get("/v1/audit"));
        seen(tenant.request().get("/v1/webhooks/crm/deliveries"));
        for (String form : forms()) {
            assertThat(read).noneMatch(text -> text.contains(form));
            assertThat(StoredText.where(database, form)).as("stored %s", form).isEmpty();
            assertThat(logged).noneMatch(text -> text.contains(form));
        }
        assertThat(read).noneMatch(text -> text.contains(mark));
        assertThat(StoredText.where(database, mark)).isEmpty();
    }

    @Test
    void anErrorsTextIsMasked() {
        try (EchoingVendor vendor = new EchoingVendor(asked -> everyForm() + " you sent: " + asked)) {
            connect(vendor.url());
            tenant.request()
                    .body(Map.of("url", "http://127.0.0.1:9/hook", "eventTypes", List.of("*")))
                    .put("/v1/webhooks/crm")
                    .then()
                    .statusCode(201);
            Response refused =
                    seen(tenant.start("trtc", LiveTenant.channel("trtc", "")).post("/v1/sessions"));
            refused.then()
                    .statusCode(422)
                    .body("code", equalTo("VENDOR_REFUSED"))
                    .body("vendorError.message", containsString("wrong: ***"));
            seen(tenant.request().post("/v1/connections/trtc/verify")).then().statusCode(200);
            assertThat(vendor.heard()).anyMatch(text -> text.contains(mark));
            nothingIsThere(refused.path("sessionId"));
        }
    }

    @Test
    void aCallbackIsMaskedAndStaysACallback() {
        connect("sandbox");
        tenant.request()
                .body(Map.of("url", "http://127.0.0.1:9/hook", "eventTypes", List.of("*")))
                .put("/v1/webhooks/crm")
                .then()
                .statusCode(201);
        String id = tenant.started("trtc", "-long-no-callbacks");
        String handle = tenant.get(id).extract().as(JsonAnswer.class).get("vendorSessionId");
        String echo = everyForm();
        String echoed = Json.write(Json.text(echo));
        for (String template : List.of(
                "{\"EventGroupId\":9,\"EventType\":903,\"CallbackTs\":1,\"EventInfo\":{\"EventMsTs\":1,"
                        + "\"TaskId\":\"%1$s\",\"Payload\":{\"UserId\":\"u\",\"Text\":%2$s,\"RoundId\":\"test\"}}}",
                "{\"EventGroupId\":9,\"EventType\":908,\"CallbackTs\":1,\"EventInfo\":{\"EventMsTs\":2,"
                        + "\"TaskId\":\"%1$s\",\"Payload\":{\"Metric\":\"llm_error\",\"Tag\":{\"Code\":\"c\","
                        + "\"Message\":%2$s}}}}",
                "{\"EventGroupId\":9,\"EventType\":999,\"CallbackTs\":1,\"EventInfo\":{\"EventMsTs\":3,"
                        + "\"TaskId\":\"%1$s\",\"Payload\":{\"Config\":\"{\\\"APIKey\\\":\\\"" + mark
                        + "\\\"}\",\"Echo\":[%2$s]}}}",
                "{\"EventGroupId\":9,\"EventType\":999,\"CallbackTs\":1,\"EventInfo\":{\"EventMsTs\":4,"
                        + "\"TaskId\":\"of-nobody\",\"Payload\":{\"Echo\":%2$s}}}")) {
            String body =
                    template.formatted(handle, echoed.replace(stray, template.contains("903") ? "nothing" : stray));
            CallbackServiceTest.post(tenant, body).then().statusCode(200);
        }
        tenant.request()
                .queryParam("pageSize", 200)
                .get("/v1/sessions/{id}/events", id)
                .then()
                .body("items.findAll { it.data.turnId == 'test' }.data.text[0]", containsString("wrong: ***"))
                .body("items.findAll { it.type == 'error.reported' }.data.message[0]", containsString("wrong: ***"));
        nothingIsThere(id);
        tenant.request().post("/v1/sessions/{id}/stop", id).then().statusCode(202);
    }
}
