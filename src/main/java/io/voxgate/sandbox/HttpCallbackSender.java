package io.voxgate.sandbox;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Carries callbacks over HTTP; follows no redirect. */
public final class HttpCallbackSender implements CallbackSender.CallbackTransport, AutoCloseable {
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    @Override
    public CallbackSender.Receipt carry(CallbackSender.CallbackMessage message, Duration within) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(message.to())
                .timeout(within)
                .POST(HttpRequest.BodyPublishers.ofByteArray(message.body()));
        message.headers().forEach(request::header);
        HttpResponse<byte[]> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        return new CallbackSender.Receipt(answer.statusCode(), answer.body());
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
