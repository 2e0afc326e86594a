package io.voxgate.event.webhook;

import io.vertx.core.AsyncResult;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.voxgate.egress.Deadline;
import io.voxgate.limits.Limit;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One request on its way to one address. The status decides; of the body only the beginning is read, and it is not
 * waited for long.
 */
final class WebhookExchange {
    private static final int MOST_READ = 2048;

    private final Map<String, String> headers;
    private final Buffer body;
    private final CompletableFuture<ExchangeEnd> end = new CompletableFuture<>();
    private volatile Optional<HttpClientRequest> request = Optional.empty();
    private final CompletableFuture<ExchangeEnd> begun = new CompletableFuture<>();
    private volatile Optional<HttpClientResponse> head = Optional.empty();

    WebhookExchange(Map<String, String> headers, String body) {
        this.headers = headers;
        this.body = Buffer.buffer(body);
    }

    /** How it ended. */
    sealed interface ExchangeEnd {
        /** @param beginning of the body, at most 2048 bytes */
        record Answered(int status, Optional<String> retryAfter, Buffer beginning) implements ExchangeEnd {}

        /** The request went out, perhaps not whole, and no answer came. */
        record Silence(String why) implements ExchangeEnd {}

        /** No byte of it went out. */
        record Unreached(String why) implements ExchangeEnd {}
    }

    void connected(AsyncResult<HttpClientRequest> connection) {
        if (connection.failed()) {
            end.complete(new ExchangeEnd.Unreached("No connection: " + why(connection.cause())));
            return;
        }
        HttpClientRequest outgoing = connection.result();
        // First of all: without it the client calls even its own reset an error.
        outgoing.exceptionHandler(this::broke);
        request = Optional.of(outgoing);
        if (end.isDone()) {
            outgoing.reset();
            return;
        }
        headers.forEach(outgoing::putHeader);
        outgoing.response().onComplete(answer -> {
            if (answer.failed()) {
                broke(answer.cause());
            } else {
                read(answer.result());
            }
        });
        outgoing.send(body);
    }

    private void read(HttpClientResponse response) {
        head = Optional.of(response);
        begun.complete(answered(response, Buffer.buffer()));
        Buffer beginning = Buffer.buffer();
        response.exceptionHandler(_ -> end.complete(answered(response, beginning)));
        response.endHandler(_ -> end.complete(answered(response, beginning)));
        response.handler(chunk -> {
            beginning.appendBuffer(chunk, 0, Math.min(chunk.length(), MOST_READ - beginning.length()));
            if (beginning.length() == MOST_READ && end.complete(answered(response, beginning))) {
                response.request().reset();
            }
        });
    }

    private void broke(Throwable cause) {
        end.complete(head.map(response -> answered(response, Buffer.buffer()))
                .orElseGet(() -> new ExchangeEnd.Silence("No answer: " + why(cause))));
    }

    private static ExchangeEnd answered(HttpClientResponse response, Buffer beginning) {
        return new ExchangeEnd.Answered(
                response.statusCode(), Optional.ofNullable(response.getHeader("Retry-After")), beginning);
    }

    /**
     * Waits for the head of the answer until the deadline, and for its body a moment; what is not over then is cut off.
     */
    ExchangeEnd await(Deadline deadline) {
        try {
            CompletableFuture.anyOf(begun, end).get(deadline.remaining(), TimeUnit.NANOSECONDS);
            return end.get(
                    Math.min(deadline.remaining(), TimeUnit.MILLISECONDS.toNanos(Limit.WEBHOOK_ANSWER_BODY_MS.max())),
                    TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return giveUp("No answer in time.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return giveUp("Voxgate stopped before an answer came.");
        } catch (ExecutionException e) {
            throw new IllegalStateException("A trip never fails, it ends", e.getCause());
        }
    }

    private ExchangeEnd giveUp(String why) {
        end.complete(head.map(response -> answered(response, Buffer.buffer())).orElse(new ExchangeEnd.Silence(why)));
        request.ifPresent(HttpClientRequest::reset);
        return end.join();
    }

    private static String why(Throwable cause) {
        return Optional.ofNullable(cause.getMessage())
                        .filter(message -> message.length() <= 200)
                        .orElse(cause.getClass().getSimpleName())
                        .replaceAll("\\p{Cntrl}", " ")
                + ".";
    }
}
