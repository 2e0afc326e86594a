package io.voxgate.adapter.alibaba.rtc;

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
import io.voxgate.adapter.alibaba.AlibabaApi;
import io.voxgate.adapter.alibaba.AlibabaIdentity;
import io.voxgate.adapter.alibaba.AlibabaRoles;
import io.voxgate.adapter.alibaba.AppToken;
import io.voxgate.model.Channel;
import io.voxgate.model.Fault;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code alibaba-rtc}: Alibaba Cloud RTC's AI agent. Document: vendor page "StartAgent" and its neighbours, version
 * 2018-01-11.
 */
@ApplicationScoped
public class AlibabaRtcAdapter implements VendorAdapter {
    public static final String ID = "alibaba-rtc";
    private static final AlibabaApi API = new AlibabaApi("2018-01-11", URI.create("https://rtc.aliyuncs.com"));
    private static final String PROBE_ID = "voxgate-probe";

    @Override
    public VendorInfo info() {
        return AlibabaRtcInfo.INFO;
    }

    @Override
    public Translation translate(StartCommand command) {
        return AlibabaRtcTranslator.translate(command);
    }

    @Override
    public VendorRecords records() {
        return AlibabaRtcRecords.ALL;
    }

    @Override
    public ImportResult parse(ObjectNode vendorRequest) {
        return AlibabaRtcTranslator.parse(vendorRequest);
    }

    /** The task's id is our session's. */
    @Override
    public boolean foundByOwnId() {
        return true;
    }

    @Override
    public CommandResult stop(SessionRef session) {
        return new CommandResult.Call(AlibabaRtcCommands.call(AlibabaRtcFields.STOP, session));
    }

    @Override
    public CommandResult say(SessionRef session, Command.Say say) {
        return AlibabaRtcCommands.say(session, say);
    }

    @Override
    public CommandResult prompt(SessionRef session, Command.Prompt prompt) {
        return new CommandResult.Unsupported(
                "Alibaba RTC has no operation that asks the language model; say speaks a text.");
    }

    @Override
    public CommandResult change(SessionRef session, Command.Change change) {
        return AlibabaRtcCommands.change(session, change);
    }

    @Override
    public CommandResult transfer(SessionRef session, Command.Transfer transfer) {
        return new CommandResult.Unsupported("Alibaba RTC joins a channel; there is no call to hand over.");
    }

    @Override
    public HttpCall sign(
            VendorCall call, VendorAccount account, CredentialValues secrets, Instant now, RequestNonce nonce) {
        return API.sign(call, account, secrets, now, nonce);
    }

    @Override
    public CallOutcome read(VendorCall call, HttpReply reply) {
        return call.operation().equals(AlibabaRtcFields.START)
                ? AlibabaRtcReader.start(call, reply)
                : AlibabaRtcReader.read(reply);
    }

    @Override
    public LookupStep lookup(LookupState state, Optional<HttpReply> reply) {
        return lookupStep(state, reply);
    }

    static LookupStep lookupStep(LookupState state, Optional<HttpReply> reply) {
        return reply.map(answer -> AlibabaRtcReader.lookupStep(state, answer))
                .orElseGet(() -> new LookupStep.Call(
                        AlibabaRtcCommands.call(
                                AlibabaRtcFields.GET, AlibabaRtcCommands.channelId(state.channel()), state.sessionId()),
                        state));
    }

    @Override
    public ActiveListing activeListing() {
        return AlibabaRtcActive.LISTING;
    }

    @Override
    public ActiveStep active(ActiveState state, Optional<HttpReply> reply) {
        return AlibabaRtcActive.step(state, reply);
    }

    @Override
    public Optional<JoinCredentials> join(
            Channel channel, VendorAccount account, CredentialValues secrets, Instant now, RequestNonce nonce) {
        if (!(channel instanceof Channel.Room room) || room.userId() == null) {
            return Optional.empty();
        }
        String userId = room.userId();
        return secrets.connection("appKey")
                .flatMap(appKey -> account.text("appId").map(appId -> {
                    Map<String, Object> fields = new LinkedHashMap<>();
                    fields.put("appId", appId);
                    fields.put("channelId", room.roomId());
                    fields.put("userId", userId);
                    fields.put(
                            "token",
                            AppToken.mint(
                                    appKey,
                                    new AppToken.AppTokenGrant(
                                            appId, room.roomId(), userId, now, JoinCredentials.VALID, nonce.salt())));
                    return new JoinCredentials(
                            fields, Instant.ofEpochSecond(now.getEpochSecond()).plus(JoinCredentials.VALID));
                }));
    }

    @Override
    public Optional<RoomMessages> roomMessages() {
        return Optional.of(AlibabaRtcClientMessages.ALL);
    }

    @Override
    public List<Fault> secretForms(VendorAccount account, CredentialValues secrets) {
        return AlibabaRtcSecretForms.faults(account, secrets);
    }

    @Override
    public VendorCall probe(VendorAccount account) {
        return AlibabaRtcCommands.call(AlibabaRtcFields.GET, PROBE_ID, PROBE_ID);
    }

    @Override
    public ConnectionDiagnosis diagnose(HttpReply reply) {
        return AlibabaRtcReader.diagnose(reply);
    }

    @Override
    public Optional<HttpCall> assumeRole(
            VendorAccount account, CredentialValues secrets, Instant now, RequestNonce nonce) {
        return AlibabaRoles.assume(account, secrets, now, nonce);
    }

    @Override
    public RoleAnswer role(HttpReply reply) {
        return AlibabaRoles.answer(ID, reply);
    }

    @Override
    public Optional<InstallationIdentity> installationIdentity() {
        return Optional.of(new AlibabaIdentity());
    }

    @Override
    public CallbackVerification verify(
            CallbackRequest request, VendorAccount account, CredentialValues secrets, Instant now) {
        return AlibabaRtcCallbacks.verify(request, account, secrets);
    }

    @Override
    public List<VendorEvent> events(CallbackRequest request) {
        return AlibabaRtcCallbacks.events(request);
    }

    @Override
    public HttpReply acknowledge(CallbackRequest request) {
        return HttpReply.json(200, "{}");
    }
}
