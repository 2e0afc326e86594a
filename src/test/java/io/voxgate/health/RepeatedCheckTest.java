package io.voxgate.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.Test;

class RepeatedCheckTest {
    private final AtomicReference<Optional<String>> fault = new AtomicReference<>(Optional.empty());

    private RepeatedCheck check(int failures) {
        return new RepeatedCheck("test", Duration.ofHours(1), failures, fault::get);
    }

    private static Status status(RepeatedCheck check) {
        check.once();
        return check.response().getStatus();
    }

    @Test
    void onlySeveralFailuresInARowCount() {
        RepeatedCheck check = check(3);
        fault.set(Optional.of("no answer"));

        assertThat(status(check)).isEqualTo(Status.UP);
        assertThat(status(check)).isEqualTo(Status.UP);
        assertThat(status(check)).isEqualTo(Status.DOWN);
        fault.set(Optional.empty());
        assertThat(status(check)).isEqualTo(Status.UP);
        fault.set(Optional.of("no answer"));
        assertThat(status(check)).isEqualTo(Status.UP);
    }

    @Test
    void theResponseSaysWhatIsWrong() {
        RepeatedCheck check = check(1);
        fault.set(Optional.of("no answer"));
        check.once();

        HealthCheckResponse response = check.response();
        assertThat(response.getStatus()).isEqualTo(Status.DOWN);
        assertThat(response.getData().orElseThrow()).containsEntry("fault", "no answer");
    }

    @Test
    void aCheckThatBreaksHasFailed() {
        RepeatedCheck check = new RepeatedCheck("test", Duration.ofHours(1), 1, () -> {
            throw new IllegalStateException("broken");
        });

        assertThat(status(check)).isEqualTo(Status.DOWN);
    }
}
