package io.voxgate.health;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.voxgate.config.HealthSettings;
import io.voxgate.connection.ServiceUrls;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/**
 * Alive is who answers: the service asks itself what anybody could ask, at its public port and through everything a
 * request goes through (the connection, the filters, a virtual thread), but without a key, so that no database is
 * needed. Any answer is good; none, several times in a row, is not.
 */
@Liveness
@ApplicationScoped
public class RequestsGetThrough implements HealthCheck {
    private static final int FAILURES_IN_A_ROW = 3;
    private static final String PATH = "v1/vendors";

    private final ServiceUrls serviceUrls;
    private final Duration timeout;
    private final RepeatedCheck check;

    public RequestsGetThrough(ServiceUrls serviceUrls, HealthSettings settings) {
        this.serviceUrls = serviceUrls;
        this.timeout = settings.livenessTimeout();
        this.check =
                new RepeatedCheck("requests get through", settings.livenessInterval(), FAILURES_IN_A_ROW, this::fault);
    }

    void start(@Observes StartupEvent start) {
        check.start();
    }

    void stop(@Observes ShutdownEvent stop) {
        check.stop();
    }

    @Override
    public HealthCheckResponse call() {
        return check.response();
    }

    private Optional<String> fault() {
        try {
            HttpURLConnection connection =
                    (HttpURLConnection) serviceUrls.own().resolve(PATH).toURL().openConnection(Proxy.NO_PROXY);
            connection.setConnectTimeout((int) timeout.toMillis());
            connection.setReadTimeout((int) timeout.toMillis());
            connection.setUseCaches(false);
            connection.setRequestProperty("Connection", "close");
            connection.setRequestProperty("User-Agent", "voxgate-liveness");
            try {
                return connection.getResponseCode() > 0
                        ? Optional.empty()
                        : Optional.of("what was answered is no HTTP");
            } finally {
                connection.disconnect();
            }
        } catch (IOException e) {
            return Optional.of("a request to the public port got no answer: " + e.getMessage());
        }
    }
}
