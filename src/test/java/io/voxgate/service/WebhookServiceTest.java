package io.voxgate.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.voxgate.testkit.JsonAnswer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@ServiceTest
class WebhookServiceTest {
    private static final String SECRET = "whsec_[A-Za-z0-9+/]{43}=";

    private static Map<String, Object> webhook(String url, String... types) {
        return Map.of("url", url, "eventTypes", List.of(types), "enabled", true);
    }

    @Test
    void secretIsShownOnceAndTheSameBodyChangesNothing() {
        TestTenant tenant = TestTenant.create();
        Response created = tenant.admin()
                .body(webhook("https://example.com/hooks", "session.ended"))
                .put("/v1/webhooks/crm");
        created.then()
                .statusCode(201)
                .header("Cache-Control", "no-store")
                .body("secret", matchesPattern(SECRET))
                .body("enabled", equalTo(true));
        Response again = tenant.admin()
                .body(webhook("https://example.com/hooks", "session.ended"))
                .put("/v1/webhooks/crm");
        again.then()
                .statusCode(200)
                .header("ETag", created.header("ETag"))
                .body("secret", nullValue())
                .body("updatedAt", equalTo(created.path("updatedAt")));
        tenant.admin()
                .body(webhook("https://example.com/hooks", "*"))
                .put("/v1/webhooks/crm")
                .then()
                .statusCode(200)
                .header("ETag", not(created.header("ETag")))
                .body("eventTypes", contains("*"))
                .body("secret", nullValue());
        String read = tenant.as("viewer")
                .get("/v1/webhooks/crm")
                .then()
                .statusCode(200)
                .extract()
                .asString();
        assertThat(read).doesNotContain("whsec_");
        assertThat(tenant.as("viewer")
                        .get("/v1/webhooks")
                        .then()
                        .statusCode(200)
                        .body("items.name", contains("crm"))
                        .extract()
                        .asString())
                .doesNotContain("whsec_");
    }

    @Test
    void validateOnlyAnswersAndStoresNothing() {
        TestTenant tenant = TestTenant.create();
        Map<String, Object> body = webhook("https://example.com/hooks", "session.*");
        tenant.admin()
                .queryParam("validateOnly", true)
                .body(body)
                .put("/v1/webhooks/crm")
                .then()
                .statusCode(200)
                .body("name", equalTo("crm"))
                .body("secret", nullValue());
        tenant.admin().get("/v1/webhooks/crm").then().statusCode(404);
        String etag = tenant.admin()
                .body(body)
                .put("/v1/webhooks/crm")
                .then()
                .statusCode(201)
                .extract()
                .header("ETag");
        tenant.admin()
                .queryParam("validateOnly", true)
                .body(webhook("https://example.com/other", "*"))
                .put("/v1/webhooks/crm")
                .then()
                .statusCode(200)
                .body("url", equalTo("https://example.com/other"));
        tenant.admin()
                .queryParam("validateOnly", true)
                .body(webhook("ftp://example.com", "*"))
                .put("/v1/webhooks/crm")
                .then()
                .statusCode(422)
                .body("errors.pointer", contains("/url"));
        tenant.admin()
                .queryParam("validateOnly", true)
                .header("If-None-Match", "*")
                .body(body)
                .put("/v1/webhooks/crm")
                .then()
                .statusCode(412);
        tenant.admin()
                .get("/v1/webhooks/crm")
                .then()
                .header("ETag", equalTo(etag))
                .body("url", equalTo("https://example.com/hooks"));
    }

    @Test
    void conditionsAndRolesHold() {
        TestTenant tenant = TestTenant.create();
        Map<String, Object> body = webhook("https://example.com/hooks", "session.*");
        String etag = tenant.admin()
                .header("If-None-Match", "*")
                .body(body)
                .put("/v1/webhooks/crm")
                .then()
                .statusCode(201)
                .extract()
                .header("ETag");
        tenant.admin()
                .header("If-None-Match", "*")
                .body(body)
                .put("/v1/webhooks/crm")
                .then()
                .statusCode(412);
        tenant.admin()
                .header("If-Match", "\"0\"")
                .body(body)
                .put("/v1/webhooks/crm")
                .then()
                .statusCode(412);
        tenant.admin()
                .header("If-None-Match", etag)
                .get("/v1/webhooks/crm")
                .then()
                .statusCode(304);
        for (String role : List.of("editor", "runner", "viewer")) {
            RequestSpecification reader = tenant.as(role);
            reader.get("/v1/webhooks/crm").then().statusCode(200);
            tenant.as(role).body(body).put("/v1/webhooks/crm").then().statusCode(403);
            tenant.as(role).post("/v1/webhooks/crm/rotate-secret").then().statusCode(403);
            tenant.as(role).delete("/v1/webhooks/crm").then().statusCode(403);
        }
        TestTenant.create().admin().get("/v1/webhooks/crm").then().statusCode(404);
        tenant.admin()
                .header("If-Match", "\"0\"")
                .delete("/v1/webhooks/crm")
                .then()
                .statusCode(412);
        tenant.admin()
                .header("If-Match", etag)
                .delete("/v1/webhooks/crm")
                .then()
                .statusCode(204);
        tenant.admin().get("/v1/webhooks/crm").then().statusCode(404);
        tenant.admin().delete("/v1/webhooks/crm").then().statusCode(404);
    }

