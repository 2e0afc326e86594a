package io.voxgate.adapter.alibaba.rtc;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.adapter.MessageForms;
import io.voxgate.adapter.RoomMessageType;
import io.voxgate.adapter.RoomMessages;
import io.voxgate.json.Json;
import io.voxgate.testkit.GuideExample;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client in a channel gets and may send: the vendor's pages, the records and the guide say the same. */
class AlibabaRtcClientMessagesTest {
    private static final MessageForms FORMS = new MessageForms(AlibabaRtcClientMessages.class);

    private static RoomMessages messages() {
        return new AlibabaRtcAdapter().roomMessages().orElseThrow();
    }

    private static List<GuideExample> examples() {
        return GuideExample.of(messages().guide()).stream()
                .filter(example -> !example.schema().isEmpty())
                .toList();
    }

    /** The events and methods of the reference, document_detail/2979606. */
    @Test
    void theNamesAreThoseOfTheWebSdk() {
        assertThat(messages().receives()).extracting(RoomMessageType::name).containsExactly("message", "agent-status");
        assertThat(messages().sends())
                .extracting(RoomMessageType::name)
                .containsExactly("interrupt", "startPushToTalk", "stopPushToTalk", "cancelPushToTalk");
        assertThat(messages().sends())
                .as("no page tells their form")
                .extracting(RoomMessageType::schema)
                .containsOnlyNulls();
    }

    @Test
    void everyExampleOfTheGuideIsReadAsItsRecord() {
        assertThat(examples()).extracting(FORMS::fault).containsOnly(Optional.empty());
        assertThat(examples()).extracting(GuideExample::schema).containsAll(MessageForms.named(messages()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"listening", "thinking", "processing", "responding"})
    void eachStatusOfEitherPageIsRead(String status) {
        assertThat(FORMS.fault(new GuideExample("AlibabaRtcAgentStatus", Json.text(status))))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"message", "uid", "reasoning", "userType", "end"})
    void anExampleThatLacksAMemberIsFound(String member) {
        ObjectNode message = examples().getFirst().body().deepCopy();
        message.remove(member);

        assertThat(FORMS.fault(new GuideExample("AlibabaRtcTranscriptionMessage", message)))
                .isPresent();
    }

    @Test
    void aStatusOfNoPageIsFound() {
        assertThat(FORMS.fault(new GuideExample("AlibabaRtcAgentStatus", Json.text("bored"))))
                .isPresent();
    }
}
