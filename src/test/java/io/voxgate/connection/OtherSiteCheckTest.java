package io.voxgate.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.voxgate.adapter.ConnectionDiagnosis;
import io.voxgate.adapter.HttpReply;
import io.voxgate.adapter.VendorAdapter;
import io.voxgate.tck.AllAdapters;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** When the other site is asked, and which of its answers say that it knows the key. */
class OtherSiteCheckTest {
    private static final String UNKNOWN = "AuthFailure.SecretIdNotFound";

    private static ConnectionDiagnosis said(VendorAdapter adapter, String code) {
        return adapter.diagnose(HttpReply.json(200, """
                {"Response":{"Error":{"Code":"%s","Message":"m"},"RequestId":"r"}}""".formatted(code)));
    }

    @ParameterizedTest
    @CsvSource({
        "tencent-trtc, AuthFailure.SecretIdNotFound, true",
        "tencent-ccc, AuthFailure.SecretIdNotFound, true",
        "tencent-trtc, AuthFailure.SignatureFailure, false",
        "tencent-trtc, AuthFailure.UnauthorizedOperation, false",
        "tencent-trtc, FailedOperation.TaskNotExist, false",
        "tencent-ccc, InvalidParameterValue.InstanceNotExist, false"
    })
    void onlyAKeyThatIsNotKnownIsAskedForElsewhere(String vendor, String code, boolean asked) {
        VendorAdapter adapter = AllAdapters.named(vendor);

        assertThat(OtherSiteCheck.unknownKey(adapter, said(adapter, code))).isEqualTo(asked);
    }

    /** Whatever a site says that has found the key: no such task, no such app, another secret, no permission. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "FailedOperation.TaskNotExist",
                "FailedOperation.SdkAppIdNotExist",
                "AuthFailure.SignatureFailure",
                "AuthFailure.UnauthorizedOperation",
                "RequestLimitExceeded"
            })
    void aSiteThatKnowsTheKeyIsRecognised(String code) {
        VendorAdapter adapter = AllAdapters.named("tencent-trtc");

        assertThat(OtherSiteCheck.knows(said(adapter, code), said(adapter, UNKNOWN)))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {UNKNOWN, "AuthFailure.InvalidSecretId", "AuthFailure.SignatureExpire", "InternalError"})
    void aSiteThatDoesNotSayIsNot(String code) {
        VendorAdapter adapter = AllAdapters.named("tencent-trtc");

        assertThat(OtherSiteCheck.knows(said(adapter, code), said(adapter, UNKNOWN)))
                .isFalse();
    }
}
