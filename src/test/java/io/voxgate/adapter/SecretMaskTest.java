package io.voxgate.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.voxgate.json.Json;
import io.voxgate.model.SecretPatterns;
import io.voxgate.model.SecretText;
import java.lang.management.ManagementFactory;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretMaskTest {
    private static final String SECRET = "Q+canary/\"é&<12345";
    private final SecretMask mask = SecretMask.of(List.of(new SecretText(SECRET)));

    @Test
    void findsEachSpelling() {
        String json = Json.write(Json.text(SECRET));
        byte[] bytes = SECRET.getBytes(StandardCharsets.UTF_8);
        for (String spelt : List.of(
                SECRET,
                json.substring(1, json.length() - 1),
                URLEncoder.encode(SECRET, StandardCharsets.UTF_8),
                URLEncoder.encode(SECRET, StandardCharsets.UTF_8).replace("+", "%20"),
                Base64.getEncoder().encodeToString(bytes),
                Base64.getUrlEncoder().withoutPadding().encodeToString(bytes))) {
            assertThat(mask.text("you sent <" + spelt + ">, which is wrong"))
                    .isEqualTo("you sent <***>, which is wrong");
        }
        for (int before = 0; before < 4; before++) {
            String whole = Base64.getEncoder()
                    .encodeToString(("u".repeat(before) + SECRET + ":tail").getBytes(StandardCharsets.UTF_8));
            assertThat(mask.text(whole))
                    .as("base64 with %d bytes before", before)
                    .contains("***")
                    .hasSizeLessThan(whole.length() - 18);
        }
    }

    @Test
    void findsItAtAnyDepthOfATreeAndLeavesTheRest() {
        JsonNode inner = Json.object().put("k", SECRET).put("n", 5);
        JsonNode tree = Json.object()
                .put("TaskId", "Q+canary")
                .put("text", Json.write(Json.object().put("deep", Json.write(inner))))
                .set("list", Json.array().add(SECRET).add(1.5));
        assertThat(Json.write(mask.tree(tree))).doesNotContain("canary/").contains("\"TaskId\":\"Q+canary\"", "***");
        JsonNode clean = Json.object().put("a", "b");
        assertThat(mask.tree(clean)).isSameAs(clean);
    }

    /** An id that happens to hold a short password stays the id that it is. */
    @Test
    void shortSecretsCountOnlyWhereTheyStandAlone() {
        SecretMask weak = SecretMask.of(List.of(new SecretText("123456"), new SecretText("abc")));
        assertThat(weak.text("session 9912345678 abc")).isEqualTo("session 9912345678 abc");
        assertThat(weak.text("password 123456, 123456")).isEqualTo("password ***, ***");
    }

    @Test
    void aReplyWithoutSecretsStaysByteForByte() {
        byte[] body = "{ \"a\" : 1.0, \"b\":\"x\" }".getBytes(StandardCharsets.UTF_8);
        assertThat(mask.reply(new HttpReply(200, Map.of(), body)).body()).isSameAs(body);
        HttpReply echoed = mask.reply(
                new HttpReply(400, Map.of("X-Echo", SECRET), ("<html>" + SECRET).getBytes(StandardCharsets.UTF_8)));
        assertThat(echoed.bodyText()).isEqualTo("<html>***");
        assertThat(echoed.header("x-echo")).hasValue("***");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "token=abcdef0123",
                "error: apiKey: abcdef0123 is wrong",
                "{\\\"APIKey\\\":\\\"abcdef0123\\\"}",
                "a=1;client_secret='abcdef0123'",
                "Authorization: Bearer abcdef0123456789",
                "AKIDabcdef0123"
            })
    void whatAMachineWritesIsMaskedByItsName(String text) {
        assertThat(SecretPatterns.maskedWithNames(text))
                .doesNotContain("abcdef0123")
                .contains("***");
    }

    /** CPU seconds for a text that makes each expression begin again at every character. */
    @Tag("long")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "eyJ",
                "eyJ-",
                "eyJaaaaaa.",
                "sk-",
                "sk-a1",
                "Bearer ",
                "a=",
                "?a",
                "&a=",
                "://",
                "://a",
                "://@",
                "AKID",
                "whsec_",
                "ghp_",
                "-----BEGIN PRIVATE KEY-----",
                "-----BEGIN ",
                "a.",
                "token=",
                "\"",
                " ",
                "a",
                "{",
                "{{",
                "[",
                "xox",
                "token: ",
                "ab="
            })
    void everyExpressionIsLinear(String piece) {
        String text = piece.repeat(500_000 / piece.length());
        SecretPatterns.maskedWithNames(piece.repeat(1000));
        long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        SecretPatterns.maskedWithNames(text);
        double seconds = (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before) / 1e9;
        assertThat(seconds).as("CPU seconds for half a megabyte of %s", piece).isLessThan(1.5);
    }
}
