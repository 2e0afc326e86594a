package io.voxgate.toy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.model.Channel;
import io.voxgate.vendor.Codes;
import io.voxgate.vendor.Conversions;
import io.voxgate.vendor.Draft;
import io.voxgate.vendor.Field;
import io.voxgate.vendor.FieldTable;
import io.voxgate.vendor.Imported;
import io.voxgate.vendor.Imported.ImportOutcome;
import io.voxgate.vendor.Json;
import io.voxgate.vendor.Reading;
import io.voxgate.vendor.Slot;
import io.voxgate.vendor.StartCommand;
import io.voxgate.vendor.Translation;
import java.util.Set;

/** What Parlour's {@code Open} is made of. {@code brain} travels as a string that holds JSON. */
final class ToyTranslator {
    private static final Set<String> JSON_TEXT = Set.of("brain");
    private static final FieldTable TABLE = FieldTable.of(
            new Greeting(),
            Field.of("/interruption/mode", "interrupt", Codes.of("auto", "yes").and("off", "no")).vendorDefault("yes"),
            Field.of("/vad/silenceMs", "ears.pause", Conversions.seconds(1, "0.5", "3")).vendorDefault(1),
            Field.of("/stt/language", "ears.language", Conversions.text()),
            new Brain(),
            Field.of("/llm/model", "brain.name", Conversions.text()),
            Field.of("/llm/systemPrompt", "brain.rules", Conversions.text()),
            Field.of("/llm/temperature", "brain.heat", Conversions.range("0", "1")),
            new Voice());

    private ToyTranslator() {}

    static Translation translate(StartCommand command) {
        Draft draft = new Draft(ToyAdapter.ID, command);
        draft.put("app", new Slot.Setting("appId", false).node());
        command.sessionId().ifPresent(id -> draft.put("task", Json.text(id)));
        command.channel().ifPresent(channel -> address(draft, channel));
        TABLE.write(draft);
        return draft.finish("Open", JSON_TEXT);
    }

    static Imported parse(ObjectNode request) {
        Reading reading = new Reading(ToyAdapter.ID, request, JSON_TEXT);
        reading.connection("app", "appId", "Belongs into a connection.");
        reading.connection("task", null, "Voxgate names its sessions itself.");
        reading.peek("room").ifPresent(room -> reading.channel("room", "roomId", Json.text(room.asText())));
        TABLE.read(reading);
        return reading.finish(Set.of("opening", "interrupt", "ears", "brain", "voice"));
    }

    private static void address(Draft draft, Channel channel) {
        switch (channel) {
            case Channel.Room room -> draft.put("room", Json.text(room.roomId()));
            case Channel.Phone _ -> draft.rejected("/channel/type", "Parlour has rooms only.");
        }
    }

    private record Greeting() implements FieldTable.Rule {
        @Override
        public void write(Draft draft) {
            switch (draft.word("/greeting/mode")) {
                case "static", "" -> {
                    draft.chooses("/greeting/mode", "");
                    draft.convert("/greeting/text", "opening", Conversions.text());
                }
                default -> draft.unsupported("/greeting/mode", "Parlour only speaks a given text.");
            }
        }

        @Override
        public void read(Reading reading) {
            reading.convert("opening", "/greeting/text", Conversions.text());
        }
    }

    private record Brain() implements FieldTable.Rule {
        @Override
        public void write(Draft draft) {
            if (draft.word("/llm/protocol").equals("openai")) {
                draft.chooses("/llm/protocol", "");
            } else {
                draft.rejected("/llm/protocol", "Parlour speaks to OpenAI-compatible servers only.");
            }
            draft.convert("/llm/url", "brain.address", Conversions.text());
            draft.secret("/llm/credentialRef", "brain.key", "apiKey", false, true);
        }

        @Override
        public void read(Reading reading) {
            reading.set("/llm/protocol", Json.text("openai"));
            reading.convert("brain.address", "/llm/url", Conversions.text());
            reading.secret("brain.key", "/llm/credentialRef", "llm", "apiKey");
        }
    }

    private record Voice() implements FieldTable.Rule {
        @Override
        public void write(Draft draft) {
            String provider = draft.word("/tts/provider");
            if (provider.equals("platform")) {
                draft.chooses("/tts/provider", "");
                draft.convert("/tts/voice", "voice.name", Conversions.text());
            } else if (!provider.isEmpty()) {
                draft.rejected("/tts/provider", "Parlour has its own voices only.");
            }
        }

        @Override
        public void read(Reading reading) {
            reading.peek("voice.name").filter(name -> name.isTextual()).ifPresent(name -> {
                reading.set("/tts/provider", Json.text("platform"));
                reading.move("voice.name", "/tts/voice", name, ImportOutcome.EXACT, null);
            });
        }
    }
}
