package io.voxgate.adapter.tencent.ccc;

import static org.assertj.core.api.Assertions.assertThat;

import io.voxgate.adapter.ActiveSession;
import io.voxgate.adapter.ActiveState;
import io.voxgate.adapter.ActiveStep;
import io.voxgate.adapter.HttpReply;
import io.voxgate.json.Json;
import io.voxgate.model.Channel;
import io.voxgate.model.SessionStatus;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class CccActiveTest {
    private static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");
    private static final Channel OURS = new Channel.Phone("+8613800000000", null);

    private static ActiveStep read(ActiveState state, String response) {
        return new CccAdapter().active(state, Optional.of(HttpReply.json(200, "{\"Response\":" + response + "}")));
    }

    private static ActiveState list(int from) {
        return ActiveState.list(from, 25, NOW);
    }

    @Test
    void aCallIsToldAsTheVendorSpellsItWithTheTimeSinceWhenItRuns() {
        ActiveStep step = read(list(0), """
                {"Total":1,"Sessions":[{"SessionID":"a1","Caller":"008675500000000","Callee":"008613800000000",\
                "SessionStatus":"inProgress","Direction":1,
                 "StartTimestamp":"1795248000","AcceptTimestamp":"1795248010"}],"RequestId":"r"}""");

        assertThat(step)
                .isEqualTo(ActiveStep.Part.of(new ActiveSession(
                        "a1",
                        SessionStatus.ACTIVE,
                        Optional.of(Instant.ofEpochSecond(1795248000)),
                        Optional.of(new Channel.Phone("008613800000000", List.of("008675500000000"))))));
    }

    /**
     * A call in is somebody who phones the contact center: Voxgate only phones out, and nobody is to hang up on them by
     * mistake.
     */
    @Test
    void callsInAndWhatIsOverAreLeftOut() {
        String calls = """
                {"Total":3,"Sessions":[{"SessionID":"in","Callee":"1","SessionStatus":"inProgress","Direction":0},\
                {"SessionID":"over","Callee":"1","SessionStatus":"finished","Direction":1},
                 {"SessionID":"","Callee":"1","SessionStatus":"inProgress","Direction":1}],"RequestId":"r"}""";

        assertThat(read(list(0), calls)).isEqualTo(ActiveStep.Part.none());
        assertThat(read(
                        ActiveState.of(new ActiveState.Reported("in", Json.object()), NOW),
                        "{\"Session\":{\"SessionStatus\":\"inProgress\",\"Direction\":0},\"RequestId\":\"r\"}"))
                .isEqualTo(ActiveStep.Part.none());
    }

    /**
     * The list moves while it is read: it goes on after what came, however few that were, and ends where nothing comes.
     */
    @Test
    void theListGoesOnAfterWhatCame() {
        String one =
                "{\"Total\":60,\"Sessions\":[{\"SessionID\":\"a\",\"SessionStatus\":\"ringing\"}],\"RequestId\":\"r\"}";

        assertThat(((ActiveStep.Part) read(list(50), one)).next()).isEqualTo(OptionalInt.of(51));
        assertThat(((ActiveStep.Part) read(list(59), one)).next()).isEmpty();
        assertThat(read(list(50), "{\"Total\":60,\"Sessions\":[],\"RequestId\":\"r\"}"))
                .isEqualTo(ActiveStep.Part.none());
        assertThat(read(list(0), "{\"Total\":0,\"Sessions\":null,\"RequestId\":\"r\"}"))
                .isEqualTo(ActiveStep.Part.none());
        assertThat(read(list(0), "{\"Total\":7,\"Sessions\":null,\"RequestId\":\"r\"}"))
                .isInstanceOf(ActiveStep.Unclear.class);
    }

    @Test
    void neverMoreThanTheVendorGivesAtOnceIsAskedFor() {
        assertThat(((ActiveStep.Call) new CccAdapter().active(ActiveState.list(75, 200, NOW), Optional.empty()))
                        .call()
                        .body()
                        .toString())
                .contains("\"Offset\":75,\"Limit\":25");
        assertThat(((ActiveStep.Call) new CccAdapter().active(ActiveState.list(0, 3, NOW), Optional.empty()))
                        .call()
                        .body()
                        .toString())
                .contains("\"Limit\":3");
    }

    @Test
    void theSameNumberIsFoundInEachSpelling() {
        assertThat(List.of("008613800000000", "+8613800000000", "8613800000000", "013800000000"))
                .allMatch(spelled -> CccActive.same(new Channel.Phone(spelled, null), OURS));
        assertThat(List.of("008613800000001", "", "0", "008613900000000"))
                .noneMatch(spelled -> CccActive.same(new Channel.Phone(spelled, null), OURS));
        assertThat(CccActive.same(new Channel.Room("8613800000000", null, null, null), OURS))
                .isFalse();
    }
}
