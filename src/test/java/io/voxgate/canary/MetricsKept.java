package io.voxgate.canary;

import io.quarkus.test.junit.callback.QuarkusTestAfterAllCallback;
import io.quarkus.test.junit.callback.QuarkusTestContext;
import io.voxgate.testkit.Management;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;

/** After each class of tests the service's metrics go into the trail. */
public final class MetricsKept implements QuarkusTestAfterAllCallback {
    @Override
    public void afterAll(QuarkusTestContext context) {
        URI metrics = Management.url("/q/metrics");
        try (HttpClient client = HttpClient.newHttpClient()) {
            TraceLog.append(
                    "metrics.txt",
                    client.send(
                                    HttpRequest.newBuilder(metrics)
                                            .header("Accept", "text/plain")
                                            .build(),
                                    BodyHandlers.ofString())
                            .body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
