package io.voxgate.adapter.tencent.trtc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.adapter.FieldReport;
import io.voxgate.adapter.StartCommand;
import io.voxgate.adapter.Translation;
import io.voxgate.json.Json;
import io.voxgate.model.Channel;
import io.voxgate.tck.TestAccount;
import io.voxgate.tck.Yaml;
import java.util.Optional;

/** The adapter under test and short ways to ask it. */
final class Trtc {
    static final TrtcAdapter ADAPTER = new TrtcAdapter();
    static final Channel ROOM = new Channel.Room("1234", null, "user_1", "agent_1");

    /** An agent that TRTC starts; parts given later replace these. */
    private static final String PLAIN = """
            llm: {protocol: openai, url: "https://llm.example.com/v1", model: gpt-4o, credentialRef: llm}
            tts: {provider: platform, voice: anna}
            """;

    private Trtc() {}

    /** The plain agent with these parts merged over it, as YAML. */
    static ObjectNode agent(String parts) {
        ObjectNode agent = Yaml.object(PLAIN);
        Json.merge(agent, Yaml.object(parts));
        return agent;
    }

    static Translation translate(String parts) {
        return translate(agent(parts));
    }

    static Translation translate(ObjectNode agent) {
        return ADAPTER.translate(new StartCommand(Yaml.agent(agent), Optional.of(ROOM), Optional.of("ses_01")));
    }

    static FieldReport.ReportEntry entry(Translation translation, String pointer) {
        return translation.report().fields().stream()
                .filter(entry -> entry.path().equals(pointer))
                .findFirst()
                .orElseThrow(() -> new AssertionError("Nothing is reported on " + pointer));
    }

    /** What stands at a dotted path of the request, JSON-in-strings opened, slots masked. */
    static Optional<JsonNode> wire(Translation translation, String path) {
        return Json.at(translation.call().display(Optional.of(TestAccount.account())), path);
    }

    /** Outcome and what is sent, in one line: {@code clamped 2000}. */
    static String told(String pointer, String parts) {
        Translation translation = translate(parts);
        FieldReport.ReportEntry entry = entry(translation, pointer);
        String outcome = Json.node(entry.outcome()).asText();
        return entry.vendorPath() == null
                ? outcome
                : outcome + " "
                        + Json.write(wire(translation, entry.vendorPath()).orElseThrow());
    }
}
