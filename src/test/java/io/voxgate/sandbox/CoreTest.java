package io.voxgate.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The small parts that every simulator stands on. */
class CoreTest {
    private final ManualScheduler stage = new ManualScheduler(TestWorld.START);

    @Test
    void aBucketHoldsASecondsWorthAndRefillsEvenly() {
        RateLimit limit = new RateLimit(stage);
        assertThat(allowed(limit, "a", 25)).isEqualTo(20);
        assertThat(allowed(limit, "b", 25)).isEqualTo(20);
        stage.pass(Duration.ofMillis(500));
        assertThat(allowed(limit, "a", 25)).isEqualTo(10);
        stage.pass(Duration.ofMinutes(5));
        assertThat(allowed(limit, "a", 100)).isEqualTo(20);
    }

    private static long allowed(RateLimit limit, String name, int tries) {
        return IntStream.range(0, tries).filter(i -> limit.allows(name, 20)).count();
    }

    @Test
    void aShelfDropsWhatIsOverFirstThenTheOldest() {
        Set<String> over = Set.of("two");
        BoundedStore<String> store = new BoundedStore<>(3, over::contains);
        store.put("1", "one", "name");
        store.put("2", "two");
        store.put("3", "three");
        store.put("4", "four");
        assertThat(store.find(item -> true)).containsExactly("one", "three", "four");
        store.put("5", "five");
        assertThat(store.find(item -> true)).containsExactly("three", "four", "five");
        assertThat(store.named("name")).isEmpty();
        assertThat(store.size()).isEqualTo(3);
    }

    @Test
    void aNameLeadsToTheLatest() {
        BoundedStore<String> store = new BoundedStore<>(3, item -> false);
        store.put("1", "one", "name");
        store.put("2", "two", "name");
        store.remove("1");
        assertThat(store.named("name")).contains("two");
        assertThat(store.get("1")).isEmpty();
    }

    @Test
    void theLiveStageRunsAtItsSpeedAndAFailureDisturbsNothing() {
        List<String> done = new CopyOnWriteArrayList<>();
        try (RealTimeScheduler live = new RealTimeScheduler(100)) {
            live.after(Duration.ofMillis(1), () -> {
                throw new IllegalStateException("meant for this test");
            });
            live.after(Duration.ofMinutes(10), () -> done.add("much later"));
            live.after(Duration.ofSeconds(2), () -> done.add("later"));
            live.after(Duration.ofSeconds(1), () -> done.add("sooner"));
            live.after(Duration.ofSeconds(1), () -> done.add("cancelled")).cancel();
            await().atMost(Duration.ofSeconds(5)).until(() -> done.size() == 2);
            assertThat(done).containsExactly("sooner", "later");
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RealTimeScheduler(0))
                .withMessageContaining("voxgate.sandbox.speed");
    }

    @Test
    void aShapeNamesEveryFlawWithItsPath() {
        RequestSchema shape = RequestSchema.object()
                .required("a", RequestSchema.integer().between("1", "3"))
                .optional("list", RequestSchema.listOf(RequestSchema.object().required("b", RequestSchema.text())))
                .optional("json", RequestSchema.jsonText(RequestSchema.object().required("c", RequestSchema.bool())));
        JsonNode value = SandboxJson.parse("{\"a\":4,\"list\":[{\"b\":1},{}],\"json\":\"{}\",\"x\":null}")
                .orElseThrow();
        assertThat(shape.flaws("", value))
                .extracting(flaw -> flaw.path() + " " + flaw.kind())
                .containsExactly("x UNKNOWN", "a RANGE", "list[0].b TYPE", "list[1].b MISSING", "json.c MISSING");
        assertThat(shape.flaws("", SandboxJson.parse("{\"a\":3,\"list\":null}").orElseThrow()))
                .isEmpty();
        assertThat(new SchemaViolation("list[12].b", SchemaViolation.ViolationKind.TYPE, "", "").field())
                .isEqualTo("b");
    }

    @Test
    void whatNobodyHandlesGetsTheFamilysOwnError() {
        Sandbox sandbox = new Sandbox(List.of(), () -> "id");
        SandboxReply.ReplyWithBody tencent = (SandboxReply.ReplyWithBody)
                sandbox.handle(request(Map.of("X-TC-Action", "A", "X-TC-Version", "2000-01-01")));
        assertThat(tencent.status()).isEqualTo(200);
        assertThat(SandboxJson.parse(tencent.body())
                        .orElseThrow()
                        .at("/Response/Error/Code")
                        .asText())
                .isEqualTo("NoSuchVersion");
        SandboxReply.ReplyWithBody alibaba =
                (SandboxReply.ReplyWithBody) sandbox.handle(request(Map.of("x-acs-action", "A")));
        assertThat(alibaba.status()).isEqualTo(400);
        assertThat(SandboxJson.parse(alibaba.body()).orElseThrow().path("Code").asText())
                .isEqualTo("InvalidVersion");
    }

    @Test
    void theAccountsOfTheSandboxAreTheBuiltInAndTheStored() {
        SandboxAccount stored = new SandboxAccount(
                "tencent-trtc",
                SandboxKey.permanent(BuiltInAccounts.TENCENT_ID, "x"),
                "9",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        SandboxAccounts all = SandboxBeans.union(List.of((vendor, keyId) -> List.of(stored)));
        assertThat(all.byKeyId("tencent-trtc", BuiltInAccounts.TENCENT_ID))
                .extracting(SandboxAccount::appId)
                .containsExactly(BuiltInAccounts.TRTC_APP, "9");
        assertThat(new BuiltInAccounts().byKeyId("tencent-ccc", BuiltInAccounts.TENCENT_ID))
                .extracting(SandboxAccount::appId)
                .containsExactly(BuiltInAccounts.CCC_APP);
        assertThat(new BuiltInAccounts().byKeyId("alibaba-rtc", BuiltInAccounts.TENCENT_ID))
                .isEmpty();
    }

    @Test
    void aScriptWithoutAGreetingLetsThePersonSpeakFirst() {
        List<ConversationEvent> beats = new ArrayList<>();
        Script.ScriptSetting setting = new Script.ScriptSetting(
                Set.of(),
                ConversationText.in("en-US"),
                Optional.empty(),
                Duration.ofSeconds(1),
                () -> "t" + beats.size());
        Conversation conversation = new Conversation(stage, Script.of(setting), () -> "p", beats::add);
        conversation.begin();
        stage.pass(Duration.ofSeconds(20));
        assertThat(beats.get(2)).isInstanceOf(ConversationEvent.UserStarts.class);
        assertThat(beats.getLast())
                .isEqualTo(new ConversationEvent.PartyLeft(ConversationEvent.ConversationEnding.PERSON_LEFT));
        assertThat(conversation.over()).isTrue();
        conversation.end(ConversationEvent.ConversationEnding.STOPPED);
        assertThat(beats.getLast())
                .isEqualTo(new ConversationEvent.PartyLeft(ConversationEvent.ConversationEnding.PERSON_LEFT));
    }

    private static SandboxRequest request(Map<String, String> headers) {
        return new SandboxRequest("POST", "/", "", headers, new byte[0]);
    }
}
