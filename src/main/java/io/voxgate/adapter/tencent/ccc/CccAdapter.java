package io.voxgate.adapter.tencent.ccc;

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
import io.voxgate.adapter.PostCallState;
import io.voxgate.adapter.PostCallStep;
import io.voxgate.adapter.RequestNonce;
import io.voxgate.adapter.RoleAnswer;
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
import io.voxgate.adapter.tencent.TencentReply;
import io.voxgate.adapter.tencent.TencentRoles;
import io.voxgate.model.Channel;
import io.voxgate.model.Fault;
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
    public VendorRecords records() {
        return CccSessionRecords.ALL;
    }

    @Override
    public ImportResult parse(ObjectNode vendorRequest) {
        return CccTranslator.parse(vendorRequest);
    }

    @Override
    public CommandResult stop(SessionRef session) {
        return new CommandResult.Call(CccCommands.call(CccCommands.HANG_UP, session.vendorSessionId()));
    }

    @Override
    public CommandResult say(SessionRef session, Command.Say say) {
        return CccCommands.say(session, say);
    }

    @Override
    public CommandResult prompt(SessionRef session, Command.Prompt prompt) {
        return CccCommands.prompt(session, prompt);
    }

    @Override
    public CommandResult change(SessionRef session, Command.Change change) {
        return new CommandResult.Unsupported("Tencent CCC cannot change an agent while it is on the phone.");
    }

    @Override
    public CommandResult transfer(SessionRef session, Command.Transfer transfer) {
        return CccCommands.transfer(session, transfer);
    }

    @Override
    public HttpCall sign(
            VendorCall call, VendorAccount account, CredentialValues secrets, Instant now, RequestNonce nonce) {
        return CccApi.API.sign(call, account, secrets, now);
    }

    @Override
    public CallOutcome read(VendorCall call, HttpReply reply) {
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
    public Optional<VendorCall> wordsSoFar(SessionRef session) {
        return Optional.of(CccCommands.call(CccRounds.OPERATION, session.vendorSessionId()));
    }

    @Override
    public List<VendorEvent> wordsSoFar(SessionRef session, Instant beganAt, HttpReply reply) {
        return TencentReply.of(CccApi.ID, reply) instanceof TencentReply.Success success
                ? CccRounds.finished(new CccRounds.Call(session.vendorSessionId(), beganAt), success.response())
                : List.of();
    }

    @Override
    public PostCallStep postCall(PostCallState state, Optional<HttpReply> reply) {
        return CccPostCall.step(state, reply);
    }

    @Override
    public Optional<JoinCredentials> join(
            Channel channel, VendorAccount account, CredentialValues secrets, Instant now, RequestNonce nonce) {
        return Optional.empty();
    }

    @Override
    public VendorCall probe(VendorAccount account) {
        return CccCommands.call(CccLookup.SESSION, NO_SESSION);
    }

    @Override
    public boolean probeProvesApp() {
        return true;
    }

    @Override
    public ConnectionDiagnosis diagnose(HttpReply reply) {
        return CccReader.diagnose(reply);
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
        return TencentRoles.answer(CccApi.ID, reply);
    }

    @Override
    public Optional<InstallationIdentity> installationIdentity() {
        return Optional.of(new TencentIdentity());
    }

    @Override
    public CallbackVerification verify(
            CallbackRequest request, VendorAccount account, CredentialValues secrets, Instant now) {
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