    @Test
    void everythingWrongIsToldWithItsPointer() {
        TestTenant tenant = TestTenant.create();
        tenant.admin()
                .body(webhook("ftp://example.com/", "session.ended", "session.finished", "session.ended"))
                .put("/v1/webhooks/crm")
                .then()
                .statusCode(422)
                .body("errors.pointer", contains("/url", "/eventTypes/1", "/eventTypes/2"))
                .body("errors.code", contains("WRONG_FORM", "UNKNOWN_WORD", "DUPLICATE"));
        tenant.admin()
                .body(Map.of("url", "https://example.com/", "eventTypes", List.of()))
                .put("/v1/webhooks/crm")
                .then()
                .statusCode(422)
                .body("errors.pointer", contains("/eventTypes"));
        tenant.admin()
                .body(Map.of("eventTypes", List.of("*"), "kind", "x"))
                .put("/v1/webhooks/crm")
                .then()
                .statusCode(422)
                .body("errors.pointer", hasItems("/url", "/kind"));
        tenant.admin()
                .body(webhook("http://169.254.169.254/latest/meta-data", "*"))
                .put("/v1/webhooks/crm")
                .then()
                .statusCode(422)
                .body("errors.pointer", contains("/url"))
                .body("errors.code", contains("NOT_ALLOWED"));
        tenant.admin()
                .body(webhook("https://example.com/" + "a".repeat(2048), "*"))
                .put("/v1/webhooks/crm")
                .then()
                .statusCode(422)
                .body("errors.pointer", contains("/url"));
        tenant.admin()
                .body(webhook("https://example.com/", "*"))
                .put("/v1/webhooks/Crm")
                .then()
                .statusCode(422);
        tenant.admin().get("/v1/webhooks").then().statusCode(200).body("items.size()", equalTo(0));
    }

    @Test
    void rotationGivesANewSecretOnce() {
        TestTenant tenant = TestTenant.create();
        String first = tenant.admin()
                .body(webhook("https://example.com/hooks", "*"))
                .put("/v1/webhooks/crm")
                .then()
                .statusCode(201)
                .extract()
                .as(JsonAnswer.class)
                .get("secret");
        String second = tenant.admin()
                .post("/v1/webhooks/crm/rotate-secret")
                .then()
                .statusCode(200)
                .body("secret", matchesPattern(SECRET))
                .body("previousSecretUntil", matchesPattern(".*Z"))
                .extract()
                .as(JsonAnswer.class)
                .get("secret");
        assertThat(second).isNotEqualTo(first);
        tenant.admin().get("/v1/webhooks/crm").then().statusCode(200).body("secret", nullValue());
        tenant.admin().post("/v1/webhooks/none/rotate-secret").then().statusCode(404);
    }

    @Test
    void listGoesOnWhereThePageEnded() {
        TestTenant tenant = TestTenant.create();
        List.of("a", "b", "c")
                .forEach(name -> tenant.admin()
                        .body(webhook("https://example.com/" + name, "*"))
                        .put("/v1/webhooks/" + name)
                        .then()
                        .statusCode(201));
        String token = tenant.admin()
                .get("/v1/webhooks?pageSize=2")
                .then()
                .statusCode(200)
                .body("items.name", contains("a", "b"))
                .extract()
                .as(JsonAnswer.class)
                .get("nextPageToken");
        tenant.admin()
                .get("/v1/webhooks?pageToken=" + token)
                .then()
                .statusCode(200)
                .body("items.name", contains("c"))
                .body("nextPageToken", nullValue());
    }
}
