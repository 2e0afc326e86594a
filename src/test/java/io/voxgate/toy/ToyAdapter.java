package io.voxgate.toy;

import static io.voxgate.vendor.VendorInfo.ConnectionField.required;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.model.Channel;
import io.voxgate.vendor.Account;
import io.voxgate.vendor.AfterwordState;
import io.voxgate.vendor.AfterwordStep;
import io.voxgate.vendor.Answer;
import io.voxgate.vendor.CallbackRequest;
import io.voxgate.vendor.Command;
import io.voxgate.vendor.Diagnosis;
import io.voxgate.vendor.HttpCall;
import io.voxgate.vendor.HttpReply;
import io.voxgate.vendor.Imported;
import io.voxgate.vendor.Join;
import io.voxgate.vendor.Json;
import io.voxgate.vendor.LookupState;
import io.voxgate.vendor.LookupStep;
import io.voxgate.vendor.Nonce;
import io.voxgate.vendor.Outcome;
import io.voxgate.vendor.Secrets;
import io.voxgate.vendor.SessionRef;
import io.voxgate.vendor.Slot;
import io.voxgate.vendor.StartCommand;
import io.voxgate.vendor.Translation;
import io.voxgate.vendor.VendorAdapter;
import io.voxgate.vendor.VendorCall;
import io.voxgate.vendor.VendorEvent;
import io.voxgate.vendor.VendorInfo;
import io.voxgate.vendor.VendorInfo.Part;
import io.voxgate.vendor.Verification;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Speaks to "Parlour", a vendor that nobody sells: tasks in rooms, opened, closed, looked at and spoken to. */
public final class ToyAdapter implements VendorAdapter {
    static final String ID = "toy";
    private static final VendorInfo INFO = new VendorInfo(
            ID, "Parlour", List.of("room"),
            Map.of("start", "Open", "stop", "Close", "say", "Speak", "lookup", "Look"),
            Map.of("Open", 5), List.of(), false,
            new VendorInfo.ConnectionSchema(
                    List.of(required("appId", "string", "[a-z0-9]{1,32}", "The app at Parlour.")),
                    List.of(required("visitor", "string", "", "The key's id.").as(Part.KEY_ID), required("knock", "string", "", "The key.").as(Part.KEY_SECRET),
                            required("bell", "string", "", "Verifies callbacks.").as(Part.CALLBACK_SECRET))),
            Set.of(), "appId", Set.of("app", "room", "task", "brain.key", "brain.address"),
            new VendorInfo.Telling(false, Set.of("session.ended"), true, "Parlour tells each sentence by callback."));

    @Override
    public VendorInfo info() {
        return INFO;
    }

    @Override
    public Translation translate(StartCommand command) {
        return ToyTranslator.translate(command);
    }

    @Override
    public Imported parse(ObjectNode vendorRequest) {
        return ToyTranslator.parse(vendorRequest);
    }

    @Override
    public Answer stop(SessionRef session) {
        return new Answer.Call(new VendorCall("Close", addressed(session.vendorSessionId())));
    }

    @Override
    public Answer say(SessionRef session, Command.Say say) {
        ObjectNode body = addressed(session.vendorSessionId());
        body.put("text", say.text());
        return new Answer.Call(new VendorCall("Speak", body));
    }

    @Override
    public Answer prompt(SessionRef session, Command.Prompt prompt) {
        return new Answer.Unsupported("Parlour passes nothing to the language model.");
    }

    @Override
    public Answer change(SessionRef session, Command.Change change) {
        return new Answer.Unsupported("Parlour changes nothing of an open task.");
    }

    @Override
    public Answer transfer(SessionRef session, Command.Transfer transfer) {
        return new Answer.Unsupported("Parlour has no people to hand over to.");
    }

    @Override
    public HttpCall sign(VendorCall call, Account account, Secrets secrets, Instant now, Nonce nonce) {
        return ToySigning.sign(call, account, secrets, now);
    }

    @Override
    public Outcome read(VendorCall call, HttpReply reply) {
        return ToyReader.read(reply);
    }

    @Override
    public LookupStep lookup(LookupState state, Optional<HttpReply> reply) {
        String task = state.vendorSessionId().orElse(state.sessionId());
        return reply.map(answer -> ToyReader.found(task, answer))
                .orElseGet(() -> new LookupStep.Call(new VendorCall("Look", addressed(task)), state));
    }

    @Override
    public AfterwordStep afterword(AfterwordState state, Optional<HttpReply> reply) {
        return reply.map(answer -> ToyReader.remembered(state, answer))
                .orElseGet(() -> new AfterwordStep.Call(new VendorCall("Recall", addressed(state.session().vendorSessionId())), state, List.of()));
    }

    @Override
    public Optional<Join> join(Channel channel, Account account, Secrets secrets, Instant now, Nonce nonce) {
        return Optional.empty();
    }

    @Override
    public VendorCall probe(Account account) {
        return new VendorCall("Look", addressed("nothing"));
    }

    @Override
    public Diagnosis diagnose(HttpReply reply) {
        return ToyReader.diagnose(reply);
    }

    @Override
    public Verification verify(CallbackRequest request, Account account, Secrets secrets, Instant now) {
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
        body.set("app", new Slot.Setting("appId", false).node());
        body.put("task", task);
        return body;
    }
}
