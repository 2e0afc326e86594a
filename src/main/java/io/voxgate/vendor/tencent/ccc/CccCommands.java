package io.voxgate.vendor.tencent.ccc;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.model.Fault;
import io.voxgate.vendor.Answer;
import io.voxgate.vendor.Command;
import io.voxgate.vendor.Command.When;
import io.voxgate.vendor.Json;
import io.voxgate.vendor.SessionRef;
import io.voxgate.vendor.VendorCall;
import java.util.List;

/** What can be done to a running call. */
final class CccCommands {
    private CccCommands() {}

    static VendorCall call(String operation, String sessionId) {
        return new VendorCall(operation, body(sessionId));
    }

    private static ObjectNode body(String sessionId) {
        ObjectNode body = Json.object();
        body.set("SdkAppId", CccTelephony.sdkAppId());
        return body.put("SessionId", sessionId);
    }

    static Answer say(SessionRef session, Command.Say say) {
        ObjectNode body = body(session.vendorSessionId()).put("Command", "ServerPushText");
        ObjectNode push = body.putObject("ServerPushText").put("Text", say.text()).put("Interrupt", say.when() == When.NOW);
        if (say.when() != When.NOW) {
            push.put("DropMode", say.when() == When.AFTER_CURRENT ? 1 : 0);
        }
        push.put("Priority", say.interruptible() ? 0 : 1).put("AddHistory", say.addToHistory()).put("StopAfterPlay", say.endAfter());
        return new Answer.Call(new VendorCall("ControlAIConversation", body));
    }

    static Answer prompt(SessionRef session, Command.Prompt prompt) {
        ObjectNode body = body(session.vendorSessionId()).put("Command", "InvokeLLM");
        body.putObject("InvokeLLM").put("Content", prompt.text()).put("Interrupt", prompt.interrupt());
        return new Answer.Call(new VendorCall("ControlAIConversation", body));
    }

    static Answer transfer(SessionRef session, Command.Transfer transfer) {
        return CccConversions.digits(transfer.target())
                .<Answer>map(group -> {
                    ObjectNode body = body(session.vendorSessionId());
                    body.set("SkillGroupId", group);
                    return new Answer.Call(new VendorCall("TransferToManual", body));
                })
                .orElseGet(() -> new Answer.Invalid(List.of(new Fault("/target", "NOT_A_SKILL_GROUP", "At CCC the target is the number of a skill group."))));
    }
}
