package io.voxgate.vendor.tencent.trtc;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.model.Channel;
import io.voxgate.vendor.Account;
import io.voxgate.vendor.ActiveListing;
import io.voxgate.vendor.ActiveState;
import io.voxgate.vendor.ActiveStep;
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
import io.voxgate.vendor.tencent.TencentApi;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Tencent TRTC's conversational AI: an agent joins an RTC room. */
@ApplicationScoped
public class TrtcAdapter implements VendorAdapter {
    private static final TencentApi API = new TencentApi("trtc", "2019-07-22", URI.create("https://trtc.tencentcloudapi.com"), Optional.of("ap-guangzhou"));

    @Override
    public VendorInfo info() {
        return TrtcInfo.INFO;
    }

    @Override
    public Translation translate(StartCommand command) {
        return TrtcTranslator.translate(command);
    }

    @Override
    public Imported parse(ObjectNode vendorRequest) {
        return TrtcTranslator.parse(vendorRequest);
    }

    /** TRTC answers a second start with the same SessionId with FailedOperation.TaskExist. */
    @Override
    public boolean startIsIdempotent() {
        return true;
    }

    @Override
    public Answer stop(SessionRef session) {
        return TrtcCommands.stop(session);
    }

    @Override
    public Answer say(SessionRef session, Command.Say say) {
        return TrtcCommands.say(session, say);
    }

    @Override
    public Answer prompt(SessionRef session, Command.Prompt prompt) {
        return TrtcCommands.prompt(session, prompt);
    }

    @Override
    public Answer change(SessionRef session, Command.Change change) {
        return TrtcCommands.change(session, change);
    }

    @Override
    public Answer transfer(SessionRef session, Command.Transfer transfer) {
        return TrtcCommands.transfer();
    }

    @Override
    public HttpCall sign(VendorCall call, Account account, Secrets secrets, Instant now, Nonce nonce) {
        return API.sign(call, account, secrets, now);
    }

    @Override
    public Outcome read(VendorCall call, HttpReply reply) {
        return TrtcReader.read(call, reply);
    }

    @Override
    public LookupStep lookup(LookupState state, Optional<HttpReply> reply) {
        return TrtcReader.lookup(state, reply);
    }

    @Override
    public ActiveListing activeListing() {
        return TrtcActive.LISTING;
    }

    @Override
    public ActiveStep active(ActiveState state, Optional<HttpReply> reply) {
        return TrtcActive.step(state, reply);
    }

    @Override
    public Optional<Join> join(Channel channel, Account account, Secrets secrets, Instant now, Nonce nonce) {
        return TrtcJoin.of(channel, account, secrets, now);
    }

    @Override
    public VendorCall probe(Account account) {
        return TrtcReader.probe();
    }

    @Override
    public boolean probeProvesApp() {
        return true;
    }

    @Override
    public Diagnosis diagnose(HttpReply reply) {
        return TrtcReader.diagnose(reply);
    }

    @Override
    public Verification verify(CallbackRequest request, Account account, Secrets secrets, Instant now) {
        return TrtcCallbacks.verify(request, account, secrets);
    }

    @Override
    public List<VendorEvent> events(CallbackRequest request) {
        return TrtcCallbacks.events(request);
    }

    @Override
    public HttpReply acknowledge(CallbackRequest request) {
        return TrtcCallbacks.acknowledge();
    }
}
