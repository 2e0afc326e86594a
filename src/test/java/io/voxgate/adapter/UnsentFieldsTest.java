package io.voxgate.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.adapter.ImportResult.ImportEntry;
import io.voxgate.adapter.ImportResult.ImportOutcome;
import io.voxgate.json.Json;
import io.voxgate.tck.AllAdapters;
import io.voxgate.tck.Yaml;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A field that would be lost beside the others is kept for the vendor; nothing else is touched. */
final class UnsentFieldsTest {
    private static final VendorAdapter CCC = AllAdapters.named("tencent-ccc");
    private static final String PLAIN =
            "LLMType: openai, APIUrl: 'https://llm.example.com/v1', Model: m, APIKey: k, SystemPrompt: Be kind., VoiceType: ZhiXi";

    private static ImportResult kept(String more) {
        ObjectNode request = Yaml.object("{" + PLAIN + more + "}");
        ImportResult imported = CCC.parse(request);
        return UnsentFields.kept(
                CCC.info(),
                request,
                imported,
                CCC.translate(new StartCommand(Yaml.agent(imported.agent()), Optional.empty(), Optional.empty())));
    }

    /** The voice interrupts nobody here, so that the setting is not sent. */
    @Test
    void aFieldWithoutEffectComesBackAllTheSame() {
        ImportResult imported = kept(", InterruptMode: 1, InterruptSpeechDuration: 700");

        assertThat(imported.agent().at("/interruption")).isEqualTo(Yaml.object("{mode: 'off'}"));
        assertThat(imported.agent().at("/vendorOptions/tencent-ccc"))
                .isEqualTo(Yaml.object("{InterruptSpeechDuration: 700}"));
        assertThat(imported.fields())
                .contains(new ImportEntry(
                        "InterruptSpeechDuration",
                        "/vendorOptions/tencent-ccc",
                        ImportOutcome.KEPT,
                        "Kept as it is: interruption.minSpeechMs would not be sent beside the other settings."));
    }

    @Test
    void aFieldThatIsSentStaysASetting() {
        ImportResult imported = kept(", InterruptMode: 0, InterruptSpeechDuration: 700");

        assertThat(imported.agent().at("/interruption/minSpeechMs").asInt()).isEqualTo(700);
        assertThat(imported.agent().has("vendorOptions")).isFalse();
    }

    /** It was taken out of the text, and does not come back with it. */
    @Test
    void noSecretComesBackThisWay() {
        ImportResult imported =
                kept(", WelcomeType: 1, WelcomeMessage: 'Ask for sk-canary0123456789abc', NotifyMessage: hi");

        assertThat(Json.write(Json.tree(imported))).doesNotContain("canary");
    }
}
