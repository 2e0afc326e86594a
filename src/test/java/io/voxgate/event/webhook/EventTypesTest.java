package io.voxgate.event.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.voxgate.model.EventData;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventTypesTest {
    @Test
    void everyTypeOfTheContractCanBeAskedFor() {
        assertThat(EventTypes.KNOWN)
                .containsExactlyInAnyOrder(
                        "session.starting",
                        "session.ringing",
                        "session.started",
                        "session.ready",
                        "session.ended",
                        "session.failed",
                        "user.speechStarted",
                        "transcript.added",
                        "agent.speechFinished",
                        "metric.recorded",
                        "error.reported",
                        "session.stalled",
                        "silence.detected",
                        "extraction.completed",
                        "vendor.other",
                        "webhook.disabled");
        assertThat(EventTypes.KNOWN)
                .as("as many as there are kinds of events, and one of our own")
                .hasSize(EventData.class.getPermittedSubclasses().length + 1);
    }

    @Test
    void groupsAndAllAreTakenAndNothingElse() {
        assertThat(List.of("*", "session.*", "vendor.*", "webhook.*", "session.ended"))
                .allMatch(EventTypes::known);
        assertThat(List.of(
                        "",
                        "session",
                        "session.",
                        "ses*",
                        "*.ended",
                        "session.finished",
                        "webhook.test",
                        "Session.ended",
                        "**"))
                .noneMatch(EventTypes::known);
    }
}
