package io.voxgate.testkit;

import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;

/** What comes in half a second of a body that need not ever end, like a live stream's. */
final class FirstWords implements HttpResponse.BodySubscriber<String> {
    private final StringBuilder heard = new StringBuilder();
    private final CompletableFuture<String> body = new CompletableFuture<>();

    static HttpResponse.BodyHandler<String> orWhole() {
        return answer -> answer.headers()
                        .firstValue("Content-Type")
                        .filter(type -> type.startsWith("text/event-stream"))
                        .isPresent()
                ? new FirstWords()
                : HttpResponse.BodyHandlers.ofString().apply(answer);
    }

    @Override
    public CompletionStage<String> getBody() {
        return body;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        subscription.request(Long.MAX_VALUE);
        CompletableFuture.delayedExecutor(500, TimeUnit.MILLISECONDS).execute(() -> {
            onComplete(); // first: who cancels a body that is not complete has none
            subscription.cancel();
        });
    }

    @Override
    public synchronized void onNext(List<ByteBuffer> buffers) {
        buffers.forEach(buffer -> heard.append(StandardCharsets.ISO_8859_1.decode(buffer)));
    }

    @Override
    public void onError(Throwable failure) {
        body.completeExceptionally(failure);
    }

    @Override
    public synchronized void onComplete() {
        body.complete(new String(heard.toString().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8));
    }
}
