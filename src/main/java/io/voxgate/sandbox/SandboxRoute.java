package io.voxgate.sandbox;

import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.voxgate.config.SandboxSettings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The vendors' address inside the service: {@code /} of the main port answers what speaks a vendor's protocol, and
 * {@code /latest} what asks a machine's metadata service; they leave everything else alone. On with
 * {@code VOXGATE_SANDBOX=on}.
 */
@ApplicationScoped
public class SandboxRoute {
    private static final int FIRST = -1000;
    private static final Set<HttpMethod> METHODS = Set.of(HttpMethod.POST, HttpMethod.GET, HttpMethod.PUT);

    /** Of the metadata services of the vendors' machines. */
    private static final String METADATA = "/latest/*";

    private static final int MAX_BODY = 10 * 1024 * 1024;

    private final Provider<Sandbox> sandbox;
    private final boolean enabled;

    @Inject
    public SandboxRoute(Provider<Sandbox> sandbox, SandboxSettings settings) {
        this.sandbox = sandbox;
        this.enabled = settings.enabled();
    }

    void init(@Observes Router router) {
        if (enabled) {
            router.route("/").order(FIRST).handler(this::answer);
            router.route(METADATA).order(FIRST).handler(this::answer);
        }
    }

    private void answer(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (!METHODS.contains(request.method()) || !sandbox.get().recognises(received(request, Buffer.buffer()))) {
            context.next();
            return;
        }
        Buffer body = Buffer.buffer();
        request.handler(part -> collect(context, body, part));
        Context loop = context.vertx().getOrCreateContext();
        request.endHandler(end -> {
            if (!context.response().ended()) {
                SandboxRequest received = received(request, body);
                Thread.startVirtualThread(() -> {
                    SandboxReply reply = sandbox.get().handle(received);
                    loop.runOnContext(done -> write(context, reply));
                });
            }
        });
    }

    private static void collect(RoutingContext context, Buffer body, Buffer part) {
        if (body.length() + part.length() <= MAX_BODY) {
            body.appendBuffer(part);
        } else if (!context.response().ended()) {
            context.response().setStatusCode(413).end();
        }
    }

    private static SandboxRequest received(HttpServerRequest request, Buffer body) {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        request.headers().forEach((name, value) -> headers.merge(name, value, (a, b) -> a + "," + b));
        if (request.authority() != null) {
            headers.putIfAbsent("Host", request.authority().toString());
        }
        String query = request.query() == null ? "" : request.query();
        return new SandboxRequest(request.method().name(), request.path(), query, headers, body.getBytes());
    }

    private static void write(RoutingContext context, SandboxReply reply) {
        switch (reply) {
            case SandboxReply.Reset reset ->
                after(
                        context,
                        reset.after(),
                        () -> context.request().connection().close());
            case SandboxReply.ReplyWithBody answer ->
                after(context, answer.after(), () -> {
                    context.response().setStatusCode(answer.status());
                    answer.headers().forEach(context.response()::putHeader);
                    context.response().end(Buffer.buffer(answer.body()));
                });
        }
    }

    private static void after(RoutingContext context, Duration wait, Runnable action) {
        Runnable unlessGone = () -> {
            if (!context.response().ended() && !context.response().closed()) {
                action.run();
            }
        };
        if (wait.isZero()) {
            unlessGone.run();
        } else {
            context.vertx().setTimer(Math.max(1, wait.toMillis()), timer -> unlessGone.run());
        }
    }
}
