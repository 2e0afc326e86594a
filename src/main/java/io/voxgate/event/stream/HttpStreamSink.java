package io.voxgate.event.stream;

import io.vertx.core.AsyncResult;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.voxgate.inbound.AbruptClose;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;

/** The answer to one request. What is written and not yet taken by the network is counted here, and bounded. */
final class HttpStreamSink implements StreamSink {
    private static final long MOST_BYTES = 64 << 10;

    private final HttpServerRequest request;
    private final HttpServerResponse response;
    private final EventStream stream;
    private final AtomicLong waiting = new AtomicLong();

    HttpStreamSink(HttpServerRequest request, EventStream stream) {
        this.request = request;
        this.response = request.response().setChunked(true);
        this.stream = stream;
    }

    @Override
    public void write(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        waiting.addAndGet(bytes.length);
        response.write(Buffer.buffer(bytes)).onComplete(result -> taken(bytes.length, result));
    }

    /** On the connection's own thread, which must not wait for the stream's lock. */
    private void taken(long bytes, AsyncResult<Void> result) {
        long left = waiting.addAndGet(-bytes);
        if (result.failed()) {
            Thread.ofVirtual().start(stream::readerLeft);
        } else if (left <= MOST_BYTES / 2 && left + bytes > MOST_BYTES / 2) {
            Thread.ofVirtual().start(stream::drained);
        }
    }

    @Override
    public boolean full() {
        return waiting.get() > MOST_BYTES;
    }

    @Override
    public void end() {
        if (!response.ended() && !response.closed()) {
            response.end();
        }
    }

    /** A proper end would wait for the reader. */
    @Override
    public void cut() {
        if (request.version() == HttpVersion.HTTP_2) {
            response.reset();
        } else {
            AbruptClose.of(request.connection());
        }
    }
}
