package io.voxgate.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.io.IOException;
import java.util.List;
import io.restassured.RestAssured;
import org.junit.jupiter.api.Test;

/** Thin check. */
@ServiceTest
class StreamServiceTest {
    @Test
    void aSessionsStreamIsItsListAndCloses() throws IOException, InterruptedException {
        LiveTenant live = LiveTenant.create();
        String session = live.started("trtc", "-short");
        String token = live.request().body(java.util.Map.of("sessionId", session)).post("/v1/stream-tokens").then().log().all().statusCode(201).extract().path("url");
        HttpResponse<String> answer = HttpClient.newHttpClient().send(HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + token)).header("Accept", "text/event-stream").build(), HttpResponse.BodyHandlers.ofString());
        System.out.println(answer + "\n" + answer.headers() + "\n" + answer.body());
        assertThat(answer.statusCode()).isEqualTo(200);
    }
}
