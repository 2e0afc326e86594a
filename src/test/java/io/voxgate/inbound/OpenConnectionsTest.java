package io.voxgate.inbound;

import static org.assertj.core.api.Assertions.assertThat;

import io.voxgate.inbound.OpenConnections.Admission;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OpenConnectionsTest {
    private final OpenConnections<String> table = new OpenConnections<>(6, 4);

    private Admission<String> admit(String connection) {
        return table.admit(connection.substring(0, 1), connection);
    }

    @Test
    void whereThereIsRoomNobodyIsClosed() {
        assertThat(IntStream.range(0, 4).mapToObj(i -> admit("a" + i)))
                .allMatch(Admission::admitted)
                .allMatch(admission -> admission.instead().isEmpty());
        assertThat(table.open()).isEqualTo(4);
    }

    @Test
    void anAddressBeyondItsShareLosesItsOwnOldest() {
        IntStream.range(0, 4).forEach(i -> admit("a" + i));
        admit("b0");

        assertThat(admit("a4")).isEqualTo(new Admission<>(true, Optional.of("a0")));
        assertThat(admit("a5")).isEqualTo(new Admission<>(true, Optional.of("a1")));
    }

    @Test
    void whenThePortIsFullWhoHoldsMostLosesOne() {
        admit("b0");
        IntStream.range(0, 4).forEach(i -> admit("a" + i));
        admit("c0");

        assertThat(admit("d0")).isEqualTo(new Admission<>(true, Optional.of("a0")));
    }

    @Test
    void whoIsBeingAnsweredStays() {
        IntStream.range(0, 4).forEach(i -> admit("a" + i));
        IntStream.range(0, 4).forEach(i -> table.works("a", "a" + i));

        assertThat(admit("a4")).isEqualTo(new Admission<>(false, Optional.empty()));
        table.waits("a", "a2");
        assertThat(admit("a5")).isEqualTo(new Admission<>(true, Optional.of("a2")));
    }

    @Test
    void whoLeavesMakesRoom() {
        IntStream.range(0, 4).forEach(i -> admit("a" + i));
        table.left("a", "a1");

        assertThat(admit("a4")).isEqualTo(new Admission<>(true, Optional.empty()));
        IntStream.of(0, 2, 3, 4).forEach(i -> table.left("a", "a" + i));
        assertThat(table.open()).isZero();
        table.waits("a", "a9");
        assertThat(admit("a5")).isEqualTo(new Admission<>(true, Optional.empty()));
    }
}
