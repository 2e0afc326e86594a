package io.voxgate.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.voxgate.adapter.CallbackRequest;
import io.voxgate.adapter.CallbackVerification;
import io.voxgate.adapter.CredentialValues;
import io.voxgate.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Only the vendor's own callback is taken: with each byte of what proves it changed, it is refused. */
interface CallbackTck extends TckSubject {

    @Test
    default void theGenuineOneIsTaken() {
        assertThat(verified(genuineCallback())).isEqualTo(new CallbackVerification.Verified());
        assertThat(adapter().events(genuineCallback()))
                .as("Read, and read the same")
                .isNotEmpty()
                .isEqualTo(adapter().events(genuineCallback()));
    }

    @Test
    default void anyByteOfItsProofThatIsFlippedIsRefused() {
        CallbackRequest genuine = genuineCallback();
        for (Map.Entry<String, String> header : genuine.headers().entrySet()) {
            byte[] value = header.getValue().getBytes(StandardCharsets.UTF_8);
            for (int i = 0; i < value.length; i++) {
                Map<String, String> headers = new TreeMap<>(genuine.headers());
                headers.put(header.getKey(), new String(flipped(value, i), StandardCharsets.UTF_8));
                assertThat(verified(new CallbackRequest(genuine.query(), headers, genuine.body())))
                        .as("%s, byte %d", header.getKey(), i)
                        .isInstanceOf(CallbackVerification.Refused.class);
            }
            Map<String, String> without = new TreeMap<>(genuine.headers());
            without.remove(header.getKey());
            without.put("X-" + header.getKey(), header.getValue());
            assertThat(verified(new CallbackRequest(genuine.query(), without, genuine.body())))
                    .as("without %s", header.getKey())
                    .isInstanceOf(CallbackVerification.Refused.class);
        }
    }

    @Test
    default void anyByteOfASignedBodyThatIsFlippedIsRefused() {
        CallbackRequest genuine = genuineCallback();
        for (int i = 0; bodyIsSigned() && i < genuine.body().length; i++) {
            assertThat(verified(with(genuine, flipped(genuine.body(), i))))
                    .as("byte %d", i)
                    .isInstanceOf(CallbackVerification.Refused.class);
        }
    }

    /** The same JSON in other bytes is not what was signed. */
    @Test
    default void aSignedBodyThatWasWrittenAnewIsRefused() {
        CallbackRequest genuine = genuineCallback();
        byte[] anew = Json.write(Json.parse(genuine.body()).orElseThrow()).getBytes(StandardCharsets.UTF_8);

        assertThat(anew).isNotEqualTo(genuine.body());
        assertThat(verified(with(genuine, anew)) instanceof CallbackVerification.Refused)
                .isEqualTo(bodyIsSigned());
    }

    private CallbackVerification verified(CallbackRequest request) {
        CredentialValues secrets =
                TestAccount.secrets(translate(expectations().agent()).call());
        return adapter().verify(request, TestAccount.account(), secrets, TestAccount.NOW);
    }

    private static CallbackRequest with(CallbackRequest genuine, byte[] body) {
        return new CallbackRequest(genuine.query(), genuine.headers(), body);
    }

    private static byte[] flipped(byte[] bytes, int at) {
        byte[] other = bytes.clone();
        other[at] ^= 1;
        return other;
    }
}
