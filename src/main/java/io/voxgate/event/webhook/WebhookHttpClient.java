package io.voxgate.event.webhook;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import io.voxgate.config.EgressSettings;
import io.voxgate.config.WebhookSettings;
import io.voxgate.egress.Deadline;
import io.voxgate.egress.EgressAddressPolicy;
import io.voxgate.egress.OutgoingConnections;
import io.voxgate.event.webhook.WebhookExchange.ExchangeEnd;
import io.voxgate.event.webhook.WebhookUrl.UrlReading;
import io.voxgate.limits.Limit;
import io.voxgate.model.SecretText;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Carries one message to one receiver, once: the URL is read and its addresses are checked again each time, the
 * connection goes to a checked address only, no redirect is followed, and everything together is over by the deadline.
 */
@ApplicationScoped
public class WebhookHttpClient {
    private static final int WAITING = 256;
    private static final int KEEP_ALIVE_SECONDS = 10;
    private static final int MOST_ADDRESSES = 3;
    private static final int SHOWN = 500;

    private final HttpClient client;
    private final WebhookUrlParser reader;
    private final TargetResolver targetResolver;
    private final Clock clock;
    private final Duration timeout;

    @Inject
    public WebhookHttpClient(
            Vertx vertx, EgressSettings egress, HostResolver resolver, Clock clock, WebhookSettings settings) {
        this(
                OutgoingConnections.client(
                        vertx, "webhook", options(), new PoolOptions().setHttp1MaxSize(Limit.WEBHOOK_SENDERS.count())),
                new WebhookUrlParser(egress.privateAddresses()),
                new TargetResolver(resolver, new EgressAddressPolicy(egress.privateAddresses())),
                clock,
                settings.deliveryTimeout());
    }

    WebhookHttpClient(
            HttpClient client, WebhookUrlParser reader, TargetResolver targetResolver, Clock clock, Duration timeout) {
        this.client = client;
        this.reader = reader;
        this.targetResolver = targetResolver;
        this.clock = clock;
        this.timeout = timeout;
    }

    static HttpClientOptions options() {
        return new HttpClientOptions()
                .setKeepAliveTimeout(KEEP_ALIVE_SECONDS)
                .setMaxWaitQueueSize(WAITING)
                .setForceSni(true);
    }

    /** @param secrets each makes a signature */
    DeliveryAttempt deliver(String url, OutgoingMessage message, List<SecretText> secrets) {
        Instant at = clock.instant();
        long began = System.nanoTime();
        ExchangeEnd end = switch (reader.read(url)) {
            case UrlReading.Unusable unusable ->
                new ExchangeEnd.Unreached("The URL is not taken any more: " + unusable.why());
            case UrlReading.Readable(WebhookUrl target) ->
                go(target, headers(target, message, at, secrets), message.body(), Deadline.in(timeout));
        };
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        return switch (end) {
            case ExchangeEnd.Answered answer ->
                DeliveryAttempt.answered(
                        at,
                        took,
                        answer.status(),
                        harmless(answer),
                        answer.retryAfter().flatMap(text -> RetryAfter.parse(text, clock.instant())));
            case ExchangeEnd.Silence silence -> DeliveryAttempt.unanswered(at, took, silence.why());
            case ExchangeEnd.Unreached unreached -> DeliveryAttempt.unanswered(at, took, unreached.why());
        };
    }

    private static Map<String, String> headers(
            WebhookUrl target, OutgoingMessage message, Instant at, List<SecretText> secrets) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Host", target.authority());
        headers.put("Content-Type", "application/json");
        headers.put("User-Agent", "Voxgate-Webhooks/1");
        headers.putAll(WebhookSigner.headers(message, at, secrets));
        return headers;
    }

    private ExchangeEnd go(WebhookUrl target, Map<String, String> headers, String body, Deadline deadline) {
        return switch (targetResolver.pass(target, Duration.ofNanos(deadline.remaining()))) {
            case TargetResolver.Resolution.Closed closed -> new ExchangeEnd.Unreached(closed.why());
            case TargetResolver.Resolution.Unknown unknown -> new ExchangeEnd.Unreached(unknown.why());
            case TargetResolver.Resolution.Open(List<InetAddress> addresses) ->
                first(
                        target,
                        addresses.stream().limit(MOST_ADDRESSES).toList(),
                        new SignedWebhook(headers, body),
                        deadline);
        };
    }

    private record SignedWebhook(Map<String, String> headers, String body) {}

    /** The addresses one after another until one of them is reached. */
    private ExchangeEnd first(
            WebhookUrl target, List<InetAddress> addresses, SignedWebhook message, Deadline deadline) {
        ExchangeEnd end = new ExchangeEnd.Unreached("No address was tried.");
        for (int i = 0; i < addresses.size() && end instanceof ExchangeEnd.Unreached && deadline.remaining() > 0; i++) {
            WebhookExchange exchange = new WebhookExchange(message.headers(), message.body());
            long share = deadline.remaining() / (addresses.size() - i);
            client.request(options(target, addresses.get(i), share)).onComplete(exchange::connected);
            end = exchange.await(deadline);
        }
        return end;
    }

    private static RequestOptions options(WebhookUrl target, InetAddress address, long connectNanos) {
        return new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setServer(SocketAddress.inetSocketAddress(target.port(), address.getHostAddress()))
                .setHost(target.host())
                .setPort(target.port())
                .setSsl(target.tls())
                .setURI(target.path())
                .setConnectTimeout(Math.max(1, TimeUnit.NANOSECONDS.toMillis(connectNanos)));
    }

    /**
     * Shown to the tenant's people only, as text; still without anything that could act on a terminal or a page's
     * layout.
     */
    private static String harmless(ExchangeEnd.Answered answer) {
        String text = answer.beginning()
                .toString(StandardCharsets.UTF_8)
                .replaceAll("[\\s\\p{Cntrl}\\p{Cf}\\p{Co}\\p{Cs}\\p{Zl}\\p{Zp}]+", " ")
                .strip();
        return text.codePointCount(0, text.length()) <= SHOWN
                ? text
                : text.substring(0, text.offsetByCodePoints(0, SHOWN)) + "…";
    }

    @PreDestroy
    void close() {
        client.close();
    }
}
