package io.voxgate.vendor.alibaba.rtc;

import static io.voxgate.vendor.VendorInfo.ConnectionField.optional;
import static io.voxgate.vendor.VendorInfo.ConnectionField.required;

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
import io.voxgate.vendor.VendorInfo.Part;
import io.voxgate.vendor.Verification;
import io.voxgate.vendor.alibaba.AlibabaApi;
import io.voxgate.vendor.alibaba.AppToken;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** {@code alibaba-rtc}: Alibaba Cloud RTC's AI agent. Document: vendor page "StartAgent" and its neighbours, version 2018-01-11. */
@ApplicationScoped
public class AlibabaRtcAdapter implements VendorAdapter {
    public static final String ID = "alibaba-rtc";
    private static final AlibabaApi API = new AlibabaApi("2018-01-11", URI.create("https://rtc.aliyuncs.com"));
    private static final String NOBODY = "voxgate-probe";

    private static final VendorInfo.ConnectionSchema CONNECTION = new VendorInfo.ConnectionSchema(
            List.of(required("appId", "string", "\\S{1,128}", "The RTC application's AppId."),
                    required("templateId", "string", "\\S{1,128}", "The agent template that every start is based on; what an agent leaves out comes from it."),
                    optional(AlibabaApi.PARAMETERS_IN, "string", "query|body",
                            "Where parameters travel: query, as the vendor's own clients send them (the default), or body, which keeps prompts out of URLs.")),
            List.of(required("accessKeyId", "string", "", "AccessKey id of a RAM user with rtc:StartAgent, StopAgent, UpdateAgent, NotifyAgent and GetAgent.").as(Part.KEY_ID),
                    required("accessKeySecret", "string", "", "Its secret.").as(Part.KEY_SECRET),
                    optional("appKey", "string", "", "The application's AppKey; mints the token with which a person's client joins.").as(Part.JOIN_KEY),
                    optional("callbackKey", "string", "", "The application's callback secret; verifies callbacks.").as(Part.CALLBACK_SECRET)));

    private static final VendorInfo INFO = new VendorInfo(ID, "Alibaba Cloud RTC", List.of("room"),
            new TreeMap<>(Map.of("start", Wire.START, "stop", Wire.STOP, "say", Wire.NOTIFY, "change", Wire.UPDATE, "lookup", Wire.GET)),
            Map.of(), List.of("cn-hangzhou"), false, CONNECTION, AlibabaRtcCommands.CHANGEABLE, "appId",
            Stream.concat(Wire.PROTOCOL.stream(), Stream.of("AppId", "ChannelId", "TaskId", "TemplateId", "RtcConfig.UserId", "RtcConfig.TargetUserIds",
                    Wire.LLM + "ApiKey", Wire.LLM + "Url", Wire.TTS + "ApiKey")).collect(Collectors.toSet()),
            new VendorInfo.Telling(true, Set.of(), false, "Alibaba RTC tells nothing of what was said through this API; the person's client has it."));

    @Override
    public VendorInfo info() {
        return INFO;
    }

    @Override
    public Translation translate(StartCommand command) {
        return AlibabaRtcTranslator.translate(command);
    }

    @Override
    public Imported parse(ObjectNode vendorRequest) {
        return AlibabaRtcTranslator.parse(vendorRequest);
    }

    /** The task's id is our session's. */
    @Override
    public boolean foundByOwnId() {
        return true;
    }

    @Override
    public Answer stop(SessionRef session) {
        return new Answer.Call(AlibabaRtcCommands.call(Wire.STOP, session));
    }

    @Override
    public Answer say(SessionRef session, Command.Say say) {
        return AlibabaRtcCommands.say(session, say);
    }

    @Override
    public Answer prompt(SessionRef session, Command.Prompt prompt) {
        return new Answer.Unsupported("Alibaba RTC has no operation that asks the language model; say speaks a text.");
    }

    @Override
    public Answer change(SessionRef session, Command.Change change) {
        return AlibabaRtcCommands.change(session, change);
    }

    @Override
    public Answer transfer(SessionRef session, Command.Transfer transfer) {
        return new Answer.Unsupported("Alibaba RTC joins a channel; there is no call to hand over.");
    }

    @Override
    public HttpCall sign(VendorCall call, Account account, Secrets secrets, Instant now, Nonce nonce) {
        return API.sign(call, account, secrets, now, nonce);
    }

    @Override
    public Outcome read(VendorCall call, HttpReply reply) {
        return call.operation().equals(Wire.START) ? AlibabaRtcReader.start(call, reply) : AlibabaRtcReader.read(reply);
    }

    @Override
    public LookupStep lookup(LookupState state, Optional<HttpReply> reply) {
        return look(state, reply);
    }

    static LookupStep look(LookupState state, Optional<HttpReply> reply) {
        return reply.map(answer -> AlibabaRtcReader.looked(state, answer)).orElseGet(() -> new LookupStep.Call(
                AlibabaRtcCommands.call(Wire.GET, AlibabaRtcCommands.channelId(state.channel()), state.sessionId()), state));
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
    public Optional<Join> join(Channel channel, Account account, Secrets secrets, Instant now, Nonce nonce) {
        if (!(channel instanceof Channel.Room room) || room.userId() == null) {
            return Optional.empty();
        }
        String userId = room.userId();
        return secrets.connection("appKey").flatMap(appKey -> account.text("appId").map(appId -> {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("appId", appId);
            fields.put("channelId", room.roomId());
            fields.put("userId", userId);
            fields.put("token", AppToken.mint(appKey, new AppToken.Grant(appId, room.roomId(), userId, now, Join.VALID, nonce.salt())));
            return new Join(fields, Instant.ofEpochSecond(now.getEpochSecond()).plus(Join.VALID));
        }));
    }

    @Override
    public VendorCall probe(Account account) {
        return AlibabaRtcCommands.call(Wire.GET, NOBODY, NOBODY);
    }

    @Override
    public Diagnosis diagnose(HttpReply reply) {
        return AlibabaRtcReader.diagnose(reply);
    }

    @Override
    public Verification verify(CallbackRequest request, Account account, Secrets secrets, Instant now) {
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
