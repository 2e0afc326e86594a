package io.voxgate.service;

import static io.voxgate.service.TestTenant.operator;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.voxgate.testkit.JsonAnswer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@ServiceTest
class TenantServiceTest {
    @Test
    void keyOpensItsTenantUntilItIsDeleted() {
        TestTenant tenant = TestTenant.create();
        Map<String, String> made = operator()
                .body(Map.of("name", "ci", "roles", List.of("admin")))
                .post("/v1/tenants/{id}/keys", tenant.id())
                .then()
                .statusCode(201)
                .body("name", equalTo("ci"))
                .body("roles", equalTo(List.of("admin")))
                .body("key", startsWith("vxg_"))
                .extract()
                .as(JsonAnswer.class)
                .getMap("$");
        String bearer = "Bearer " + made.get("key");

        Api.request()
                .header("Authorization", bearer)
                .get("/v1/tenants/{id}", tenant.id())
                .then()
                .statusCode(200)
                .body("id", equalTo(tenant.id()));
        Api.request()
                .header("Authorization", bearer)
                .get("/v1/tenants/{id}/keys", tenant.id())
                .then()
                .statusCode(200)
                .body("items.id", hasItem(made.get("id")))
                .body("items[0]", not(hasItem("key")));
        operator()
                .delete("/v1/tenants/{id}/keys/{key}", tenant.id(), made.get("id"))
                .then()
                .statusCode(204);

        Api.request()
                .header("Authorization", bearer)
                .get("/v1/tenants/{id}", tenant.id())
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", startsWith("Bearer"))
                .body("code", equalTo("UNAUTHENTICATED"));
    }

    @Test
    void problemsNameWhatIsWrong() {
        operator()
                .header("X-Request-Id", "mine-1")
                .body("{\"id\":\"Bad Id\",\"nmae\":\"x\"}")
                .post("/v1/tenants")
                .then()
                .statusCode(422)
                .contentType("application/problem+json")
                .header("X-Request-Id", "mine-1")
                .body("code", equalTo("INVALID_REQUEST"))
                .body("requestId", equalTo("mine-1"))
                .body("instance", equalTo("/v1/tenants"))
                .body("retryable", equalTo(false))
                .body("errors.pointer", equalTo(List.of("/id", "/name", "/nmae")))
                .body("errors.code", equalTo(List.of("WRONG_FORM", "REQUIRED", "UNKNOWN_FIELD")));
        operator()
                .body("{\"id\":\"a\",\"id\":\"b\",\"name\":\"x\"}")
                .post("/v1/tenants")
                .then()
                .statusCode(400)
                .body("code", equalTo("MALFORMED_BODY"));
        operator().body("{\"id\":").post("/v1/tenants").then().statusCode(400).body("code", equalTo("MALFORMED_BODY"));
        operator().body("[]").post("/v1/tenants").then().statusCode(422).body("code", equalTo("INVALID_REQUEST"));
        operator()
                .contentType("text/plain")
                .body("x")
                .post("/v1/tenants")
                .then()
                .statusCode(415)
                .body("code", equalTo("UNSUPPORTED_MEDIA_TYPE"));
        operator()
                .accept("text/html")
                .get("/v1/tenants")
                .then()
                .statusCode(406)
                .body("code", equalTo("NOT_ACCEPTABLE"));
        operator()
                .put("/v1/tenants")
                .then()
                .statusCode(405)
                .header("Allow", equalTo("GET, HEAD, OPTIONS, POST"))
                .body("code", equalTo("METHOD_NOT_ALLOWED"));
        operator()
                .get("/v1/nothing")
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("code", equalTo("NOT_FOUND"));
        Api.request().get("/v1/tenants").then().statusCode(401).body("code", equalTo("UNAUTHENTICATED"));
    }

    @Test
    void anotherTenantDoesNotExist() {
        TestTenant mine = TestTenant.create();
        TestTenant other = TestTenant.create();
        mine.admin().get("/v1/tenants/{id}", other.id()).then().statusCode(404);
        mine.admin()
                .body(Map.of("name", "x", "roles", List.of("admin")))
                .post("/v1/tenants/{id}/keys", other.id())
                .then()
                .statusCode(404);
        mine.as("viewer")
                .body(Map.of("name", "x", "roles", List.of("admin")))
                .post("/v1/tenants/{id}/keys", mine.id())
                .then()
                .statusCode(403);
        mine.admin()
                .body(Map.of("name", "x", "roles", List.of("operator")))
                .post("/v1/tenants/{id}/keys", mine.id())
                .then()
                .statusCode(422);
        mine.admin()
                .body(Map.of("id", "xx", "name", "x"))
                .post("/v1/tenants")
                .then()
                .statusCode(403)
                .body("code", equalTo("FORBIDDEN"));
    }

    @Test
    void changesHonourEtags() {
        TestTenant tenant = TestTenant.create();
        String etag = operator()
                .get("/v1/tenants/{id}", tenant.id())
                .then()
                .statusCode(200)
                .extract()
                .header("ETag");
        operator()
                .header("If-None-Match", etag)
                .get("/v1/tenants/{id}", tenant.id())
                .then()
                .statusCode(304);
        operator()
                .header("If-Match", etag)
                .body(Map.of("name", "Second"))
                .patch("/v1/tenants/{id}", tenant.id())
                .then()
                .statusCode(200)
                .body("name", equalTo("Second"))
                .header("ETag", not(equalTo(etag)));
        operator()
                .header("If-Match", etag)
                .body(Map.of("name", "Third"))
                .patch("/v1/tenants/{id}", tenant.id())
                .then()
                .statusCode(412)
                .body("code", equalTo("PRECONDITION_FAILED"));
        operator()
                .header("If-Match", etag)
                .delete("/v1/tenants/{id}", tenant.id())
                .then()
                .statusCode(412);
        operator().delete("/v1/tenants/{id}", tenant.id()).then().statusCode(204);
        operator().get("/v1/tenants/{id}", tenant.id()).then().statusCode(404);
    }

    @Test
    void listsComeInPages() {
        TestTenant tenant = TestTenant.create();
        List<String> ids = List.of(tenant.key("viewer"), tenant.key("viewer"), tenant.key("viewer"));
        String token = operator()
                .queryParam("pageSize", 2)
                .get("/v1/tenants/{id}/keys", tenant.id())
                .then()
                .statusCode(200)
                .body("items.size()", equalTo(2))
                .extract()
                .as(JsonAnswer.class)
                .get("nextPageToken");
        operator()
                .queryParam("pageSize", 2)
                .queryParam("pageToken", token)
                .get("/v1/tenants/{id}/keys", tenant.id())
                .then()
                .statusCode(200)
                .body("items.size()", equalTo(ids.size() - 2))
                .body("nextPageToken", equalTo(null));
        operator()
                .queryParam("pageSize", 0)
                .get("/v1/tenants/{id}/keys", tenant.id())
                .then()
                .statusCode(400)
                .body("code", equalTo("INVALID_PARAMETER"));
        operator()
                .queryParam("pageSize", 100000)
                .get("/v1/tenants/{id}/keys", tenant.id())
                .then()
                .statusCode(200);
        operator()
                .queryParam("pageToken", token)
                .get("/v1/tenants")
                .then()
                .statusCode(400)
                .body("code", equalTo("INVALID_PARAMETER"));
    }
}
