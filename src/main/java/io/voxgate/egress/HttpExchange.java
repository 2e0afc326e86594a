package io.voxgate.egress;

import io.netty.channel.ConnectTimeoutException;
import io.vertx.core.AsyncResult;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.voxgate.adapter.HttpCall;
import io.voxgate.adapter.HttpReply;
import io.voxgate.egress.ratelimit.RateLimitPermit;
import io.voxgate.limits.Limit;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLException;

/**
 * One call on its way. The line between "certainly not sent" and "perhaps executed" is the moment it is given to a
 * connection.
 */
final class HttpExchange {
    private final HttpCall call;
    private final RateLimitPermit permit;
    private final CompletableFuture<SendResult> result = new CompletableFuture<>();
    private final AtomicBoolean committed = new AtomicBoolean();
    private volatile Optional<HttpClientRequest> request = Optional.empty();

    /** @param permit when it may go out */
    HttpExchange(HttpCall call, RateLimitPermit permit) {
        this.call = call;
        this.permit = permit;
    }

    CompletableFuture<SendResult> result() {
        return result;
    }

    void connected(AsyncResult<HttpClientRequest> connection) {
        if (connection.failed()) {
            result.complete(new SendResult.NotSent("No connection to the vendor: " + name(connection.cause()) + "."));
            return;
        }
        HttpClientRequest outgoing = connection.result();
        outgoing.exceptionHandler(this::broken);
        request = Optional.of(outgoing);
        if (!committed.compareAndSet(false, true)) {
            outgoing.reset();
            return;
        }
        if (permit.over()) {
            result.complete(new SendResult.PermitExpired(Duration.ZERO));
            outgoing.reset();
            return;
        }
        call.headers().forEach(outgoing::putHeader);
        outgoing.response().onComplete(answer -> {
            if (answer.failed()) {
                broken(answer.cause());
            } else {
                read(answer.result());
            }
        });
        outgoing.send(Buffer.buffer(call.body()));
    }

    /** The caller does not wait any more. */
    SendResult giveUp(String when) {
        boolean neverSent = committed.compareAndSet(false, true);
        // Taken before the reset, which ends the exchange with a broken connection.
        SendResult end = neverSent
                ? new SendResult.NotSent("No connection to the vendor " + when + ".")
                : result.getNow(new SendResult.Broken("No whole answer from the vendor " + when + "."));
        request.ifPresent(HttpClientRequest::reset);
        return end;
    }

    private void read(HttpClientResponse response) {
        Buffer body = Buffer.buffer();
        response.exceptionHandler(this::broken);
        response.handler(chunk -> {
            if (body.length() + chunk.length() > Limit.ANSWER_BYTES.max()) {
                result.complete(new SendResult.Broken("The vendor's answer is too large."));
                response.request().reset();
            } else {
                body.appendBuffer(chunk);
            }
        });
        response.endHandler(_ -> result.complete(
                new SendResult.VendorReply(new HttpReply(response.statusCode(), headers(response), body.getBytes()))));
    }

    private static Map<String, String> headers(HttpClientResponse response) {
        Map<String, String> headers = new LinkedHashMap<>();
        response.headers().forEach((name, value) -> headers.putIfAbsent(name, value));
        return headers;
    }

    private void broken(Throwable cause) {
        result.complete(new SendResult.Broken("The connection to the vendor broke: " + name(cause) + "."));
    }

    /** What happened, for people; the class of what is not known better. */
    private static String name(Throwable cause) {
        return switch (cause) {
            case SSLException _ ->
                "TLS failed, because its certificate is not trusted or it speaks no TLS ("
                        + cause.getClass().getSimpleName() + ")";
            case ConnectTimeoutException _ -> "it did not answer in time";
            case NoRouteToHostException _ -> "there is no route to it";
            case ConnectException _ -> "it refused the connection";
            default -> cause.getClass().getSimpleName();
        };
    }
}
