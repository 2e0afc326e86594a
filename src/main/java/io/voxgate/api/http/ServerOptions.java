package io.voxgate.api.http;

import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.HttpServerOptions;
import io.voxgate.limits.Limit;
import jakarta.inject.Singleton;
import java.util.concurrent.TimeUnit;

/**
 * Idle connections are closed. HTTP/2 only over TLS, where both sides agree on it beforehand. The upgrade of a clear
 * connection in the midst of its first request, which Java's own client asks for unless set otherwise, now and then
 * spoils a long answer: the client ends with a protocol error.
 */
@Singleton
class ServerOptions implements HttpServerOptionsCustomizer {
    @Override
    public void customizeHttpServer(HttpServerOptions options) {
        options.setHttp2ClearTextEnabled(false);
        options.setIdleTimeout(Limit.IDLE_SECONDS.count()).setIdleTimeoutUnit(TimeUnit.SECONDS);
    }
}
