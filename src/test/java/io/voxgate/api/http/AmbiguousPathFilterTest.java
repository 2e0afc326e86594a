package io.voxgate.api.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** A path has one reading or is refused. */
class AmbiguousPathFilterTest {
    @Test
    void ordinaryPathsPass() {
        assertThat(List.of(
                        "/",
                        "*",
                        "/v1/templates",
                        "/v1/templates/",
                        "/v1/tenants/acme/keys/key_1",
                        "/v1/templates/support%403",
                        "/v1/templates/a.b",
                        "/v1/templates/...",
                        "/v1/templates/.hidden",
                        "/v1/templates/%E4%B8%AD",
                        "/v1/templates/%252e%252e",
                        "/v1/templates/a%20b",
                        "/v1/templates/%2eb"))
                .allMatch(AmbiguousPathFilter::plain);
    }

    @Test
    void whatAnotherReaderTakesForAnotherPathIsRefused() {
        assertThat(List.of(
                        "",
                        "v1/templates",
                        "/.",
                        "/..",
                        "/v1/tenants/x/keys/..",
                        "/v1/tenants/x/keys/../",
                        "/v1/./templates",
                        "/v1/%2e%2e/v1/templates",
                        "/v1/.%2E/x",
                        "/v1/%2e",
                        "//",
                        "//v1/templates",
                        "/v1//templates",
                        "/v1/templates//",
                        "/v1/templates;x=y",
                        "/v1;/templates",
                        "/v1/templates/a%2fb",
                        "/v1/templates%2F..",
                        "/v1\\templates",
                        "/v1/a%5Cb",
                        "/v1/templates#x",
                        "/v1/templates/%",
                        "/v1/templates/%zz",
                        "/v1/templates/%4"))
                .noneMatch(AmbiguousPathFilter::plain);
    }
}
