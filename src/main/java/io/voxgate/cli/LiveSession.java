package io.voxgate.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.voxgate.cli.DemoEnvironment.DemoVendor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** One session of the demo: what has been seen of it, and whether that is what a session should go through. */
final class LiveSession {
    private static final Set<String> OVER = Set.of("ended", "failed");
    private static final Duration TALK = Duration.ofSeconds(4);
    private static final Duration SILENCE = Duration.ofSeconds(2);
    private static final Duration ENOUGH = Duration.ofSeconds(15);

    private final ApiClient api;
    private final DemoVendor vendor;
    private final Set<String> statuses = new LinkedHashSet<>();
    private final List<JsonNode> events = new ArrayList<>();
    private String id = "";
    private JsonNode latest;
    private Optional<String> refusal = Optional.empty();
    private Optional<Long> activeSince = Optional.empty();
    private long lastEventAt;
    private boolean stopped;

    LiveSession(ApiClient api, DemoVendor vendor) {
        this.api = api;
        this.vendor = vendor;
        this.latest = MissingNode.getInstance();
    }

    DemoVendor vendor() {
        return vendor;
    }

    String id() {
        return id;
    }

    JsonNode latest() {
        return latest;
    }

    List<JsonNode> events() {
        return events;
    }

    Set<String> statuses() {
        return statuses;
    }

    Optional<String> refusal() {
        return refusal;
    }

    void start(String template) {
        try {
            JsonNode answer = api.postOnce(
                    "v1/sessions",
                    Map.of(
                            "template",
                            template,
                            "variables",
                            DemoEnvironment.VARIABLES,
                            "channel",
                            vendor.channel(),
                            "connection",
                            vendor.connection(),
                            "metadata",
                            Map.of("demo", "yes")),
                    UUID.randomUUID().toString());
            id = answer.path("id").asText();
            see(answer);
        } catch (ApiFailure e) {
            refusal = Optional.of(e.detail());
        }
    }

    /** Asks once and returns what is new. */
    List<JsonNode> readNew() {
        see(api.get("v1/sessions/" + id));
        long known = events.isEmpty() ? 0 : events.getLast().path("sequence").asLong();
        List<JsonNode> fresh = new ArrayList<>();
        for (JsonNode event :
                api.get("v1/sessions/" + id + "/events?pageSize=200").path("items")) {
            if (event.path("sequence").asLong() > known) {
                fresh.add(event);
            }
        }
        if (!fresh.isEmpty()) {
            lastEventAt = System.nanoTime();
        }
        fresh.stream().map(event -> event.path("type").asText()).forEach(this::seeType);
        events.addAll(fresh);
        return fresh;
    }

    private void see(JsonNode session) {
        latest = session;
        seeStatus(session.path("status").asText());
    }

    private void seeType(String type) {
        switch (type) {
            case "session.ringing" -> statuses.add("ringing");
            case "session.started" -> seeStatus("active");
            default -> {}
        }
    }

    private void seeStatus(String status) {
        statuses.add(status);
        if (status.equals("active") && activeSince.isEmpty()) {
            activeSince = Optional.of(System.nanoTime());
        }
    }

    boolean over() {
        return refusal.isPresent() || OVER.contains(latest.path("status").asText());
    }

    /** Whether it has run long enough and nothing more is being said. */
    boolean hasSaidEnough() {
        long now = System.nanoTime();
        return !stopped
                && !over()
                && activeSince
                        .filter(since -> now - since > ENOUGH.toNanos()
                                || (now - since > TALK.toNanos() && now - lastEventAt > SILENCE.toNanos()))
                        .isPresent();
    }

    void stop() {
        stopped = true;
        try {
            api.post("v1/sessions/" + id + "/stop", Map.of());
        } catch (ApiFailure e) {
            if (e.status() != 409) {
                throw e;
            }
        }
    }

    /** Whether it is over and its vendor may still report what was said. */
    boolean moreToCome() {
        return refusal.isEmpty() && over() && !transcript().path("complete").asBoolean(true);
    }

    JsonNode transcript() {
        return api.get("v1/sessions/" + id + "/transcript");
    }

    /** What is wrong with the course that the session took; empty when nothing is. */
    Optional<String> fault() {
        if (refusal.isPresent()) {
            return refusal;
        }
        String status = latest.path("status").asText();
        if (!status.equals("ended")) {
            return Optional.of("it is " + status + ", not ended"
                    + (status.equals("failed")
                            ? ": " + latest.path("endReason").asText("") + " "
                                    + latest.path("vendorCode").asText("")
                            : ""));
        }
        return statuses.contains("active")
                ? Optional.empty()
                : Optional.of("it was never active: " + String.join(" → ", statuses));
    }
}
