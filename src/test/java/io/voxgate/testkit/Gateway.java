package io.voxgate.testkit;

import io.voxgate.canary.OutputCapture;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/** A running service and its database. */
public final class Gateway implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private final URI base;
    private final String operatorKey;
    private final Connection owner;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIMEOUT)
            .build();

    /** @param owner a connection to its database that sees every row */
    public Gateway(URI base, String operatorKey, Connection owner) {
        this.base = base;
        this.operatorKey = operatorKey;
        this.owner = owner;
    }

    /** The service under test in this virtual machine. */
    public static Gateway underTest() {
        Config config = ConfigProvider.getConfig();
        try {
            return new Gateway(
                    URI.create(config.getValue("test.url", String.class)),
                    config.getValue("voxgate.operator-key", String.class),
                    DriverManager.getConnection(
                            config.getValue("quarkus.datasource.jdbc.url", String.class),
                            config.getValue("quarkus.datasource.username", String.class),
                            config.getValue("quarkus.datasource.password", String.class)));
        } catch (SQLException e) {
            throw new IllegalStateException("The owner cannot enter the database", e);
        }
    }

    public URI base() {
        return base;
    }

    public String operatorKey() {
        return operatorKey;
    }

    public Connection owner() {
        return owner;
    }

    public Reply send(Call call) {
        return send(call, URI.create(base + call.target()));
    }

    /** The same at the management port of the service under test. */
    public Reply manage(Call call) {
        return send(call, Management.url(call.target()));
    }

    private Reply send(Call call, URI target) {
        HttpRequest.Builder request = HttpRequest.newBuilder(target)
                .timeout(TIMEOUT)
                .method(
                        call.method(),
                        call.body()
                                .map(HttpRequest.BodyPublishers::ofByteArray)
                                .orElseGet(HttpRequest.BodyPublishers::noBody));
        call.headers().forEach(request::header);
        try {
            HttpResponse<String> answer = http.send(request.build(), FirstWords.orWhole());
            Reply reply = new Reply(answer.statusCode(), answer.headers().map(), answer.body());
            OutputCapture.heard(call, reply);
            return reply;
        } catch (IOException e) {
            throw new UncheckedIOException("No answer to " + call.curl(base), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public Reply operator(Call call) {
        return send(call.key(operatorKey));
    }

    @Override
    public void close() throws SQLException {
        http.close();
        owner.close();
    }
}
