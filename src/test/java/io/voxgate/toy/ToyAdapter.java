package io.voxgate.toy;

import static io.voxgate.adapter.VendorInfo.ConnectionField.required;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.adapter.CallOutcome;
import io.voxgate.adapter.CallbackRequest;
import io.voxgate.adapter.CallbackVerification;
import io.voxgate.adapter.Command;
import io.voxgate.adapter.CommandResult;
import io.voxgate.adapter.ConnectionDiagnosis;
import io.voxgate.adapter.CredentialValues;
import io.voxgate.adapter.HttpCall;
import io.voxgate.adapter.HttpReply;
import io.voxgate.adapter.ImportResult;
import io.voxgate.adapter.JoinCredentials;
import io.voxgate.adapter.LookupState;
import io.voxgate.adapter.LookupStep;
import io.voxgate.adapter.Placeholder;
import io.voxgate.adapter.PostCallState;
import io.voxgate.adapter.PostCallStep;
import io.voxgate.adapter.RequestNonce;
import io.voxgate.adapter.SessionRef;
import io.voxgate.adapter.StartCommand;
import io.voxgate.adapter.Translation;
import io.voxgate.adapter.VendorAccount;
import io.voxgate.adapter.VendorAdapter;
import io.voxgate.adapter.VendorCall;
import io.voxgate.adapter.VendorEvent;
import io.voxgate.adapter.VendorInfo;
import io.voxgate.adapter.VendorInfo.SecretPart;
import io.voxgate.json.Json;
import io.voxgate.model.Channel;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Speaks to "Parlour", a vendor that nobody sells: tasks in rooms, opened, closed, looked at and spoken to. */
public final class ToyAdapter implements VendorAdapter {
    static final String ID = "toy";
    private static final VendorInfo INFO = new VendorInfo(
            ID,
            "Parlour",
            List.of("room"),
            Map.of("start", "Open", "stop", "Close", "say", "Speak", "lookup", "Look"),
            Map.of("Open", 5),
            List.of(),
            false,
            new VendorInfo.ConnectionSchema(
                    List.of(required("appId", "string", "[a-z0-9]{1,32}", "The app at Parlour.")),
                    List.of(
                            required("visitor", "string", "", "The key's id.").as(SecretPart.KEY_ID),
                            required("knock", "string", "", "The key.").as(SecretPart.KEY_SECRET),
                            required("bell", "string", "", "Verifies callbacks.")
                                    .as(SecretPart.CALLBACK_SECRET))),
            Set.of(),
            "appId",
            Set.of("app", "room", "task", "brain.key", "brain.address"),
            new VendorInfo.EventReporting(
                    false, Set.of("session.ended"), true, "Parlour tells each sentence by callback."));

    @Override
    public VendorInfo info() {
        return INFO;
    }

    @Override
    public Translation translate(StartCommand command) {
        return ToyTranslator.translate(command);
    }

    @Override
    public ImportResult parse(ObjectNode vendorRequest) {
        return ToyTranslator.parse(vendorRequest);
    }

    @Override
    public CommandResult stop(SessionRef session) {
        return new CommandResult.Call(new VendorCall("Close", addressed(session.vendorSessionId())));
    }

    @Override
    public CommandResult say(SessionRef session, Command.Say say) {
        ObjectNode body = addressed(session.vendorSessionId());
        body.put("text", say.text());
        return new CommandResult.Call(new VendorCall("Speak", body));
    }

    @Override
    public CommandResult prompt(SessionRef session, Command.Prompt prompt) {
        return new CommandResult.Unsupported("Parlour passes nothing to the language model.");
    }

    @Override
    public CommandResult change(SessionRef session, Command.Change change) {
        return new CommandResult.Unsupported("Parlour changes nothing of an open task.");
    }

    @Override
    public CommandResult transfer(SessionRef session, Command.Transfer transfer) {
        return new CommandResult.Unsupported("Parlour has no people to hand over to.");
    }

    @Override
    public HttpCall sign(
            VendorCall call, VendorAccount account, CredentialValues secrets, Instant now, RequestNonce nonce) {
        return ToySigning.sign(call, account, secrets, now);
    }

    @Override
    public CallOutcome read(VendorCall call, HttpReply reply) {
        return ToyReader.read(reply);
    }

    @Override
    public LookupStep lookup(LookupState state, Optional<HttpReply> reply) {
        String task = state.vendorSessionId().orElse(state.sessionId());
        return reply.map(answer -> ToyReader.found(task, answer))
                .orElseGet(() -> new LookupStep.Call(new VendorCall("Look", addressed(task)), state));
    }

    @Override
    public PostCallStep postCall(PostCallState state, Optional<HttpReply> reply) {
        return reply.map(answer -> ToyReader.remembered(state, answer))
                .orElseGet(() -> new PostCallStep.Call(
                        new VendorCall("Recall", addressed(state.session().vendorSessionId())), state, List.of()));
    }

    @Override
    public Optional<JoinCredentials> join(
            Channel channel, VendorAccount account, CredentialValues secrets, Instant now, RequestNonce nonce) {
        return Optional.empty();
    }

    @Override
    public VendorCall probe(VendorAccount account) {
        return new VendorCall("Look", addressed("nothing"));
    }

    @Override
    public ConnectionDiagnosis diagnose(HttpReply reply) {
        return ToyReader.diagnose(reply);
    }

    @Override
    public CallbackVerification verify(
            CallbackRequest request, VendorAccount account, CredentialValues secrets, Instant now) {
        return ToyCallbacks.verify(request, secrets);
    }

    @Override
    public List<VendorEvent> events(CallbackRequest request) {
        return ToyCallbacks.events(request);
    }

    @Override
    public HttpReply acknowledge(CallbackRequest request) {
        return HttpReply.json(200, "{}");
    }

    private static ObjectNode addressed(String task) {
        ObjectNode body = Json.object();
        body.set("app", new Placeholder.SettingPlaceholder("appId", false).node());
        body.put("task", task);
        return body;
    }
}
