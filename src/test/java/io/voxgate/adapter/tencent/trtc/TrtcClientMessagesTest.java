package io.voxgate.adapter.tencent.trtc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.adapter.MessageForms;
import io.voxgate.adapter.RoomMessageType;
import io.voxgate.adapter.RoomMessages;
import io.voxgate.testkit.GuideExample;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client in a TRTC room gets and may send: the vendor's pages, the records and the guide say the same. */
class TrtcClientMessagesTest {
    private static final MessageForms FORMS = new MessageForms(TrtcClientMessages.class);

    private static RoomMessages messages() {
        return new TrtcAdapter().roomMessages().orElseThrow();
    }

    private static List<GuideExample> examples() {
        return GuideExample.of(messages().guide()).stream()
                .filter(example -> !example.schema().isEmpty())
                .toList();
    }

    private static ObjectNode example(String schema) {
        return examples().stream()
                .filter(example -> example.schema().equals(schema))
                .findFirst()
                .orElseThrow()
                .body()
                .deepCopy();
    }

    /** The types of tencent-trtc.md, section 8: received on cmdID 1, sent on cmdID 2. */
    @Test
    void theTypesAreThoseOfTheManual() {
        assertThat(messages().receives())
                .extracting(RoomMessageType::type, RoomMessageType::cmdId)
                .containsExactly(tuple(10000, 1), tuple(10001, 1), tuple(10020, 1), tuple(10030, 1));
        assertThat(messages().sends())
                .extracting(RoomMessageType::type, RoomMessageType::cmdId)
                .containsExactly(tuple(20000, 2), tuple(20001, 2));
    }

    @Test
    void everyExampleOfTheGuideIsReadAsItsRecord() {
        assertThat(examples()).extracting(FORMS::fault).containsOnly(Optional.empty());
    }

    @Test
    void everyMessageHasAnExampleWithItsType() {
        Stream.concat(messages().receives().stream(), messages().sends().stream())
                .forEach(message -> assertThat(examples())
                        .as(message.name())
                        .filteredOn(example -> message.schema().endsWith("/" + example.schema()))
                        .isNotEmpty()
                        .allSatisfy(example ->
                                assertThat(example.body().path("type").asInt()).isEqualTo(message.type())));
    }

    /** The subtitle's members, and that each of them is needed but the quick start's. */
    @ParameterizedTest
    @ValueSource(strings = {"text", "start_time", "end_time", "roundid", "end"})
    void anExampleThatLacksAMemberIsFound(String member) {
        ObjectNode subtitle = example("TrtcSubtitleMessage");
        subtitle.withObject("payload").remove(member);

        assertThat(FORMS.fault(new GuideExample("TrtcSubtitleMessage", subtitle)))
                .isPresent();
    }

    /** Their tables, 647/115504 and 647/115505, do not name a receiver. */
    @ParameterizedTest
    @ValueSource(strings = {"TrtcMetricMessage", "TrtcErrorMessage"})
    void figuresAndErrorsMayHaveAReceiver(String schema) {
        ObjectNode message = example(schema);
        message.putArray("receiver");

        assertThat(FORMS.fault(new GuideExample(schema, message))).isEmpty();
    }

    @Test
    void anExampleWithAMemberTooManyIsFound() {
        ObjectNode state = example("TrtcAgentStateMessage");
        state.withObject("payload").put("mood", "good");

        assertThat(FORMS.fault(new GuideExample("TrtcAgentStateMessage", state)))
                .isPresent();
    }

    @Test
    void anExampleOfNoSchemaIsFound() {
        assertThat(FORMS.fault(new GuideExample("TrtcMoodMessage", example("TrtcTextMessage"))))
                .isPresent();
    }
}
