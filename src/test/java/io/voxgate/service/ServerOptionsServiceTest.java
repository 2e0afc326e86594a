package io.voxgate.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

@ServiceTest
class ServerOptionsServiceTest {
    /** Java's client asks for the upgrade with the first request of each connection. */
    @Test
    void aClearConnectionIsNotUpgraded() throws IOException, InterruptedException {
        URI contract = URI.create(ConfigProvider.getConfig().getValue("test.url", String.class) + "/openapi.yaml");
        try (HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build()) {
            HttpResponse<String> answer =
                    client.send(HttpRequest.newBuilder(contract).build(), BodyHandlers.ofString());
            assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_1_1);
            assertThat(answer.statusCode()).isEqualTo(200);
        }
    }
}
