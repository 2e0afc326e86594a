package io.voxgate.adapter.tencent;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.adapter.HttpCall;
import io.voxgate.adapter.OtherSite;
import io.voxgate.adapter.RequestNonce;
import io.voxgate.adapter.VendorAccount;
import io.voxgate.adapter.VendorAdapter;
import io.voxgate.adapter.VendorCall;
import io.voxgate.json.Json;
import io.voxgate.tck.AllAdapters;
import io.voxgate.tck.TestAccount;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tencent Cloud has two sites, each with accounts and keys of its own. */
class TencentSitesTest {
    private static VendorAccount account(String site, Optional<URI> endpoint) {
        ObjectNode settings = Json.object().put("sdkAppId", 1400000001L);
        Optional.ofNullable(site).ifPresent(word -> settings.put("site", word));
        return new VendorAccount(Optional.empty(), endpoint, settings);
    }

    @ParameterizedTest
    @CsvSource({
        "tencent-trtc, , trtc.intl.tencentcloudapi.com, international",
        "tencent-trtc, china, trtc.intl.tencentcloudapi.com, international",
        "tencent-trtc, international, trtc.tencentcloudapi.com, china",
        "tencent-ccc, , ccc.intl.tencentcloudapi.com, international",
        "tencent-ccc, international, ccc.tencentcloudapi.com, china"
    })
    void theOtherSiteIsAskedAtItsOwnHost(String vendor, String site, String host, String advised) {
        VendorAdapter adapter = AllAdapters.named(vendor);

        OtherSite other = adapter.otherSite(account(site, Optional.empty())).orElseThrow();

        HttpCall probe = adapter.sign(
                adapter.probe(other.account()),
                other.account(),
                TestAccount.secrets(new VendorCall("x", Json.object())),
                TestAccount.NOW,
                new RequestNonce("00003039000000000000000000000000"));
        assertThat(probe.uri().getHost()).isEqualTo(host);
        assertThat(other.setting()).isEqualTo("/settings/site");
        assertThat(other.advice()).endsWith("set settings.site to " + advised + ".");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tencent-trtc", "tencent-ccc"})
    void anAddressOfItsOwnHasNoOtherSite(String vendor) {
        Optional<URI> proxy = Optional.of(URI.create("https://proxy.example.com"));

        assertThat(AllAdapters.named(vendor).otherSite(account(null, proxy))).isEmpty();
    }

    @Test
    void alibabaHasOneSite() {
        assertThat(AllAdapters.named("alibaba-rtc").otherSite(account(null, Optional.empty())))
                .isEmpty();
    }
}
