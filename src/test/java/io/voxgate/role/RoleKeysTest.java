package io.voxgate.role;

import static org.assertj.core.api.Assertions.assertThat;

import io.voxgate.adapter.CallOutcome.VendorError;
import io.voxgate.adapter.CredentialValues;
import io.voxgate.adapter.RoleAnswer;
import io.voxgate.adapter.TemporaryKey;
import io.voxgate.adapter.VendorAccount;
import io.voxgate.json.Json;
import io.voxgate.model.SecretText;
import io.voxgate.sandbox.ManualScheduler;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** When a role's key is asked for, and which one is used. */
class RoleKeysTest {
    private static final Instant START = Instant.parse("2026-11-29T08:00:00Z");
    private static final RoleAnswer DOWN = new RoleAnswer.Unavailable("down");
    private static final RoleAnswer NO = new RoleAnswer.Refused(new VendorError("toy", "NotTrusted", "no", null));

    private final ManualScheduler clock = new ManualScheduler(START);
    private final AtomicInteger asked = new AtomicInteger();
    private volatile Function<RoleRequest, RoleAnswer> service = request -> granted(Duration.ofHours(1));
    private final RoleKeys keys = new RoleKeys(
            request -> {
                asked.incrementAndGet();
                return service.apply(request);
            },
            clock);

    private RoleAnswer granted(Duration lasts) {
        String number = asked + "";
        return new RoleAnswer.Granted(new TemporaryKey(
                "id" + number,
                new SecretText("secret" + number),
                new SecretText("token" + number),
                clock.instant().plus(lasts)));
    }

    private static RoleRequest role(String name) {
        return role(name, "secret");
    }

    private static RoleRequest role(String name, String secret) {
        return new RoleRequest(
                "toy",
                new VendorAccount(Optional.empty(), Optional.empty(), Json.object()),
                new CredentialValues(Map.of("role", new SecretText(name), "key", new SecretText(secret)), Map.of()));
    }

    private String id() {
        return ((RoleAnswer.Granted) keys.key(role("agents"))).key().id();
    }

    @Test
    void aKeyIsUsedUntilFiveMinutesBeforeItEnds() {
        assertThat(id()).isEqualTo("id1");
        clock.set(START.plus(Duration.ofMinutes(55)).minusMillis(1));
        assertThat(id()).isEqualTo("id1");
        clock.set(START.plus(Duration.ofMinutes(55)));
        assertThat(id()).isEqualTo("id2");
        assertThat(asked).hasValue(2);
    }

    @Test
    void aKeyThatLivesShortIsRenewedAtHalfItsTime() {
        service = request -> granted(Duration.ofMinutes(4));

        assertThat(id()).isEqualTo("id1");
        clock.set(START.plusSeconds(119));
        assertThat(id()).isEqualTo("id1");
        clock.set(START.plusSeconds(120));
        assertThat(id()).isEqualTo("id2");
    }

    @Test
    void eachRoleAndEachKeyHasItsOwn() {
        RoleAnswer first = keys.key(role("agents"));

        assertThat(keys.key(role("others"))).isNotEqualTo(first);
        assertThat(keys.key(role("agents", "another"))).isNotEqualTo(first);
        assertThat(keys.key(role("agents"))).isEqualTo(first);
        assertThat(asked).hasValue(3);
    }

    @Test
    void whileTheServiceIsDownTheOldKeyIsUsedAsLongAsItLasts() {
        RoleAnswer first = keys.key(role("agents"));
        service = request -> DOWN;

        clock.set(START.plus(Duration.ofMinutes(56)));
        assertThat(keys.key(role("agents"))).isEqualTo(first);
        clock.set(START.plus(Duration.ofMinutes(56)).plusSeconds(4));
        assertThat(keys.key(role("agents"))).isEqualTo(first);
        assertThat(asked).as("it is not asked for each call").hasValue(2);
        clock.set(START.plus(Duration.ofMinutes(59)).plusSeconds(44));
        assertThat(keys.key(role("agents"))).isEqualTo(first);
        clock.set(START.plus(Duration.ofMinutes(59)).plusSeconds(50));
        assertThat(keys.key(role("agents"))).isEqualTo(DOWN);
        service = request -> granted(Duration.ofHours(1));
        clock.set(START.plus(Duration.ofMinutes(60)));
        assertThat(keys.key(role("agents"))).isInstanceOf(RoleAnswer.Granted.class);
    }

    @Test
    void aRoleThatIsTakenAwayIsNotUsedAnyMore() {
        keys.key(role("agents"));
        service = request -> NO;
        clock.set(START.plus(Duration.ofMinutes(56)));

        assertThat(keys.key(role("agents"))).isEqualTo(NO);
    }

    @Test
    void aNoStandsForFiveSeconds() {
        service = request -> NO;

        assertThat(keys.key(role("agents"))).isEqualTo(NO);
        clock.set(START.plusMillis(4999));
        assertThat(keys.key(role("agents"))).isEqualTo(NO);
        assertThat(asked).hasValue(1);
        clock.set(START.plusSeconds(5));
        service = request -> granted(Duration.ofHours(1));
        assertThat(keys.key(role("agents"))).isInstanceOf(RoleAnswer.Granted.class);
    }

    @Test
    @Timeout(30)
    void ofSeveralCallersOneAsksAndNobodyWaitsForAnotherRole() throws Exception {
        CountDownLatch reached = new CountDownLatch(1);
        CountDownLatch answer = new CountDownLatch(1);
        service = request -> {
            if (request.secrets().required("role").reveal().equals("slow")) {
                reached.countDown();
                await(answer);
            }
            return granted(Duration.ofHours(1));
        };
        List<CompletableFuture<RoleAnswer>> callers = IntStream.range(0, 50)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        () -> keys.key(role("slow")), task -> Thread.ofVirtual().start(task)))
                .toList();
        assertThat(reached.await(10, TimeUnit.SECONDS)).isTrue();

        for (int i = 0; i < 200; i++) {
            keys.key(role("quick" + i));
        }
        assertThat(callers).noneMatch(CompletableFuture::isDone);
        answer.countDown();
        for (CompletableFuture<RoleAnswer> caller : callers) {
            assertThat(caller.get(10, TimeUnit.SECONDS))
                    .isEqualTo(callers.getFirst().join());
        }
        assertThat(asked).hasValue(201);
    }

    @Test
    void nothingSecretIsInWhatIsLogged() {
        RoleAnswer answer = keys.key(role("agents", "the-secret"));

        assertThat(answer + " " + role("agents", "the-secret")).doesNotContain("the-secret", "secret1", "token1");
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
