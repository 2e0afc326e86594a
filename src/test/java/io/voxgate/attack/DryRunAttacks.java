package io.voxgate.attack;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Dry runs and imports by a viewer, who may store nothing: the cheapest key there is. */
final class DryRunAttacks {
    private static final String SECRET = "canary-of-the-attack-0001";
    private static final List<String> SECRET_NAMES = List.of(
            "X-Api-Key",
            "AccessToken",
            "AccessKeySecret",
            "client_secret",
            "refreshToken",
            "privateKey",
            "passwd",
            "Cookie",
            "signature",
            "SecretAccessKey",
            "bearerToken",
            "sessionToken",
            "credentials");

    private DryRunAttacks() {}

    static List<Attack> all() {
        return List.of(
                dryRun(
                        "empty-languages",
                        "H1: a list of 20,000 empty texts, each a fault that equals all others",
                        AttackBounds.cheap().cpuMillis(500),
                        3,
                        "{\"agent\":{\"stt\":{\"alternativeLanguages\":" + list(20_000, "\"\"")
                                + "}},\"vendors\":[\"tencent-trtc\"]}"),
                dryRun(
                        "empty-extractions",
                        "H1: a list of 20,000 empty objects, each a fault",
                        AttackBounds.cheap().cpuMillis(500),
                        3,
                        "{\"agent\":{\"tools\":{\"extraction\":" + list(20_000, "{}")
                                + "}},\"vendors\":[\"tencent-trtc\"]}"),
                dryRun(
                        "faults-in-the-depth",
                        "H2: 100,000 faults, each with a pointer of 15 KB",
                        AttackBounds.cheap().cpuMillis(1500),
                        1,
                        options(nested(58, list(100_000, "\"\\u0000\"")))),
                dryRun(
                        "faults-in-a-row",
                        "H2: 100,000 faults",
                        AttackBounds.cheap().cpuMillis(1500),
                        1,
                        options("{\"list\":" + list(100_000, "\"\\u0000\"") + "}")),
                dryRun(
                        "numbers-in-the-depth",
                        "H2: 400,000 values with pointers of 15 KB",
                        AttackBounds.cheap().cpuMillis(1500).answerBytes(4 << 20),
                        1,
                        options(nested(58, list(400_000, "7")))),
                dryRun(
                        "user-info-in-texts",
                        "H4: a text of 80 KB that a careless regular expression reads again from every place",
                        AttackBounds.cheap().cpuMillis(500),
                        3,
                        "{\"agent\":{\"llm\":{\"systemPrompt\":\"a://" + "@".repeat(80_000)
                                + " \"}},\"vendors\":[\"tencent-trtc\"]}"),
                dryRun(
                        "long-numbers",
                        "M7: numbers that grow when they are written out, for one vendor fifty times",
                        AttackBounds.cheap().cpuMillis(500).answerBytes(1 << 20),
                        2,
                        "{\"agent\":{\"vendorOptions\":{\"tencent-trtc\":{\"list\":" + list(1_000, "1e399")
                                + "}}},\"vendors\":" + list(50, "\"tencent-trtc\"") + "}"),
                imports());
    }

    /** A dry run that is in order and long, without a pause. */
    static Attack large() {
        return dryRun(
                "large-dry-runs",
                "dry runs of 30 KB for every vendor without a pause",
                AttackBounds.cheap(),
                4,
                """
                {"agent":{"greeting":{"mode":"static","text":"Hello"},"tts":{"provider":"platform","voice":"v-female-R2s4N9qJ"},
                 "llm":{"protocol":"openai","url":"https://api.openai.com/v1","model":"m","credentialRef":"llm",\
                "systemPrompt":"%s"}}}""".formatted("Be kind. ".repeat(3_300)));
    }

    private static Attack dryRun(String name, String purpose, AttackBounds bounds, int atOnce, String body) {
        return new RequestAttack(
                name,
                purpose,
                bounds,
                atOnce,
                target -> List.of(WireRequest.json("POST", "/v1/translations", target.bearer("viewer"), body)));
    }

    private static Attack imports() {
        return new RequestAttack(
                "secrets-in-imports",
                "M11: secrets under unexpected names, to be echoed",
                AttackBounds.cheap(),
                1,
                target -> SECRET_NAMES.stream()
                        .map(name -> WireRequest.json(
                                "POST", "/v1/imports", target.bearer("viewer"), """
                        {"vendor":"tencent-trtc","request":{"SdkAppId":1400000001,"RoomId":"1",
                         "AgentConfig":{"UserId":"a","TargetUserId":"u"},"%1$s":"%2$s",
                         "LLMConfig":"{\\"LLMType\\":\\"openai\\",\\"Model\\":\\"m\\",\\"%1$s\\":\\"%2$s\\"}",
                         "STTConfig":{"Language":"en","extra":{"%1$s":"%2$s"}}}}""".formatted(name, SECRET)))
                        .toList(),
                (answer, tally) -> {
                    if (answer.text().contains(SECRET)) {
                        tally.fault("an import echoes a secret");
                    }
                });
    }

    private static String options(String value) {
        return "{\"agent\":{\"vendorOptions\":{\"tencent-trtc\":" + value + "}},\"vendors\":[\"tencent-trtc\"]}";
    }

    /** A value within so many objects, whose one member has a name of 250 characters. */
    private static String nested(int levels, String value) {
        return ("{\"" + "n".repeat(250) + "\":").repeat(levels) + value + "}".repeat(levels);
    }

    static String list(int many, String item) {
        return IntStream.range(0, many).mapToObj(_ -> item).collect(Collectors.joining(",", "[", "]"));
    }
}
