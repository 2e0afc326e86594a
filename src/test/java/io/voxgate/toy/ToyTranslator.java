package io.voxgate.toy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.adapter.EnumMapping;
import io.voxgate.adapter.FieldConversions;
import io.voxgate.adapter.FieldMapping;
import io.voxgate.adapter.FieldMappings;
import io.voxgate.adapter.ImportReader;
import io.voxgate.adapter.ImportResult;
import io.voxgate.adapter.ImportResult.ImportOutcome;
import io.voxgate.adapter.Placeholder;
import io.voxgate.adapter.StartCommand;
import io.voxgate.adapter.Translation;
import io.voxgate.adapter.TranslationBuilder;
import io.voxgate.json.Json;
import io.voxgate.model.Channel;
import java.util.Set;

/** What Parlour's {@code Open} is made of. {@code brain} travels as a string that holds JSON. */
final class ToyTranslator {
    private static final Set<String> JSON_TEXT = Set.of("brain");
    private static final FieldMappings TABLE = FieldMappings.of(
            new Greeting(),
            FieldMapping.of(
                            "/interruption/mode",
                            "interrupt",
                            EnumMapping.of("auto", "yes").and("off", "no"))
                    .vendorDefault("yes"),
            FieldMapping.of("/vad/silenceMs", "ears.pause", FieldConversions.seconds(1, "0.5", "3"))
                    .vendorDefault(1),
            FieldMapping.of("/stt/language", "ears.language", FieldConversions.text()),
            new Brain(),
            FieldMapping.of("/llm/model", "brain.name", FieldConversions.text()),
            FieldMapping.of("/llm/systemPrompt", "brain.rules", FieldConversions.text()),
            FieldMapping.of("/llm/temperature", "brain.heat", FieldConversions.range("0", "1")),
            new Voice());

    private ToyTranslator() {}

    static Translation translate(StartCommand command) {
        TranslationBuilder builder = new TranslationBuilder(ToyAdapter.ID, command);
        builder.put("app", new Placeholder.SettingPlaceholder("appId", false).node());
        command.sessionId().ifPresent(id -> builder.put("task", Json.text(id)));
        command.channel().ifPresent(channel -> address(builder, channel));
        TABLE.write(builder);
        return builder.finish("Open", JSON_TEXT);
    }

    static ImportResult parse(ObjectNode request) {
        ImportReader reading = new ImportReader(ToyAdapter.ID, request, JSON_TEXT);
        reading.connection("app", "appId", "Belongs into a connection.");
        reading.connection("task", null, "Voxgate names its sessions itself.");
        reading.peek("room").ifPresent(room -> reading.channel("room", "roomId", Json.text(room.asText())));
        TABLE.read(reading);
        return reading.finish(Set.of("opening", "interrupt", "ears", "brain", "voice"));
    }

    private static void address(TranslationBuilder builder, Channel channel) {
        switch (channel) {
            case Channel.Room room -> builder.put("room", Json.text(room.roomId()));
            case Channel.Phone _ -> builder.rejected("/channel/type", "Parlour has rooms only.");
        }
    }

    private record Greeting() implements FieldMappings.MappingRule {
        @Override
        public void write(TranslationBuilder builder) {
            switch (builder.word("/greeting/mode")) {
                case "static", "" -> {
                    builder.chooses("/greeting/mode", "");
                    builder.convert("/greeting/text", "opening", FieldConversions.text());
                }
                default -> builder.unsupported("/greeting/mode", "Parlour only speaks a given text.");
            }
        }

        @Override
        public void read(ImportReader reading) {
            reading.convert("opening", "/greeting/text", FieldConversions.text());
        }
    }

    private record Brain() implements FieldMappings.MappingRule {
        @Override
        public void write(TranslationBuilder builder) {
            if (builder.word("/llm/protocol").equals("openai")) {
                builder.chooses("/llm/protocol", "");
            } else {
                builder.rejected("/llm/protocol", "Parlour speaks to OpenAI-compatible servers only.");
            }
            builder.convert("/llm/url", "brain.address", FieldConversions.text());
            builder.secret("/llm/credentialRef", "brain.key", "apiKey", false, true);
        }

        @Override
        public void read(ImportReader reading) {
            reading.set("/llm/protocol", Json.text("openai"));
            reading.convert("brain.address", "/llm/url", FieldConversions.text());
            reading.secret("brain.key", "/llm/credentialRef", "llm", "apiKey");
        }
    }

    private record Voice() implements FieldMappings.MappingRule {
        @Override
        public void write(TranslationBuilder builder) {
            String provider = builder.word("/tts/provider");
            if (provider.equals("platform")) {
                builder.chooses("/tts/provider", "");
                builder.convert("/tts/voice", "voice.name", FieldConversions.text());
            } else if (!provider.isEmpty()) {
                builder.rejected("/tts/provider", "Parlour has its own voices only.");
            }
        }

        @Override
        public void read(ImportReader reading) {
            reading.peek("voice.name").filter(name -> name.isTextual()).ifPresent(name -> {
                reading.set("/tts/provider", Json.text("platform"));
                reading.move("voice.name", "/tts/voice", name, ImportOutcome.EXACT, null);
            });
        }
    }
}
