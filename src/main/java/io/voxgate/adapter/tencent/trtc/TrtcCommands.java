package io.voxgate.adapter.tencent.trtc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.adapter.Command;
import io.voxgate.adapter.CommandResult;
import io.voxgate.adapter.FieldReport;
import io.voxgate.adapter.SessionRef;
import io.voxgate.adapter.StartCommand;
import io.voxgate.adapter.Translation;
import io.voxgate.adapter.VendorCall;
import io.voxgate.json.Json;
import io.voxgate.model.AgentSchema;
import io.voxgate.model.Fault;
import io.voxgate.model.FieldOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What can be asked of a running conversation. */
final class TrtcCommands {
    /**
     * @see <a href="https://cloud.tencent.com/document/api/647/108513">StopAIConversation, read 29 November 2026</a>
     */
    static final String STOP = "StopAIConversation";

    /**
     * @see <a href="https://www.tencentcloud.com/document/api/647/64962">UpdateAIConversation, read 29 November
     *     2026</a>
     */
    static final String UPDATE = "UpdateAIConversation";

    /**
     * @see <a href="https://cloud.tencent.com/document/api/647/109408">ControlAIConversation, read November 2026</a>
     */
    static final String CONTROL = "ControlAIConversation";

    private static final String GREETING_MODE = "/greeting/mode";

    /**
     * LLMConfig and TTSConfig are replaced whole; of the rest only three fields can change, one of which is the
     * greeting's mode and text.
     */
    static final Set<String> CHANGEABLE = changeable();

    private TrtcCommands() {}

    private static Set<String> changeable() {
        Set<String> never = Set.of("/tts/skipBrackets", "/llm/temperature", "/llm/topP", "/llm/maxTokens");
        return AgentSchema.leaves().stream()
                .map(AgentSchema.Leaf::pointer)
                .filter(pointer -> pointer.startsWith("/llm/")
                        || pointer.startsWith("/tts/")
                        || Set.of(GREETING_MODE, "/greeting/text", "/interruption/mode", "/interruption/minSpeechMs")
                                .contains(pointer))
                .filter(pointer -> !never.contains(pointer))
                .collect(Collectors.toUnmodifiableSet());
    }

    static CommandResult stop(SessionRef session) {
        return new CommandResult.Call(call(STOP, session));
    }

    static CommandResult say(SessionRef session, Command.Say say) {
        VendorCall call = call(CONTROL, session);
        call.body().put("Command", "ServerPushText");
        ObjectNode push = call.body().putObject("ServerPushText").put("Text", say.text());
        switch (say.when()) {
            case NOW -> push.put("Interrupt", true);
            case AFTER_CURRENT -> push.put("Interrupt", false).put("DropMode", 1);
            case IF_IDLE -> push.put("Interrupt", false).put("DropMode", 0);
        }
        push.put("AddHistory", say.addToHistory());
        if (say.endAfter()) {
            push.put("StopAfterPlay", true);
        }
        if (say.interruptible()) {
            return new CommandResult.Call(call);
        }
        push.put("Priority", 1);
        return new CommandResult.Call(
                call,
                List.of(new FieldReport.ReportEntry(
                        "/interruptible",
                        FieldOutcome.CONVERTED,
                        Json.bool(false),
                        "ServerPushText.Priority",
                        Json.number(1),
                        "By arrangement: Tencent must have switched it on for the app. Until the "
                                + "text is spoken, later ones are ignored.")));
    }

    static CommandResult prompt(SessionRef session, Command.Prompt prompt) {
        VendorCall call = call(CONTROL, session);
        call.body().put("Command", "InvokeLLM");
        call.body().putObject("InvokeLLM").put("Content", prompt.text()).put("Interrupt", prompt.interrupt());
        return new CommandResult.Call(call);
    }

    static CommandResult transfer() {
        return new CommandResult.Unsupported("TRTC has nobody to hand a conversation to.");
    }

    static CommandResult change(SessionRef session, Command.Change change) {
        Translation translation = TrtcTranslator.translate(
                new StartCommand(change.agent(), Optional.of(session.channel()), Optional.of(session.sessionId())));
        List<Fault> rejected = translation
                .report()
                .with(FieldOutcome.REJECTED)
                .map(entry -> new Fault(entry.path(), "REJECTED_BY_VENDOR", String.valueOf(entry.note())))
                .toList();
        if (!rejected.isEmpty()) {
            return new CommandResult.Invalid(rejected);
        }
        List<FieldReport.ReportEntry> entries = new ArrayList<>();
        List<Fault> faults = new ArrayList<>();
        for (String pointer : new TreeSet<>(change.changed())) {
            judge(pointer, translation, faults).ifPresent(entries::add);
        }
        if (!faults.isEmpty()) {
            return new CommandResult.Unsupported("TRTC cannot change this while the conversation runs.", faults);
        }
        return new CommandResult.Call(
                update(session, change.changed(), translation.call().body()), entries);
    }

    private static Optional<FieldReport.ReportEntry> judge(
            String pointer, Translation translation, List<Fault> faults) {
        ObjectNode start = translation.call().body();
        Optional<FieldReport.ReportEntry> entry = translation.report().fields().stream()
                .filter(field -> field.path().equals(pointer))
                .findAny();
        boolean whole = pointer.startsWith("/llm/") || pointer.startsWith("/tts/");
        if (!CHANGEABLE.contains(pointer)) {
            faults.add(new Fault(pointer, "NOT_CHANGEABLE", "TRTC cannot change this while the conversation runs."));
        } else if (pointer.equals(GREETING_MODE)) {
            if (start.at("/AgentConfig/WelcomeMessage").isMissingNode()) {
                faults.add(new Fault(
                        pointer,
                        "NOT_CHANGEABLE",
                        "TRTC can be given another text to greet with, and cannot take its "
                                + "greeting back while the conversation runs."));
            }
        } else if (entry.isEmpty() && !whole) {
            faults.add(
                    new Fault(
                            pointer,
                            "NOT_CHANGEABLE",
                            "TRTC can only be given another value; it cannot go back to its default while the conversation runs."));
        } else if (entry.filter(field -> field.outcome() == FieldOutcome.UNSUPPORTED)
                .isPresent()) {
            faults.add(new Fault(
                    pointer, "NOT_CHANGEABLE", String.valueOf(entry.get().note())));
        }
        return entry;
    }

    private static VendorCall update(SessionRef session, Set<String> changed, ObjectNode start) {
        ObjectNode body = Json.object().put("TaskId", session.vendorSessionId());
        copy(changed, "/greeting/", start, TrtcTurnTaking.WELCOME, body);
        copy(changed, "/interruption/mode", start, TrtcTurnTaking.INTERRUPT_MODE, body);
        copy(changed, "/interruption/minSpeechMs", start, TrtcTurnTaking.SPEECH_DURATION, body);
        copy(changed, "/llm/", start, "LLMConfig", body);
        copy(changed, "/tts/", start, "TTSConfig", body);
        return new VendorCall(UPDATE, body, Set.of("LLMConfig", "TTSConfig"));
    }

    private static void copy(Set<String> changed, String prefix, ObjectNode start, String wire, ObjectNode body) {
        if (changed.stream().anyMatch(pointer -> pointer.startsWith(prefix))) {
            Optional<JsonNode> value = Json.at(start, wire);
            value.ifPresent(node -> body.set(wire.substring(wire.indexOf('.') + 1), node));
        }
    }

    private static VendorCall call(String operation, SessionRef session) {
        return new VendorCall(
                operation, Json.object().put("TaskId", session.vendorSessionId()), Set.of("ServerPushText.MetaInfo"));
    }
}
