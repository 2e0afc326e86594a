package io.voxgate.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

@ServiceTest
class PlainHttpServiceTest {
    private static final int CLIENTS = 100;

    /** Java's client asks for the upgrade with the first request of each connection. */
    @Test
    void aClientThatWouldRatherHaveHttp2GetsEveryAnswer() throws IOException, InterruptedException {
        URI contract = URI.create(ConfigProvider.getConfig().getValue("test.url", String.class) + "/q/openapi");
        HttpRequest request = HttpRequest.newBuilder(contract).timeout(Duration.ofSeconds(10)).build();
        for (int i = 0; i < CLIENTS; i++) {
            try (HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build()) {
                HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
                assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_1_1);
                assertThat(answer.statusCode()).isEqualTo(200);
            }
        }
    }
}
