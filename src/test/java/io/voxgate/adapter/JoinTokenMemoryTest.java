package io.voxgate.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import io.voxgate.adapter.alibaba.rtc.AlibabaRtcAdapter;
import io.voxgate.adapter.tencent.trtc.TrtcAdapter;
import io.voxgate.model.Channel;
import io.voxgate.model.SecretText;
import io.voxgate.tck.TestAccount;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Join tokens are compressed by native code, whose memory no heap counts: one that is not freed takes a quarter of a
 * megabyte until the next garbage collection, and the time to get it costs more than all else of a start.
 */
@EnabledOnOs(OS.LINUX)
class JoinTokenMemoryTest {
    private static final int TOKENS = 2_000;
    private static final long MOST = 100L << 20;
    private static final Channel ROOM = new Channel.Room("1234", null, "user_1", "agent_1");
    private static final CredentialValues SECRETS = new CredentialValues(
            Map.of(
                    "sdkSecretKey", new SecretText(TestAccount.secret("sdkSecretKey")),
                    "appKey", new SecretText(TestAccount.secret("appKey"))),
            Map.of());

    static List<VendorAdapter> withJoinTokens() {
        return List.of(new TrtcAdapter(), new AlibabaRtcAdapter());
    }

    @ParameterizedTest
    @MethodSource("withJoinTokens")
    void manyTokensKeepNoMemoryBesideTheHeap(VendorAdapter adapter) throws IOException {
        mint(adapter);
        long before = residentBytes();

        for (int i = 0; i < TOKENS; i++) {
            mint(adapter);
        }

        assertThat(residentBytes() - before).isLessThan(MOST);
    }

    private static void mint(VendorAdapter adapter) {
        assertThat(adapter.join(
                        ROOM, TestAccount.account(), SECRETS, TestAccount.NOW, new RequestNonce("0".repeat(32))))
                .isPresent();
    }

    private static long residentBytes() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
                .findFirst()
                .orElseThrow();
    }
}
