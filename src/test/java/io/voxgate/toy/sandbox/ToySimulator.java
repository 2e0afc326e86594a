package io.voxgate.toy.sandbox;

import static io.voxgate.sandbox.RequestSchema.jsonText;
import static io.voxgate.sandbox.RequestSchema.number;
import static io.voxgate.sandbox.RequestSchema.object;
import static io.voxgate.sandbox.RequestSchema.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.sandbox.BoundedStore;
import io.voxgate.sandbox.CallbackSender;
import io.voxgate.sandbox.RequestSchema;
import io.voxgate.sandbox.SandboxAccount;
import io.voxgate.sandbox.SandboxJson;
import io.voxgate.sandbox.SandboxReply;
import io.voxgate.sandbox.SandboxRequest;
import io.voxgate.sandbox.SandboxWorld;
import io.voxgate.sandbox.SchemaViolation;
import io.voxgate.sandbox.Simulator;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Parlour itself: a task opens a second after it was asked for, hears one sentence, and stays open until it is closed.
 */
public final class ToySimulator implements Simulator {
    private static final long CLOCK_SECONDS = 300;
    private static final Duration SOON = Duration.ofSeconds(1);
    private static final CallbackSender.RetryRule TWICE = new CallbackSender.RetryRule(
            Duration.ofSeconds(5), SOON, SOON, 2, Duration.ofMinutes(1), (status, _) -> status == 200);
    private static final RequestSchema TASK = object().required("app", text()).required("task", text());
    private static final Map<String, RequestSchema> OPERATIONS = Map.of(
            "Open",
            object().required("app", text())
                    .required("task", text().notEmpty())
                    .required("room", text().notEmpty())
                    .optional("opening", text())
                    .optional("interrupt", text().in(Set.of("yes", "no")))
                    .optional(
                            "ears",
                            object().optional("pause", number().between("0.5", "3"))
                                    .optional("language", text()))
                    .required(
                            "brain",
                            jsonText(object().required("address", text())
                                    .required("key", text().notEmpty())
                                    .optional("name", text())
                                    .optional("rules", text())
                                    .optional("heat", number().between("0", "1"))))
                    .optional("voice", object().optional("name", text())),
            "Look",
            TASK,
            "Close",
            TASK,
            "Recall",
            TASK,
            "Speak",
            object().required("app", text()).required("task", text()).required("text", text().notEmpty()));

    private final SandboxWorld world;
    private final BoundedStore<Task> tasks = new BoundedStore<>(1_000, task -> task.state.equals("closed"));

    public ToySimulator(SandboxWorld world) {
        this.world = world;
    }

    private static final class Task {
        private final String id;
        private final SandboxAccount account;
        private volatile String state = "opening";
        private volatile int told;
        private volatile Instant closed = Instant.MAX;

        private Task(String id, SandboxAccount account) {
            this.id = id;
            this.account = account;
        }
    }

    @Override
    public String vendor() {
        return "toy";
    }

    @Override
    public boolean recognises(SandboxRequest head) {
        return head.header("X-Toy-Operation").isPresent();
    }

    @Override
    public boolean handles(SandboxRequest request) {
        return recognises(request);
    }

    @Override
    public SandboxReply handle(SandboxRequest request) {
        Optional<SandboxAccount> account =
                world.accounts().byKeyId(vendor(), request.header("X-Toy-Key").orElse("")).stream()
                        .filter(a -> signed(request, a))
                        .findFirst();
        if (account.isEmpty()) {
            return error("BadKey");
        }
        long skew = world.clock().instant().getEpochSecond()
                - Long.parseLong(request.header("X-Toy-Time").orElseThrow());
        if (Math.abs(skew) > CLOCK_SECONDS) {
            return error("BadTime");
        }
        String operation = request.header("X-Toy-Operation").orElseThrow();
        Optional<JsonNode> body = SandboxJson.parse(request.body());
        List<SchemaViolation> flaws = body.filter(_ -> OPERATIONS.containsKey(operation))
                .map(json -> OPERATIONS.get(operation).flaws("", json))
                .orElse(List.of(new SchemaViolation("", SchemaViolation.ViolationKind.VALUE, "", "")));
        return flaws.isEmpty()
                        && account.get()
                                .appId()
                                .equals(body.orElseThrow().get("app").asText())
                ? perform(operation, body.get(), account.get())
                : error("BadField");
    }

    private SandboxReply perform(String operation, JsonNode body, SandboxAccount account) {
        String id = body.get("task").asText();
        Optional<Task> task = tasks.get(id);
        if (operation.equals("Open")) {
            return task.isPresent() ? error("TaskTaken") : open(id, account);
        }
        if (task.isEmpty()) {
            return error("NoSuchTask");
        }
        if (operation.equals("Close") && !task.get().state.equals("closed")) {
            task.get().state = "closed";
            task.get().closed = world.clock().instant();
            tell(task.get(), "closed", "");
        }
        ObjectNode answer = SandboxJson.object().put("id", id).put("state", task.get().state);
        boolean remembered = operation.equals("Recall")
                && !world.clock().instant().minus(SOON).isBefore(task.get().closed);
        return json(remembered ? answer.put("mood", "glad") : answer);
    }

    private SandboxReply open(String id, SandboxAccount account) {
        Task task = new Task(id, account);
        tasks.put(id, task);
        world.stage().after(SOON, () -> {
            task.state = "open";
            tell(task, "opened", "");
            tell(task, "said", "Is anybody there?");
        });
        return json(SandboxJson.object().put("id", id).put("state", task.state));
    }

    private void tell(Task task, String what, String words) {
        if (task.account.callbackUrl().isEmpty()) {
            return;
        }
        Instant now = world.clock().instant();
        byte[] body = SandboxJson.write(SandboxJson.object()
                .put("number", ++task.told)
                .put("task", task.id)
                .put("at", now.toEpochMilli())
                .put("what", what)
                .put("text", words));
        String signature = SandboxJson.hex(SandboxJson.mac(
                "HmacSHA256", SandboxJson.utf8(task.account.callbackSecret().orElseThrow()), body));
        world.callbackSender()
                .send(
                        task.id,
                        new CallbackSender.CallbackMessage(
                                URI.create(task.account.callbackUrl().get()),
                                Map.of("Content-Type", "application/json", "X-Toy-Signature", signature),
                                body),
                        TWICE);
    }

    private static boolean signed(SandboxRequest request, SandboxAccount account) {
        byte[] time = request.header("X-Toy-Time").orElse("").getBytes(StandardCharsets.US_ASCII);
        byte[] signed = new byte[time.length + request.body().length];
        System.arraycopy(time, 0, signed, 0, time.length);
        System.arraycopy(request.body(), 0, signed, time.length, request.body().length);
        return SandboxJson.same(
                SandboxJson.hex(SandboxJson.mac("HmacSHA256", SandboxJson.utf8(account.keySecret()), signed)),
                request.header("X-Toy-Signature").orElse(""));
    }

    private static SandboxReply error(String code) {
        return json(SandboxJson.object().put("error", code).put("words", "No."));
    }

    private static SandboxReply json(ObjectNode body) {
        return new SandboxReply.ReplyWithBody(
                200, Map.of("Content-Type", "application/json"), SandboxJson.write(body), Duration.ZERO);
    }
}
