package io.voxgate.egress;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.PoolOptions;
import org.jboss.logging.Logger;

/**
 * HTTP clients whose connections may break at any time, which is the other side's business: the caller that waits for
 * an answer gets the failure, and the log has one line at DEBUG. Left to itself, the client calls each of them an
 * error.
 */
public final class OutgoingConnections {
    private static final Logger LOG = Logger.getLogger(OutgoingConnections.class);

    private OutgoingConnections() {}

    /** @param purpose for the log */
    public static HttpClient client(Vertx vertx, String purpose, HttpClientOptions options, PoolOptions pool) {
        return vertx.httpClientBuilder()
                .with(options)
                .with(pool)
                .withConnectHandler(
                        connection -> connection.exceptionHandler(cause -> broke(purpose, connection, cause)))
                .build();
    }

    private static void broke(String purpose, HttpConnection connection, Throwable cause) {
        LOG.debugf(
                "A connection broke: purpose=%s peer=%s cause=%s",
                purpose, connection.remoteAddress(), cause.getMessage());
    }
}
