package io.voxgate.sandbox.tencent.ccc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.tencentcloudapi.ccc.v20200210.CccClient;
import com.tencentcloudapi.ccc.v20200210.models.ControlAIConversationRequest;
import com.tencentcloudapi.ccc.v20200210.models.CreateAICallRequest;
import com.tencentcloudapi.ccc.v20200210.models.DescribePSTNActiveSessionListRequest;
import com.tencentcloudapi.ccc.v20200210.models.DescribePSTNActiveSessionListResponse;
import com.tencentcloudapi.ccc.v20200210.models.DescribeTelCdrRequest;
import com.tencentcloudapi.ccc.v20200210.models.DescribeTelRecordAsrRequest;
import com.tencentcloudapi.ccc.v20200210.models.DescribeTelSessionRequest;
import com.tencentcloudapi.ccc.v20200210.models.HangUpCallRequest;
import com.tencentcloudapi.ccc.v20200210.models.PSTNSession;
import com.tencentcloudapi.ccc.v20200210.models.TelCdrInfo;
import com.tencentcloudapi.ccc.v20200210.models.TransferToManualRequest;
import com.tencentcloudapi.common.AbstractModel;
import com.tencentcloudapi.common.Credential;
import com.tencentcloudapi.common.exception.TencentCloudSDKException;
import com.tencentcloudapi.common.profile.ClientProfile;
import com.tencentcloudapi.common.profile.HttpProfile;
import io.voxgate.sandbox.SandboxServer;
import java.io.IOException;
import java.time.Instant;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The vendor's own client is served: its signature, its bodies, its reading of answers and errors. */
class CccSdkOracleTest {
    private static final long APP = 1500000009L;
    private final CccBench bench = new CccBench();
    private SandboxServer server;

    @BeforeEach
    void open() {
        bench.world.clock().set(Instant.now());
        server = SandboxServer.of(bench.simulator);
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void theSdkDialsLooksControlsAndHangsUp() throws Exception {
        CccClient client = client("testSecretKey");
        String session = client.CreateAICall(order(CccBench.ANYBODY)).getSessionId();
        bench.pass(2500);

        PSTNSession found = client.DescribeTelSession(one(new DescribeTelSessionRequest(), session))
                .getSession();
        assertThat(found.getSessionStatus()).isEqualTo("inProgress");
        assertThat(found.getSessionID()).isEqualTo(session);
        assertThat(found.getAcceptTimestamp()).isBetween(found.getStartTimestamp(), found.getStartTimestamp() + 2);
        DescribePSTNActiveSessionListResponse active =
                client.DescribePSTNActiveSessionList(AbstractModel.fromJsonString(
                        "{\"SdkAppId\":" + APP + ",\"Offset\":0,\"Limit\":25}",
                        DescribePSTNActiveSessionListRequest.class));
        assertThat(active.getTotal()).isEqualTo(1L);
        assertThat(active.getSessions()[0].getStartTimestamp()).isEqualTo(Long.toString(found.getStartTimestamp()));
        ControlAIConversationRequest say = AbstractModel.fromJsonString(
                "{\"SdkAppId\":" + APP + ",\"SessionId\":\"" + session
                        + "\",\"Command\":\"ServerPushText\",\"ServerPushText\":{\"Text\":\"Hi\",\"DropMode\":1}}",
                ControlAIConversationRequest.class);
        assertThat(client.ControlAIConversation(say).getRequestId()).hasSize(32);
        client.HangUpCall(one(new HangUpCallRequest(), session));

        assertThat(bench.status(session)).isEqualTo("finished");
    }

    @Test
    void theSdkReadsRecordsAndWhatWasSaid() throws Exception {
        CccClient client = client("testSecretKey");
        String session = client.CreateAICall(order("008613800000019")).getSessionId();
        long from = bench.world.clock().instant().getEpochSecond() - 10;
        bench.pass(30_000);
        client = client("testSecretKey");
        bench.world.clock().set(Instant.now().plusSeconds(20));

        TelCdrInfo record = client.DescribeTelCdr(AbstractModel.fromJsonString(
                        "{\"SdkAppId\":" + APP + ",\"StartTimeStamp\":" + from + ",\"EndTimeStamp\":" + (from + 100)
                                + ",\"PageSize\":100,\"PageNumber\":0,\"Phones\":[\"008613800000019\"]}",
                        DescribeTelCdrRequest.class))
                .getTelCdrList()[0];
        assertThat(record.getSessionId()).isEqualTo(session);
        assertThat(record.getEndStatus()).isEqualTo(1L);
        assertThat(record.getEndedTimestamp() - record.getAcceptTimestamp())
                .isBetween(record.getDuration(), record.getDuration() + 1);
        assertThat(client.DescribeTelRecordAsr(one(new DescribeTelRecordAsrRequest(), session))
                        .getAsrDataList()[0]
                        .getMessage())
                .isEqualTo("Hello there");
    }

    @Test
    void theSdkTransfers() throws Exception {
        CccClient client = client("testSecretKey");
        String session = client.CreateAICall(order(CccBench.ANYBODY)).getSessionId();
        bench.pass(2500);
        TransferToManualRequest transfer = one(new TransferToManualRequest(), session);
        transfer.setSkillGroupId(1377L);

        client.TransferToManual(transfer);

        assertThat(bench.status(session)).isEqualTo("seatJoining");
    }

    @Test
    void faultsLookToTheSdkAsTheVendorsDo() {
        CccClient client = client("testSecretKey");
        assertThat(refusal(() -> client.CreateAICall(order("008613800000007")))).isEqualTo("ServerSideError");
        assertThat(refusal(() -> client.CreateAICall(order("008613800000006")))).isEqualTo("RequestLimitExceeded");
        assertThat(refusal(() -> client.HangUpCall(one(new HangUpCallRequest(), "none"))))
                .isEqualTo("FailedOperation.SessionNotExists");
        assertThat(refusal(() -> client("otherKey").CreateAICall(order(CccBench.ANYBODY))))
                .isEqualTo("AuthFailure.SignatureFailure");
        TencentCloudSDKException reset = catchThrowableOfType(
                TencentCloudSDKException.class, () -> client.CreateAICall(order("008613800000010")));
        assertThat(reset).hasCauseInstanceOf(IOException.class);
    }

    private CreateAICallRequest order(String callee) {
        return AbstractModel.fromJsonString(bench.order(callee).toString(), CreateAICallRequest.class);
    }

    private static <T extends AbstractModel> T one(T request, String session) {
        @SuppressWarnings("unchecked") // the class of a T
        Class<T> type = (Class<T>) request.getClass();
        return AbstractModel.fromJsonString("{\"SdkAppId\":" + APP + ",\"SessionId\":\"" + session + "\"}", type);
    }

    private static String refusal(ThrowingCallable call) {
        return catchThrowableOfType(TencentCloudSDKException.class, call).getErrorCode();
    }

    private CccClient client(String secret) {
        HttpProfile http = new HttpProfile();
        http.setEndpoint(server.hostAndPort());
        http.setProtocol(HttpProfile.REQ_HTTP);
        http.setReadTimeout(10);
        ClientProfile profile = new ClientProfile();
        profile.setHttpProfile(http);
        return new CccClient(new Credential("AKIDTEST", secret), "", profile);
    }
}
