package io.voxgate.adapter.alibaba.rtc;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.adapter.Command;
import io.voxgate.adapter.CommandResult;
import io.voxgate.adapter.FieldReport;
import io.voxgate.adapter.Placeholder;
import io.voxgate.adapter.SessionRef;
import io.voxgate.adapter.VendorCall;
import io.voxgate.json.Json;
import io.voxgate.model.Channel;
import io.voxgate.model.Fault;
import io.voxgate.model.FieldOutcome;
import io.voxgate.model.Interruption;
import io.voxgate.model.TurnDetection;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What can be asked of a running agent: NotifyAgent speaks, UpdateAgent changes two switches, nothing asks the model.
 */
final class AlibabaRtcCommands {
    static final Set<String> CHANGEABLE = Set.of("/interruption/mode", "/turnDetection/mode");

    private AlibabaRtcCommands() {}

    /** An operation on one task, which is addressed by app, channel and our own session id. */
    static VendorCall call(String operation, String channelId, String taskId) {
        ObjectNode body = Json.object();
        body.set("AppId", new Placeholder.SettingPlaceholder("appId", false).node());
        body.put("ChannelId", channelId).put("TaskId", taskId);
        return new VendorCall(operation, body, AlibabaRtcFields.COMMAND_JSON_TEXT);
    }

    static VendorCall call(String operation, SessionRef session) {
        return call(operation, channelId(session.channel()), session.sessionId());
    }

    static String channelId(Channel channel) {
        return switch (channel) {
            case Channel.Room room -> room.roomId();
            case Channel.Phone phone ->
                throw new IllegalStateException("A session of this vendor cannot be a call to " + phone.type());
        };
    }

    static CommandResult say(SessionRef session, Command.Say say) {
        List<Fault> faults = new ArrayList<>();
        if (say.addToHistory() && say.sent().contains("addToHistory")) {
            faults.add(new Fault(
                    "/addToHistory",
                    "UNSUPPORTED_BY_VENDOR",
                    "The vendor cannot add a spoken text to the model's history."));
        }
        if (say.endAfter()) {
            faults.add(new Fault(
                    "/endAfter",
                    "UNSUPPORTED_BY_VENDOR",
                    "The vendor cannot end after speaking; stop the session instead."));
        }
        if (!faults.isEmpty()) {
            return new CommandResult.Unsupported("NotifyAgent lacks an option that was asked for.", faults);
        }
        VendorCall call = call(AlibabaRtcFields.NOTIFY, session);
        call.body()
                .put("Message", say.text())
                .put("Priority", priority(say.when()))
                .put("Interruptable", say.interruptible());
        return new CommandResult.Call(
                call,
                List.of(
                        lacking(
                                "/addToHistory",
                                say.addToHistory(),
                                "The vendor has no such option; the text is only spoken."),
                        lacking("/endAfter", false, "The vendor has no such option; it never ends after speaking.")));
    }

    /** 1 cuts in, 2 waits for its turn, 3 speaks only if idle. */
    private static int priority(Command.InterruptionTime when) {
        return switch (when) {
            case NOW -> 1;
            case AFTER_CURRENT -> 2;
            case IF_IDLE -> 3;
        };
    }

    private static FieldReport.ReportEntry lacking(String path, boolean value, String note) {
        return new FieldReport.ReportEntry(path, FieldOutcome.UNSUPPORTED, Json.bool(value), null, null, note);
    }

    static CommandResult change(SessionRef session, Command.Change change) {
        List<FieldReport.ReportEntry> entries = new ArrayList<>();
        List<Fault> faults = new ArrayList<>();
        for (String pointer : new TreeSet<>(change.changed())) {
            changed(change, pointer)
                    .ifPresentOrElse(
                            entries::add,
                            () -> faults.add(new Fault(
                                    pointer,
                                    "UNSUPPORTED_BY_VENDOR",
                                    "The vendor cannot change this while the agent runs.")));
        }
        if (!faults.isEmpty()) {
            return new CommandResult.Unsupported(
                    "UpdateAgent changes the interruption mode (on or off) and the chat mode only.", faults);
        }
        VendorCall call = call(AlibabaRtcFields.UPDATE, session);
        entries.forEach(entry -> Json.put(
                call.body(), Objects.requireNonNull(entry.vendorPath()), Objects.requireNonNull(entry.vendorValue())));
        return new CommandResult.Call(call, entries);
    }

    private static Optional<FieldReport.ReportEntry> changed(Command.Change change, String pointer) {
        return switch (pointer) {
            case "/interruption/mode" ->
                Optional.ofNullable(change.agent().interruption())
                        .map(Interruption::mode)
                        .flatMap(AlibabaRtcCommands::interruption);
            case "/turnDetection/mode" ->
                Optional.ofNullable(change.agent().turnDetection())
                        .map(TurnDetection::mode)
                        .map(AlibabaRtcCommands::turns);
            default -> Optional.empty();
        };
    }

    private static Optional<FieldReport.ReportEntry> interruption(Interruption.Mode mode) {
        return switch (mode) {
            case OFF -> Optional.of(entry("/interruption/mode", mode, 2, ""));
            case AUTO, SEMANTIC ->
                Optional.of(
                        entry(
                                "/interruption/mode",
                                mode,
                                1,
                                "Interruption is on; whether a voice or a meaningful sentence interrupts stays as it was at the start."));
            case MANUAL -> Optional.of(entry("/interruption/mode", mode, 2, AlibabaRtcTurnTaking.MANUAL));
        };
    }

    private static FieldReport.ReportEntry turns(TurnDetection.Mode mode) {
        return switch (mode) {
            case PUSH_TO_TALK -> entry("/turnDetection/mode", mode, 2, "");
            case SILENCE, SEMANTIC ->
                entry(
                        "/turnDetection/mode",
                        mode,
                        1,
                        "Natural conversation is on; whether silence or meaning ends a turn stays as it was at the start.");
        };
    }

    /** A note says what is lost; without one nothing is. */
    private static FieldReport.ReportEntry entry(String path, Enum<?> word, int code, String note) {
        String wire = path.equals("/interruption/mode")
                ? AlibabaRtcTurnTaking.INTERRUPT_MODE
                : AlibabaRtcTurnTaking.CHAT_MODE;
        return note.isEmpty()
                ? new FieldReport.ReportEntry(
                        path, FieldOutcome.CONVERTED, Json.node(word), wire, Json.number(code), null)
                : new FieldReport.ReportEntry(
                        path, FieldOutcome.APPROXIMATED, Json.node(word), wire, Json.number(code), note);
    }
}
