package io.voxgate.vendor.tencent.ccc;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.model.Channel;
import io.voxgate.model.Fault;
import io.voxgate.vendor.Account;
import io.voxgate.vendor.ActiveListing;
import io.voxgate.vendor.ActiveState;
import io.voxgate.vendor.ActiveStep;
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
import io.voxgate.vendor.LookupState;
import io.voxgate.vendor.LookupStep;
import io.voxgate.vendor.Nonce;
import io.voxgate.vendor.Outcome;
import io.voxgate.vendor.Secrets;
import io.voxgate.vendor.SessionRef;
import io.voxgate.vendor.StartCommand;
import io.voxgate.vendor.Translation;
import io.voxgate.vendor.VendorAdapter;
import io.voxgate.vendor.VendorCall;
import io.voxgate.vendor.VendorEvent;
import io.voxgate.vendor.VendorInfo;
import io.voxgate.vendor.Verification;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Tencent CCC: an agent that phones people ({@code CreateAICall}, ccc 2020-02-10). */
@ApplicationScoped
public class CccAdapter implements VendorAdapter {
    private static final String NO_SESSION = "0".repeat(32);

    @Override
    public VendorInfo info() {
        return CccApi.INFO;
    }

    @Override
    public List<Fault> check(ObjectNode settings, Set<String> credentials) {
        if (credentials.contains("pushUser") == credentials.contains("pushPassword")) {
            return List.of();
        }
        String missing = credentials.contains("pushUser") ? "pushPassword" : "pushUser";
        return List.of(new Fault("/credentials/" + missing, "REQUIRED", "pushUser and pushPassword belong together."));
    }

    @Override
    public Translation translate(StartCommand command) {
        return CccTranslator.translate(command);
    }

    @Override
    public Imported parse(ObjectNode vendorRequest) {
        return CccTranslator.parse(vendorRequest);
    }

    @Override
    public Answer stop(SessionRef session) {
        return new Answer.Call(CccCommands.call("HangUpCall", session.vendorSessionId()));
    }

    @Override
    public Answer say(SessionRef session, Command.Say say) {
        return CccCommands.say(session, say);
    }

    @Override
    public Answer prompt(SessionRef session, Command.Prompt prompt) {
        return CccCommands.prompt(session, prompt);
    }

    @Override
    public Answer change(SessionRef session, Command.Change change) {
        return new Answer.Unsupported("Tencent CCC cannot change an agent while it is on the phone.");
    }

    @Override
    public Answer transfer(SessionRef session, Command.Transfer transfer) {
        return CccCommands.transfer(session, transfer);
    }

    @Override
    public HttpCall sign(VendorCall call, Account account, Secrets secrets, Instant now, Nonce nonce) {
        return CccApi.API.sign(call, account, secrets, now);
    }

    @Override
    public Outcome read(VendorCall call, HttpReply reply) {
        return CccReader.read(call, reply);
    }

    @Override
    public LookupStep lookup(LookupState state, Optional<HttpReply> reply) {
        return CccLookup.step(state, reply);
    }

    @Override
    public ActiveListing activeListing() {
        return CccActive.LISTING;
    }

    @Override
    public ActiveStep active(ActiveState state, Optional<HttpReply> reply) {
        return CccActive.step(state, reply);
    }

    @Override
    public boolean sameChannel(Channel active, Channel ours) {
        return CccActive.same(active, ours);
    }

    @Override
    public AfterwordStep afterword(AfterwordState state, Optional<HttpReply> reply) {
        return CccAfterword.step(state, reply);
    }

    @Override
    public Optional<Join> join(Channel channel, Account account, Secrets secrets, Instant now, Nonce nonce) {
        return Optional.empty();
    }

    @Override
    public VendorCall probe(Account account) {
        return CccCommands.call("DescribeTelSession", NO_SESSION);
    }

    @Override
    public boolean probeProvesApp() {
        return true;
    }

    @Override
    public Diagnosis diagnose(HttpReply reply) {
        return CccReader.diagnose(reply);
    }

    @Override
    public Verification verify(CallbackRequest request, Account account, Secrets secrets, Instant now) {
        return CccCallbacks.verify(request, secrets);
    }

    @Override
    public List<VendorEvent> events(CallbackRequest request) {
        return CccCallbacks.events(request);
    }

    @Override
    public HttpReply acknowledge(CallbackRequest request) {
        return CccCallbacks.acknowledge();
    }
}
