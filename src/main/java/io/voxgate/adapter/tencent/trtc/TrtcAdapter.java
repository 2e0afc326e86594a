package io.voxgate.adapter.tencent.trtc;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.adapter.ActiveListing;
import io.voxgate.adapter.ActiveState;
import io.voxgate.adapter.ActiveStep;
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
import io.voxgate.adapter.InstallationIdentity;
import io.voxgate.adapter.JoinCredentials;
import io.voxgate.adapter.LookupState;
import io.voxgate.adapter.LookupStep;
import io.voxgate.adapter.OtherSite;
import io.voxgate.adapter.RequestNonce;
import io.voxgate.adapter.RoleAnswer;
import io.voxgate.adapter.RoomMessages;
import io.voxgate.adapter.SessionRef;
import io.voxgate.adapter.StartCommand;
import io.voxgate.adapter.Translation;
import io.voxgate.adapter.VendorAccount;
import io.voxgate.adapter.VendorAdapter;
import io.voxgate.adapter.VendorCall;
import io.voxgate.adapter.VendorEvent;
import io.voxgate.adapter.VendorInfo;
import io.voxgate.adapter.VendorRecords;
import io.voxgate.adapter.tencent.TencentApi;
import io.voxgate.adapter.tencent.TencentIdentity;
import io.voxgate.adapter.tencent.TencentRoles;
import io.voxgate.model.Channel;
import io.voxgate.model.Fault;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Tencent TRTC's conversational AI: an agent joins an RTC room. */
@ApplicationScoped
public class TrtcAdapter implements VendorAdapter {
    private static final TencentApi API = new TencentApi(
            "trtc", "2019-07-22", URI.create("https://trtc.tencentcloudapi.com"), Optional.of("ap-guangzhou"));

    @Override
    public VendorInfo info() {
        return TrtcInfo.INFO;
    }

    @Override
    public Translation translate(StartCommand command) {
        return TrtcTranslator.translate(command);
    }

    @Override
    public VendorRecords records() {
        return TrtcRecords.ALL;
    }

    @Override
    public ImportResult parse(ObjectNode vendorRequest) {
        return TrtcTranslator.parse(vendorRequest);
    }

    /** TRTC answers a second start with the same SessionId with FailedOperation.TaskExist. */
    @Override
    public boolean startIsIdempotent() {
        return true;
    }

    @Override
    public CommandResult stop(SessionRef session) {
        return TrtcCommands.stop(session);
    }

    @Override
    public CommandResult say(SessionRef session, Command.Say say) {
        return TrtcCommands.say(session, say);
    }

    @Override
    public CommandResult prompt(SessionRef session, Command.Prompt prompt) {
        return TrtcCommands.prompt(session, prompt);
    }

    @Override
    public CommandResult change(SessionRef session, Command.Change change) {
        return TrtcCommands.change(session, change);
    }

    @Override
    public CommandResult transfer(SessionRef session, Command.Transfer transfer) {
        return TrtcCommands.transfer();
    }

    @Override
    public HttpCall sign(
            VendorCall call, VendorAccount account, CredentialValues secrets, Instant now, RequestNonce nonce) {
        return API.sign(call, account, secrets, now);
    }

    @Override
    public CallOutcome read(VendorCall call, HttpReply reply) {
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
    public Optional<JoinCredentials> join(
            Channel channel, VendorAccount account, CredentialValues secrets, Instant now, RequestNonce nonce) {
        return TrtcJoin.of(channel, account, secrets, now);
    }

    @Override
    public Optional<RoomMessages> roomMessages() {
        return Optional.of(TrtcClientMessages.ALL);
    }

    @Override
    public VendorCall probe(VendorAccount account) {
        return TrtcReader.probe();
    }

    @Override
    public boolean probeProvesApp() {
        return true;
    }

    @Override
    public ConnectionDiagnosis diagnose(HttpReply reply) {
        return TrtcReader.diagnose(reply);
    }

    @Override
    public List<Fault> secretForms(VendorAccount account, CredentialValues secrets) {
        return TrtcSecretForms.faults(secrets);
    }

    @Override
    public Optional<OtherSite> otherSite(VendorAccount account) {
        return TencentApi.otherSite(account);
    }

    @Override
    public Optional<HttpCall> assumeRole(
            VendorAccount account, CredentialValues secrets, Instant now, RequestNonce nonce) {
        return TencentRoles.assume(account, secrets, now);
    }

    @Override
    public RoleAnswer role(HttpReply reply) {
        return TencentRoles.answer(TrtcTranslator.VENDOR, reply);
    }

    @Override
    public Optional<InstallationIdentity> installationIdentity() {
        return Optional.of(new TencentIdentity());
    }

    @Override
    public CallbackVerification verify(
            CallbackRequest request, VendorAccount account, CredentialValues secrets, Instant now) {
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
