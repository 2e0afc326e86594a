package io.voxgate.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.voxgate.event.stream.StreamPosition;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SnapshotTest {
    @Test
    void itIsReadAsPostgresqlWritesIt() {
        assertThat(Snapshot.parse("10:20:10,14,15")).isEqualTo(new Snapshot(10, 20, List.of("10", "14", "15")));
        assertThat(Snapshot.parse("795:795:")).isEqualTo(new Snapshot(795, 795, List.of()));
    }

    @Test
    void aPlaceIsReadAsItIsWrittenAndNothingElseIs() {
        StreamPosition place = new StreamPosition(795, 12);

        assertThat(StreamPosition.parse(place.toString())).contains(place);
        assertThat(List.of("", "1", "1 ", " 1 2", "1 2 3", "-1 2", "1 9999999999999999999", "a b", "1\n2"))
                .allMatch(text -> StreamPosition.parse(text).equals(Optional.empty()));
        assertThat(place)
                .isGreaterThan(new StreamPosition(795, 11))
                .isLessThan(new StreamPosition(796, 1))
                .isGreaterThan(StreamPosition.BEGINNING);
    }
}
