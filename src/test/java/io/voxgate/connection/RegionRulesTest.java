package io.voxgate.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.voxgate.adapter.VendorInfo;
import io.voxgate.adapter.tencent.ccc.CccAdapter;
import io.voxgate.adapter.tencent.trtc.TrtcAdapter;
import io.voxgate.model.Fault;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** TRTC's regions are those of 647/108514, read 2026-11; the vendor's own demo calls with ap-beijing. */
final class RegionRulesTest {
    private final VendorInfo trtc = new TrtcAdapter().info();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ap-guangzhou",
                "ap-beijing",
                "ap-shanghai",
                "ap-singapore",
                "ap-tokyo",
                "na-ashburn",
                "na-siliconvalley"
            })
    void aListedRegionIsTakenWithoutAWord(String region) {
        assertThat(RegionRules.refusal(trtc, Optional.of(region))).isEmpty();
        assertThat(RegionRules.warning(trtc, Optional.of(region))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"eu-frankfurt", "ap-jakarta", "ap-shanghai-fsi"})
    void anotherRegionIsTakenWithAWarning(String region) {
        assertThat(RegionRules.refusal(trtc, Optional.of(region))).isEmpty();
        assertThat(RegionRules.warning(trtc, Optional.of(region))).hasValueSatisfying(warning -> {
            assertThat(warning.pointer()).isEqualTo("/region");
            assertThat(warning.detail()).contains("ap-beijing", "verify");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"mars", "AP-GUANGZHOU", "ap guangzhou", "ap-", "广州", "ap-guangzhou\r\nX: y"})
    void whatIsNotWrittenLikeOneIsRefused(String region) {
        assertThat(RegionRules.refusal(trtc, Optional.of(region)).map(Fault::code))
                .hasValue("WRONG_FORM");
    }

    @Test
    void aVendorThatNeedsOneSaysSo() {
        assertThat(RegionRules.refusal(trtc, Optional.empty()).map(Fault::code)).hasValue("REQUIRED");
        assertThat(RegionRules.refusal(new CccAdapter().info(), Optional.empty()))
                .isEmpty();
        assertThat(RegionRules.warning(new CccAdapter().info(), Optional.of("ap-guangzhou")))
                .isEmpty();
    }
}
