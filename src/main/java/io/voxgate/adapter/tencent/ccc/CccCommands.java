package io.voxgate.adapter.tencent.ccc;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.adapter.Command;
import io.voxgate.adapter.Command.InterruptionTime;
import io.voxgate.adapter.CommandResult;
import io.voxgate.adapter.SessionRef;
import io.voxgate.adapter.VendorCall;
import io.voxgate.json.Json;
import io.voxgate.model.Fault;
import java.util.List;

/** What can be done to a running call. */
final class CccCommands {
    /** @see <a href="https://cloud.tencent.com/document/product/679/84273">HangUpCall, read November 2026</a> */
    static final String HANG_UP = "HangUpCall";

    /**
     * @see <a href="https://cloud.tencent.com/document/api/679/120723">ControlAIConversation, read November 2026</a>
     */
    static final String CONTROL = "ControlAIConversation";

    /** @see <a href="https://cloud.tencent.com/document/api/679/117384">TransferToManual, read 29 November 2026</a> */
    static final String TRANSFER = "TransferToManual";

    private CccCommands() {}

    static VendorCall call(String operation, String sessionId) {
        return new VendorCall(operation, body(sessionId));
    }

    private static ObjectNode body(String sessionId) {
        ObjectNode body = Json.object();
        body.set("SdkAppId", CccTelephony.sdkAppId());
        return body.put("SessionId", sessionId);
    }

    static CommandResult say(SessionRef session, Command.Say say) {
        ObjectNode body = body(session.vendorSessionId()).put("Command", "ServerPushText");
        ObjectNode push = body.putObject("ServerPushText")
                .put("Text", say.text())
                .put("Interrupt", say.when() == InterruptionTime.NOW);
        if (say.when() != InterruptionTime.NOW) {
            push.put("DropMode", say.when() == InterruptionTime.AFTER_CURRENT ? 1 : 0);
        }
        push.put("Priority", say.interruptible() ? 0 : 1)
                .put("AddHistory", say.addToHistory())
                .put("StopAfterPlay", say.endAfter());
        return new CommandResult.Call(new VendorCall(CONTROL, body));
    }

    static CommandResult prompt(SessionRef session, Command.Prompt prompt) {
        ObjectNode body = body(session.vendorSessionId()).put("Command", "InvokeLLM");
        body.putObject("InvokeLLM").put("Content", prompt.text()).put("Interrupt", prompt.interrupt());
        return new CommandResult.Call(new VendorCall(CONTROL, body));
    }

    static CommandResult transfer(SessionRef session, Command.Transfer transfer) {
        return CccConversions.digits(transfer.target())
                .<CommandResult>map(group -> {
                    ObjectNode body = body(session.vendorSessionId());
                    body.set("SkillGroupId", group);
                    return new CommandResult.Call(new VendorCall(TRANSFER, body));
                })
                .orElseGet(() -> new CommandResult.Invalid(List.of(new Fault(
                        "/target", "NOT_A_SKILL_GROUP", "At CCC the target is the number of a skill group."))));
    }
}
