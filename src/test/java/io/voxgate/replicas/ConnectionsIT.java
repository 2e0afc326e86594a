package io.voxgate.replicas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Connections that send half a request, more of them than there is room for: probes and whoever has a key are answered
 * all the while.
 */
@ExtendWith(SharedFleet.class)
class ConnectionsIT {
    private static final int HALF_OPEN = Integer.getInteger("connections.half-open", 5_000);
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final ByteBuffer HALF =
            ByteBuffer.wrap("GET /v1/vendors HTTP/1.1\r\nHost: x\r\n".getBytes(StandardCharsets.US_ASCII));

    private final List<SocketChannel> channels = new ArrayList<>();

    @Test
    void halfRequestsKeepNobodyOut(Fleet fleet) throws IOException {
        Replica replica = fleet.a();
        FleetTenant tenant = FleetTenant.create(replica);
        List<Integer> answers = new ArrayList<>();
        try {
            for (int i = 1; i <= HALF_OPEN; i++) {
                channels.add(half(replica));
                if (i % 500 == 0) {
                    answers.add(Web.get(replica, "/v1/templates", tenant.key()).status());
                    assertThat(replica.up("/q/health/live")).isTrue();
                }
            }
            assertThat(answers).hasSize(HALF_OPEN / 500).containsOnly(200);
            Map<String, Double> metrics = Web.metrics(replica);
            System.out.println("half-open connections: " + HALF_OPEN + ", open at the replica: "
                    + metrics.get("voxgate_connections_open") + ", " + closed(metrics));
            assertThat(metrics.get("voxgate_connections_open")).isLessThanOrEqualTo(4_200);
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(Web.metrics(replica).get("voxgate_connections_open"))
                            .as("half heads are closed")
                            .isLessThan(100));
            System.out.println("afterwards: " + closed(Web.metrics(replica)));
        } finally {
            for (SocketChannel channel : channels) {
                channel.close();
            }
        }
    }

    /**
     * Java's client asks for HTTP/2 with the first request of each connection; a connection that speaks it would be cut
     * as one that sends no whole head.
     */
    @Test
    void noPortSpeaksHttp2InClearText(Fleet fleet) throws Exception {
        try (HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build()) {
            for (URI what : List.of(
                    URI.create(fleet.a().url() + "/openapi.yaml"), fleet.a().management("/q/metrics"))) {
                HttpResponse<String> answer =
                        client.send(HttpRequest.newBuilder(what).build(), BodyHandlers.ofString());
                assertThat(answer.version()).as(what.toString()).isEqualTo(HttpClient.Version.HTTP_1_1);
                assertThat(answer.statusCode()).isEqualTo(200);
            }
        }
    }

    private static SocketChannel half(Replica replica) throws IOException {
        SocketChannel channel = SocketChannel.open(new InetSocketAddress("127.0.0.1", replica.port()));
        channel.write(HALF.duplicate());
        return channel;
    }

    private static Map<String, Double> closed(Map<String, Double> metrics) {
        return metrics.entrySet().stream()
                .filter(metric -> metric.getKey().startsWith("voxgate_connections_closed") && metric.getValue() > 0)
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
