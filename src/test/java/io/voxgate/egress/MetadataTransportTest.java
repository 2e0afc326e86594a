package io.voxgate.egress;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.voxgate.adapter.HttpCall;
import io.voxgate.sandbox.MachineRole;
import io.voxgate.sandbox.SandboxServer;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The way to the metadata service leads nowhere else, and no other way leads there. */
class MetadataTransportTest {
    private static final Vertx VERTX = Vertx.vertx();

    @AfterAll
    static void close() {
        VERTX.close();
    }

    /** Tencent's, whatever address its name has on a machine, and Alibaba's. */
    @ParameterizedTest
    @ValueSource(strings = {"169.254.0.23", "169.254.10.10", "100.100.100.200"})
    void theMetadataServicesAreThereForThisWayAlone(String address) {
        InetAddress service = InetAddress.ofLiteral(address);

        assertThat(MetadataTransport.refusal(service)).isEmpty();
        assertThat(new EgressAddressPolicy(true).refusal(service)).isPresent();
        assertThat(new EgressAddressPolicy(false).refusal(service)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"127.0.0.1", "10.0.0.1", "192.168.1.1", "100.100.100.201", "8.8.8.8", "::1", "::ffff:7f00:1"})
    void everythingElseIsNot(String address) {
        assertThat(MetadataTransport.refusal(InetAddress.ofLiteral(address))).isPresent();
    }

    /** Whoever answers for the service's name on this network learns nothing. */
    @Test
    void aHostThatIsNotTheServiceIsNotAsked() {
        MetadataTransport metadata = new MetadataTransport(VERTX, new SimpleMeterRegistry());
        try (SandboxServer server = SandboxServer.of(request -> MachineRole.text(200, "role"))) {
            HttpCall question = new HttpCall(
                    "InstanceMetadata",
                    "GET",
                    server.uri().resolve("/latest/meta-data/cam/security-credentials/"),
                    Map.of(),
                    new byte[0]);

            assertThat(metadata.send("tencent-trtc", question, Deadline.in(Duration.ofSeconds(5))))
                    .isEqualTo(new SendResult.NotSent("The host is not the machine's metadata service."));
            assertThat(server.requests()).isEmpty();
        } finally {
            metadata.close();
        }
    }
}
