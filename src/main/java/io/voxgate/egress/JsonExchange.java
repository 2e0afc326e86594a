package io.voxgate.egress;

import io.quarkus.rest.client.reactive.QuarkusRestClientBuilder;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.voxgate.adapter.HttpCall;
import io.voxgate.adapter.HttpReply;
import io.voxgate.json.Json;
import io.voxgate.limits.Limit;
import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.client.ClientRequestFilter;
import jakarta.ws.rs.client.ClientResponseContext;
import jakarta.ws.rs.client.ClientResponseFilter;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One JSON call on its way. The address is judged twice: those of the name before anything is connected to, and the one
 * that is really connected to before a byte of the request is sent, so that a name which answers differently the second
 * time gains nothing.
 */
final class JsonExchange implements ClientRequestFilter, ClientResponseFilter {
    private static final int SUCCESS = 200;

    private final HttpCall call;
    private final EgressAddressPolicy policy;
    private final JsonCalls.NameResolution names;
    private final Deadline deadline;
    private volatile boolean sent;
    private volatile Optional<String> refusal = Optional.empty();
    private volatile int status;
    private volatile Map<String, String> headers = Map.of();

    JsonExchange(HttpCall call, EgressAddressPolicy policy, JsonCalls.NameResolution names, Deadline deadline) {
        this.call = call;
        this.policy = policy;
        this.names = names;
        this.deadline = deadline;
    }

    SendResult run() throws IOException, InterruptedException {
        try {
            refusal = refusal(names.addresses(call.uri().getHost()));
        } catch (UnknownHostException _) {
            return new SendResult.NotSent("The vendor's host name could not be resolved.");
        }
        if (refusal.isPresent()) {
            return new SendResult.NotSent(refusal.get());
        }
        JsonCallApi api = client();
        try (Closeable _ = (Closeable) api;
                InputStream answer = call(api)) {
            byte[] body = answer == null ? new byte[0] : answer.readNBytes(Limit.ANSWER_BYTES.count() + 1);
            return body.length > Limit.ANSWER_BYTES.count()
                    ? new SendResult.Broken("The vendor's answer is too large.")
                    : new SendResult.VendorReply(new HttpReply(status, headers, body));
        }
    }

    /** @return null for an answer without a body */
    private @Nullable InputStream call(JsonCallApi api) {
        return call.method().equals("GET")
                ? api.get()
                : api.post(Json.parse(call.bodyText()).orElseThrow());
    }

    private Optional<String> refusal(InetAddress... addresses) {
        return Arrays.stream(addresses)
                .map(policy::refusal)
                .flatMap(Optional::stream)
                .findFirst();
    }

    private JsonCallApi client() {
        long left = Math.max(1, TimeUnit.NANOSECONDS.toMillis(deadline.remaining()));
        return QuarkusRestClientBuilder.newBuilder()
                .baseUri(call.uri())
                .connectTimeout(left, TimeUnit.MILLISECONDS)
                .readTimeout(left, TimeUnit.MILLISECONDS)
                .followRedirects(false)
                .disableDefaultMapper(true)
                .httpClientOptions(new HttpClientOptions().setForceSni(true))
                .httpClientRequestCustomizer(this::connected)
                .register(this)
                .build(JsonCallApi.class);
    }

    /** The connection is there; what is sent on it is decided now. */
    private void connected(HttpClientRequest request) {
        String address = request.connection().remoteAddress().hostAddress();
        refusal = refusal(InetAddress.ofLiteral(address));
        if (refusal.isPresent()) {
            request.reset();
        } else {
            sent = true;
        }
    }

    @Override
    public void filter(ClientRequestContext request) {
        call.headers().forEach((name, value) -> request.getHeaders().putSingle(name, value));
    }

    /** What was answered; the client reads the body of a success only, so that it gets one. */
    @Override
    public void filter(ClientRequestContext request, ClientResponseContext response) {
        Map<String, String> received = new LinkedHashMap<>();
        response.getHeaders().forEach((name, values) -> received.putIfAbsent(name, values.getFirst()));
        headers = received;
        status = response.getStatus();
        response.setStatus(SUCCESS);
    }

    /**
     * Without a whole answer.
     *
     * @param when it ended, or why
     */
    SendResult ended(String when) {
        return refusal.<SendResult>map(SendResult.NotSent::new)
                .orElseGet(() -> sent
                        ? new SendResult.Broken("No whole answer from the vendor " + when + ".")
                        : new SendResult.NotSent("No connection to the vendor " + when + "."));
    }
}
